"""The sentence below a node that has a problem, with the button that mends it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from lab.document.edits import new_layer
from lab.document.layout import NODE_WIDTH
from lab.document.shapes import Problem
from lab.ui.app import theme
from lab.ui.app.i18n import term, tr, translate
from lab.ui.designer import drawing, words

_WIDTH = 208.0
_PAD = 8.0
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class Callout(QGraphicsItem):
    """Shown by the scene while the node has a problem; `mend_rect` is where the mouse presses the button."""

    def __init__(self, node_id: str) -> None:
        super().__init__()
        self.node_id = node_id
        self.hovered = False
        self._text = ""
        self._button = ""
        self._text_rect = QRectF()
        self.mend_rect = QRectF()
        self._rect = QRectF()
        self.setZValue(5)

    def show_problem(self, problem: Problem) -> None:
        """Put the problem into words of the current language."""
        self.prepareGeometryChange()
        self._text = words.unbroken(translate(problem.message))
        self._button = mend_words(problem)
        metrics = drawing.metrics(drawing.CAPTION)
        inner = _WIDTH - 2 * _PAD
        height = metrics.boundingRect(QRectF(0, 0, inner, 1000), int(_WRAP), self._text).height()
        self._text_rect = QRectF(_PAD, _PAD - 2, inner, height)
        bottom = self._text_rect.bottom()
        self.mend_rect = QRectF()
        if self._button:
            width = min(metrics.horizontalAdvance(self._button) + 20, inner)
            self.mend_rect = QRectF(_PAD, bottom + 6, width, metrics.height() + 8)
            bottom = self.mend_rect.bottom()
        self._rect = QRectF(0, 0, _WIDTH, bottom + _PAD - 1)
        self.update()

    def place_below(self, left: float, bottom: float) -> None:
        """Centre it below a node."""
        self.setPos(left + (NODE_WIDTH - _WIDTH) / 2, bottom + 8)

    def set_hovered(self, hovered: bool) -> None:
        """Whether the mouse is over the button."""
        if hovered != self.hovered:
            self.hovered = hovered
            self.update()

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-1, -7, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colors = theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(drawing.pen(theme.mix(colors.error, colors.surface, 0.45)))
        painter.setBrush(QColor(colors.surface))
        painter.drawPath(self._outline())
        painter.setFont(drawing.font(drawing.CAPTION))
        painter.setPen(QColor(colors.error))
        painter.drawText(self._text_rect, int(_WRAP), self._text)
        if self._button:
            painter.setPen(drawing.pen(colors.accent))
            painter.setBrush(QColor(colors.selection if self.hovered else colors.surface))
            painter.drawRoundedRect(self.mend_rect, theme.RADIUS, theme.RADIUS)
            painter.setPen(QColor(colors.accent))
            painter.drawText(self.mend_rect, Qt.AlignmentFlag.AlignCenter, self._button)

    def _outline(self) -> QPainterPath:
        """A rounded box with a small tip that points up to the node."""
        path = QPainterPath()
        path.addRoundedRect(self._rect, theme.RADIUS, theme.RADIUS)
        middle = self._rect.center().x()
        tip = QPainterPath(QPointF(middle - 6, 0.5))
        tip.lineTo(middle, -6)
        tip.lineTo(middle + 6, 0.5)
        tip.closeSubpath()
        return path.united(tip)


def mend_words(problem: Problem) -> str:
    """What the button that mends a problem says: "Insert Flatten"; nothing where no button helps."""
    if problem.mend is None:
        return ""
    return tr("Insert {layer}").format(layer=term(new_layer(problem.mend).title))
