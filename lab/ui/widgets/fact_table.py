"""Facts in two columns: short in the table, exact in the tooltip and on copy, with the sum that leads there below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QWidget

from lab.ui.app import theme
from lab.ui.app.i18n import labelled, tr


@dataclass(frozen=True)
class Fact:
    """One line.

    Attributes:
        key: what the program calls it.
        name, value: what stands in the columns.
        exact: the value in full, for tooltip and copy; the value itself where empty.
        note: how it is counted, below it.
        help: what it means, for the tooltip of its name.
    """

    key: str
    name: str
    value: str
    exact: str = ""
    note: str = ""
    help: str = ""

    @property
    def full(self) -> str:
        """The value in full."""
        return self.exact or self.value


class FactTable(QWidget):
    """One stop for the keys: Up and Down go through the facts, Ctrl+C copies the exact value, the menu all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: tuple[Fact, ...] = ()
        self.current = 0
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.MEDIUM)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.follow(self, self.update)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these and no others."""
        if tuple(facts) == self.facts:
            return
        self.facts = tuple(facts)
        self.current = min(self.current, max(len(self.facts) - 1, 0))
        while len(self._rows) < len(self.facts):
            self._add_row()
        for number, (name, value, note) in enumerate(self._rows):
            shown = number < len(self.facts)
            fact = self.facts[number] if shown else Fact("", "", "")
            name.setText(fact.name)
            value.setText(fact.value)
            note.setText(fact.note)
            name.setToolTip(fact.help)
            value.setToolTip(fact.full)
            for label in (name, value):
                label.setVisible(shown)
            note.setVisible(shown and bool(fact.note))
        self._describe()
        self.updateGeometry()

    def fact(self, key: str) -> Fact | None:
        """The fact of that key, if it is shown."""
        return next((fact for fact in self.facts if fact.key == key), None)

    def table(self) -> str:
        """All facts as lines of name and exact value, for a spreadsheet."""
        return "\n".join(f"{fact.name}\t{fact.full}" for fact in self.facts)

    def place_of(self, key: str) -> QPoint:
        """The middle of a fact's value."""
        number = next(number for number, fact in enumerate(self.facts) if fact.key == key)
        return self._rows[number][1].geometry().center()

    # -- inside

    def _add_row(self) -> None:
        name, value, note = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel(wordWrap=True)
        row = 2 * len(self._rows)
        for label, role in ((name, "faint"), (value, ""), (note, "caption")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        note.setContentsMargins(0, 0, 0, theme.TINY)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(value, row, 1)
        self._grid.addWidget(note, row + 1, 0, 1, 2)
        self._rows.append((name, value, note))

    def _area(self, number: int) -> QRect:
        name, value, note = self._rows[number]
        area = name.geometry().united(value.geometry())
        area = area.united(note.geometry()) if note.isVisible() else area
        return QRect(0, area.top() - 1, self.width(), area.height() + 2)

    def _go_to(self, number: int) -> None:
        if self.facts:
            self.current = min(max(number, 0), len(self.facts) - 1)
            self._describe()
            self.update()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    def _describe(self) -> None:
        if not self.facts:
            self.setAccessibleDescription("")
            return
        fact = self.facts[self.current]
        self.setAccessibleDescription(labelled(fact.name, " · ".join(part for part in (fact.full, fact.note) if part)))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # -- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and self.facts:
            with QPainter(self) as painter:
                painter.fillRect(self._area(self.current), theme.tokens().color("selection"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.facts:
            self._copy(self.facts[self.current].full)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to(self.current + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self.facts)):
            if self._area(number).contains(event.position().toPoint()):
                self._go_to(number)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.facts:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        full = self.facts[self.current].full
        menu.addAction(tr("Copy “{value}”").format(value=full)).triggered.connect(lambda: self._copy(full))
        menu.addAction(tr("Copy all facts")).triggered.connect(lambda: self._copy(self.table()))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
