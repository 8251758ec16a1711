"""A form made from a declaration: every field of a `Declared` with its limits, unit and help."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from lab.spec.errors import LabError
from lab.spec.fields import Bool, Declared, Field, Float, Int, Ints
from lab.ui.app import theme
from lab.ui.app.i18n import follow, term, tr, translate
from lab.ui.widgets.editors import Editor, editor_for
from lab.ui.widgets.number_box import short_exponent


class FieldForm(QWidget):
    """Shows the fields of one declared thing and announces edits; it changes nothing itself.

    `edited(name, value)` comes for values that are allowed, on their own and together with the others. Anything else
    is explained under its field in the field's own words. Call `show_for` with the changed thing afterwards: it is
    updated in place, and what the learner is typing in keeps the focus.

    The editors of a class are made once, when it is shown for the first time or ahead of that (`prepare`).
    """

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared: Declared | None = None
        self._pages: dict[type[Declared], _Page] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        follow(self, self._retranslate)

    def show_for(self, declared: Declared | None) -> None:
        """Show a thing's settings; None shows nothing."""
        if self._declared is not None and type(declared) is not type(self._declared):
            self.forget_mistakes()
            self._pages[type(self._declared)].hide()
        self._declared = declared
        if declared is not None:
            self.prepare(type(declared))
            page = self._pages[type(declared)]
            page.show_values(declared)
            page.show()

    def prepare(self, cls: type[Declared]) -> bool:
        """Make the editors of a class ahead; False when there is nothing to do."""
        if cls in self._pages:
            return False
        page = self._pages[cls] = _Page(cls)
        page.hide()
        page.entered.connect(self._entered)
        self._layout.addWidget(page)
        page.retranslate()
        for widget in (page, *page.findChildren(QWidget)):
            widget.ensurePolished()  # the style sheet takes as long as everything else together
        return True

    def forget_mistakes(self) -> None:
        """Another thing comes: what was typed and is not allowed does not belong to it."""
        for row in self._rows.values():
            row.forget_mistake()

    def focus_first(self) -> None:
        """Put the keys into the first field, everything in it selected."""
        for row in self._rows.values():
            if row.applies:
                row.editor.inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def editor(self, name: str) -> Editor:
        """The editor of a field, to point at it."""
        return self._rows[name].editor

    def problem(self, name: str) -> str:
        """What stands under a field: why its value is not allowed, or nothing."""
        return self._rows[name].problem

    @property
    def _rows(self) -> dict[str, _Row]:
        return self._pages[type(self._declared)].rows if self._declared is not None else {}

    def _entered(self, name: str, value: Any) -> None:
        if self._declared is None:
            return
        row = self._rows[name]
        try:
            changed = self._declared.replace(**{name: value})
        except LabError as error:
            row.explain(error)
            return
        value = getattr(changed, name)
        row.accept(value)
        if changed != self._declared:
            self._declared = changed
            self._pages[type(changed)].hide_what_does_not_apply(changed)
            self.edited.emit(name, value)

    def _retranslate(self) -> None:
        for page in self._pages.values():
            page.retranslate()


class _Page(QWidget):
    """The rows of one class."""

    entered = Signal(str, object)

    def __init__(self, cls: type[Declared]) -> None:
        super().__init__()
        self.rows: dict[str, _Row] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.MEDIUM)
        self._layout.setVerticalSpacing(theme.SMALL)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, field in cls.fields().items():
            row = self.rows[name] = _Row(field)
            row.editor.entered.connect(lambda value, name=name: self.entered.emit(name, value))
            if row.title is None:
                self._layout.addRow(row)
            else:
                self._layout.addRow(row.title, row)

    def show_values(self, declared: Declared) -> None:
        """Show what the settings are now."""
        for name, value in declared.config().items():
            self.rows[name].set_value(value)
        self.hide_what_does_not_apply(declared)

    def hide_what_does_not_apply(self, declared: Declared) -> None:
        """Only the rows stay that mean something together with the other values."""
        values = declared.config()
        for row in self.rows.values():
            applies = row.field.shown(values)
            if applies != row.applies:
                row.applies = applies
                self._layout.setRowVisible(row, applies)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        for row in self.rows.values():
            row.retranslate()


class _Row(QWidget):
    """The editor of one field, with the sentence under it that says what is wrong."""

    def __init__(self, field: Field[Any]) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field)
        self.title = None if isinstance(field, Bool) else QLabel()
        self.applies = True
        self._error: LabError | None = None
        self._shown: Any = None
        self._explanation = QLabel()
        self._explanation.setProperty("role", "error")
        self._explanation.setWordWrap(True)
        self._explanation.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TINY)
        layout.addWidget(self.editor)
        layout.addWidget(self._explanation)
        if self.title is not None:
            self.title.setBuddy(self.editor.inputs()[0])

    @property
    def problem(self) -> str:
        return "" if self._error is None else translate(self._error)

    def set_value(self, value: Any) -> None:
        """Show a value; what is wrong stays until it is mended or another value comes."""
        if self._error is None or value != self._shown:
            self._shown = value
            self.explain(None)
            self.editor.set_value(value)

    def forget_mistake(self) -> None:
        """Take back what is not allowed."""
        if self._error is not None:
            self.explain(None)
            self.editor.accept(self._shown)

    def accept(self, value: Any) -> None:
        """What was entered is the value now."""
        self._shown = value
        self.explain(None)
        self.editor.accept(value)

    def explain(self, error: LabError | None) -> None:
        self._error = error
        self.editor.mark(error is not None)
        self._explanation.setText(self.problem)
        self._explanation.setVisible(error is not None)

    def retranslate(self) -> None:
        if self.title is not None:
            self.title.setText(term(self.field.title))
            self.title.setToolTip(self._hint())
        self.editor.retranslate()
        self.editor.setToolTip(self._hint())
        self._explanation.setText(self.problem)

    def _hint(self) -> str:
        """Help and limits, for the tooltip."""
        return "\n".join(part for part in (term(self.field.help), limits(self.field)) if part)


def limits(field: Field[Any]) -> str:
    """What a number may be: "From 1 to 16"; nothing for a field without limits."""
    if not isinstance(field, Int | Float | Ints) or not math.isfinite(field.low):
        return ""
    low = short_exponent(f"{field.low:g}")
    if not math.isfinite(field.high):
        return tr("At least {low}").format(low=low)
    return tr("From {low} to {high}").format(low=low, high=short_exponent(f"{field.high:g}"))
