"""Code is typed, pasted or dropped; what is not understood is underlined, told and found; the network is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QKeySequence, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from lab.document.model import Model
from lab.ui.app import i18n, theme
from lab.ui.app.settings import Settings
from lab.ui.code import CodeWindow
from lab.ui.code.editor import CodeEditor
from lab.ui.code.window import EXAMPLES

CODE = """import torch.nn as nn
model = nn.Sequential(
    nn.Conv2d(3, 8, 3), nn.MaxPool2d(2, dilation=2),
    nn.ReLU(),
    nn.Rotate(3),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2))
"""


class Shown:
    """What the window wanted to show."""

    def __init__(self) -> None:
        self.models: list[tuple[Model, str]] = []
        self.agrees = True

    def __call__(self, model: Model, name: str) -> bool:
        self.models.append((model, name))
        return self.agrees


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def code(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[CodeWindow]:
    owner = QLineEdit()
    qtbot.addWidget(owner)
    settings = Settings(tmp_path / "settings.ini")
    settings.last_folder = tmp_path
    window = CodeWindow(shown, settings, owner)
    window.open()
    yield window
    window.finish()


def wait(qtbot: QtBot, code: CodeWindow) -> None:
    qtbot.waitUntil(lambda: not code.readings.busy)


def write(qtbot: QtBot, code: CodeWindow, text: str) -> None:
    code.set_text(text)
    wait(qtbot, code)


def waves(editor: CodeEditor) -> list[str]:
    """The texts that are underlined."""
    style = QTextCharFormat.UnderlineStyle.WaveUnderline
    found = [each for each in editor.extraSelections() if each.format.underlineStyle() == style]  # type: ignore[attr-defined]
    return [each.cursor.selectedText() for each in found]  # type: ignore[attr-defined]


def test_a_network_that_is_typed_stands_beside_the_code(qtbot: QtBot, code: CodeWindow, shown: Shown) -> None:
    assert not code.take.isEnabled()
    QTest.keyClicks(code.editor, "model = nn.Sequential(nn.Linear(4, 2), nn.Tanh())")
    wait(qtbot, code)
    assert [row.cells[1:] for row in code.preview.table.rows] == [
        ("Input 4", "4", "0"),
        ("Dense 2", "2", "10"),
        ("Tanh", "2", "0"),
    ]
    assert "10 parameters" in code.preview.facts.text()
    QTest.keyClick(code.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [name for _, name in shown.models] == ["model"]
    assert not code.isVisible()


def test_who_does_not_agree_finds_the_code_as_it_was(qtbot: QtBot, code: CodeWindow, shown: Shown) -> None:
    shown.agrees = False
    code.show_example("keras")
    wait(qtbot, code)
    QTest.mouseClick(code.take, Qt.MouseButton.LeftButton)
    assert len(shown.models) == 1
    assert code.isVisible()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_understood(qtbot: QtBot, code: CodeWindow, name: str) -> None:
    QTest.mouseClick(code.examples[name], Qt.MouseButton.LeftButton)
    wait(qtbot, code)
    assert code.readings.reading.model is not None
    assert waves(code.editor) == []
    assert code.take.isEnabled()


def test_what_is_not_understood_is_underlined_and_told(qtbot: QtBot, code: CodeWindow) -> None:
    write(qtbot, code, CODE)
    assert waves(code.editor) == ["dilation=2", "nn.Rotate"]
    assert [text.split(":")[0] for text in code.remarks.texts[:2]] == ["Line 3", "Line 5"]
    assert "2 places" in code.says.text()
    assert code.take.isEnabled()  # the rest is a network
    trouble = code.readings.reading.troubles[1]
    point = code.editor.point_of(trouble.span)
    viewport = code.editor.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
    assert "Rotate" in QToolTip.text()
    QToolTip.hideText()


def test_a_trouble_leads_to_its_place_by_mouse_and_by_keys(qtbot: QtBot, code: CodeWindow) -> None:
    write(qtbot, code, CODE)
    place = code.remarks.visualItemRect(code.remarks.item(1)).center()
    QTest.mouseClick(code.remarks.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert code.editor.textCursor().selectedText() == "nn.Rotate"
    code.remarks.setFocus()
    QTest.keyClick(code.remarks, Qt.Key.Key_Up)
    QTest.keyClick(code.remarks, Qt.Key.Key_Return)
    assert code.editor.textCursor().selectedText() == "dilation=2"


def test_mending_takes_the_wave_away(qtbot: QtBot, code: CodeWindow) -> None:
    write(qtbot, code, CODE)
    code.editor.go_to(code.readings.reading.troubles[1].span)
    QTest.keyClicks(code.editor, "nn.Identity")
    wait(qtbot, code)
    assert len(waves(code.editor)) == 1
    QTest.keySequence(code.editor, QKeySequence(QKeySequence.StandardKey.Undo))
    wait(qtbot, code)
    assert len(waves(code.editor)) >= 1


def test_a_layer_and_its_place_are_chosen_together(qtbot: QtBot, code: CodeWindow) -> None:
    write(qtbot, code, CODE)
    code.preview.table.choose("relu1")
    selection = code.editor.extraSelections()[0]
    assert selection.cursor.selectedText() == "nn.ReLU()"  # type: ignore[attr-defined]
    code.editor.setFocus()
    qtbot.waitUntil(code.editor.hasFocus)
    QTest.keyClick(code.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        QTest.keyClick(code.editor, Qt.Key.Key_Down)
    assert code.preview.table.chosen == "conv2d1"
    assert code.preview.picture.chosen == "conv2d1"


def test_files_are_opened_and_dropped(
    qtbot: QtBot, code: CodeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "net.py"
    path.write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *a, **k: (str(path), "")))
    QTest.mouseClick(code.open_file, Qt.MouseButton.LeftButton)
    wait(qtbot, code)
    assert code.editor.toPlainText() == CODE
    (tmp_path / "bad.py").write_bytes(b"\xff\xfe\x00")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "bad.py"))])
    assert code.editor.canInsertFromMimeData(dropped)
    code.editor.insertFromMimeData(dropped)
    assert "UTF-8" in code.remarks.texts[0]
    assert code.editor.toPlainText() == CODE


def test_enter_keeps_the_indent_and_tab_moves_on(qtbot: QtBot, code: CodeWindow) -> None:
    QTest.keyClicks(code.editor, "class A:")
    QTest.keyClick(code.editor, Qt.Key.Key_Return)
    QTest.keyClicks(code.editor, "x = 1")
    QTest.keyClick(code.editor, Qt.Key.Key_Return)
    assert code.editor.toPlainText() == "class A:\n    x = 1\n    "
    QTest.keyClick(code.editor, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert code.editor.toPlainText() == "class A:\n    x = 1\n"
    QTest.keyClick(code.editor, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    assert code.editor.toPlainText() == "class A:\n    x = 1\n    "
    code.editor.setFocus()
    qtbot.waitUntil(code.editor.hasFocus)
    QTest.keyClick(code.editor, Qt.Key.Key_Tab)
    assert not code.editor.hasFocus()


def test_places_beyond_plain_letters(qtbot: QtBot, code: CodeWindow) -> None:
    write(qtbot, code, "import torch.nn as nn\n名 = '🙂é'; model = nn.Sequential(nn.Linear(2, 3), nn.Turn())")
    assert waves(code.editor) == ["nn.Turn"]


def test_words_are_coloured_by_what_they_are(qtbot: QtBot, code: CodeWindow) -> None:
    lines = ["def f(self):  # why", "    return 'text' + 12", '    """long', "    text", '    """', "    x = len"]
    write(qtbot, code, "\n".join(lines))
    kinds = {
        word: code.editor.highlighter.kind_at(line, lines[line].index(word))
        for line, word in (
            (0, "def"),
            (0, "f("),
            (0, "self"),
            (0, "# why"),
            (1, "return"),
            (1, "'text'"),
            (1, "12"),
            (3, "text"),
            (5, "x"),
            (5, "len"),
        )
    }
    assert kinds == {
        "def": "keyword", "f(": "name", "self": "builtin", "# why": "comment", "return": "keyword",
        "'text'": "text", "12": "number", "text": "text", "x": "", "len": "builtin",
    }  # fmt: skip


def test_in_dark_and_in_chinese(qtbot: QtBot, code: CodeWindow, qapp: QApplication) -> None:
    write(qtbot, code, CODE)
    theme.apply(qapp, "dark")
    i18n.set_language("zh_CN")
    selections = code.editor.extraSelections()
    assert selections[-1].format.underlineColor() == theme.DARK.color("error")  # type: ignore[attr-defined]
    assert not code.grab().isNull()


def test_everything_has_a_name(code: CodeWindow) -> None:
    for widget in (code.editor, code.remarks, code.preview.table, *code.examples.values()):
        assert widget.accessibleName() or widget is code.preview.table
    assert code.editor.gutter.geometry().contains(QPoint(5, 50))
