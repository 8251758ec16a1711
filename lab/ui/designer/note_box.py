"""Writing a note where it lies on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from lab.document.notes import LONGEST_TEXT, PADDING, TEXT_SIZE, Note
from lab.ui.app import theme
from lab.ui.app.i18n import follow, term, tr
from lab.ui.designer import drawing
from lab.ui.designer.note_item import written

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteBox(QPlainTextEdit):
    """Escape, Ctrl+Enter or leaving takes the text; Enter alone begins a line."""

    written = Signal(object, str)  # Note as it was, text

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._note: Note | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self.textChanged.connect(self._place)
        canvas.moved.connect(self._place)
        follow(self, self._retranslate)

    def open(self, note: Note) -> None:
        """Write this note, which may not be on the canvas yet."""
        self._note = note
        self.setPlainText(term(note.text))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._restyle()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_box(self, *, take: bool = True) -> None:
        """Stop writing."""
        note, self._note = self._note, None
        if note is None:
            return
        self._canvas.setFocus()  # first: hiding what has the focus would count as Tab
        self.hide()
        text = self.toPlainText()[:LONGEST_TEXT].rstrip()
        if take and text != term(note.text):
            self.written.emit(note, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
            self.close_box()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_box()

    def _restyle(self) -> None:
        colors = theme.tokens()
        self.setStyleSheet(
            f"QPlainTextEdit {{ color: {colors.text}; background: {theme.mix(colors.surface, colors.warning, 0.06)};"
            f"border: {theme.CHOSEN_LINE}px solid {colors.accent}; border-radius: {theme.RADIUS}px; padding: 0; }}"
        )
        self._place()

    def _place(self) -> None:
        """Over the note, as large as it is on the screen and as high as the text needs."""
        if self._note is None:
            return
        scale = self._canvas.zoom * theme.scale()
        font = QFont(drawing.font(TEXT_SIZE))
        font.setPixelSize(max(round(TEXT_SIZE * scale), 7))
        self.setFont(font)
        self.document().setDocumentMargin(max(PADDING * scale - theme.CHOSEN_LINE, 1))
        needed = written(self.toPlainText(), self._note.width).size().height() + TEXT_SIZE + 2 * PADDING
        height = max(self._note.height, needed)
        area = self._canvas.seen(QRectF(self._note.x, self._note.y, self._note.width, height))
        self.setGeometry(area.toRect())

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Text of the note"))
        self.setPlaceholderText(tr("Write a note. Escape ends it."))
