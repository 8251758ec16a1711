"""A table to read: columns with titles, rows of texts, one row chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

from lab.ui.app import fonts, theme


@dataclass(frozen=True)
class Column:
    """A title; `right` for numbers."""

    title: str
    right: bool = False


@dataclass(frozen=True)
class Row:
    """What stands in each column, and a tooltip; `key` is what is chosen with the row, `color` a token of its mark."""

    cells: tuple[str, ...]
    key: str = ""
    tip: str = ""
    color: str = ""


class Table(QTableWidget):
    """`row_chosen` tells the key of the chosen row. Ctrl+C copies all rows as text for a spreadsheet."""

    row_chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._columns: tuple[Column, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._heads: list[QTableWidgetItem] = []
        self._items: list[list[QTableWidgetItem]] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setTabKeyNavigation(False)
        self.currentCellChanged.connect(lambda row, *_: self._tell(row))
        theme.follow(self, self._dress)

    def set_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show these; the chosen row stays chosen if its key is still there."""
        key = self.chosen
        self._columns, self.rows = tuple(columns), tuple(rows)
        self.blockSignals(True)
        self.setRowCount(0)
        self.setColumnCount(len(columns))
        self._heads = [QTableWidgetItem(column.title) for column in columns]
        for place, head in enumerate(self._heads):
            self.setHorizontalHeaderItem(place, head)
        self.setRowCount(len(rows))
        self._items = [[QTableWidgetItem(text) for text in row.cells] for row in rows]
        for number, (row, items) in enumerate(zip(rows, self._items, strict=True)):
            for place, item in enumerate(items):
                item.setToolTip(row.tip)
                self.setItem(number, place, item)
        self._dress()
        self.horizontalHeader().setStretchLastSection(not columns[-1].right)
        self.resizeColumnsToContents()
        self.blockSignals(False)
        self.choose(key)

    @property
    def chosen(self) -> str:
        """Key of the chosen row; empty if there is none."""
        row = self.currentRow()
        return self.rows[row].key if 0 <= row < len(self.rows) else ""

    def choose(self, key: str) -> None:
        """Choose the first row of that key, if there is one."""
        keys = [row.key for row in self.rows]
        if key and key in keys and key != self.chosen:
            self.setCurrentCell(keys.index(key), 0)

    def text(self) -> str:
        """All rows under their titles, with tabs between the columns."""
        lines = [[column.title for column in self._columns], *(row.cells for row in self.rows)]
        return "\n".join("\t".join(cells) for cells in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self.rows):
            self.row_chosen.emit(self.rows[row].key)

    def _dress(self) -> None:
        numbers, middle = fonts.font("body", numbers=True), Qt.AlignmentFlag.AlignVCenter
        sides = [
            Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft for column in self._columns
        ]
        for head, side in zip(self._heads, sides, strict=True):
            head.setTextAlignment(side | middle)
        for row, items in zip(self.rows, self._items, strict=True):
            for item, side in zip(items, sides, strict=True):
                item.setTextAlignment(side | middle)
                item.setFont(numbers)
            if row.color and items:
                items[0].setForeground(theme.tokens().color(row.color))
