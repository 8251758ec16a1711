"""How fluid the canvas is with a thousand layers: `python -m lab.ui.app.canvas_cost`.

Prints one JSON object: layers, open_seconds (from the bytes of graph.json to the first picture), frames_ms (for each
gesture the median and 99 of 100 of its frames: the event of the mouse and all the painting that follows it).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from lab.document.document import Document
from lab.document.edits import new_label, new_layer
from lab.document.format import decode_graph, encode_graph
from lab.document.graph import Graph, Link, Node
from lab.document.layout import arrange
from lab.document.setup import default_setup, discover_all
from lab.ui.app import theme
from lab.ui.designer import Designer

LAYERS = 1000
WIDTH, HEIGHT = 1280, 800
FRAMES = 120
NEAR = 1.0  # zoom at which the layers are read
_NONE, _LEFT, _MIDDLE = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_PLAIN = Qt.KeyboardModifier.NoModifier

Times = tuple[float, float]  # median and 99 of 100, in ms


def residual(layers: int) -> Graph:
    """A residual network of at least so many layers, laid out."""
    graph = Graph()

    def then(kind: str, *sources: str) -> str:
        node = Node(graph.new_id(kind), new_layer(kind), new_label(graph, kind))
        graph.add_node(node)
        for port, source in enumerate(sources):
            graph.add_link(Link(source, node.id, port))
        return node.id

    last = then("conv2d", then("input"))
    while len(graph) < layers:
        end = last
        for kind in ("batch_norm", "relu", "conv2d", "batch_norm", "relu", "conv2d"):
            end = then(kind, end)
        last = then("add", last, end)
    for node_id, (x, y) in arrange(graph, WIDTH / HEIGHT).items():
        graph.replace_node(graph.node(node_id).changed(x=x, y=y))
    return graph


def measure(layers: int = LAYERS) -> dict[str, object]:
    """Open the network and move it about; needs a QApplication."""
    content = encode_graph(residual(layers), default_setup())
    started = time.perf_counter()
    designer = Designer(Document(*decode_graph(content)))
    designer.resize(WIDTH, HEIGHT)
    designer.show()
    QApplication.processEvents()
    designer.canvas.viewport().repaint()
    opened = time.perf_counter() - started
    hand = _Hand(designer)
    every = [node.id for node in designer.document.graph]
    one = every[len(every) // 2]
    frames = {
        "drag one layer": hand.drag([one], None),
        "drag all layers": hand.drag(every, None),
        "pan": hand.pan(None),
        "zoom": hand.zoom(),
        "drag one layer, near": hand.drag([one], NEAR),
        "drag all layers, near": hand.drag(every, NEAR),
        "pan, near": hand.pan(NEAR),
    }
    return {"layers": len(every), "open_seconds": opened, "frames_ms": frames}


class _Hand:
    """Sends what a mouse sends, and times what follows. A zoom of None is that at which the whole network is seen."""

    def __init__(self, designer: Designer) -> None:
        self._designer, self._canvas = designer, designer.canvas
        self._middle = QPointF(self._canvas.viewport().rect().center())

    def drag(self, ids: list[str], zoom: float | None) -> Times:
        """Drag layers, the one in the middle of the list under the mouse."""
        scene, grabbed = self._designer.scene, ids[len(ids) // 2]
        self._look(grabbed, zoom)
        scene.select(set(ids))
        return self._dragged(self._canvas.on_screen(scene.nodes[grabbed].tile().center()), _LEFT)

    def pan(self, zoom: float | None) -> Times:
        """Drag the canvas."""
        self._look(next(iter(self._designer.scene.nodes)), zoom)
        return self._dragged(self._middle, _MIDDLE)

    def zoom(self) -> Times:
        """Turn the wheel towards the layers and back."""
        self._look("", None)
        return _timed(lambda number: self._wheel(30 if number < FRAMES // 2 else -30))

    def _look(self, node_id: str, zoom: float | None) -> None:
        self._designer.fit()
        if zoom is not None:
            self._canvas.zoom_by_hand(zoom)
            self._canvas.center_at(self._designer.scene.nodes[node_id].tile().center())
        QApplication.processEvents()

    def _dragged(self, at: QPointF, button: Qt.MouseButton) -> Times:
        self._mouse(QEvent.Type.MouseButtonPress, at, button, button)
        found = _timed(lambda number: self._mouse(QEvent.Type.MouseMove, at + _way(number), _NONE, button))
        self._canvas.cancel()
        self._mouse(QEvent.Type.MouseButtonRelease, at, button, _NONE)
        QApplication.processEvents()
        return found

    def _mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        event = QMouseEvent(kind, at, self._everywhere(at), button, held, _PLAIN)
        QApplication.sendEvent(self._canvas.viewport(), event)

    def _wheel(self, angle: int) -> None:
        begun, at = Qt.ScrollPhase.NoScrollPhase, self._middle
        event = QWheelEvent(at, self._everywhere(at), QPoint(), QPoint(0, angle), _NONE, _PLAIN, begun, False)
        QApplication.sendEvent(self._canvas.viewport(), event)

    def _everywhere(self, at: QPointF) -> QPointF:
        return QPointF(self._canvas.viewport().mapToGlobal(at.toPoint()))


def _way(number: int) -> QPointF:
    """To and fro, some px at a time."""
    return QPointF(9.0 * (number % 23 + 1), 7.0 * (number % 17 + 1))


def _timed(step: Callable[[int], object]) -> Times:
    times = []
    for number in range(FRAMES):
        started = time.perf_counter()
        step(number)
        QApplication.processEvents()
        times.append(1e3 * (time.perf_counter() - started))
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv)
    theme.apply(application, "light")
    discover_all()
    print(json.dumps(measure()))


if __name__ == "__main__":
    main()
