"""Facts and shares: read, copied and chosen by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lab.ui.widgets.fact_table import Fact, FactTable
from lab.ui.widgets.share_bars import MOST, Share, ShareBars
from lab.ui.widgets.volume import TensorVolume
from tests import gui_events

FACTS = [Fact("a", "Work", "235 kFLOP", "235,200 FLOP", "2·150·784"), Fact("b", "Out", "6 × 28 × 28")]


@pytest.fixture
def table(qtbot: QtBot) -> FactTable:
    made = FactTable()
    qtbot.addWidget(made)
    made.show_facts(FACTS)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_exact_value_is_copied(table: FactTable) -> None:
    gui_events.key(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "235,200 FLOP"
    gui_events.key(table, Qt.Key.Key_Down)
    gui_events.key(table, Qt.Key.Key_Down)
    gui_events.key(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "6 × 28 × 28"
    assert table.table() == "Work\t235,200 FLOP\nOut\t6 × 28 × 28"


def test_the_fact_under_the_keys_is_read_out(table: FactTable) -> None:
    assert table.accessibleDescription() == "Work: 235,200 FLOP · 2·150·784"
    gui_events.key(table, Qt.Key.Key_Down)
    assert table.accessibleDescription() == "Out: 6 × 28 × 28"


def test_a_press_goes_to_a_fact(qtbot: QtBot, table: FactTable) -> None:
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=table.place_of("b"))
    assert table.current == 1


def test_fewer_facts_take_the_others_away(table: FactTable) -> None:
    table.show_facts(FACTS[1:])
    seen = [label.text() for label in table.findChildren(QWidget) if not label.isHidden() and hasattr(label, "text")]
    assert seen == ["Out", "6 × 28 × 28"]


@pytest.fixture
def bars(qtbot: QtBot) -> ShareBars:
    made = ShareBars()
    qtbot.addWidget(made)
    made.show_shares([Share(f"id{size}", f"layer{size}", size, "#123456") for size in range(12)])
    made.show()
    return made


def test_the_largest_come_first_and_the_rest_is_one_line(bars: ShareBars) -> None:
    assert [share.value for share in bars.shares] == [11, 10, 9, 8, 7, 6, 5, 4 + 3 + 2 + 1]
    assert len(bars.shares) == MOST
    assert bars.words(bars.shares[-1]) == "4 others: 10, 15.2\N{NARROW NO-BREAK SPACE}%"
    assert sum(share.value for share in bars.shares) == sum(range(12))


def test_bars_are_chosen_by_keys_and_the_rest_is_nobody(qtbot: QtBot, bars: ShareBars) -> None:
    chosen: list[str] = []
    bars.chosen.connect(chosen.append)
    gui_events.key(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription().startswith("layer10: 10")
    gui_events.key(bars, Qt.Key.Key_Return)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.area(MOST - 1).center().toPoint())
    assert chosen == ["id10"]


def test_nothing_to_share_is_no_chart(bars: ShareBars) -> None:
    bars.show_shares([Share("a", "a", 0, "")])
    assert bars.isHidden()


@pytest.mark.parametrize(
    ("shape", "batch", "labels"),
    [
        ((3, 64, 48), 32, ["3 channels", "64 height", "48 width", "a batch of 32"]),
        ((512, 1, 1), 1, ["512 channels", "1 height", "1 width"]),
        ((2, 1000), 1, ["2 channels", "1000 length"]),
        ((10,), 4, ["10 features", "a batch of 4"]),
        ((1_000_000,), 1, ["1000000 features"]),
    ],
)
def test_a_volume_names_its_axes_and_stays_inside(
    qtbot: QtBot, shape: tuple[int, ...], batch: int, labels: list[str]
) -> None:
    volume = TensorVolume()
    qtbot.addWidget(volume)
    volume.resize(160, 168)
    volume.show_tensor(shape, batch)
    volume.show()
    assert volume.labels() == labels
    image = volume.grab().toImage()
    ground = image.pixelColor(0, image.height() - 1)
    edge = [image.pixelColor(x, y) for x in range(image.width()) for y in (0, image.height() - 1)]
    edge += [image.pixelColor(x, y) for y in range(image.height()) for x in (0, image.width() - 1)]
    assert {color.name() for color in edge} == {ground.name()}, "nothing is cut off"
    assert any(image.pixelColor(x, y) != ground for x in range(20, 90) for y in range(20, 150))
