"""Two versions side by side: what is marked, what stands in the tables, and a choice that holds everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer
from lab.document.compare import compare
from lab.document.document import Document
from lab.document.model import Model
from lab.spec.units import format_percent
from lab.ui.app import theme
from lab.ui.compare import CompareWindow
from lab.ui.compare.picture import NetworkPicture
from tests.document.models import small, trained

NAMES = ("old", "new")


@pytest.fixture
def window(qtbot: QtBot) -> CompareWindow:
    """Five channels instead of two, another learning rate; weights only before."""
    after = Document(small().graph, small().setup)
    after.do(ChangeLayer("conv2d1", "channels", 5))
    setup = after.setup.changed(optimizer=after.setup.optimizer.replace(learning_rate=0.5))
    made = CompareWindow(compare(trained(), Model(after.graph, setup)), NAMES)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # what is tested last
    qtbot.addWidget(made)
    made.show()
    return made


def place_of(picture: NetworkPicture, node_id: str) -> QPoint:
    for x in range(0, picture.width(), 4):
        for y in range(0, picture.height(), 4):
            if picture.layer_at(QPointF(x, y)) == node_id:
                return QPoint(x + 4, y + 4)
    raise AssertionError(f"{node_id} is not in the picture")


def test_what_is_different_stands_in_the_tables(window: CompareWindow) -> None:
    assert [row.cells[2:] for row in window.structure.rows] == [("Channels", "2", "5")]
    [row] = window.settings.rows
    assert row.cells[0] == "Learning rate"
    assert row.cells[2] == "0.5"
    assert [window.tabs.tabText(number) for number in range(4)] == ["Structure", "Settings", "Curves", "Weights"]


def test_a_layer_chosen_in_the_picture_is_chosen_in_the_tables(qtbot: QtBot, window: CompareWindow) -> None:
    window.tabs.setCurrentWidget(window.weights)
    picture = window.pictures[1]
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place_of(picture, "dense1"))
    assert window.weights.table.chosen == "dense1/weight"
    assert [each.chosen for each in window.pictures] == ["dense1", "dense1"]


def test_changed_layers_are_drawn_in_another_way_than_those_that_are_the_same(window: CompareWindow) -> None:
    picture = window.pictures[0].grab().toImage()
    ink = QColor(theme.tokens().text)
    marked = sum(picture.pixelColor(x, y) == ink for x in range(picture.width()) for y in range(picture.height()))
    same = CompareWindow(compare(small(), small()), NAMES)
    same.resize(window.size())
    same.show()
    plain = same.pictures[0].grab().toImage()
    unmarked = sum(plain.pixelColor(x, y) == ink for x in range(plain.width()) for y in range(plain.height()))
    same.close()
    assert marked > unmarked + 30


def test_equal_versions_say_so(qtbot: QtBot) -> None:
    window = CompareWindow(compare(small(), small()), NAMES)
    qtbot.addWidget(window)
    window.show()
    said = [window.tabs.widget(number) for number in range(4)]
    assert [label.text() for label in said if isinstance(label, QLabel)] == [
        "The networks are the same.",
        "The settings are the same.",
        "Neither version is trained.",
        "Neither version is trained.",
    ]


def test_weights_stand_beside_each_other_with_their_difference(qtbot: QtBot) -> None:
    after = trained()
    after.weights["dense1/bias"] = after.weights["dense1/bias"] + np.float32(0.5)
    window = CompareWindow(compare(trained(), after), NAMES)
    qtbot.addWidget(window)
    window.show()
    window.weights.table.choose("dense1/bias")
    difference = window.weights.frames[2].view.values
    assert difference is not None
    assert difference.ravel() == pytest.approx(0.5)
    cells = {row.key: row.cells for row in window.weights.table.rows}
    assert cells["dense1/weight"][2:] == (format_percent(0), "1.0000", "0")
    assert cells["dense1/bias"][4] == "0.500"


def test_both_runs_are_drawn_in_one_plot(qtbot: QtBot) -> None:
    window = CompareWindow(compare(trained(), trained()), NAMES)
    qtbot.addWidget(window)
    lines = window.curves.plots["loss"].lines
    assert {line.title for line in lines.values()} == {
        "old, training",
        "old, validation",
        "new, training",
        "new, validation",
    }
    assert window.curves.plots["accuracy"].lines.keys() == {"a evaluations", "b evaluations"}


def test_the_table_can_be_copied_and_escape_closes(qtbot: QtBot, window: CompareWindow) -> None:
    window.structure.setFocus()
    qtbot.keySequence(window.structure, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text() == window.structure.text()
    assert "Channels\t2\t5" in window.structure.text()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_everything_that_takes_the_focus_has_a_name(window: CompareWindow) -> None:
    places = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(each, QTabBar)
    ]
    assert len(places) >= 6
    assert [(type(each).__name__, each.objectName()) for each in places if not each.accessibleName()] == []
