"""Laying a network out on a thread of its own: the window goes on, and Escape or a button calls it off."""

from __future__ import annotations

import threading

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from lab.document import edits
from lab.document.graph import Graph
from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr

_PATIENCE = 300  # ms after which the button is shown


class _CalledOffError(Exception):
    """Nobody wants the layout any more."""


class Arranging(QFrame):
    """Lies over the canvas while a layout takes long. `arranged` carries the graph that was laid out and the command.

    The command is None where the network is arranged already. What is called off announces nothing.
    """

    arranged = Signal(object, object)
    _done = Signal(object, object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setProperty("role", "card")
        self._called_off: threading.Event | None = None
        self._words = QLabel()
        self.button = QPushButton()
        self.button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.TINY, theme.TINY, theme.TINY)
        row.addWidget(self._words)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._appear)
        self._done.connect(self._on_done)
        self.hide()
        follow(self, self._retranslate)

    @property
    def working(self) -> bool:
        """Whether a layout is being made."""
        return self._called_off is not None

    def start(self, graph: Graph, width: float, height: float) -> None:
        """Lay this graph, which nobody edits, out for a view of that size; what was under way is called off."""
        self.cancel()
        self._called_off = threading.Event()
        self._timer.start()
        threading.Thread(
            target=self._work, args=(graph, width, height, self._called_off), name="layout", daemon=True
        ).start()

    def cancel(self) -> bool:
        """Call it off; False if there is nothing to call off."""
        called_off, self._called_off = self._called_off, None
        self._timer.stop()
        self.hide()
        if called_off is None:
            return False
        called_off.set()
        return True

    def _work(self, graph: Graph, width: float, height: float, called_off: threading.Event) -> None:
        def check() -> None:
            if called_off.is_set():
                raise _CalledOffError

        try:
            command = edits.tidy(graph, width, height, check)
            self._done.emit(called_off, graph, command)
        except (_CalledOffError, RuntimeError):  # or the window is gone
            return

    def _on_done(self, called_off: threading.Event, graph: Graph, command: object) -> None:
        if called_off is self._called_off:
            self.cancel()
            self.arranged.emit(graph, command)

    def _appear(self) -> None:
        self.adjustSize()
        self.move((self._area.width() - self.width()) // 2, theme.LARGE)
        self.show()
        self.raise_()

    def _retranslate(self) -> None:
        self._words.setText(tr("Arranging the layers …"))
        self.button.setText(tr("Cancel"))
