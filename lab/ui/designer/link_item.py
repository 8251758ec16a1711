"""A link on the canvas: a curve with an arrow, labelled with the shape of what flows along it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from lab.document.graph import Link
from lab.document.layout import GAP_X
from lab.layers.base import Shape
from lab.spec.units import format_shape
from lab.ui.app import theme
from lab.ui.designer import drawing, routing

if TYPE_CHECKING:
    from lab.ui.designer.scene import NetworkScene

_THINNEST, _THICKEST = 1.5, 7.0
_REACH = 14.0  # width of the band along the curve in which the mouse finds it
_ARROW = 7.0
_PLUS = 10.0  # radius of the mark where a tile would be inserted


class LinkItem(QGraphicsRectItem):
    """Mirrors one link; the rectangle is what it covers."""

    def __init__(self, scene: NetworkScene, link: Link) -> None:
        super().__init__()
        self._network = scene
        self.link = link
        self.path = QPainterPath()
        self.covered = QRectF()  # by the path
        self._shape: QPainterPath | None = None
        self.looked: list[QRectF] = []  # areas in which its way depends on what is there
        self._tip = QPointF()
        self._middle = QPointF()
        self._steep = False
        self._carried: Shape | None = None
        self._label = ""
        self._shown = QStaticText()
        self._label_rect = QRectF()
        self.weight: float | None = None
        self.hovered = False
        self.lit = False  # a tile over it would be inserted here
        self.loose = False  # one of its ends is being dragged
        self.trailing = False  # one of the layers at its ends is being dragged
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1)

    # -- what the scene tells

    def show_ends(self, start: QPointF, end: QPointF) -> None:
        """Find the way anew."""
        tip = end - QPointF(drawing.PORT_RADIUS + 1, 0)
        base = tip - QPointF(_ARROW - 1, 0)  # the line ends inside the arrow head
        self.looked = []
        path = routing.link_path(start + QPointF(drawing.PORT_RADIUS, 0), base, self._blockers)
        if path == self.path:
            return
        self._tip, self.path, self.covered = tip, path, path.boundingRect()
        self._shape = None
        self._middle = path.pointAtPercent(0.5)
        self._steep = abs(self._slope()) > 0.35
        self._place_label()
        self.update()

    def show_shape(self, shape: Shape | None) -> None:
        """The shape of the tensor that flows here; None while it is not known."""
        if shape != self._carried:
            self._carried = shape
            self._label = "" if shape is None else format_shape(shape)
            self._place_label()
            self.update()

    def show_weight(self, weight: float | None) -> None:
        """How thick the link is, from 0 to 1; None for the plain width."""
        if weight != self.weight:
            self.weight = weight
            self.update()

    def set_state(self, *, hovered: bool | None = None, lit: bool | None = None, loose: bool | None = None) -> None:
        """Change how the link is highlighted."""
        self.hovered = self.hovered if hovered is None else hovered
        self.lit = self.lit if lit is None else lit
        self.loose = self.loose if loose is None else loose
        self.update()

    def update(self, *area: Any) -> None:
        """It looks different now: also from far."""
        super().update(*area)
        if not self.trailing:
            self._network.overview.spoil()

    # -- geometry

    def shape(self) -> QPainterPath:
        if self._shape is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(_REACH)
            self._shape = stroker.createStroke(self.path)
        return self._shape

    def middle(self) -> QPointF:
        """The middle of the curve."""
        return self._middle

    def near_end(self, place: QPointF) -> str | None:
        """Which end a place on the link is near to: "source", "target" or neither."""
        for name, percent in (("target", 1.0), ("source", 0.0)):
            end = self.path.pointAtPercent(percent)
            away = place - end
            if away.manhattanLength() < min(36.0, self.path.length() / 3):
                return name
        return None

    def _blockers(self, area: QRectF) -> list[QRectF]:
        self.looked.append(area)
        return self._network.tiles_in(area, (self.link.source, self.link.target))

    def _place_label(self) -> None:
        self._shown, width, height, lift = _laid_out(self._label)
        middle = self._middle - QPointF(0, 0 if self._steep else lift)
        self._label_rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        around = self.covered.adjusted(-12, -12, 12, 12)
        self.setRect(around.united(self._label_rect.adjusted(-2, -2, 2, 2)))

    def _slope(self) -> float:
        before, after = self.path.pointAtPercent(0.45), self.path.pointAtPercent(0.55)
        return (after.y() - before.y()) / max(abs(after.x() - before.x()), 0.01)

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colors = theme.tokens()
        color, width, style = self.line(colors)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.loose:
            painter.setOpacity(0.35)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(drawing.pen(color, width, style))
        painter.drawPath(self.path)
        painter.fillPath(
            drawing.arrow_path(self._tip, _ARROW, _ARROW + (width - _THINNEST) * 1.5), drawing.brush(color)
        )
        if self.lit:
            self._paint_plus(painter, colors)
        elif self._label and not self.loose:
            self._paint_label(painter, colors, self.isSelected())

    def line(self, colors: theme.Tokens) -> tuple[str, float, Qt.PenStyle]:
        """Colour, width and style of the curve."""
        marked = self.isSelected() or self.lit
        width = _THINNEST if self.weight is None else _THINNEST + self.weight * (_THICKEST - _THINNEST)
        color = colors.accent if marked else colors.text if self.hovered else colors.faint
        known = self._label and not self.loose
        return color, width + marked, Qt.PenStyle.SolidLine if known else Qt.PenStyle.DashLine

    def _paint_plus(self, painter: QPainter, colors: theme.Tokens) -> None:
        """Where something dropped now goes."""
        middle, arm = self.middle(), 4.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(drawing.brush(colors.accent))
        painter.drawEllipse(middle, _PLUS, _PLUS)
        painter.setPen(drawing.pen(colors.accent_text, 2))
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))

    def _paint_label(self, painter: QPainter, colors: theme.Tokens, marked: bool) -> None:
        background = QColor(colors.background)
        background.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(self._label_rect, 4, 4)
        painter.setFont(drawing.font(drawing.SHAPE))
        painter.setPen(drawing.pen(colors.accent if marked else colors.text if self.hovered else colors.faint))
        size = self._shown.size()
        painter.drawStaticText(self._label_rect.center() - QPointF(size.width() / 2, size.height() / 2), self._shown)


@lru_cache(1000)  # many links have one shape
def _laid_out(text: str) -> tuple[QStaticText, float, float, float]:
    """A label ready to be drawn, its width and height, and how far above a level line its middle lies."""
    metrics = drawing.metrics(drawing.SHAPE)
    if metrics.horizontalAdvance(text) > GAP_X - 10:
        text = text.replace(" ", "\N{HAIR SPACE}")
    height = max(metrics.boundingRect(text).height(), metrics.height())
    shown = drawing.static(text, drawing.font(drawing.SHAPE))
    return shown, metrics.horizontalAdvance(text) + 6, height, metrics.height() / 2 + 5
