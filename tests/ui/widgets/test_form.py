from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lab.spec.errors import FieldError
from lab.spec.fields import Bool, Choice, Declared, Float, Int, Ints, Path, Text
from lab.spec.message import Message
from lab.ui.app import i18n
from lab.ui.widgets.form import FieldForm
from lab.ui.widgets.number_box import NumberBox, next_in_series, round_to_series, short_exponent


class Sample(Declared):
    """Every kind of field."""

    title = "Sample"
    channels = Int(8, low=1, high=64, unit="px", help="How many kernels")
    rate = Float(0.001, low=0, high=1, low_open=True, log=True, title="Learning rate")
    share = Float(0.5, low=0, high=1)
    bias = Bool(True)
    padding = Choice("same", options={"same": "Same size", "explicit": "By hand"})
    amount = Int(1, low=0, high=9, when=("padding", ("explicit",)))
    kernel = Ints(3, parts=("height", "width"), low=1, high=31)
    label = Text("conv1", longest=8)
    folder = Path("", folder=True)

    def validate(self) -> None:
        if self.channels == 13:
            raise FieldError(Message("Thirteen brings bad luck. Take another number."))


class Other(Declared):
    """Another class."""

    size = Int(2, low=1, high=9)


class Sides(Declared):
    """A field of four parts."""

    pads = Ints(0, parts=("top", "left", "bottom", "right"), unit="px", high=9)


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    made = FieldForm()
    qtbot.addWidget(made)
    made.show_for(Sample())
    made.show()
    return made


@pytest.fixture
def edits(form: FieldForm) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    form.edited.connect(lambda name, value: heard.append((name, value)))
    return heard


def entry(form: FieldForm, name: str, part: int = 0) -> Any:
    return form.editor(name).inputs()[part]


def visible(form: FieldForm, name: str) -> bool:
    return form.editor(name).isVisibleTo(form)


Typing = Callable[..., None]


@pytest.fixture
def retype(qtbot: QtBot) -> Typing:
    """Replace what stands in an entry by keys, then Enter unless told not to."""

    def replace(widget: QWidget, text: str, enter: bool = True) -> None:
        widget.setFocus()
        widget.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(widget, text)
        if enter:
            qtbot.keyClick(widget, Qt.Key.Key_Return)

    return replace


def test_every_kind_of_field_has_an_entry_that_shows_its_value(form: FieldForm) -> None:
    assert entry(form, "channels").text() == "8"
    assert entry(form, "rate").text() == "0.001"
    assert entry(form, "bias").isChecked()
    assert entry(form, "padding").currentText() == "Same size"
    assert [entry(form, "kernel", part).text() for part in (0, 1)] == ["3", "3"]
    assert entry(form, "label").text() == "conv1"
    for name, kind in {"channels": NumberBox, "bias": QCheckBox, "padding": QComboBox, "folder": QLineEdit}.items():
        assert isinstance(entry(form, name), kind)


def test_typed_values_are_announced_in_their_canonical_form(form: FieldForm, edits: list[Any], retype: Typing) -> None:
    retype(entry(form, "channels"), "16")
    retype(entry(form, "rate"), "1e-2")
    retype(entry(form, "share"), "0,25")
    retype(entry(form, "kernel", 1), "5")
    retype(entry(form, "label"), "edges")
    assert edits == [("channels", 16), ("rate", 0.01), ("share", 0.25), ("kernel", (3, 5)), ("label", "edges")]
    assert isinstance(edits[0][1], int)


def test_clicks_are_announced(form: FieldForm, edits: list[Any], qtbot: QtBot) -> None:
    box = entry(form, "bias")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.keyClick(entry(form, "padding"), Qt.Key.Key_Down)
    assert edits == [("bias", False), ("padding", "explicit")]


def test_the_same_value_again_is_no_edit(form: FieldForm, edits: list[Any], retype: Typing) -> None:
    retype(entry(form, "channels"), "8")
    retype(entry(form, "channels"), "8.0")
    assert edits == []
    assert entry(form, "channels").text() == "8"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("channels", "900", "Channels must be between 1 and 64. Received: 900."),
        ("channels", "2.5", "Channels must be a whole number. Received: 2.5."),
        ("channels", "many", "Channels must be a whole number. Received: 'many'."),
        ("channels", "13", "Thirteen brings bad luck. Take another number."),
        ("rate", "0", "Learning rate must be between 0 and 1. Received: 0."),
        ("rate", "nan", "Learning rate must be a finite number. Received: nan."),
        ("kernel", "99", "Kernel must be between 1 and 31. Received: (99, 3)."),
        ("label", "far too long", "Label must be text of at most 8 characters. Received: 'far too long'."),
    ],
)
def test_a_value_that_is_not_allowed_is_explained_and_not_announced(
    form: FieldForm, edits: list[Any], retype: Typing, name: str, text: str, sentence: str
) -> None:
    retype(entry(form, name), text)
    assert form.problem(name) == sentence
    assert entry(form, name).property("wrong") is True
    assert entry(form, name).text() == text
    assert edits == []
    form.show_for(Sample(share=0.75))
    assert form.problem(name) == sentence, "a change elsewhere does not hide it"
    retype(entry(form, name), "1")
    assert form.problem(name) == ""
    assert not entry(form, name).property("wrong")
    assert len(edits) == 1


@pytest.mark.parametrize(("name", "before"), [("channels", "8"), ("rate", "0.001"), ("label", "conv1")])
def test_escape_takes_back_what_was_typed(
    form: FieldForm, edits: list[Any], retype: Typing, qtbot: QtBot, name: str, before: str
) -> None:
    retype(entry(form, name), "99999999999", enter=True)
    assert form.problem(name)
    qtbot.keyClick(entry(form, name), Qt.Key.Key_Escape)
    assert entry(form, name).text() == before
    assert form.problem(name) == ""
    assert edits == []


def test_half_a_number_is_no_mistake_and_a_pause_counts_as_enter(
    form: FieldForm, edits: list[Any], retype: Typing, qtbot: QtBot
) -> None:
    box = entry(form, "rate")
    retype(box, "0.", enter=False)
    assert form.problem("rate") == ""
    assert edits == []
    qtbot.keyClicks(box, "0050")
    qtbot.waitUntil(lambda: edits == [("rate", 0.005)])
    assert box.text() == "0.0050", "the text is not touched while typing"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "0.005"
    assert edits == [("rate", 0.005)]


def test_leaving_the_entry_counts_as_enter(
    form: FieldForm, edits: list[Any], retype: Typing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.activateWindow()
    box = entry(form, "channels")
    retype(box, "4", enter=False)
    qtbot.waitUntil(box.hasFocus)
    entry(form, "label").setFocus()
    assert edits == [("channels", 4)]


def test_arrows_step_whole_numbers_and_stop_at_the_limits(form: FieldForm, edits: list[Any], qtbot: QtBot) -> None:
    box = entry(form, "kernel")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_PageDown)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert edits == [("kernel", (4, 3)), ("kernel", (1, 3))]
    assert box.text() == "1"


def test_a_logarithmic_number_steps_by_factors(form: FieldForm, edits: list[Any], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(entry(form, "rate"), key)
    assert [value for _, value in edits] == [0.002, 0.005, 0.01, 0.005]
    form.show_for(Sample(rate=1e-6))
    edits.clear()
    qtbot.keyClick(entry(form, "rate"), Qt.Key.Key_Down)
    assert edits == [], "zero itself is not allowed here"


def test_a_number_in_a_range_steps_by_a_twentieth_of_it(form: FieldForm, edits: list[Any], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        qtbot.keyClick(entry(form, "share"), key)
    assert [value for _, value in edits] == [0.55, 0.6, 1.0]


def test_three_digits_are_shown_and_all_of_them_while_editing(form: FieldForm, edits: list[Any], qtbot: QtBot) -> None:
    form.show_for(Sample(rate=0.000123456))
    box = entry(form, "rate")
    assert box.text() == "0.000123"
    form.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert box.text() == "0.000123456"
    entry(form, "label").setFocus()
    assert box.text() == "0.000123"
    assert edits == [], "looking is not editing"


def test_rows_that_do_not_apply_are_hidden(form: FieldForm, qtbot: QtBot) -> None:
    assert not visible(form, "amount")
    qtbot.keyClick(entry(form, "padding"), Qt.Key.Key_Down)
    assert visible(form, "amount")
    form.show_for(Sample())
    assert not visible(form, "amount")


def test_four_parts_stand_two_and_two(form: FieldForm) -> None:
    form.show_for(Sides())
    form.adjustSize()
    top, left, bottom, right = (entry(form, "pads", part).mapTo(form, QPoint()) for part in range(4))
    assert top.y() == left.y() < bottom.y() == right.y()
    assert top.x() == bottom.x() < left.x() == right.x()


def test_the_same_class_is_updated_in_place(form: FieldForm, edits: list[Any], retype: Typing, qtbot: QtBot) -> None:
    box = entry(form, "channels")
    form.activateWindow()
    retype(box, "1", enter=False)
    qtbot.waitUntil(box.hasFocus)
    form.show_for(Sample(label="other", kernel=5))
    assert entry(form, "channels") is box
    assert box.hasFocus()
    assert box.text() == "1", "what is being typed stays"
    assert entry(form, "kernel").text() == "5"
    form.show_for(Sample(channels=32))
    assert box.text() == "32", "another value from outside wins"
    assert edits == []


def test_another_class_and_nothing_at_all(form: FieldForm) -> None:
    form.show_for(Other(size=4))
    assert entry(form, "size").text() == "4"
    with pytest.raises(KeyError):
        form.editor("channels")
    form.show_for(None)
    assert not any(widget.isVisible() for widget in form.findChildren(QWidget))
    form.focus_first()


def test_editors_are_made_once_for_each_class(form: FieldForm) -> None:
    box = entry(form, "channels")
    form.show_for(Other(size=4))
    form.show_for(Sample(channels=9))
    assert entry(form, "channels") is box
    assert box.value == 9
    assert box.isVisible()


def test_editors_can_be_made_ahead(qtbot: QtBot) -> None:
    form = FieldForm()
    qtbot.addWidget(form)
    assert form.prepare(Other)
    assert not form.prepare(Other)
    made = form.findChildren(NumberBox)
    form.show_for(Other(size=4))
    assert form.findChildren(NumberBox) == made
    assert entry(form, "size") in made


def test_a_mistake_is_forgotten_when_another_thing_comes(form: FieldForm, retype: Typing) -> None:
    box = entry(form, "share")
    retype(box, "7")
    assert form.problem("share")
    form.show_for(Other())
    form.show_for(Sample())
    assert not form.problem("share")
    assert box.text() == "0.5"
    retype(box, "7")
    form.forget_mistakes()
    assert box.text() == "0.5"


def test_focus_first_selects_the_first_field(form: FieldForm, qtbot: QtBot) -> None:
    form.activateWindow()
    form.focus_first()
    qtbot.waitUntil(entry(form, "channels").hasFocus)
    assert entry(form, "channels").lineEdit().selectedText() == "8"


def test_a_folder_can_be_looked_for(
    form: FieldForm, edits: list[Any], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[QFileDialog] = []

    def remember(dialog: QFileDialog) -> None:
        opened.append(dialog)

    monkeypatch.setattr(QFileDialog, "open", remember)
    button = form.editor("folder").findChildren(QWidget)[-1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened[0].fileMode() == QFileDialog.FileMode.Directory
    opened[0].fileSelected.emit("/data/digits")
    assert edits == [("folder", "/data/digits")]
    assert entry(form, "folder").text() == "/data/digits"
    opened[0].deleteLater()


def test_the_wheel_changes_nothing_without_the_focus(form: FieldForm, edits: list[Any]) -> None:
    for name in ("channels", "padding"):
        widget = entry(form, name)
        widget.clearFocus()
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(widget, wheel)
    assert edits == []


def test_help_and_limits_are_in_the_tooltip(form: FieldForm) -> None:
    assert form.editor("channels").toolTip() == "How many kernels\nFrom 1 to 64"


def test_every_entry_has_a_name_for_a_screen_reader(form: FieldForm) -> None:
    for widget in form.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget.parentWidget(), NumberBox):
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
    assert entry(form, "kernel", 1).accessibleName() == "Kernel: width"


def test_the_form_changes_its_language_while_it_is_open(
    form: FieldForm, retype: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(entry(form, "channels"), "900")
    translate = QCoreApplication.translate
    chinese = {
        "Learning rate": "学习率",
        "By hand": "手动",
        "Channels": "通道数",
        "Bias": "偏置",
        "between {low} and {high}": "{low} 到 {high}",
    }
    monkeypatch.setattr(
        QCoreApplication,
        "translate",
        lambda context, text: chinese.get(text, text) if i18n.language() == "zh_CN" else translate(context, text),
    )
    i18n.set_language("zh_CN")
    assert entry(form, "rate").accessibleName() == "学习率"
    assert entry(form, "padding").itemText(1) == "手动"
    assert entry(form, "bias").text() == "偏置"
    assert form.problem("channels").startswith("通道数 must be 1 到 64")


@pytest.mark.parametrize(
    ("value", "above", "below"),
    [(0.001, 0.002, 0.0005), (0.003, 0.005, 0.002), (1, 2, 0.5), (9.99, 10, 5), (0, 1e-6, -1e-6), (1e-6, 2e-6, 0)],
)
def test_neighbours_in_the_series(value: float, above: float, below: float) -> None:
    assert next_in_series(value, up=True) == pytest.approx(above)
    assert next_in_series(value, up=False) == pytest.approx(below)
    if value:
        assert next_in_series(-value, up=False) == pytest.approx(-above)


def test_numbers_are_written_short() -> None:
    assert [short_exponent(text) for text in ("1e-05", "2.0", "0.50", "1.20e+06", "100")] == [
        "1e-5", "2", "0.5", "1.2e6", "100",
    ]  # fmt: skip
    assert [round_to_series(value) for value in (0.05, 0.07, 3, 0.1)] == [0.05, 0.05, 2, 0.1]
