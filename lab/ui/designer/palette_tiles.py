"""How groups and tiles of the palette are drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lab.ui.app import fonts, icons, theme
from lab.ui.designer import drawing

KIND = Qt.ItemDataRole.UserRole  # of a tile; None for a group
GROUP = Qt.ItemDataRole.UserRole + 1
OPEN = Qt.ItemDataRole.UserRole + 2  # whether a group shows its tiles

Index = QModelIndex | QPersistentModelIndex
_ICON = 16
_STATE = QStyle.StateFlag


class TileDelegate(QStyledItemDelegate):
    """A group is its icon and name; a tile is a rounded card with the group's bar, as on the canvas."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = index.data(KIND) is not None
        height = QFontMetrics(fonts.font("body" if tall else "caption")).height()
        return QSize(100, height + (theme.MEDIUM + 2 if tall else theme.MEDIUM + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KIND) is None:
            self._paint_group(painter, option, index)
        else:
            state = option.state
            rect = QRectF(option.rect).adjusted(theme.SMALL, 2, -theme.SMALL, -2)
            paint_tile(
                painter,
                rect,
                index.data(Qt.ItemDataRole.DisplayRole),
                index.data(GROUP),
                chosen=bool(state & _STATE.State_Selected),
                focused=bool(state & _STATE.State_HasFocus),
                hovered=bool(state & _STATE.State_MouseOver),
            )
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors = theme.tokens()
        rect = QRectF(option.rect).adjusted(theme.SMALL, 2, -theme.SMALL, 0)
        state = option.state
        if state & _STATE.State_HasFocus:
            painter.setPen(drawing.pen(colors.accent))
            painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), theme.RADIUS, theme.RADIUS)
        ratio = painter.device().devicePixelRatio()
        side = round(_ICON * theme.scale())
        top = rect.center().y() - side / 2
        group = index.data(GROUP)
        picture = icons.pixmap(icons.GROUP_ICONS.get(group, "group_shape"), side, f"group:{group}", ratio)
        painter.drawPixmap(QPointF(rect.left(), top), picture)
        arrow = round(12 * theme.scale())
        chevron = icons.pixmap("down" if index.data(OPEN) else "next", arrow, "faint", ratio)
        painter.drawPixmap(QPointF(rect.right() - arrow, rect.center().y() - arrow / 2), chevron)
        painter.setFont(fonts.font("caption"))
        painter.setPen(QColor(colors.faint))
        words = rect.adjusted(side + theme.SMALL - 2, 0, -arrow - theme.TINY, 0)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_tile(
    painter: QPainter,
    rect: QRectF,
    text: str,
    group: str,
    *,
    chosen: bool = False,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """One tile."""
    colors = theme.tokens()
    fill = colors.selection if chosen and focused else colors.raised if hovered or chosen else colors.surface
    painter.fillPath(drawing.tile_path(rect), QColor(fill))
    painter.fillPath(drawing.bar_path(rect), colors.group(group))
    painter.setPen(drawing.pen(colors.accent if focused else colors.line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(drawing.tile_path(rect))
    painter.setFont(fonts.font("body"))
    painter.setPen(QColor(colors.text))
    words = rect.adjusted(theme.GROUP_BAR + theme.SMALL, 0, -theme.TINY, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def tile_picture(text: str, group: str, ratio: float) -> QPixmap:
    """A tile by itself, to hang on the mouse while it is dragged."""
    metrics = QFontMetrics(fonts.font("body"))
    width, height = metrics.horizontalAdvance(text) + theme.GROUP_BAR + 2 * theme.SMALL + 12, metrics.height() + 14
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_tile(painter, QRectF(1, 1, width - 2, height - 2), text, group)
    painter.end()
    return picture
