"""Numbers as bars: where each stands and what is told of it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from lab.ui.app import theme
from lab.ui.widgets.bar_strip import BarStrip


@pytest.fixture
def strip(qtbot: QtBot) -> BarStrip:
    made = BarStrip("test")
    qtbot.addWidget(made)
    made.resize(300, 160)
    made.show()
    made.set_values(np.array([1.0, -2.0, 0.0, 4.0], np.float32))
    return made


def test_bars_go_up_and_down_from_zero(strip: BarStrip) -> None:
    up, down, none, highest = (strip.bar_rectangle(index) for index in range(4))
    assert up.bottom() == pytest.approx(down.top())
    assert highest.height() == pytest.approx(4 * up.height())
    assert down.height() == pytest.approx(2 * up.height())
    assert none.height() == 0


def test_each_bar_has_the_colour_of_its_sign(strip: BarStrip) -> None:
    picture = strip.grab().toImage()
    assert picture.pixelColor(strip.bar_rectangle(3).center().toPoint()) == QColor(theme.tokens().positive)
    assert picture.pixelColor(strip.bar_rectangle(1).center().toPoint()) == QColor(theme.tokens().negative)


def test_hover_and_keys_tell_a_number(strip: BarStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.readout_changed) as blocker:
        qtbot.mouseMove(strip, strip.place_of(1).toPoint())
    assert blocker.args == ["1 = −2"]
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert strip.readout() == strip.accessibleDescription() == "3 = 4"
    qtbot.mouseMove(strip, QPoint(2, 2))
    assert strip.readout() == ""


def test_the_number_under_the_cursor_lives(strip: BarStrip, qtbot: QtBot) -> None:
    qtbot.mouseMove(strip, strip.place_of(0).toPoint())
    strip.set_values(np.array([1.5, -2.0, 0.0, 4.0], np.float32))
    assert strip.readout() == "0 = 1.50"


def test_more_numbers_than_pixels_keep_their_peaks(strip: BarStrip) -> None:
    values = np.zeros(5000, np.float32)
    values[2500] = 1
    strip.set_values(values)
    picture = strip.grab().toImage()
    colors = {picture.pixelColor(x, 40).name() for x in range(picture.width())}
    assert QColor(theme.tokens().positive).name() in colors


@pytest.mark.parametrize("values", [[], [0.0], [-1.0, -2.0], [np.nan]])
def test_odd_numbers_are_drawn(strip: BarStrip, values: list[float]) -> None:
    strip.set_values(np.array(values, np.float32))
    strip.grab()


def test_csv(strip: BarStrip) -> None:
    assert strip.csv() == "index,value\n0,1\n1,-2\n2,0\n3,4\n"
