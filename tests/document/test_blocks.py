from __future__ import annotations

from typing import Any

import pytest

from lab.document.blocks import DEEPEST, Block, block
from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.document.graph import MOST_LAYERS, Graph, Link, Node, Socket
from lab.document.insight.layer import insights, totals
from lab.document.knobs import Knob, Target
from lab.document.model import parameters
from lab.document.setup import default_setup
from lab.document.shapes import analyse
from lab.document.templates.base import chain, layer
from lab.document.unfolding import exit_of, outermost, unfolded
from lab.spec.errors import FieldError, GraphError, LabError, ShapeError
from tests.document.blocks import convolutions, network, residual


def test_a_block_is_what_is_inside() -> None:
    graph = network(residual(repeat=3), convolutions())
    folded, flat = analyse(graph), analyse(unfolded(graph))
    assert (folded.parameters, folded.flops, folded.activations) == (flat.parameters, flat.flops, flat.activations)
    assert folded.nodes["dense1"] == flat.nodes["dense1"]
    assert not folded.problems
    assert not flat.problems


def test_unfolded_ids_labels_and_links() -> None:
    flat = unfolded(network(residual(repeat=2), convolutions(repeat=1)))
    assert [node.id for node in flat.order()] == [
        "input1",
        "conv2d1",
        *(f"block1:{number}:{inner}" for number in (1, 2) for inner in ("conv2d1", "relu1", "conv2d2", "add1")),
        "block2:conv2d1",
        "block2:relu1",
        "flatten1",
        "dense1",
    ]
    assert flat.node("block1:2:conv2d1").name == "block1 · 2 · conv1"
    assert flat.node("block2:relu1").name == "block2 · relu1"
    assert flat.inputs("block1:2:add1") == [
        Link("block1:2:conv2d2", "block1:2:add1", 0),
        Link("block1:1:add1", "block1:2:add1", 1),
    ]


def test_a_graph_without_blocks_is_its_own_unfolded_one() -> None:
    graph = network()
    assert unfolded(graph) is graph


def test_where_a_flat_layer_belongs_and_where_a_block_ends() -> None:
    inner = block(chain([layer("relu"), convolutions(repeat=2)]), "Two", repeat=3)
    graph = network(inner)
    assert outermost("block1:3:block1:2:relu1") == "block1"
    assert outermost("conv2d1") == "conv2d1"
    assert exit_of(graph, "block1") == "block1:3:block1:2:relu1"
    assert exit_of(graph, "conv2d1") == "conv2d1"
    assert exit_of(graph, "block1") in unfolded(graph)


def test_names_of_parameters_agree_wherever_they_are_asked() -> None:
    inner = block(chain([layer("relu"), convolutions(repeat=2)]), "Two", repeat=2)
    graph = network(inner, residual())
    reports = analyse(graph).nodes
    by_block = {
        f"{node.id}:{name}": parameter
        for node in graph
        if isinstance(node.layer, Block)
        for name, parameter in node.layer.parameters(*reports[node.id].inputs).items()
    }
    flat = parameters(graph)
    assert by_block.items() <= flat.items()
    assert flat.keys() - by_block.keys() == {
        f"{name}/{part}" for name in ("conv2d1", "dense1") for part in ("weight", "bias")
    }
    assert "block1:2:block1:1:conv2d1/weight" in flat


def test_repetitions_may_change_the_shape() -> None:
    halves = block(chain([layer("conv2d", channels=2, stride=2)]), "Half", repeat=3)
    assert halves.output_shape((1, 16, 16)) == (2, 2, 2)
    first, second, third = halves.analyses((1, 16, 16))
    assert [each.nodes["conv2d1"].output for each in (first, second, third)] == [(2, 8, 8), (2, 4, 4), (2, 2, 2)]
    graph = chain([layer("input", height=16, width=16), halves])
    assert analyse(graph).parameters == analyse(unfolded(graph)).parameters


def test_a_problem_inside_is_the_blocks_and_names_the_layer() -> None:
    graph = network(residual(channels=5))
    (problem,) = analyse(graph).problems
    assert problem.node == "block1"
    assert "add1" in str(problem.message)
    assert "Residual block" in str(problem.message)


def test_a_problem_of_a_later_repetition_names_it() -> None:
    shrinks = block(chain([layer("conv2d", kernel=3, padding="valid")]), "Shrink", repeat=4)
    with pytest.raises(ShapeError, match=r"conv1 in repetition 3 of"):
        shrinks.output_shape((1, 6, 6))


def test_what_mends_the_first_layer_mends_the_block() -> None:
    document = Document(chain([layer("input"), block(chain([layer("dense")]), "Classifier")]))
    (problem,) = document.analysis.problems
    assert problem.mend == "flatten"


def test_a_dead_end_inside_is_said() -> None:
    inside = chain([layer("conv2d"), layer("relu")])
    inside.add_node(Node("tanh1", layer("tanh"), "tanh1"))
    inside.add_link(Link("conv2d1", "tanh1"))
    with pytest.raises(GraphError, match="one output"):
        block(inside, "Two ends")
    dead = Block(nodes=inside.nodes, links=inside.links, entries=[[Socket("conv2d1")]], exit="relu1")
    with pytest.raises(ShapeError, match=r"tanh1 .* leads nowhere"):
        dead.output_shape((1, 8, 8))


def test_many_repetitions_are_counted_at_once() -> None:
    graph = network(residual(repeat=4000))
    each = sum(parameter.size for parameter in residual().parameters((4, 6, 6)).values())
    assert analyse(graph).parameters == analyse(network()).parameters + 4000 * each
    assert len(residual(repeat=4000).analyses((4, 6, 6))) == 1


def test_the_insight_into_a_block_is_that_of_its_layers() -> None:
    halves = block(chain([layer("conv2d", channels=4, stride=2), layer("relu")]), "Half", repeat=2)
    graph = chain([layer("input", height=40, width=40), convolutions(repeat=3), halves, residual(repeat=2)])
    setup, flat = default_setup(), unfolded(graph)
    folded, written_out = insights(graph, analyse(graph), setup), insights(flat, analyse(flat), setup)
    for block_id, exit_id in (("block1", "block1:3:relu1"), ("block2", "block2:2:relu1"), ("block3", "block3:2:add1")):
        one, other = folded[block_id].field, written_out[exit_id].field
        assert one is not None
        assert other is not None
        assert [(axis.size, axis.jump, axis.length) for axis in one] == [
            (axis.size, axis.jump, axis.length) for axis in other
        ]
    assert totals(folded).parameters == totals(written_out).parameters
    assert totals(folded).memory.weights == totals(written_out).memory.weights


# -- knobs


def test_a_knob_sets_all_its_fields() -> None:
    found = residual()
    assert found.setting("Width") == 4
    wide = found.replace(Width=16)
    assert [node.layer.setting("channels") for node in wide.nodes if node.kind == "conv2d"] == [16, 16]
    assert wide.setting("Width") == 16
    assert wide.replace(Width=4) == found


def test_a_knob_has_the_limits_of_its_fields() -> None:
    field = residual().adjustable()["Width"]
    single = residual().nodes[0].layer.fields()["channels"]
    assert (field.low, field.high) == (single.low, single.high)  # type: ignore[attr-defined]
    with pytest.raises(FieldError, match="Width"):
        residual().replace(Width=0)


def test_factors() -> None:
    inside = chain([layer("conv2d", channels=2), layer("conv2d", channels=8)])
    knob = Knob("Width", (Target("conv2d1", "channels"), Target("conv2d2", "channels", 4)))
    bottleneck = block(inside, "Bottleneck", knobs=[knob]).replace(Width=3)
    assert [node.layer.setting("channels") for node in bottleneck.nodes] == [3, 12]
    high = inside.node("conv2d1").layer.fields()["channels"].high  # type: ignore[attr-defined]
    assert bottleneck.adjustable()["Width"].high == high // 4  # type: ignore[attr-defined]


def test_a_knob_reaches_into_inner_blocks() -> None:
    inside = chain([convolutions(repeat=2), residual()])
    depth = Knob("Depth", (Target("block1", "repeat"),))
    width = Knob("Width", (Target("block2", "Width"),))
    outer = block(inside, "Stage", knobs=[depth, width]).replace(Depth=5, Width=6)
    assert outer.inside.node("block1").layer.setting("repeat") == 5
    assert outer.inside.node("block2").layer.setting("Width") == 6


def test_turning_a_knob_is_an_edit_that_can_be_undone() -> None:
    document = Document(network(residual()))
    before = document.graph.copy()
    document.do(ChangeLayer("block1", "Width", 2))
    assert str(document.history.undo_title) == "Change Width of block1"
    document.do(ChangeLayer("block1", "repeat", 2))
    document.history.undo()
    document.history.undo()
    assert document.graph == before


# -- what is refused


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"nodes": []}, "empty"),
        ({"title": " "}, "name"),
        ({"title": "{0}"}, "name"),
        ({"exit": "relu9"}, "no output"),
        ({"entries": []}, "no input"),
        ({"entries": [[Socket("relu9")]]}, '"relu9"'),
        ({"entries": [[Socket("conv2d1", 1)]]}, "Port 2"),
        ({"entries": [[Socket("relu1")]]}, "already has a link"),
        ({"entries": [[Socket("conv2d1")], [Socket("conv2d1")]]}, "twice"),
        ({"links": [Link("conv2d1", "relu1"), Link("relu1", "conv2d1")]}, "circle"),
        ({"links": [Link("conv2d1", "ghost")]}, '"ghost"'),
        ({"repeat": 0}, "Repetitions"),
        ({"repeat": MOST_LAYERS}, "at most 20,000"),
        ({"knobs": [Knob("Width", ())]}, "sets nothing"),
        ({"knobs": [Knob("{}", (Target("conv2d1", "channels"),))]}, "name"),
        ({"knobs": [Knob("Width", (Target("relu1", "channels"),))]}, "no number"),
        ({"knobs": [Knob("Width", (Target("conv2d1", "padding"),))]}, "no number"),
        ({"knobs": [Knob("Width", (Target("conv2d1", "channels", 0.0),))]}, "above 0"),
        ({"knobs": [Knob("repeat", (Target("conv2d1", "channels"),))]}, "taken"),
    ],
)
def test_what_is_no_block_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(LabError, match=reason):
        convolutions().replace(**change)


def test_only_one_input_can_repeat() -> None:
    inside = chain([layer("input"), layer("add")])
    inside.add_node(Node("input2", layer("input"), ""))
    inside.add_link(Link("input2", "add1", 1))
    merge = block(inside, "Merge")
    assert (merge.fewest_inputs, merge.most_inputs) == (2, 2)
    with pytest.raises(GraphError, match="one input"):
        merge.replace(repeat=2)


def test_blocks_stand_inside_each_other_so_deep_and_no_deeper() -> None:
    inner = convolutions(repeat=1)
    for _ in range(DEEPEST - 1):
        inner = block(chain([inner]), "Deeper")
    assert unfolded(chain([layer("input"), inner])).node("block1" + ":block1" * (DEEPEST - 1) + ":conv2d1")
    with pytest.raises(GraphError, match="deep"):
        block(chain([inner]), "Too deep")


def test_a_network_has_at_most_so_many_layers_in_all() -> None:
    document = Document(network(convolutions(repeat=6000), convolutions(repeat=1)))
    before = document.graph.copy()
    with pytest.raises(GraphError, match="at most 20,000"):
        document.do(ChangeLayer("block2", "repeat", 5000))
    assert document.graph == before
    document.do(ChangeLayer("block2", "repeat", 1000))
    assert len(document.unfolded) == 4 + 2 * 7000


def test_the_flat_network_follows_the_edits() -> None:
    document = Document(network(convolutions(repeat=2)))
    assert len(document.unfolded) == len(document.unfolded_analysis.nodes) == 8
    document.do(ChangeLayer("block1", "repeat", 3))
    assert len(document.unfolded) == len(document.unfolded_analysis.nodes) == 10
    document.history.undo()
    assert len(document.unfolded) == 8
    assert isinstance(document.unfolded, Graph)
