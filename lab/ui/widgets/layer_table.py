"""Layers with the size of their gradient as a bar and how fast their weights change, as a place on a scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from lab.spec.units import format_number
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import tr

Index = QModelIndex | QPersistentModelIndex
Verdict = Literal["none", "small", "healthy", "large"]
HEALTHY = (1e-4, 1e-2)  # update-to-weight ratio: about 1e-3 is healthy (DL4J training UI documentation)
_SCALE = (-6.0, 0.0)  # powers of ten that the scale of the ratio spans
_NAME, _GRADIENT, _RATIO = range(3)


def verdict(ratio: float) -> Verdict:
    """What an update-to-weight ratio says."""
    if not ratio > 0:
        return "none"
    return "small" if ratio < HEALTHY[0] else "large" if ratio > HEALTHY[1] else "healthy"


def verdict_text(ratio: float) -> str:
    """The same in words."""
    return {
        "none": tr("does not change"),
        "small": tr("changes very slowly"),
        "healthy": tr("healthy"),
        "large": tr("changes too fast"),
    }[verdict(ratio)]


@dataclass(frozen=True)
class Row:
    """A layer: what it is called, its colours (of its group, of its line), gradient norm and update-to-weight ratio."""

    id: str
    name: str
    group_color: str
    line_color: str
    gradient: float
    ratio: float


class LayerModel(QAbstractTableModel):
    """The rows for the view, and for a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.decades = (-3.0, 0.0)  # powers of ten that the bars span

    def set_rows(self, rows: list[Row]) -> None:
        """Show these layers."""
        sizes = [row.gradient for row in rows if row.gradient > 0 and math.isfinite(row.gradient)]
        if sizes:
            low, high = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))
            self.decades = (float(low - 1 if low == high else low), float(high))
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _RATIO))

    def bar(self, row: Row) -> float:
        """How much of the bar's room a gradient fills, 0 to 1."""
        if not row.gradient > 0:
            return 0.0
        low, high = self.decades
        return min(max((math.log10(row.gradient) - low) / (high - low), 0.02), 1.0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, format_number(row.gradient), format_number(row.ratio))[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return tr("{layer}: gradient {gradient}; update to weight {ratio}, {verdict}").format(
                layer=row.name,
                gradient=format_number(row.gradient),
                ratio=format_number(row.ratio),
                verdict=verdict_text(row.ratio),
            )
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Layer"), tr("Gradient"), tr("Update"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                "",
                tr("Norm of the layer's gradient at the last step looked at; the bars are logarithmic"),
                tr("Mean size of the last update over mean size of the weights: about 0.001 is healthy (shaded)"),
            )[section]
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a name with its group's bar, a gradient as a bar, a ratio as a place on a scale."""

    def __init__(self, table: LayerTable) -> None:
        super().__init__(table)
        self._model = table.layers
        self._elided: dict[tuple[str, int], str] = {}  # measuring text costs as much as drawing it
        self.restyle()

    def restyle(self) -> None:
        """Take on the theme's colours and text size."""
        colors = theme.tokens()
        self._font = fonts.font("caption", numbers=True)
        self._text, self._warning = colors.color("text"), colors.color("warning")
        self._selection, self._track = colors.color("selection"), colors.color("raised")
        self._band = QColor(theme.mix(colors.success, colors.surface, 0.55))
        self._elided.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, int(self._font.pointSizeF() * 2.4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = self._model.rows[index.row()], QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._selection)
        painter.setFont(self._font)
        painter.setPen(self._text)
        inner = box.adjusted(theme.TINY, 0, -theme.TINY, 0)
        under = QRectF(inner.left(), box.bottom() - 6, inner.width(), 4)
        above = inner.adjusted(0, 0, 0, -6)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if index.column() == _NAME:
            painter.fillRect(box.adjusted(0, 3, theme.GROUP_BAR - box.width(), -3), QColor(row.group_color))
            inner.setLeft(box.left() + theme.GROUP_BAR + theme.TINY)
            name = self._shortened(painter, row.name, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        elif index.column() == _GRADIENT:
            under.setWidth(under.width() * self._model.bar(row))
            painter.fillRect(under, QColor(row.line_color))
            painter.drawText(above, right, self._number(painter, row.gradient, above.width()))
        else:
            healthy = verdict(row.ratio) not in ("small", "large")
            self._paint_scale(painter, under, row.ratio, self._text if healthy else self._warning)
            painter.setPen(self._text if healthy else self._warning)
            painter.drawText(above, right, self._number(painter, row.ratio, above.width()))

    @staticmethod
    def _number(painter: QPainter, value: float, width: float) -> str:
        """To three digits, or to fewer where a power of ten leaves no room for them."""
        text = format_number(value)
        for digits in (2, 1):
            if "×" in text and painter.fontMetrics().horizontalAdvance(text) > width:
                text = format_number(value, digits=digits)
        return text

    def _shortened(self, painter: QPainter, name: str, width: int) -> str:
        if (name, width) not in self._elided:
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
            self._elided[name, width] = shown
        return self._elided[name, width]

    def _paint_scale(self, painter: QPainter, box: QRectF, ratio: float, color: QColor) -> None:
        """A logarithmic track with the healthy band shaded and a mark where the ratio lies."""
        painter.fillRect(box, self._track)
        start, end = (self._at(box, value) for value in HEALTHY)
        painter.fillRect(QRectF(start, box.top(), end - start, box.height()), self._band)
        if ratio > 0:
            painter.fillRect(QRectF(self._at(box, ratio) - 2, box.top() - 2, 4, box.height() + 4), color)

    @staticmethod
    def _at(box: QRectF, ratio: float) -> float:
        low, high = _SCALE
        share = (math.log10(ratio) - low) / (high - low)
        return box.left() + 3 + min(max(share, 0.0), 1.0) * (box.width() - 6)


class LayerTable(QTableView):
    """One row for each layer; choosing a row tells its id."""

    layer_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.layers = LayerModel()
        self.setModel(self.layers)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._on_picked)
        self.activated.connect(self._on_picked)
        theme.follow(self, self._restyle)

    def choose(self, layer: str | None) -> None:
        """Show a layer as chosen; None, or one without a row, shows none."""
        row = next((number for number, row in enumerate(self.layers.rows) if row.id == layer), None)
        here = self.currentIndex().row() if self.selectionModel().hasSelection() else None
        if row == here:
            return
        if row is None:
            self.clearSelection()
        else:
            self.selectRow(row)
            self.scrollTo(self.layers.index(row, 0))

    def _on_picked(self, index: Index) -> None:
        self.layer_clicked.emit(self.layers.rows[index.row()].id)

    def _restyle(self) -> None:
        self._delegate.restyle()
        self.verticalHeader().setDefaultSectionSize(int(fonts.font("caption").pointSizeF() * 2.6))
        self.horizontalHeader().setFont(fonts.font("caption"))
        self.setMinimumWidth(int(204 * theme.scale()))
