"""What a model keeps when its network is edited, and when two models are the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.document.models import small, trained


def test_models_are_equal_when_every_number_is() -> None:
    assert trained() == trained()
    other = trained()
    other.weights["dense1/bias"][1] = np.nextafter(other.weights["dense1/bias"][1], np.float32(9))
    assert trained() != other
    assert trained() != replace(trained(), thumbnail=None)
    assert trained() != replace(trained(), state={"step": 8, "epoch": 2, "batch": 1})
    assert trained() != small()
    assert trained() != "a model"


def test_an_edit_that_leaves_the_weights_in_place_keeps_them() -> None:
    model = trained()
    graph = model.graph.copy()
    node = graph.node("conv2d1")
    graph.replace_node(node.changed(label="first", x=100.0))
    assert model.adapted(graph, model.setup) == replace(model, graph=graph)


def test_an_edit_that_changes_a_shape_leaves_what_was_learned_behind() -> None:
    model = trained()
    graph = model.graph.copy()
    node = graph.node("dense1")
    graph.replace_node(node.changed(layer=node.layer.replace(units=4)))
    adapted = model.adapted(graph, model.setup)
    assert not adapted.trained
    assert (adapted.optimizer, adapted.state, adapted.record) == ({}, {}, {})
    assert adapted.graph == graph
