"""Clicking and dragging layers and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lab.document import commands, edits
from lab.document.graph import Link
from lab.document.layout import snapped
from lab.ui.designer.gestures.base import EXTEND, Gesture
from lab.ui.designer.node_item import NodeItem
from lab.ui.designer.note_item import NoteItem
from lab.ui.designer.scene import Selection

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

Movable = NodeItem | NoteItem
_LIFT = 0.5  # what is dragged lies above its like


class Move(Gesture):
    """A click selects; a drag moves everything selected, snapped to the grid, as one step on release.

    A single node without links that is dropped on a link is inserted into it.
    """

    def __init__(self, canvas: Canvas, place: QPointF, item: Movable) -> None:
        super().__init__(canvas, place)
        self._item = item
        self._this = Selection(notes=[item.note.id]) if isinstance(item, NoteItem) else Selection([item.node.id])
        self._starts: dict[Movable, QPointF] = {}
        self._link: Link | None = None

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = self.scene.selection()
        self._was_chosen = self._item.isSelected()
        if modifiers & EXTEND:
            nodes, links, notes = self._before
            self.scene.select({*nodes, *self._this.nodes}, links, {*notes, *self._this.notes})
        elif not self._was_chosen:
            self.scene.select(*self._this)

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self._starts:
            self._lift()
        start, away = self._starts[self._item], place - self.origin
        shift = QPointF(snapped(start.x() + away.x()) - start.x(), snapped(start.y() + away.y()) - start.y())
        for item, before in self._starts.items():
            item.setPos(before + shift)
        self._light(self._link_below(place))

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self._click(modifiers)
            return
        link = self._link
        self._light(None)
        self._lower()
        if link is not None and isinstance(self._item, NodeItem):
            self._put_back()
            self.desk.do(edits.insert_node(self.scene.document.graph, link, self._item.node.id))
            return
        moved = [item for item, start in self._starts.items() if item.pos() != start]
        if moved:
            self.scene.still = True
            nodes = {item.node.id: item.pos().toTuple() for item in moved if isinstance(item, NodeItem)}
            notes = {item.note.id: item.pos().toTuple() for item in moved if isinstance(item, NoteItem)}
            self.desk.do(commands.Move(nodes, notes=notes))
            self.scene.still = False

    def cancel(self) -> None:
        self._light(None)
        self._lower()
        self._put_back()
        self.scene.select(*self._before)

    def _click(self, modifiers: Qt.KeyboardModifier) -> None:
        if not modifiers & EXTEND:
            self.scene.select(*self._this)
        elif self._was_chosen:
            nodes, links, notes = self._before
            self.scene.select(set(nodes).difference(self._this.nodes), links, set(notes).difference(self._this.notes))

    def _link_below(self, place: QPointF) -> Link | None:
        if len(self._starts) > 1 or isinstance(self._item, NoteItem):
            return None
        graph, node = self.scene.document.graph, self._item.node
        free = not graph.inputs(node.id) and not graph.outputs(node.id)
        return self.scene.link_near(place) if free and node.layer.most_inputs else None

    def _light(self, link: Link | None) -> None:
        if link != self._link:
            for old, lit in ((self._link, False), (link, True)):
                if old in self.scene.links and old is not None:
                    self.scene.links[old].set_state(lit=lit)
            self._link = link

    def _lift(self) -> None:
        scene = self.scene
        items: list[Movable] = [*map(scene.nodes.__getitem__, scene.chosen_nodes())]
        items += map(scene.notes.items.__getitem__, scene.notes.chosen())
        self._starts = {item: item.pos() for item in items}
        for item in items:
            item.setZValue(item.zValue() + _LIFT)

    def _lower(self) -> None:
        for item in self._starts:
            item.setZValue(item.zValue() - _LIFT)

    def _put_back(self) -> None:
        for item, place in self._starts.items():
            item.setPos(place)
