from __future__ import annotations

import pytest

from lab.document.commands import Add, AddLink, ChangeLayer, ChangeSetup, Move, Remove, Rename
from lab.document.graph import Link
from lab.spec.errors import CycleError, FieldError, GraphError, PortTakenError
from lab.spec.message import Message
from tests.document.networks import document, node


def test_add_that_fails_leaves_nothing_behind() -> None:
    edited = document("input", "relu")
    before = edited.graph.copy()
    with pytest.raises(PortTakenError):
        edited.do(Add([node("x", "tanh")], [Link("input1", "x"), Link("x", "relu1")]))
    assert edited.graph == before


@pytest.mark.parametrize(
    ("count", "title"), [(1, "Add ReLU"), (2, "Add 2 layers")],
)  # fmt: skip
def test_add_says_what_it_adds(count: int, title: str) -> None:
    assert str(Add([node(f"x{number}", "relu") for number in range(count)]).title) == title


def test_remove_takes_links_along_and_brings_them_back_in_order() -> None:
    edited = document("input", "conv2d", "relu")
    edited.graph.add_node(node("tanh1", "tanh"))
    edited.graph.add_link(Link("input1", "tanh1"))
    ids, links = [n.id for n in edited.graph], edited.graph.links
    edited.do(Remove(["conv2d1"]))
    assert edited.graph.links == [Link("input1", "tanh1")]
    edited.history.undo()
    assert [n.id for n in edited.graph] == ids
    assert edited.graph.links == links


def test_remove_of_what_is_not_there_is_an_error() -> None:
    edited = document("input")
    with pytest.raises(GraphError, match='no layer with the id "ghost"'):
        edited.do(Remove(["ghost"]))


def test_a_link_is_checked() -> None:
    edited = document("input", "relu")
    with pytest.raises(CycleError):
        edited.do(AddLink(Link("relu1", "input1")))


def test_moves_of_the_same_nodes_merge() -> None:
    edited = document("input", "relu")
    for x in (8, 16, 24):
        edited.do(Move({"relu1": (x, 0)}))
    edited.do(Move({"input1": (8, 8)}))
    edited.history.undo()
    assert edited.graph.node("relu1").x == 24
    edited.history.undo()
    assert edited.graph.node("relu1").x == 240


def test_a_value_that_the_field_forbids_changes_nothing() -> None:
    edited = document("input", "conv2d")
    before = edited.graph.copy()
    with pytest.raises(FieldError, match="Channels"):
        edited.do(ChangeLayer("conv2d1", "channels", 0))
    assert edited.graph == before
    assert edited.history.undo_title is None


def test_a_change_names_field_and_layer() -> None:
    edited = document("input", "conv2d")
    edited.do(ChangeLayer("conv2d1", "channels", 4))
    assert str(edited.history.undo_title) == "Change Channels of conv1"


def test_rename() -> None:
    edited = document("input")
    edited.do(Rename("input1", "pictures"))
    assert edited.graph.node("input1").label == "pictures"
    edited.history.undo()
    assert edited.graph.node("input1").label == "input1"


def test_setup_edits_of_one_field_merge() -> None:
    edited = document("input")
    told: list[int] = []
    edited.setup_changed.connect(lambda before, after: told.append(after.run.epochs))
    first = edited.setup
    for epochs in (1, 12):
        run = edited.setup.run.replace(epochs=epochs)
        edited.do(ChangeSetup(edited.setup.changed(run=run), Message("Change epochs"), "epochs"))
    edited.history.undo()
    assert edited.setup == first
    assert told == [1, 12, first.run.epochs]
