"""A designer on a small network, and a hand that works on it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QMimeData, QPointF
from pytestqt.qtbot import QtBot

from lab.document import edits
from lab.document.document import Document
from lab.document.graph import Graph, Link
from lab.document.layout import PITCH_X
from lab.document.setup import discover_all
from lab.spec.message import Message
from lab.ui.app import theme
from lab.ui.designer import Designer
from lab.ui.designer.gestures.tile import MIME
from lab.ui.designer.node_item import Port
from lab.ui.designer.scene import NetworkScene
from tests import gui_events
from tests.document.edit_sequences import EditSequences


class Endless:
    """Stands in for what takes long and looks now and then whether it is called off; then `ended` is set."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def __call__(self, *arguments: object) -> None:
        *_, check = arguments
        assert callable(check)
        try:
            while True:
                check()
                time.sleep(0.001)
        finally:
            self.ended.set()


class CanvasSequences(EditSequences):
    """Sequences of edits that a canvas follows."""

    def shown(self) -> None:
        if not hasattr(self, "designer"):
            self.designer = Designer(self.document)
        else:
            self.designer.set_document(self.document)


class Hand:
    """Finds things on the canvas and remembers what the designer announced."""

    def __init__(self, designer: Designer) -> None:
        self.designer = designer
        self.canvas = designer.canvas
        self.document = designer.document
        self.graph = designer.document.graph
        self.refused: list[Message] = []
        self.chosen: list[str | None] = []
        designer.refused.connect(self.refused.append)
        designer.chosen_changed.connect(self.chosen.append)

    def at(self, x: float, y: float) -> QPointF:
        """A place of the scene in the viewport."""
        return self.canvas.on_screen(QPointF(x, y))

    def node(self, node_id: str) -> QPointF:
        return self.canvas.on_screen(self.designer.scene.nodes[node_id].tile().center())

    def input(self, node_id: str, port: int = 0) -> QPointF:
        return self.canvas.on_screen(self.designer.scene.port_place(Port(node_id, port)))

    def output(self, node_id: str) -> QPointF:
        return self.canvas.on_screen(self.designer.scene.port_place(Port(node_id)))

    def link(self, source: str, target: str, port: int = 0) -> QPointF:
        return self.canvas.on_screen(self.designer.scene.links[Link(source, target, port)].middle())

    def free(self) -> QPointF:
        """A place where nothing is."""
        return self.canvas.on_screen(self.designer.scene.extent().bottomLeft() + QPointF(60, 90))

    def drag_tile(self, kind: str, *places: QPointF, drop: bool = True) -> bool:
        mime = QMimeData()
        mime.setData(MIME, kind.encode())
        return gui_events.drag_mime(self.canvas, mime, *places, drop=drop)

    @property
    def links(self) -> set[tuple[str, str, int]]:
        return {(link.source, link.target, link.port) for link in self.graph.links}

    @contextmanager
    def one_step(self, title: str) -> Iterator[None]:
        """What happens inside is one step of that name, which undo and redo take back and do again exactly."""
        before = self.graph.copy()
        self.document.history.mark_saved()
        yield
        after = self.graph.copy()
        assert after != before
        assert str(self.document.history.undo_title) == title
        self.designer.undo()
        assert self.graph == before
        assert self.document.history.clean
        assert self.mirrors()
        self.designer.redo()
        assert self.graph == after
        assert self.mirrors()

    @contextmanager
    def nothing_done(self) -> Iterator[None]:
        """What happens inside leaves no trace in the document."""
        before, title = self.graph.copy(), self.document.history.undo_title
        yield
        assert self.graph == before
        assert self.document.history.undo_title is title
        assert self.mirrors()

    def mirrors(self) -> bool:
        """Whether the scene shows exactly what the graph holds."""
        scene = self.designer.scene
        assert set(scene.nodes) == {node.id for node in self.graph}
        assert set(scene.links) == set(self.graph.links)
        for node in self.graph:
            assert scene.nodes[node.id].pos() == QPointF(node.x, node.y)
        return True


def complete(scene: NetworkScene) -> NetworkScene:
    """The scene, once all that is still to come has come."""
    while scene.arrivals.waiting:
        scene.arrivals.work()
    return scene


def chain(*kinds: str) -> Document:
    """Layers in a row, each linked to the next."""
    discover_all()
    graph, before = Graph(), None
    for number, kind in enumerate(kinds):
        node = edits.new_node(graph, edits.new_layer(kind), number * PITCH_X, 0)
        graph.add_node(node)
        if before is not None:
            graph.add_link(Link(before, node.id))
        before = node.id
    return Document(graph)


def open_designer(qtbot: QtBot, document: Document) -> Hand:
    """A shown designer with all layers there; nothing moves on its own, so that places are where they are."""
    hand = begin_designer(qtbot, document)
    complete(hand.designer.scene)
    return hand


def begin_designer(qtbot: QtBot, document: Document) -> Hand:
    """The same as soon as it is shown: most of a large network is still to come."""
    theme.reduce_motion(True)
    designer = Designer(document)
    qtbot.addWidget(designer)
    designer.resize(1000, 640)
    designer.show()
    designer.activateWindow()
    designer.canvas.setFocus()
    return Hand(designer)


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    """Input, Conv 2-D, ReLU in a row."""
    return open_designer(qtbot, chain("input", "conv2d", "relu"))


@pytest.fixture
def empty(qtbot: QtBot) -> Hand:
    """A designer on nothing."""
    return open_designer(qtbot, chain())
