"""A text of several lines, such as all that was not understood in a file, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from lab.ui.app import fonts, icons, theme
from lab.ui.app.i18n import follow

SIZE = (720, 420)  # px


class Report(QWidget):
    """Letters of equal width, so that what is underlined stands over its line. Escape closes it."""

    def __init__(self, title: Callable[[], str], words: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.application_icon())
        self._title, self._words = title, words
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.addWidget(self.text)
        follow(self, self._retranslate)
        theme.follow(self, lambda: self.text.setFont(fonts.fixed()))
        self.resize(*(round(side * theme.scale()) for side in SIZE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self._title())
        self.text.setAccessibleName(self._title())
        self.text.setPlainText(self._words())


def show_report(title: Callable[[], str], words: Callable[[], str], parent: QWidget) -> None:
    """Open it, with the keys in it."""
    made = Report(title, words, parent)
    made.show()
    made.activateWindow()
    made.text.setFocus()
