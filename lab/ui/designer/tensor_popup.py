"""What flows along a link, as a picture beside the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from lab.document.document import Document
from lab.document.graph import Link
from lab.ui.app import theme
from lab.ui.designer.facts import tensor_sentence
from lab.ui.widgets.volume import TensorVolume


class TensorPopup(QFrame):
    """Lies over the view and lets the mouse through; it goes when the mouse leaves the link."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.link: Link | None = None
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.volume = TensorVolume()
        self.values = QLabel()
        self.sentence = QLabel()
        self.sentence.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(theme.TINY)
        column.addWidget(self.volume)
        column.addWidget(self.values)
        column.addWidget(self.sentence)
        self.hide()

    def show_link(self, document: Document, link: Link, at: QPoint, values: QImage | None = None) -> bool:
        """Show a link's tensor near a place in the view, and the values that a run has there, if any.

        False while its shape is not known.
        """
        shape = document.analysis.nodes[link.source].output
        if shape is None:
            self.leave()
            return False
        self.link = link
        self.volume.show_tensor(shape, document.setup.run.batch_size)
        self.values.setVisible(values is not None)
        if values is not None:
            self.values.setPixmap(_enlarged(values, self.volume.sizeHint().width()))
        self.sentence.setText(tensor_sentence(document, link))
        self.adjustSize()
        room = self._view.rect()
        x = min(max(at.x() - self.width() // 2, 0), max(room.width() - self.width(), 0))
        below = at.y() + theme.LARGE
        y = below if below + self.height() <= room.height() else max(at.y() - theme.LARGE - self.height(), 0)
        self.move(x, y)
        self.show()
        self.raise_()
        return True

    def leave(self) -> None:
        """Go."""
        self.link = None
        self.hide()


def _enlarged(picture: QImage, width: int) -> QPixmap:
    """The picture with whole pixels for its own, about as wide as that."""
    factor = max(1, width // max(picture.width(), 1))
    return QPixmap.fromImage(picture.scaled(picture.width() * factor, picture.height() * factor))
