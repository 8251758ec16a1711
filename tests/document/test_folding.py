from __future__ import annotations

import numpy as np
import pytest

from lab.document import clipboard, edits
from lab.document.blocks import Block
from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.document.folding import fold, unfold_node
from lab.document.graph import Link, Socket
from lab.document.matching import correspondence
from lab.document.model import Model, parameters
from lab.document.setup import default_setup
from lab.document.shapes import analyse
from lab.document.templates.base import chain, layer
from lab.spec.errors import GraphError
from tests.document.blocks import convolutions, diamond, network, residual
from tests.document.models import trained
from tests.document.test_edits import apart


def test_a_residual_block_is_folded_with_its_way_around() -> None:
    document = Document(diamond())
    document.do(fold(document.graph, ["conv2d1", "relu1", "conv2d2", "add1"], "Residual block"))
    assert [node.id for node in document.graph.order()] == ["input1", "block1", "relu2"]
    layer = document.graph.node("block1").layer
    assert isinstance(layer, Block)
    assert layer.entries == ((Socket("conv2d1"), Socket("add1", 1)),)
    assert (layer.exit, layer.title) == ("add1", "Residual block")
    document.do(ChangeLayer("block1", "repeat", 3))
    assert not document.analysis.problems


def test_fold_and_unfold_are_undone_exactly() -> None:
    document = Document(diamond())
    states = [(document.graph.nodes, document.graph.links)]
    document.do(fold(document.graph, ["conv2d1", "relu1"]))
    states.append((document.graph.nodes, document.graph.links))
    document.do(unfold_node(document.graph, "block1"))
    document.history.undo()
    assert (document.graph.nodes, document.graph.links) == states[1]
    document.history.undo()
    assert (document.graph.nodes, document.graph.links) == states[0]
    document.history.redo()
    assert document.graph.nodes == states[1][0]
    assert sorted(document.graph.links) == sorted(states[1][1])


def test_unfolding_what_was_folded_gives_the_same_network() -> None:
    document = Document(diamond())
    before = document.graph.copy()
    document.do(edits.tidy(document.graph))  # type: ignore[arg-type]
    laid_out = document.graph.copy()
    document.do(fold(document.graph, ["conv2d1", "relu1", "conv2d2", "add1"]))
    document.do(unfold_node(document.graph, "block1"))
    assert {(n.id, n.label, n.layer) for n in document.graph} == {(n.id, n.label, n.layer) for n in before}
    assert sorted(document.graph.links) == sorted(before.links)
    assert apart(document.graph)
    assert {n.id: n.y for n in document.graph} == {n.id: n.y for n in laid_out}


def test_repetitions_are_unfolded_in_a_row() -> None:
    document = Document(network(residual(repeat=3)))
    edits_before = analyse(document.graph)
    document.do(unfold_node(document.graph, "block1"))
    graph = document.graph
    assert not any(isinstance(node.layer, Block) for node in graph)
    assert [node.name for node in graph.order() if node.kind == "conv2d"] == [
        "conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "conv7"
    ]  # fmt: skip
    assert analyse(graph).parameters == edits_before.parameters
    assert correspondence(network(residual(repeat=3)), graph) is not None
    assert apart(graph)


def test_blocks_inside_stay_blocks() -> None:
    document = Document(network(residual(), convolutions()))
    document.do(fold(document.graph, ["block1", "block2"], "Both"))
    assert [node.kind for node in document.graph.order()] == ["input", "conv2d", "block", "flatten", "dense"]
    document.do(unfold_node(document.graph, "block3"))
    assert [node.id for node in document.graph.order() if node.kind == "block"] == ["block1", "block2"]


def test_what_needs_an_input_becomes_an_input() -> None:
    document = Document(chain([layer("conv2d"), layer("add")]))
    document.do(fold(document.graph, ["conv2d1", "add1"]))
    block = document.graph.node("block1").layer
    assert isinstance(block, Block)
    assert block.entries == ((Socket("conv2d1"),), (Socket("add1", 1),))


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ([], "Choose the layers"),
        (["input1", "conv2d1"], "input1 cannot be folded"),
        (["conv2d1", "conv2d2"], "conv1, conv2"),
        (["conv2d1", "add1"], "one output"),
        (["relu2", "relu1"], "leaves these layers by conv2 and comes back to relu2"),
    ],
)
def test_what_cannot_be_folded_says_why(chosen: list[str], reason: str) -> None:
    with pytest.raises(GraphError, match=reason):
        fold(diamond(), chosen)


def test_a_way_that_leaves_and_comes_back_is_refused() -> None:
    graph = chain([layer("input"), layer("relu"), layer("tanh"), layer("add")])
    graph.add_link(Link("input1", "add1", 1))
    with pytest.raises(GraphError, match="leaves these layers by tanh1 and comes back to add1"):
        fold(graph, ["relu1", "add1"])
    Document(graph).do(fold(graph, ["tanh1", "add1"]))  # what comes in twice is none of that


def test_a_layer_that_is_no_block_cannot_be_unfolded() -> None:
    with pytest.raises(GraphError, match="no block"):
        unfold_node(diamond(), "relu1")


def test_blocks_are_copied_and_pasted() -> None:
    document = Document(network(residual(repeat=2)))
    text = clipboard.to_text(document.graph, ["block1", "flatten1"])
    document.do(edits.paste(document.graph, clipboard.from_text(text), 0, 900))
    assert document.graph.node("block2").layer == document.graph.node("block1").layer
    document.do(edits.duplicate(document.graph, ["block2"]))
    assert document.graph.node("block3").name == "block3"


def test_a_block_of_very_many_layers_is_not_unfolded() -> None:
    with pytest.raises(GraphError, match="at most 3,000"):
        unfold_node(network(residual(repeat=800)), "block1")


def test_unfolded_layers_get_free_ids_and_labels() -> None:
    document = Document(network(convolutions(repeat=3), residual()))
    document.do(unfold_node(document.graph, "block1"))
    document.do(unfold_node(document.graph, "block2"))
    names = [node.name for node in document.graph]
    assert len(set(names)) == len(names)
    assert sorted(name for name in names if name.startswith("conv")) == [f"conv{number}" for number in range(1, 7)]


# -- what was learned stays


def test_weights_survive_folding_and_unfolding() -> None:
    model = trained(Model(network(convolutions(repeat=2)), default_setup()))
    document = Document(model.graph.copy())
    document.do(unfold_node(document.graph, "block1"))
    flat = model.adapted(document.graph.copy(), model.setup)
    assert flat.weights.keys() == parameters(document.graph).keys()
    assert np.array_equal(flat.weights["conv2d3/weight"], model.weights["block1:2:conv2d1/weight"])
    assert np.array_equal(flat.optimizer["conv2d3/weight.m"], model.optimizer["block1:2:conv2d1/weight.m"])
    assert flat.record["layers"] == ["conv2d1", "conv2d2", "conv2d3", "dense1"]
    assert flat.state == model.state
    assert flat.adapted(model.graph, model.setup) == model


def test_another_network_keeps_no_weights() -> None:
    model = trained(Model(network(convolutions(repeat=2)), default_setup()))
    document = Document(model.graph.copy())
    document.do(ChangeLayer("block1", "repeat", 3))
    assert not model.adapted(document.graph, model.setup).trained


def test_the_way_that_the_data_take_tells_networks_apart() -> None:
    one, other = diamond(), diamond()
    assert correspondence(one, other) == {node.id: node.id for node in one}
    other.remove_link(Link("input1", "add1", 1))
    other.add_link(Link("conv2d1", "add1", 1))
    assert correspondence(one, other) is None
