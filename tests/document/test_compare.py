"""Two versions of a document side by side: what was added, removed, changed, and how far the weights have moved."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lab.document.blocks import block
from lab.document.changes import setup_changes
from lab.document.commands import ChangeLayer, Rename
from lab.document.compare import array_difference, compare, layer_of, to_json
from lab.document.document import Document
from lab.document.format import encode_setup
from lab.document.graph import Link, Node
from lab.document.model import Model, parameters
from lab.document.setup import default_setup
from lab.document.templates import template
from lab.document.templates.base import layer
from lab.schedules.cosine import Cosine
from tests.document.blocks import convolutions, network, residual
from tests.document.models import small, trained

SETUP = default_setup()


def test_a_model_is_the_same_as_itself_wherever_its_layers_lie() -> None:
    other = trained()
    other.graph.replace_node(other.graph.node("conv2d1").changed(x=500.0))
    found = compare(trained(), other)
    assert found.same_network
    assert found.same_weights
    assert found.setup == []
    assert {array.relative for array in found.arrays} == {0.0}


def test_added_removed_and_changed_layers_are_told_in_the_order_of_the_data() -> None:
    before = small()
    document = Document(small().graph)
    document.do(ChangeLayer("conv2d1", "channels", 5))
    document.do(Rename("dense1", "scores"))
    graph = document.graph
    for link in (Link("conv2d1", "batch_norm1"), Link("batch_norm1", "flatten1")):
        graph.remove_link(link)
    graph.remove_node("batch_norm1")
    graph.add_node(Node("relu1", layer("relu")))
    graph.add_link(Link("conv2d1", "relu1"))
    graph.add_link(Link("relu1", "flatten1"))
    found = compare(before, Model(graph, before.setup))
    assert [(each.id, each.fate) for each in found.layers] == [
        ("input1", "same"),
        ("conv2d1", "changed"),
        ("batch_norm1", "removed"),
        ("relu1", "added"),
        ("flatten1", "same"),
        ("dense1", "changed"),
    ]
    [channels] = found.layers[1].changes
    assert (channels.title, channels.before, channels.after) == ("Channels", 2, 5)
    assert [(change.title, change.after) for change in found.layers[5].changes] == [("Name", "scores")]
    assert found.links_added == [Link("conv2d1", "relu1"), Link("relu1", "flatten1")]
    assert found.links_removed == [Link("batch_norm1", "flatten1"), Link("conv2d1", "batch_norm1")]


def test_another_kind_under_the_same_id_is_a_change_of_its_kind() -> None:
    before, after = small(), small()
    after.graph.replace_node(after.graph.node("batch_norm1").changed(layer=layer("relu")))
    [found] = [each for each in compare(before, after).layers if each.fate == "changed"]
    assert [(change.name, change.shown(change.before), change.shown(change.after)) for change in found.changes] == [
        ("", "Batch norm", "ReLU")
    ]


def test_other_settings_of_the_run_are_told_with_their_titles() -> None:
    before = default_setup()
    optimizer = before.optimizer.replace(learning_rate=0.5)
    after = before.changed(optimizer=optimizer, schedule=Cosine(), run=before.run.replace(clipping="norm", seed=3))
    found = setup_changes(encode_setup(before), encode_setup(after))
    assert {(change.title, change.shown(change.after)) for change in found} == {
        ("Learning rate", 0.5),
        ("Schedule", "Cosine"),
        ("Clipping", "By norm"),
        ("Seed", 3),
    }


def test_weights_are_measured() -> None:
    one, other = np.array([[3.0, 4.0]], np.float32), np.array([[3.0, -4.0]], np.float32)
    found = array_difference("dense1/weight", one, other)
    assert found.relative == pytest.approx(8 / 5)
    assert found.cosine == pytest.approx((9 - 16) / 25)
    assert (found.largest, found.place, found.equal) == (8.0, (0, 1), False)


def test_weights_of_nothing_or_of_another_shape_have_no_angle() -> None:
    zero, one = np.zeros(3, np.float32), np.ones(3, np.float32)
    assert array_difference("a", zero, one).cosine is None
    assert array_difference("a", zero, one).relative == math.inf
    assert array_difference("a", zero, zero).relative == 0
    other = array_difference("a", one, np.ones(4, np.float32))
    assert (other.before, other.after, other.relative) == ((3,), (4,), None)
    assert array_difference("a", None, one).before is None


def test_the_comparison_is_json_ready() -> None:
    import json

    untrained = small()
    content = to_json(compare(untrained, trained()))
    json.dumps(content, allow_nan=False)
    assert content["steps"] == [0, 7]
    assert not content["same_weights"]


def test_templates_that_share_little_can_be_compared() -> None:
    found = compare(template("digits"), template("xor"))
    assert not found.same_network
    assert {change.part for change in found.setup} >= {"dataset"}


def test_blocks_are_compared_by_what_can_be_turned_from_outside() -> None:
    before, after, other = network(residual()), network(residual(8)), network(residual())
    found = next(each for each in compare(Model(before, SETUP), Model(after, SETUP)).layers if each.fate == "changed")
    assert [(change.title, change.before, change.after) for change in found.changes] == [("Width", 4, 8)]
    inside = other.node("block1").layer.inside.copy()
    inside.replace_node(inside.node("relu1").changed(layer=layer("tanh")))
    other.replace_node(other.node("block1").changed(layer=block(inside, "Residual block")))
    [found] = [each for each in compare(Model(before, SETUP), Model(other, SETUP)).layers if each.fate == "changed"]
    assert found.changes
    assert {layer_of(name) for name in parameters(network(convolutions()))} == {"conv2d1", "block1", "dense1"}
