"""What there is to say of code: what was not understood, with its place, and what to know of the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from lab.export.code.reading import Reading
from lab.export.code.spans import Span
from lab.spec.message import Message
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, tr, translate

_PLACE = Qt.ItemDataRole.UserRole


class Remarks(QListWidget):
    """Up and Down go through them and light up the place; Enter or a click goes there.

    `place_shown` and `place_chosen` carry the Span.
    """

    place_shown = Signal(object)
    place_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reading = Reading()
        self._told: Message | None = None
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.currentItemChanged.connect(lambda item, _before: self._tell(item, self.place_shown))
        self.itemClicked.connect(lambda item: self._tell(item, self.place_chosen))
        self.itemActivated.connect(lambda item: self._tell(item, self.place_chosen))
        follow(self, self._write)
        theme.follow(self, self._dress)

    @property
    def texts(self) -> list[str]:
        """What is written."""
        return [self.item(row).text() for row in range(self.count())]

    def show_reading(self, reading: Reading) -> None:
        """What there is to say of this."""
        self._reading, self._told = reading, None
        self._write()

    def tell(self, message: Message) -> None:
        """Something else, above all."""
        self._told = message
        self._write()

    def _write(self) -> None:
        self.setAccessibleName(tr("What was not understood, and what to know"))
        chosen = self.currentRow()
        self.blockSignals(True)
        self.clear()
        if self._told is not None:
            self._add("error", translate(self._told))
        for trouble in self._reading.troubles:
            words = tr("Line {line}: {reason}").format(line=trouble.span.line, reason=translate(trouble.message))
            self._add("error", words, trouble.span)
        for note in self._reading.notes:
            self._add("info", translate(note))
        self.setCurrentRow(min(chosen, self.count() - 1))
        self.blockSignals(False)

    def _add(self, kind: str, text: str, span: Span | None = None) -> None:
        item = QListWidgetItem(icons.icon(kind, "error" if kind == "error" else "faint"), text)
        item.setData(_PLACE, span)
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop)
        self.addItem(item)

    def _dress(self) -> None:
        side = round(16 * theme.scale())
        self.setIconSize(QSize(side, side))

    def _tell(self, item: QListWidgetItem | None, signal: object) -> None:
        span = item.data(_PLACE) if item is not None else None
        if isinstance(span, Span):
            signal.emit(span)  # type: ignore[attr-defined]  # a bound signal
