"""A network built, linked and edited by the keyboard alone, from an empty canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lab.document.document import Document
from lab.document.setup import discover_all
from tests.ui.app.conftest import MakeWindow

Key, CONTROL, PLAIN = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _press(*keys: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    for key in keys:
        QTest.keyClick(_focus(), key, held)


def _type(text: str) -> None:
    QTest.keyClicks(_focus(), text)


def _add(name: str) -> None:
    """Add a layer by its name, from wherever the focus is."""
    _press(Key.Key_K, held=CONTROL)
    _type(f"add layer {name}")
    _press(Key.Key_Return)


def test_a_residual_network_from_an_empty_canvas(qtbot: QtBot, make_window: MakeWindow) -> None:
    discover_all()
    window = make_window(Document())
    graph, designer = window.session.document.graph, window.designer
    designer.canvas.setFocus()
    qtbot.waitUntil(designer.canvas.hasFocus)
    for name in ("input", "conv 2-d", "relu", "max pool 2-d", "flatten", "dense"):
        _add(name)
    assert [node.id for node in graph] == ["input1", "conv2d1", "relu1", "max_pool2d1", "flatten1", "dense1"]
    assert len(graph.links) == 5  # each was linked to the one before

    _press(*[Key.Key_Backtab] * 3)  # back along the links, from the dense layer to the ReLU
    assert designer.chosen == "relu1"
    _add("add")  # between the ReLU and the pooling
    _press(*[Key.Key_Backtab] * 2)
    assert designer.chosen == "conv2d1"
    _press(Key.Key_L)  # its output is to be added, too
    _type("add")
    _press(Key.Key_Return)
    assert {(link.source, link.target, link.port) for link in graph.links} == {
        ("input1", "conv2d1", 0),
        ("conv2d1", "relu1", 0),
        ("relu1", "add1", 0),
        ("conv2d1", "add1", 1),
        ("add1", "max_pool2d1", 0),
        ("max_pool2d1", "flatten1", 0),
        ("flatten1", "dense1", 0),
    }
    assert not window.session.document.analysis.problems

    _press(Key.Key_Return)  # its first setting
    _press(Key.Key_A, held=CONTROL)
    _type("16")
    _press(Key.Key_Return)
    assert graph.node("conv2d1").layer.config()["channels"] == 16
    _press(Key.Key_Escape)  # back to the canvas
    assert designer.canvas.hasFocus()
    _press(Key.Key_F2)
    _type("edges")
    _press(Key.Key_Return)
    assert graph.node("conv2d1").label == "edges"

    _press(*[Key.Key_Tab] * 2)
    assert designer.chosen == "add1"
    before = graph.node("add1")
    _press(Key.Key_Down, Key.Key_Down)
    assert graph.node("add1").y == before.y + 16
    _press(Key.Key_T)
    _type("What was is added to what is.")
    _press(Key.Key_Escape)
    assert [note.text for note in graph.notes] == ["What was is added to what is."]

    _press(Key.Key_Z, held=CONTROL)
    _press(Key.Key_Z, held=CONTROL)
    assert (graph.notes, graph.node("add1").y) == ([], before.y)
    _press(Key.Key_F, held=CONTROL)
    _type("flatten")
    _press(Key.Key_Return, Key.Key_Escape)
    _press(Key.Key_Delete)
    assert "flatten1" not in graph
    assert [problem.node for problem in window.session.document.analysis.problems] == ["dense1"]
