from __future__ import annotations

import pytest

from lab.document.graph import Graph, Link
from lab.spec.errors import CycleError, GraphError, PortTakenError
from tests.document.networks import chain, node


def test_nodes_and_links_are_kept() -> None:
    graph = chain("input", "conv2d", "relu")
    assert [n.id for n in graph] == ["input1", "conv2d1", "relu1"]
    assert graph.links == [Link("input1", "conv2d1"), Link("conv2d1", "relu1")]
    assert graph.inputs("relu1") == [Link("conv2d1", "relu1")]
    assert graph.outputs("relu1") == []
    assert "relu1" in graph
    assert "relu2" not in graph


def test_order_follows_the_links() -> None:
    graph = Graph([node("c", "add"), node("b", "relu"), node("a", "input")])
    for link in (Link("b", "c", 0), Link("a", "c", 1), Link("a", "b")):
        graph.add_link(link)
    assert [n.id for n in graph.order()] == ["a", "b", "c"]


def test_inputs_come_by_port() -> None:
    graph = Graph([node("a", "input"), node("b", "input"), node("c", "add")])
    graph.add_link(Link("a", "c", 1))
    graph.add_link(Link("b", "c", 0))
    assert [link.source for link in graph.inputs("c")] == ["b", "a"]


def test_a_circle_is_refused() -> None:
    graph = chain("relu", "tanh")
    for link in (Link("tanh1", "relu1"), Link("relu1", "relu1")):
        with pytest.raises(CycleError, match="circle"):
            graph.add_link(link)


def test_a_taken_port_is_refused() -> None:
    graph = chain("input", "relu")
    graph.add_node(node("other", "input"))
    with pytest.raises(PortTakenError, match="already has a link"):
        graph.add_link(Link("other", "relu1"))


@pytest.mark.parametrize("port", [-1, 1])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    graph = chain("input")
    graph.add_node(node("r", "relu"))
    with pytest.raises(GraphError, match="1 input ports"):
        graph.add_link(Link("input1", "r", port))


def test_a_layer_without_input_takes_none() -> None:
    graph = chain("relu")
    graph.add_node(node("i", "input"))
    with pytest.raises(GraphError, match="data starts there"):
        graph.add_link(Link("relu1", "i"))


def test_unknown_nodes_and_links_are_named() -> None:
    graph = chain("input", "relu")
    with pytest.raises(GraphError, match='"ghost"'):
        graph.node("ghost")
    with pytest.raises(GraphError, match="no such link"):
        graph.remove_link(Link("relu1", "input1"))
    with pytest.raises(GraphError, match="already a layer"):
        graph.add_node(node("relu1", "relu"))
    with pytest.raises(GraphError, match="still has links"):
        graph.remove_node("relu1")


def test_ids_are_free() -> None:
    graph = chain("input", "relu", "relu")
    assert graph.new_id("relu") == "relu3"
    assert graph.new_id("relu", {"relu3"}) == "relu4"
    assert graph.new_id("conv2d") == "conv2d1"


def test_free_ports() -> None:
    graph = chain("input")
    graph.add_node(node("a", "add"))
    assert graph.free_port("a") == 0
    graph.add_link(Link("input1", "a", 1))
    assert graph.free_port("a") == 0
    assert graph.free_port("input1") is None


def test_downstream() -> None:
    graph = chain("input", "conv2d", "relu")
    assert graph.downstream("conv2d1") == {"conv2d1", "relu1"}
    assert graph.reaches("input1", "relu1")
    assert not graph.reaches("relu1", "input1")


def test_listeners_are_told() -> None:
    graph = chain("input")
    told: list[tuple[str, object]] = []
    graph.node_added.connect(lambda added: told.append(("added", added.id)))
    graph.node_removed.connect(lambda removed: told.append(("removed", removed.id)))
    graph.node_changed.connect(lambda before, after: told.append((before.label, after.label)))
    graph.link_added.connect(lambda link: told.append(("linked", link)))
    graph.link_removed.connect(lambda link: told.append(("unlinked", link)))
    graph.add_node(node("r", "relu"))
    graph.add_link(Link("input1", "r"))
    graph.replace_node(graph.node("r").changed(label="new"))
    graph.replace_node(graph.node("r"))  # nothing is new
    graph.remove_link(Link("input1", "r"))
    graph.remove_node("r")
    link = Link("input1", "r")
    assert told == [("added", "r"), ("linked", link), ("r", "new"), ("unlinked", link), ("removed", "r")]


def test_a_copy_is_independent() -> None:
    graph = chain("input", "relu")
    copy = graph.copy()
    copy.remove_link(Link("input1", "relu1"))
    assert graph.links
    assert graph != copy
