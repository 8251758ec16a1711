"""Laying a network out, or what is in a block, and folding many layers, on a thread of its own: the window goes on, and
Escape or a button calls it off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from lab.document import edits
from lab.document.document import Document
from lab.document.folding import fold, unfold_node
from lab.document.graph import Graph
from lab.document.history import Command
from lab.spec.errors import LabError
from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr

_PATIENCE = 300  # ms after which the button is shown


class _CalledOffError(Exception):
    """Nobody wants the layout any more."""


class Arranging(QFrame):
    """Lies over the canvas while a layout takes long. `arranged` carries the graph that was laid out and the command,
    `folded` and `unfolded` the same, or the error that says why it cannot be.

    The command is None where the network is arranged already. What is called off announces nothing.
    """

    arranged = Signal(object, object)
    folded = Signal(object, object)
    unfolded = Signal(object, object)
    _done = Signal(object, object, object, object)

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
        self._begin(self.arranged, graph, lambda check: edits.tidy(graph, width, height, check))

    def fold(self, graph: Graph, ids: Collection[str], title: str) -> None:
        """Make one block of layers of this graph, which nobody edits."""

        def work(_: Callable[[], None]) -> Command:
            command, trial = fold(graph, ids, title), Document(graph.copy())
            command.apply(trial)
            trial.analysis  # noqa: B018  (the block keeps what is inside: the window need not find out)
            return command

        self._begin(self.folded, graph, work)

    def unfold(self, graph: Graph, node_id: str) -> None:
        """Lay out what is inside a block of this graph, which nobody edits."""
        self._begin(self.unfolded, graph, lambda check: unfold_node(graph, node_id, check))

    def _begin(self, announced: SignalInstance, graph: Graph, work: Callable[[Callable[[], None]], object]) -> None:
        self.cancel()
        called_off = self._called_off = threading.Event()

        def check() -> None:
            if called_off.is_set():
                raise _CalledOffError

        def run() -> None:
            try:
                self._done.emit(called_off, announced, graph, work(check))
            except LabError as error:
                self._done.emit(called_off, announced, graph, error)
            except (_CalledOffError, RuntimeError):  # or the window is gone
                return

        self._timer.start()
        threading.Thread(target=run, name="layout", daemon=True).start()

    def cancel(self) -> bool:
        """Call it off; False if there is nothing to call off."""
        called_off, self._called_off = self._called_off, None
        self._timer.stop()
        self.hide()
        if called_off is None:
            return False
        called_off.set()
        return True

    def _on_done(self, called_off: threading.Event, announced: SignalInstance, graph: Graph, given: object) -> None:
        if called_off is self._called_off:
            self.cancel()
            announced.emit(graph, given)

    def _appear(self) -> None:
        self.adjustSize()
        self.move((self._area.width() - self.width()) // 2, theme.LARGE)
        self.show()
        self.raise_()

    def _retranslate(self) -> None:
        self._words.setText(tr("Arranging the layers …"))
        self.button.setText(tr("Cancel"))
