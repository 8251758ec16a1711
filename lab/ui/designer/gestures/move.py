"""Clicking and dragging nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lab.document import edits
from lab.document.commands import Move
from lab.document.graph import Link
from lab.document.layout import snapped
from lab.ui.designer.gestures.base import EXTEND, Gesture

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas


class MoveNodes(Gesture):
    """A click selects; a drag moves everything selected, snapped to the grid, as one step on release.

    A single node without links that is dropped on a link is inserted into it.
    """

    def __init__(self, canvas: Canvas, place: QPointF, node_id: str) -> None:
        super().__init__(canvas, place)
        self._id = node_id
        self._starts: dict[str, QPointF] = {}
        self._link: Link | None = None

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = set(self.scene.chosen_nodes()), set(self.scene.chosen_links())
        chosen = set(self._before[0])
        self._was_chosen = self._id in chosen
        if modifiers & EXTEND:
            self.scene.select(chosen | {self._id}, self._before[1])
        elif not self._was_chosen:
            self.scene.select({self._id})

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self._starts:
            self._starts = {node_id: self.scene.nodes[node_id].pos() for node_id in self.scene.chosen_nodes()}
            for node_id in self._starts:
                self.scene.nodes[node_id].setZValue(3)
        start, away = self._starts[self._id], place - self.origin
        shift = QPointF(snapped(start.x() + away.x()) - start.x(), snapped(start.y() + away.y()) - start.y())
        for node_id, before in self._starts.items():
            self.scene.nodes[node_id].setPos(before + shift)
        self._light(self._link_below(place))

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self._click(modifiers)
            return
        link = self._link
        self._light(None)
        self._lower()
        if link is not None:
            self._put_back()
            self.desk.do(edits.insert_node(self.scene.document.graph, link, self._id))
            return
        after = {node_id: self.scene.nodes[node_id].pos() for node_id in self._starts}
        if after != self._starts:
            self.scene.still = True
            self.desk.do(Move({node_id: (pos.x(), pos.y()) for node_id, pos in after.items()}))
            self.scene.still = False

    def cancel(self) -> None:
        self._light(None)
        self._lower()
        self._put_back()
        self.scene.select(*self._before)

    def _click(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & EXTEND:
            if self._was_chosen:
                self.scene.select(set(self.scene.chosen_nodes()) - {self._id}, self._before[1])
        else:
            self.scene.select({self._id})

    def _link_below(self, place: QPointF) -> Link | None:
        graph = self.scene.document.graph
        alone = len(self._starts) == 1 and not graph.inputs(self._id) and not graph.outputs(self._id)
        if not alone or not graph.node(self._id).layer.most_inputs:
            return None
        return self.scene.link_near(place)

    def _light(self, link: Link | None) -> None:
        if link != self._link:
            for old, lit in ((self._link, False), (link, True)):
                if old in self.scene.links and old is not None:
                    self.scene.links[old].set_state(lit=lit)
            self._link = link

    def _lower(self) -> None:
        for node_id in self._starts:
            self.scene.nodes[node_id].setZValue(2)

    def _put_back(self) -> None:
        for node_id, place in self._starts.items():
            self.scene.nodes[node_id].setPos(place)
