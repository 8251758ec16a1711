"""One editor per kind of field. Each shows a value, announces what was entered, and speaks the current language."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lab.spec.fields import Bool, Choice, Field, Float, Int, Ints, Path, Text
from lab.ui.app import icons, theme
from lab.ui.app.i18n import labelled, term, tr
from lab.ui.widgets.number_box import NumberBox


class Editor(QWidget):
    """Base of the editors. `entered` carries a value that may still be wrong: the form asks the field."""

    entered = Signal(object)

    def __init__(self, field: Field[Any]) -> None:
        super().__init__()
        self.field = field
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SMALL)

    def inputs(self) -> list[QWidget]:
        """The widgets that take the keys, in order."""
        raise AssertionError("every editor says which")

    def set_value(self, value: Any) -> None:
        """Show a value without announcing it."""

    def accept(self, value: Any) -> None:
        """What was entered is good, and this is its canonical form."""
        self.set_value(value)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        for widget in self.inputs():
            widget.setAccessibleName(term(self.field.title))
            widget.setAccessibleDescription(term(self.field.help))

    def mark(self, wrong: bool) -> None:
        """Show whether the value that stands here is allowed."""
        for widget in self.inputs():
            if bool(widget.property("wrong")) != wrong:
                widget.setProperty("wrong", wrong)
                widget.style().unpolish(widget)
                widget.style().polish(widget)


class NumberEditor(Editor):
    """Int and Float, with the unit behind the number."""

    def __init__(self, field: Int | Float) -> None:
        super().__init__(field)
        self._box = NumberBox(field)
        self._box.entered.connect(self.entered)
        self._unit = QLabel()
        self._unit.setProperty("role", "faint")
        self._layout.addWidget(self._box, 1)
        self._layout.addWidget(self._unit)
        self._unit.setVisible(bool(field.unit))

    def inputs(self) -> list[QWidget]:
        return [self._box]

    def set_value(self, value: Any) -> None:
        self._box.set_value(value)

    def accept(self, value: Any) -> None:
        self._box.accept(value)

    def retranslate(self) -> None:
        super().retranslate()
        self._unit.setText(term(self.field.unit))


class IntsEditor(Editor):
    """One box for each part, its name under it; two side by side, so that the four sides fit into a narrow panel."""

    def __init__(self, field: Ints) -> None:
        super().__init__(field)
        self._parts = field.parts
        self._boxes: list[NumberBox] = []
        self._names: list[QLabel] = []
        grid = QGridLayout()
        grid.setSpacing(theme.SMALL)
        self._layout.addLayout(grid)
        for number, _ in enumerate(field.parts):
            box, name, column = NumberBox(field), QLabel(), QVBoxLayout()
            name.setProperty("role", "caption")
            name.setBuddy(box)
            box.entered.connect(self._entered)
            column.setSpacing(2)
            column.addWidget(box)
            column.addWidget(name)
            grid.addLayout(column, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
            self._boxes.append(box)
            self._names.append(name)

    def inputs(self) -> list[QWidget]:
        return list(self._boxes)

    def set_value(self, value: Any) -> None:
        for box, number in zip(self._boxes, value, strict=True):
            box.set_value(number)

    def accept(self, value: Any) -> None:
        for box, number in zip(self._boxes, value, strict=True):
            box.accept(number)

    def retranslate(self) -> None:
        super().retranslate()
        unit = f" ({term(self.field.unit)})" if self.field.unit else ""
        for box, name, part in zip(self._boxes, self._names, self._parts, strict=True):
            name.setText(term(part) + unit)
            box.setAccessibleName(labelled(term(self.field.title), term(part)))

    def _entered(self, _number: object) -> None:
        self.entered.emit(tuple(box.parsed() for box in self._boxes))


class BoolEditor(Editor):
    """A switch that carries its own title."""

    def __init__(self, field: Bool) -> None:
        super().__init__(field)
        self._box = QCheckBox()
        self._box.clicked.connect(lambda: self.entered.emit(self._box.isChecked()))
        self._layout.addWidget(self._box)
        self._layout.addStretch()

    def inputs(self) -> list[QWidget]:
        return [self._box]

    def set_value(self, value: Any) -> None:
        self._box.setChecked(value)

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setText(term(self.field.title))


class ChoiceEditor(Editor):
    """A list to choose from."""

    def __init__(self, field: Choice) -> None:
        super().__init__(field)
        self._options = field.options
        self._box = QComboBox()
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.installEventFilter(self)
        for name, title in field.options.items():
            self._box.addItem(title, name)
        self._box.activated.connect(lambda index: self.entered.emit(self._box.itemData(index)))
        self._layout.addWidget(self._box, 1)

    def inputs(self) -> list[QWidget]:
        return [self._box]

    def set_value(self, value: Any) -> None:
        self._box.setCurrentIndex(self._box.findData(value))

    def retranslate(self) -> None:
        super().retranslate()
        self._box.view().setAccessibleName(term(self.field.title))
        for index, title in enumerate(self._options.values()):
            self._box.setItemText(index, term(title))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the panel unless the list has the focus."""
        if watched is self._box and event.type() == QEvent.Type.Wheel and not self._box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class TextEditor(Editor):
    """A line of text, announced on Enter or when the focus leaves; Escape takes back what was typed."""

    def __init__(self, field: Text) -> None:
        super().__init__(field)
        self._value = ""
        self._line = _Line()
        self._line.reverted.connect(self._reverted)
        self._line.editingFinished.connect(self._finished)
        self._layout.addWidget(self._line, 1)

    def inputs(self) -> list[QWidget]:
        return [self._line]

    def set_value(self, value: Any) -> None:
        if value != self._value or not self._line.isModified():
            self.accept(value)

    def accept(self, value: Any) -> None:
        self._value = value
        self._line.setText(value)  # no longer modified

    def _finished(self) -> None:
        if self._line.isModified():
            self.entered.emit(self._line.text())

    def _reverted(self) -> None:
        self.accept(self._value)
        self.entered.emit(self._value)


class PathEditor(TextEditor):
    """A path, typed or looked for."""

    def __init__(self, field: Path) -> None:
        super().__init__(field)
        self._folder = field.folder
        self._browse = QToolButton()
        self._browse.setIcon(icons.icon("open"))
        self._browse.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._browse.clicked.connect(self._look)
        self._layout.addWidget(self._browse)

    def retranslate(self) -> None:
        super().retranslate()
        words = tr("Choose a folder …") if self._folder else tr("Choose a file …")
        self._browse.setToolTip(words)
        self._browse.setAccessibleName(labelled(term(self.field.title), words))

    def _look(self) -> None:
        dialog = QFileDialog(self, term(self.field.title), self._value)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory if self._folder else QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self._line.setText(path)
        self._line.setModified(True)
        self._finished()


class _Line(QLineEdit):
    reverted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.reverted.emit()
            event.accept()
            return
        super().keyPressEvent(event)


_EDITORS: dict[type[Field[Any]], type[Editor]] = {
    Int: NumberEditor,
    Float: NumberEditor,
    Ints: IntsEditor,
    Bool: BoolEditor,
    Choice: ChoiceEditor,
    Path: PathEditor,
    Text: TextEditor,
}


def editor_for(field: Field[Any]) -> Editor:
    """The editor of a field, by its own kind or the nearest it derives from."""
    for kind in type(field).__mro__:
        if kind in _EDITORS:
            return _EDITORS[kind](field)
    raise TypeError(f"no editor for {type(field).__name__}")
