from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from lab.document.block_files import keep_block, load_block
from lab.document.setup import discover_all
from lab.spec.groups import GROUPS
from lab.spec.registry import known
from lab.ui.app import i18n, theme
from lab.ui.designer import Palette, own_blocks
from lab.ui.designer.gestures.tile import MIME
from tests import gui_events
from tests.document.blocks import residual
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
    groups = [group.text(0) for group in palette.tiles.groups() if not group.isHidden()]
    assert groups == [name for name in GROUPS if name in groups]
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
        gui_events.drag_mime(
            empty.canvas, palette.tiles.mime_for(_tile(palette, "conv2d")), empty.at(0, 0), empty.at(50, 50)
        )


def test_names_for_those_who_listen(palette: Palette) -> None:
    assert palette.search.accessibleName()
    assert palette.tiles.accessibleName()


def test_the_theme_changes_while_it_is_shown(palette: Palette, qapp: object) -> None:
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    dark = palette.grab().toImage().pixelColor(170, 690)
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    light = palette.grab().toImage().pixelColor(170, 690)
    assert dark.lightness() < 60 < 200 < light.lightness()


# -- the learner's own blocks


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, palette: Palette) -> Palette:
    """A palette with a residual block of the learner's own."""
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path))
    keep_block(residual())
    own_blocks.changed()
    return palette


def _own_tile(palette: Palette) -> QTreeWidgetItem:
    return next(tile for tile in palette.tiles.every_tile() if tile.text(0) == "Residual block")


def test_own_blocks_have_tiles_in_a_group_at_the_end(own: Palette) -> None:
    group = own.tiles.groups()[-1]
    assert group.text(0) == "My blocks"
    assert not group.isHidden()
    assert own.kinds()[-1] == "block"
    own.search.setText("my residual")
    assert own.kinds() == ["block"]
    own.search.setText("")
    path = next(iter(own_blocks.known()))
    path.unlink()
    own_blocks.changed()
    assert group.isHidden()


def test_an_own_block_is_dragged_onto_the_canvas_and_added_by_key(own: Palette, hand: Hand) -> None:
    tile = _own_tile(own)
    assert gui_events.drag_mime(hand.canvas, own.tiles.mime_for(tile), hand.link("conv2d1", "relu1"))  # type: ignore[arg-type]
    assert hand.graph.node("block1").layer == residual()
    assert {("conv2d1", "block1", 0), ("block1", "relu1", 0)} <= hand.links
    own.block_activated.connect(hand.designer.add_layer)
    own.tiles.setCurrentItem(tile)
    gui_events.key(own.tiles, Qt.Key.Key_Return)
    assert hand.graph.node("block2").layer == residual()


def test_the_menu_of_an_own_block(own: Palette, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def act(words: str) -> None:
        menu = own.menu_for(_own_tile(own))
        assert menu is not None
        next(action for action in menu.actions() if action.text() == words).trigger()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "shared"), ""))
    act("Export …")
    assert load_block(tmp_path / "shared.cnnblock") == residual()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    act("Delete …")
    assert len(own_blocks.known()) == 1
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    act("Delete …")
    assert not own_blocks.known()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "shared.cnnblock")], ""))
    menu = own.menu_for(None)
    assert menu is not None
    menu.actions()[-1].trigger()
    assert [block.title for block in own_blocks.known().values()] == ["Residual block"]
    monkeypatch.setattr(own_blocks, "_ask_title", lambda *_: "Two convolutions")
    act("Rename …")
    assert [block.title for block in own_blocks.known().values()] == ["Two convolutions"]


def test_the_chosen_block_is_kept_in_the_palette(own: Palette, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.designer.scene.select({"conv2d1", "relu1"})
    hand.designer.fold()
    monkeypatch.setattr(own_blocks, "_ask_title", lambda *_: "Mine")
    assert hand.designer.keep_block()
    assert "Mine" in [tile.text(0) for tile in own.tiles.every_tile()]
    monkeypatch.setattr(own_blocks, "_ask_title", lambda *_: "{}")
    assert not hand.designer.keep_block()
    assert hand.refused
