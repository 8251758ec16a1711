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
    """

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared: Declared | None = None
        self._rows: dict[str, _Row] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.MEDIUM)
        self._layout.setVerticalSpacing(theme.SMALL)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        follow(self, self._retranslate)

    def show_for(self, declared: Declared | None) -> None:
        """Show a thing's settings; None shows nothing."""
        if type(declared) is not type(self._declared):
            self._rebuild(declared)
        self._declared = declared
        if declared is not None:
            for name, value in declared.config().items():
                self._rows[name].set_value(value)
        self._hide_what_does_not_apply()

    def focus_first(self) -> None:
        """Put the keys into the first field, everything in it selected."""
        for row in self._rows.values():
            if self._layout.isRowVisible(row):
                row.editor.inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def editor(self, name: str) -> Editor:
        """The editor of a field, to point at it."""
        return self._rows[name].editor

    def problem(self, name: str) -> str:
        """What stands under a field: why its value is not allowed, or nothing."""
        return self._rows[name].problem

    def _rebuild(self, declared: Declared | None) -> None:
        while self._layout.rowCount():
            self._layout.removeRow(0)
        self._rows = {}
        for name, field in declared.fields().items() if declared is not None else ():
            row = _Row(field)
            row.editor.entered.connect(lambda value, name=name: self._entered(name, value))
            self._rows[name] = row
            if row.title is None:
                self._layout.addRow(row)
            else:
                self._layout.addRow(row.title, row)
            row.retranslate()

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
            self._hide_what_does_not_apply()
            self.edited.emit(name, value)

    def _hide_what_does_not_apply(self) -> None:
        values = self._declared.config() if self._declared is not None else {}
        for row in self._rows.values():
            self._layout.setRowVisible(row, row.field.shown(values))

    def _retranslate(self) -> None:
        for row in self._rows.values():
            row.retranslate()


class _Row(QWidget):
    """The editor of one field, with the sentence under it that says what is wrong."""

    def __init__(self, field: Field[Any]) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field)
        self.title = None if isinstance(field, Bool) else QLabel()
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
