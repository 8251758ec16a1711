from __future__ import annotations

import pytest

from lab.document import edits
from lab.document.commands import Add
from lab.document.document import Document
from lab.document.graph import Graph, Link
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH, PITCH_X, PITCH_Y
from lab.document.shapes import Problem
from lab.spec.errors import GraphError, LabError, PortTakenError
from lab.spec.message import Message
from tests.document.networks import chain, document, node


def places(graph: Graph) -> dict[str, tuple[float, float]]:
    return {n.id: (n.x, n.y) for n in graph}


def apart(graph: Graph) -> bool:
    """Whether no node lies on another."""
    nodes = graph.nodes
    return all(
        abs(a.x - b.x) >= NODE_WIDTH or abs(a.y - b.y) >= NODE_HEIGHT
        for number, a in enumerate(nodes)
        for b in nodes[number + 1 :]
    )


def test_labels_come_from_the_kind_and_are_free() -> None:
    graph = chain("input", "conv2d", "conv1d", "max_pool2d")
    assert [n.label for n in graph] == ["input1", "conv1", "conv2", "max_pool1"]
    assert edits.new_label(graph, "conv2d") == "conv3"
    assert edits.new_label(graph, "conv2d", {"conv3"}) == "conv4"


def test_an_unknown_kind_names_its_neighbours() -> None:
    with pytest.raises(LabError, match="max_pool2d"):
        edits.new_layer("maxpool2d")


def test_insert_pushes_the_rest_of_the_row() -> None:
    edited = document("input", "conv2d", "relu", "dense")
    edited.do(edits.insert(edited.graph, Link("conv2d1", "relu1"), edits.new_layer("tanh")))
    graph = edited.graph
    assert [n.x for n in graph.order()] == [number * PITCH_X for number in range(5)]
    assert [n.id for n in graph.order()] == ["input1", "conv2d1", "tanh1", "relu1", "dense1"]


def test_insert_uses_the_room_that_there_is() -> None:
    edited = document("input", "relu")
    edited.do(edits.nudge(edited.graph, ["relu1"], 2 * PITCH_X, 0))
    before = places(edited.graph)
    edited.do(edits.insert(edited.graph, Link("input1", "relu1"), edits.new_layer("tanh")))
    after = places(edited.graph)
    assert {name: after[name] for name in before} == before
    assert after["tanh1"] == (1.5 * PITCH_X, 0)


def test_insert_at_the_end_of_a_row_leaves_the_next_row_alone() -> None:
    graph = chain("input", "relu", "tanh")
    graph.replace_node(graph.node("tanh1").changed(x=0.0, y=float(PITCH_Y)))
    edited = Document(graph)
    before = places(graph)
    edited.do(edits.insert(graph, Link("relu1", "tanh1"), edits.new_layer("sigmoid")))
    assert {name: places(graph)[name] for name in before} == before
    assert places(graph)["sigmoid1"] == (2 * PITCH_X, 0)


def test_insert_keeps_the_port() -> None:
    graph = chain("input")
    graph.add_node(node("a", "add", PITCH_X))
    graph.add_link(Link("input1", "a", 1))
    Document(graph).do(edits.insert(graph, Link("input1", "a", 1), edits.new_layer("relu")))
    assert set(graph.links) == {Link("input1", "relu1"), Link("relu1", "a", 1)}


def test_insert_into_one_branch_stays_in_its_row() -> None:
    graph = chain("input", "relu")
    graph.add_node(node("low", "tanh", PITCH_X, PITCH_Y))
    graph.add_link(Link("input1", "low"))
    Document(graph).do(edits.insert(graph, Link("input1", "low"), edits.new_layer("sigmoid")))
    assert graph.node("sigmoid1").y == PITCH_Y
    assert apart(graph)


def test_a_layer_without_input_cannot_be_inserted() -> None:
    graph = chain("input", "relu")
    with pytest.raises(GraphError, match="cannot stand between"):
        edits.insert(graph, Link("input1", "relu1"), edits.new_layer("input"))


def test_add_after_goes_on_or_goes_between() -> None:
    edited = document("input")
    for kind in ("conv2d", "relu"):
        edited.do(edits.add_after(edited.graph, edits.new_layer(kind), edited.graph.nodes[-1].id))
    edited.do(edits.add_after(edited.graph, edits.new_layer("batch_norm"), "conv2d1"))
    assert [n.kind for n in edited.graph.order()] == ["input", "conv2d", "batch_norm", "relu"]
    assert apart(edited.graph)
    edited.do(edits.add_after(edited.graph, edits.new_layer("input"), "conv2d1"))
    assert edited.graph.outputs("input2") == []
    assert apart(edited.graph)


def test_a_merging_layer_added_after_takes_its_first_port() -> None:
    edited = document("input")
    edited.do(edits.add_after(edited.graph, edits.new_layer("add"), "input1"))
    assert edited.graph.links == [Link("input1", "add1", 0)]


def test_relink_refuses_what_the_graph_refuses() -> None:
    graph = chain("input", "relu", "tanh")
    old = Link("relu1", "tanh1")
    for wrong, error in ((Link("tanh1", "tanh1"), GraphError), (Link("relu1", "relu1"), GraphError)):
        with pytest.raises(error):
            edits.relink(graph, old, wrong)
    graph.add_node(node("x", "sigmoid"))
    Document(graph).do(edits.relink(graph, old, Link("relu1", "x")))
    assert set(graph.links) == {Link("input1", "relu1"), Link("relu1", "x")}


def test_relink_to_a_taken_port_is_refused() -> None:
    graph = chain("input", "relu", "tanh")
    with pytest.raises(PortTakenError):
        edits.relink(graph, Link("relu1", "tanh1"), Link("input1", "relu1"))


def test_port_for() -> None:
    graph = chain("input")
    graph.add_node(node("a", "add"))
    graph.add_link(Link("input1", "a", 0))
    assert edits.port_for(graph, "a") == 1
    assert edits.port_for(graph, "a", 3) == 3
    assert edits.port_for(graph, "a", 0) == 1


def test_link_targets_are_those_that_the_graph_allows() -> None:
    graph = chain("input", "relu", "tanh")
    for name, kind in (("a", "add"), ("b", "sigmoid"), ("i", "input")):
        graph.add_node(node(name, kind))
    graph.add_link(Link("a", "b"))
    found = {n.id for n in edits.link_targets(graph, "relu1")}
    allowed = set()
    for n in graph:
        try:
            graph.check_link(Link("relu1", n.id, edits.port_for(graph, n.id)))
            allowed.add(n.id)
        except GraphError:
            pass
    assert found == allowed == {"a"}


def test_duplicates_keep_their_links_and_stand_free() -> None:
    edited = document("input", "conv2d", "relu")
    edited.do(edits.duplicate(edited.graph, ["conv2d1", "relu1", "relu1"]))
    assert Link("conv2d2", "relu2") in edited.graph.links
    assert len(edited.graph) == 5
    assert [edited.graph.node(i).label for i in ("conv2d2", "relu2")] == ["conv2", "relu2"]
    assert apart(edited.graph)
    edited.do(edits.duplicate(edited.graph, ["conv2d1"]))
    assert apart(edited.graph)


def test_a_label_without_a_number_gets_one() -> None:
    graph = chain("input")
    graph.replace_node(graph.node("input1").changed(label="pictures"))
    add = edits.duplicate(graph, ["input1"])
    assert add.nodes[0].label == "pictures2"


def test_delete_of_nothing_is_nothing() -> None:
    assert edits.delete(chain("input"), []) is None


def test_delete_and_join_serves_every_branch() -> None:
    graph = chain("input", "relu", "tanh")
    graph.add_node(node("s", "sigmoid"))
    graph.add_link(Link("relu1", "s"))
    Document(graph).do(edits.delete_and_join(graph, "relu1"))
    assert set(graph.links) == {Link("input1", "tanh1"), Link("input1", "s")}


def test_delete_and_join_at_the_start_only_deletes() -> None:
    graph = chain("input", "relu")
    Document(graph).do(edits.delete_and_join(graph, "input1"))
    assert graph.links == []


def test_mend_puts_the_missing_layer_in() -> None:
    edited = document("input", "conv2d", "dense")
    (problem,) = edited.analysis.problems
    command = edits.mend(edited.graph, problem)
    assert command is not None
    edited.do(command)
    assert not edited.analysis.problems


def test_mend_knows_which_of_several_inputs_is_meant() -> None:
    edited = document("input", "flatten", "dense")
    edited.do(
        Add([node("c", "conv2d"), node("d", "dense"), node("x", "concatenate")],
            [Link("input1", "c"), Link("flatten1", "d"), Link("d", "x", 0), Link("c", "x", 1)])
    )  # fmt: skip
    command = edits.mend(edited.graph, Problem("x", Message("These do not fit."), "flatten"))
    assert command is not None
    edited.do(command)
    assert edited.graph.inputs("x")[1].source == "flatten2"
    assert edited.analysis.nodes["x"].problem is None


def test_what_cannot_be_mended_is_left() -> None:
    edited = document("relu")
    (problem,) = edited.analysis.problems
    assert edits.mend(edited.graph, problem) is None


def test_nudge_snaps() -> None:
    graph = chain("input")
    graph.replace_node(graph.node("input1").changed(x=3.0, y=5.0))
    Document(graph).do(edits.nudge(graph, ["input1"], 8, 0))
    assert places(graph)["input1"] == (8, 8)


def test_tidy_knows_when_it_is_done() -> None:
    edited = document("input", "relu")
    assert edits.tidy(edited.graph) is None
    edited.do(edits.nudge(edited.graph, ["relu1"], 80, 80))
    command = edits.tidy(edited.graph)
    assert command is not None
    edited.do(command)
    assert edits.tidy(edited.graph) is None
