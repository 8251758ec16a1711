"""A text editor for code: line numbers, colours, what is not understood underlined with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from lab.export.code.spans import Span, Trouble
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import translate
from lab.ui.code.highlighting import PythonHighlighter

INDENT = 4  # spaces


class CodeEditor(QPlainTextEdit):
    """Tab goes to the next field, as everywhere; Enter keeps the indent, and Ctrl+] and Ctrl+[ change it.

    `place_changed` comes when the cursor is in another line, `file_given` when a file is dropped or pasted.
    """

    place_changed = Signal(int)
    file_given = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.troubles: tuple[Trouble, ...] = ()
        self._shown: Span | None = None  # a layer's place
        self._line = 1
        self.setProperty("role", "code")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.gutter = _Gutter(self)
        self.highlighter = PythonHighlighter(self.document())
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._on_scrolled)
        self.cursorPositionChanged.connect(self._on_moved)
        theme.follow(self, self._dress)

    # -- troubles

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Underline these places, and no others."""
        self.troubles = tuple(troubles)
        self._mark()
        self.gutter.update()

    def show_place(self, span: Span | None) -> None:
        """Light up where a layer stands, and bring it into view; None lights nothing."""
        self._shown = span
        self._mark()
        if span is not None:
            cursor = self._cursor_of(span)
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def go_to(self, span: Span) -> None:
        """Choose a place and bring it into view."""
        self.setTextCursor(self._cursor_of(span))
        self.centerCursor()
        self.setFocus()

    def trouble_at(self, point: QPoint) -> Trouble | None:
        """What is wrong at a point of the viewport."""
        cursor = self.cursorForPosition(point)
        for trouble in self.troubles:
            place = self._cursor_of(trouble.span)
            if place.selectionStart() <= cursor.position() <= place.selectionEnd():
                return trouble
        return None

    def point_of(self, span: Span) -> QPoint:
        """The middle of a place's first letter, in the viewport."""
        cursor = self._cursor_of(span)
        cursor.setPosition(cursor.selectionStart())
        return self.cursorRect(cursor).center() + QPoint(self.fontMetrics().averageCharWidth() // 2, 0)

    def _cursor_of(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(span.line, span.column))
        cursor.setPosition(self._position(span.end_line, span.end_column), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _position(self, line: int, column: int) -> int:
        """Qt counts letters beyond the first plane as two."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        units = len(block.text()[: column - 1].encode("utf-16-le", "surrogatepass")) // 2
        return block.position() + min(units, block.length() - 1)

    def _mark(self) -> None:
        colors = theme.tokens()
        selections: list[QTextEdit.ExtraSelection] = []
        if self._shown is not None:
            selections.append(self._selection(self._shown, _lit(colors.color("selection"))))
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(colors.color("error"))
        selections += [self._selection(trouble.span, wave) for trouble in self.troubles]
        self.setExtraSelections(selections)

    def _selection(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = self._cursor_of(span)
        if not cursor.hasSelection():  # nothing stands there: the letter before shows it
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, look
        return made

    # -- events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            point = self.viewport().mapFromGlobal(event.globalPos())
            trouble = self.trouble_at(point)
            QToolTip.showText(event.globalPos(), translate(trouble.message) if trouble is not None else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not keys & Qt.KeyboardModifier.ControlModifier:
            self._break_line()
        elif keys == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_BracketRight:
            self._indent(INDENT)
        elif keys == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_BracketLeft:
            self._indent(-INDENT)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return _file_of(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        path = _file_of(source)
        if path is not None:
            self.file_given.emit(path)
        else:
            super().insertFromMimeData(source)

    def _break_line(self) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        indent = before[: len(before) - len(before.lstrip())]
        if before.rstrip().endswith(":"):
            indent += " " * INDENT
        cursor.insertText("\n" + indent)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _indent(self, count: int) -> None:
        """Move the chosen lines to the right or to the left."""
        cursor = self.textCursor()
        document = self.document()
        first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        edit = QTextCursor(document)
        edit.beginEditBlock()
        for number in range(first.blockNumber(), last.blockNumber() + 1):
            block = document.findBlockByNumber(number)
            edit.setPosition(block.position())
            if count > 0:
                edit.insertText(" " * count)
                continue
            spaces = len(block.text()) - len(block.text().lstrip(" "))
            for _ in range(min(spaces, -count)):
                edit.deleteChar()
        edit.endEditBlock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter.sizeHint().width(), inside.height()))

    # -- inside

    def blocks_seen(self) -> list[tuple[QTextBlock, int]]:
        """The lines that are in view, with their upper edges."""
        found: list[tuple[QTextBlock, int]] = []
        block = self.firstVisibleBlock()
        top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
        while block.isValid() and top <= self.viewport().height():
            found.append((block, top))
            top += round(self.blockBoundingRect(block).height())
            block = block.next()
        return found

    def _on_scrolled(self, _rect: QRect, _dy: int) -> None:
        self.gutter.update()

    def _on_moved(self) -> None:
        self.gutter.update()
        line = self.textCursor().blockNumber() + 1
        if line != self._line:
            self._line = line
            self.place_changed.emit(line)

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter.sizeHint().width(), 0, 0, 0)

    def _dress(self) -> None:
        self.setFont(fonts.fixed())
        self.setTabStopDistance(INDENT * self.fontMetrics().horizontalAdvance(" "))
        self._make_room()
        self._mark()


def _file_of(source: QMimeData) -> Path | None:
    """The file that is dropped or pasted, if it is one of this machine."""
    urls = source.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _lit(color: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(color)
    return look


class _Gutter(QWidget):
    """Numbers of the lines; a dot where something is not understood."""

    def __init__(self, editor: CodeEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        digits = max(2, len(str(self._editor.blockCount())))
        width = self._editor.fontMetrics().horizontalAdvance("9") * digits
        return QSize(width + 2 * theme.SMALL + theme.MEDIUM, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, editor = theme.tokens(), self._editor
        wrong = {trouble.span.line for trouble in editor.troubles}
        current = editor.textCursor().blockNumber()
        height = editor.fontMetrics().height()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), colors.color("background"))
            painter.setFont(editor.font())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, top in editor.blocks_seen():
                number = block.blockNumber()
                painter.setPen(colors.color("text" if number == current else "faint"))
                room = QRect(0, top, self.width() - theme.SMALL, height)
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number + 1))
                if number + 1 in wrong:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colors.color("error"))
                    side = max(6, height // 3)
                    painter.drawEllipse(theme.TINY, top + (height - side) // 2, side, side)
