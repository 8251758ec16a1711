"""A note on the canvas: a quiet sheet of text below everything else."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QStaticText, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from lab.document.notes import PADDING, SMALLEST, TEXT_SIZE, Note
from lab.ui.app import theme
from lab.ui.app.i18n import term
from lab.ui.designer import drawing

GRIP = 14.0  # side of the corner by which a note is resized


class NoteItem(QGraphicsItem):
    """Mirrors one note."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note
        self.hovered = False
        self._size = QSizeF(note.width, note.height)
        self._text = QStaticText()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(-1)
        self.show_note(note)

    # -- what the mirror tells

    def show_note(self, note: Note) -> None:
        """The note has another text, size or place."""
        self.note = note
        self.setPos(note.x, note.y)
        self.show_size(note.width, note.height)

    def show_size(self, width: float, height: float) -> None:
        """Show the note at another size: while its corner is dragged it is not yet the note's own."""
        self.prepareGeometryChange()
        self._text = written(self.note.text, max(width, SMALLEST))
        self._size = QSizeF(max(width, SMALLEST), max(height, SMALLEST, self._text.size().height() + 2 * PADDING))
        self.update()

    def set_hovered(self, hovered: bool) -> None:
        """Whether the mouse is over the note."""
        if hovered != self.hovered:
            self.hovered = hovered
            self.update()

    @property
    def shown(self) -> str:
        """The text as it is read on the canvas."""
        return self._text.text().replace("\N{LINE SEPARATOR}", "\n")

    # -- geometry

    def sheet(self) -> QRectF:
        """The sheet in scene coordinates."""
        return QRectF(self.pos(), self._size)

    def grip(self) -> QRectF:
        """The corner that resizes the note, in scene coordinates."""
        return QRectF(self.sheet().bottomRight() - QPointF(GRIP, GRIP), QSizeF(GRIP, GRIP))

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(), self._size).adjusted(-1, -1, 1, 1)

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colors, rect = theme.tokens(), QRectF(QPointF(), self._size)
        chosen = self.isSelected()
        edge = colors.accent if chosen else theme.mix(colors.surface, colors.warning, 0.5 if self.hovered else 0.22)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(drawing.pen(edge, theme.CHOSEN_LINE if chosen else theme.LINE))
        painter.setBrush(QColor(theme.mix(colors.surface, colors.warning, 0.06)))
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if drawing.zoom_of(painter) < drawing.DETAIL:
            return
        if chosen or self.hovered:
            corner = rect.bottomRight() - QPointF(4, 4)
            painter.setPen(drawing.pen(edge, 1.5))
            for reach in (4.0, 8.0):
                painter.drawLine(corner - QPointF(reach, 0), corner - QPointF(0, reach))
        painter.setFont(drawing.font(TEXT_SIZE))
        painter.setPen(QColor(colors.text))
        painter.drawStaticText(QPointF(PADDING, PADDING), self._text)


def written(text: str, width: float) -> QStaticText:
    """A note's text, in the learner's language where it has been translated, wrapped for a sheet of that width."""
    made = QStaticText(term(text).replace("\n", "\N{LINE SEPARATOR}"))
    made.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.setTextWidth(width - 2 * PADDING)
    made.prepare(font=drawing.font(TEXT_SIZE))
    return made
