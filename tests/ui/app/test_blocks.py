"""Blocks in a whole window: what is chosen on the canvas and in the panels, and what a run keeps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from lab.document.blocks import Block
from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.document.folding import fold, unfold_node
from lab.document.opening import ChangeBlock
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session
from lab.ui.panels import network
from tests.document.blocks import network as with_blocks
from tests.document.blocks import residual
from tests.ui.app import fake


def session() -> Session:
    return Session(Document(with_blocks(residual(repeat=3))), make=fake.FakeTrainers(), settle=1)


def test_choosing_a_block_chooses_what_computes_its_output() -> None:
    made = session()
    made.choose("block1")
    assert made.chosen == "block1:3:add1"
    made.choose("block1:2:conv2d1")
    made.choose("block1")  # the canvas tells so of the layer inside
    assert made.chosen == "block1:2:conv2d1"
    made.choose("dense1")
    made.choose("block1")
    assert made.chosen == "block1:3:add1"
    made.choose("block9")
    assert made.chosen is None
    made.close()


def test_what_is_chosen_follows_the_repetitions() -> None:
    made = session()
    made.choose("block1:3:relu1")
    made.document.do(ChangeLayer("block1", "repeat", 2))
    assert made.chosen == "block1:2:add1"
    made.close()


def test_panels_know_the_layers_inside_by_readable_names() -> None:
    made = session()
    assert network.short_name(made, "block1:2:conv2d1") == "block1 · 2 · conv1"
    assert network.has_weights(made, "block1:2:conv2d1")
    assert network.nearest_with_weights(made, "block1:3:add1") == "block1:3:conv2d2"
    assert network.output_layer(made) == "dense1"
    made.close()


# -- the run


@pytest.fixture
def running(qtbot: QtBot) -> Iterator[Session]:
    """A small network after a few steps, paused."""
    made = Session(fake.small_document(), make=fake.FakeTrainers(), divide=fake.divide, settle=1)
    made.load_data()
    qtbot.waitUntil(lambda: made.runner.state is RunState.READY)
    for number in range(3):
        made.runner.step("batch")
        qtbot.waitUntil(lambda: made.runner.progress.step == number + 1)  # noqa: B023
    yield made
    made.close()


def _carried(qtbot: QtBot, session: Session, layer: str) -> None:
    """The run is there again, under the names that the document has now, with all its steps."""
    qtbot.waitUntil(lambda: session.runner.trained and session.runner.record.layers == (layer,))
    assert session.runner.record.steps.column("step").tolist() == [1, 2, 3]
    assert not session.runner.stale
    assert session.runner.unsaved


def test_a_run_is_kept_when_layers_are_folded_and_unfolded(qtbot: QtBot, running: Session) -> None:
    graph = running.document.graph
    running.document.do(fold(graph, ["flatten1", "dense1"]))
    _carried(qtbot, running, "block1:dense1")
    running.document.do(unfold_node(graph, "block1"))
    _carried(qtbot, running, "dense1")
    running.document.history.undo()
    _carried(qtbot, running, "block1:dense1")
    running.runner.step("batch")
    qtbot.waitUntil(lambda: len(running.runner.record.steps) == 4)


def test_folding_twice_at_once_keeps_the_run(qtbot: QtBot, running: Session) -> None:
    graph = running.document.graph
    running.document.do(fold(graph, ["flatten1", "dense1"]))
    running.document.do(fold(graph, ["block1"]))
    _carried(qtbot, running, "block2:block1:dense1")


def test_another_network_inside_makes_the_run_stale(qtbot: QtBot, running: Session) -> None:
    running.document.do(fold(running.document.graph, ["flatten1", "dense1"]))
    _carried(qtbot, running, "block1:dense1")
    block = running.document.graph.node("block1").layer
    assert isinstance(block, Block)
    nodes = [node.changed(x=node.x + 40) for node in block.nodes]
    running.document.do(ChangeBlock("block1", block.replace(nodes=nodes, title="Other places")))
    assert not running.runner.stale
    dense = block.inside.node("dense1")
    nodes = [node if node.id != "dense1" else dense.changed(layer=dense.layer.replace(bias=False)) for node in nodes]
    running.document.do(ChangeBlock("block1", block.replace(nodes=nodes)))
    assert running.runner.stale
    running.document.history.undo()
    assert not running.runner.stale
