"""The network alive on the canvas: strips of feature maps under the layers, links as thick as the gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from lab.engine.snapshot import Interest
from lab.ui.app import colormaps, theme
from lab.ui.app.runner import RunState
from lab.ui.app.turns import soon

if TYPE_CHECKING:
    from lab.document.graph import Graph
    from lab.engine.record import Record
    from lab.ui.app.session import Session

Picture = NDArray[np.uint8]
COLUMNS, ROWS = 8, 2  # of maps under a node, at most
SIDE = 24  # px: larger maps are thinned out
AT_ONCE = 200  # layers whose maps are painted in one turn
CELLS = 32  # numbers of a flat output that are shown
THINNEST, THICKEST = -4.0, 4.0  # powers of ten: a gradient of 1 lies in the middle


class Stage(Protocol):
    """What the designer offers for this."""

    def set_miniatures(self, images: dict[str, Picture]) -> None: ...

    def set_edge_weights(self, weights: dict[str, float]) -> None: ...

    def seen_layers(self) -> frozenset[str]: ...

    def isVisible(self) -> bool: ...


class Miniatures(QObject):
    """Asks the run for the maps of every layer while the canvas is seen, and paints them small.

    While "reduce motion" is on, the pictures stand still during training.
    """

    def __init__(self, session: Session, stage: Stage) -> None:
        super().__init__(session)
        self._session, self._stage = session, stage
        self.shown = True
        self._snapshot: object = None
        self._unpainted: list[tuple[str, NDArray[np.float32]]] = []
        self._painted: dict[str, Picture] = {}
        self._sizes = (0, 0)
        session.runner.updated.connect(lambda: soon(self, self.refresh))
        session.runner.state_changed.connect(lambda: soon(self, self.refresh))
        for signal in (session.document_edited, session.document_replaced, session.sample_changed):
            signal.connect(self.watch)
        theme.follow(self, self._on_theme)

    def set_shown(self, shown: bool) -> None:
        """Whether the learner wants them."""
        self.shown = shown
        self.watch()
        if not shown:
            self._stage.set_miniatures({})
            self._stage.set_edge_weights({})
        self._snapshot, self._unpainted, self._sizes = None, [], (0, 0)
        self.refresh()

    def watch(self) -> None:
        """Tell the run which maps are seen."""
        if self.shown and self._stage.isVisible():
            interest = Interest(maps=self._stage.seen_layers(), sample=self._session.sample)
            self._session.runner.watch(self, interest)
        else:
            self._session.runner.watch(self, None)

    def refresh(self) -> None:
        """Paint what is new."""
        runner = self._session.runner
        if not self.shown or not self._stage.isVisible():
            return
        if runner.state is RunState.TRAINING and not theme.duration():
            return
        self.watch()
        if runner.snapshot is not self._snapshot and not self._unpainted:
            self._snapshot = runner.snapshot
            maps = runner.snapshot.maps if runner.snapshot is not None else {}
            seen = self._stage.seen_layers()
            self._unpainted = [(node, array) for node, array in maps.items() if node in seen]
            self._painted = {}
            self._paint()
        sizes = (id(runner.record), len(runner.record.sizes))
        if sizes != self._sizes:
            self._sizes = sizes
            self._stage.set_edge_weights(edge_weights(self._session.document.unfolded, runner.record))

    def _paint(self) -> None:
        """Paint some strips, the others in turns of their own, and show all at once."""
        if not self.shown:
            return
        some, self._unpainted = self._unpainted[:AT_ONCE], self._unpainted[AT_ONCE:]
        self._painted.update({node: strip(array) for node, array in some})
        if self._unpainted:
            soon(self, self._paint)
            return
        self._stage.set_miniatures(self._painted)
        if self._session.runner.snapshot is not self._snapshot:
            soon(self, self.refresh)  # another has come meanwhile

    def _on_theme(self) -> None:
        self._snapshot, self._unpainted = None, []
        self.refresh()


def strip(output: NDArray[np.float32]) -> Picture:
    """A layer's output for one sample as a small picture, (height, width, 4) uint8.

    Maps of (channels, height, width) stand side by side, two rows at most; a signal is one picture with a row for each
    channel; numbers are a row of cells.
    Dark is the smallest value of the layer, bright the largest.
    """
    if output.ndim == 3 and output.shape[1:] != (1, 1):
        step = max(1, -(-max(output.shape[1:]) // SIDE))
        tiles = output[: COLUMNS * ROWS, ::step, ::step]
    else:
        table = output if output.ndim == 2 else output.reshape(1, -1)
        tiles = table[None, :COLUMNS, :: max(1, -(-table.shape[1] // CELLS))]
    colors = colormaps.unsigned("grey" if output.ndim == 3 and len(output) in (1, 3) else "viridis")
    tiles = tiles.astype(np.float64)
    finite = tiles[np.isfinite(tiles)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    shares = (np.nan_to_num(tiles, nan=low, posinf=high, neginf=low) - low) / ((high - low) or 1.0)
    entries = (255 * shares).astype(np.uint8)
    count, height, width = entries.shape
    columns, rows = min(count, COLUMNS), -(-count // COLUMNS)
    picture = np.zeros((rows * (height + 1) - 1, columns * (width + 1) - 1, 4), np.uint8)
    for number in range(count):
        top, left = number // COLUMNS * (height + 1), number % COLUMNS * (width + 1)
        picture[top : top + height, left : left + width] = colors[entries[number]]
    return picture


def edge_weights(graph: Graph, record: Record) -> dict[str, float]:
    """For each layer from 0 (1e-4 or less) to 1 (1e4 or more) how large its gradient is, on a log scale.

    A layer without parameters takes the size of the layers after it. Nothing before the first step.
    """
    if not len(record.sizes):
        return {}
    sizes = dict(zip(record.layers, record.sizes.column("gradient")[-1], strict=True))
    weights: dict[str, float] = {}
    for node in reversed(graph.order()):
        if node.id in sizes:
            size = sizes[node.id]
            exponent = float(np.log10(size)) if size > 0 and np.isfinite(size) else THINNEST
            weights[node.id] = min(max((exponent - THINNEST) / (THICKEST - THINNEST), 0.0), 1.0)
        else:
            weights[node.id] = max((weights[link.target] for link in graph.outputs(node.id)), default=0.0)
    return weights
