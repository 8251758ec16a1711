from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from lab.document.setup import discover_all
from lab.spec.registry import known
from lab.ui.app import i18n, theme
from lab.ui.designer import Palette
from lab.ui.designer.gestures.tile import MIME
from tests import gui_events
from tests.ui.designer.conftest import Hand


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    discover_all()
    made = Palette()
    qtbot.addWidget(made)
    made.resize(180, 700)
    made.show()
    made.activateWindow()
    return made


def _tile(palette: Palette, kind: str) -> QTreeWidgetItem:
    return next(tile for tile in palette.tiles.every_tile() if tile.layer.name == kind)


def test_every_known_layer_has_a_tile_in_its_group(palette: Palette) -> None:
    assert sorted(palette.kinds()) == sorted(layer.name for layer in known("layer"))
    groups = [group.text(0) for group in palette.tiles.groups()]
    assert groups == [name for name in theme.GROUPS if name in groups]
    for layer in known("layer"):
        assert _tile(palette, layer.name).parent().text(0) == layer.group


def test_tooltips_say_what_the_docstring_says(palette: Palette) -> None:
    tip = _tile(palette, "flatten").toolTip(0)
    assert "<b>Flatten</b>" in tip
    assert len(tip) > 40


@pytest.mark.parametrize(
    ("text", "kind"),
    [("max p", "max_pool2d"), ("conv2d", "conv2d"), ("DENSE", "dense"), ("slides over", "conv2d"), ("merge", "add")],
)
def test_search_finds_by_title_kind_group_and_help(palette: Palette, qtbot: QtBot, text: str, kind: str) -> None:
    qtbot.keyClicks(palette.search, text)
    assert kind in palette.kinds()
    assert len(palette.kinds()) < len(known("layer")) / 2


def test_search_finds_the_translated_words_too(palette: Palette, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QCoreApplication

    chinese = {"Flatten": "展平"}
    monkeypatch.setattr(
        QCoreApplication,
        "translate",
        lambda context, text: chinese.get(text, text) if i18n.language() == "zh_CN" else text,
    )
    i18n.set_language("zh_CN")
    assert _tile(palette, "flatten").text(0) == "展平"
    for text in ("展", "flatt"):
        palette.search.setText(text)
        assert palette.kinds() == ["flatten"]


def test_groups_without_a_match_are_hidden_and_nothing_found_is_said(palette: Palette) -> None:
    palette.search.setText("flatten")
    assert [group.text(0) for group in palette.tiles.groups() if not group.isHidden()] == ["Shape"]
    palette.search.setText("zzz")
    assert palette.kinds() == []
    assert palette.nothing.isVisible()
    assert "zzz" in palette.nothing.text()
    gui_events.key(palette.search, Qt.Key.Key_Escape)
    assert not palette.nothing.isVisible()
    assert len(palette.kinds()) == len(known("layer"))


def test_enter_in_the_search_takes_the_first_match(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.search, "dropout")
    with qtbot.waitSignal(palette.activated) as taken:
        gui_events.key(palette.search, Qt.Key.Key_Return)
    assert taken.args == ["dropout"]


def test_enter_in_an_empty_search_takes_nothing(palette: Palette, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(palette.activated):
        gui_events.key(palette.search, Qt.Key.Key_Return)


def test_the_arrow_key_goes_from_the_search_to_the_tiles(palette: Palette, qtbot: QtBot) -> None:
    palette.search.setFocus()
    gui_events.key(palette.search, Qt.Key.Key_Down)
    assert palette.tiles.hasFocus()
    assert palette.tiles.currentItem() is _tile(palette, "input")
    with qtbot.waitSignal(palette.activated) as taken:
        gui_events.key(palette.tiles, Qt.Key.Key_Return)
    assert taken.args == ["input"]


def test_enter_on_a_group_opens_and_closes_it(palette: Palette, qtbot: QtBot) -> None:
    group = palette.tiles.groups()[1]
    palette.tiles.setFocus()
    palette.tiles.setCurrentItem(group)
    with qtbot.assertNotEmitted(palette.activated):
        gui_events.key(palette.tiles, Qt.Key.Key_Return)
    assert not group.isExpanded()
    gui_events.key(palette.tiles, Qt.Key.Key_Return)
    assert group.isExpanded()


def test_a_click_on_a_group_closes_it_and_a_search_opens_it(palette: Palette, qtbot: QtBot) -> None:
    group = palette.tiles.groups()[1]
    place = palette.tiles.visualItemRect(group).center()
    qtbot.mouseClick(palette.tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not group.isExpanded()
    palette.search.setText("conv 2-d")
    assert group.isExpanded()


def test_a_double_click_takes_a_tile(palette: Palette, qtbot: QtBot) -> None:
    place = palette.tiles.visualItemRect(_tile(palette, "conv2d")).center()
    with qtbot.waitSignal(palette.activated) as taken:
        qtbot.mouseClick(palette.tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(palette.tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert taken.args == ["conv2d"]


def test_a_tile_that_is_dragged_carries_its_kind(palette: Palette, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[tuple[str, bool]] = []

    def record(drag: QDrag, *actions: object) -> Qt.DropAction:
        dragged.append((bytes(drag.mimeData().data(MIME).data()).decode(), drag.pixmap().isNull()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", record)
    palette.tiles.setCurrentItem(_tile(palette, "batch_norm"))
    palette.tiles.startDrag(Qt.DropAction.CopyAction)
    palette.tiles.setCurrentItem(palette.tiles.groups()[0])
    palette.tiles.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [("batch_norm", False)]


def test_what_a_tile_carries_is_what_the_canvas_takes(palette: Palette, empty: Hand) -> None:
    with empty.one_step("Add Conv 2-D"):
        gui_events.drag_mime(empty.canvas, palette.tiles.mime_for("conv2d"), empty.at(0, 0), empty.at(50, 50))


def test_names_for_those_who_listen(palette: Palette) -> None:
    assert palette.search.accessibleName()
    assert palette.tiles.accessibleName()


def test_the_theme_changes_while_it_is_shown(palette: Palette, qapp: object) -> None:
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    dark = palette.grab().toImage().pixelColor(170, 690)
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    light = palette.grab().toImage().pixelColor(170, 690)
    assert dark.lightness() < 60 < 200 < light.lightness()
