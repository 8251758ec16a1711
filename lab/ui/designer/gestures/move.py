"""Clicking and dragging layers and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lab.document import commands, edits
from lab.document.graph import Link
from lab.document.layout import snapped
from lab.ui.designer import drawing
from lab.ui.designer.gestures.base import EXTEND, Gesture
from lab.ui.designer.guides import REACH, Guides, Neighbours
from lab.ui.designer.node_item import NodeItem
from lab.ui.designer.note_item import NoteItem
from lab.ui.designer.scene import Selection

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

Movable = NodeItem | NoteItem


class Move(Gesture):
    """A click selects; a drag moves everything selected as one step on release, snapped to the grid and to what is
    aligned with the item under the mouse (not while Alt is held).

    A single node without links that is dropped on a link is inserted into it.
    """

    def __init__(self, canvas: Canvas, place: QPointF, item: Movable) -> None:
        super().__init__(canvas, place)
        self._item = item
        self._this = Selection(notes=[item.note.id]) if isinstance(item, NoteItem) else Selection([item.node.id])
        self._carrying = False
        self._start = item.pos()
        self._shift = QPointF()
        self._sheets: dict[NoteItem, QPointF] = {}
        self._guides: Guides | None = None
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
        if not self._carrying:
            self._lift()
        start, away = self._start, place - self.origin
        shift = QPointF(snapped(start.x() + away.x()) - start.x(), snapped(start.y() + away.y()) - start.y())
        if self._guides is not None and not modifiers & Qt.KeyboardModifier.AltModifier:
            snap, lines = self._neighbours.align(self._covers.translated(shift), REACH / self.canvas.zoom)
            shift += snap
            self._guides.show_lines(lines)
        elif self._guides is not None:
            self._guides.show_lines(())
        self._carry_to(shift)
        self._light(self._link_below(place))

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self._click(modifiers)
            return
        link, shift = self._link, self._shift
        self._light(None)
        self._put_back()
        if link is not None and isinstance(self._item, NodeItem):
            self.desk.do(edits.insert_node(self.scene.document.graph, link, self._item.node.id))
        elif not shift.isNull():
            graph, (nodes, _, notes) = self.scene.document.graph, self.scene.selection()
            places = {each.id: (each.x + shift.x(), each.y + shift.y()) for each in map(graph.node, nodes)}
            sheets = {each.id: (each.x + shift.x(), each.y + shift.y()) for each in map(graph.note, notes)}
            self.scene.still = True
            self.desk.do(commands.Move(places, notes=sheets))
            self.scene.still = False

    def cancel(self) -> None:
        self._light(None)
        self._put_back()
        self.scene.select(*self._before)

    def _click(self, modifiers: Qt.KeyboardModifier) -> None:
        if not modifiers & EXTEND:
            self.scene.select(*self._this)
        elif self._was_chosen:
            nodes, links, notes = self._before
            self.scene.select(set(nodes).difference(self._this.nodes), links, set(notes).difference(self._this.notes))

    def _link_below(self, place: QPointF) -> Link | None:
        if self._several or isinstance(self._item, NoteItem):
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
        """From now on what is selected hangs on the mouse."""
        self._carrying = True
        chosen = self.scene.chosen_nodes()
        self._several = len(chosen) > 1
        self.scene.carrier.take(chosen)
        sheets = map(self.scene.notes.items.__getitem__, self.scene.notes.chosen())
        self._sheets = {sheet: sheet.pos() for sheet in sheets}
        self._covers = self._item.sheet() if isinstance(self._item, NoteItem) else self._item.tile()
        tiles = [item.tile() for item in self.scene.nodes.values() if not item.isSelected()]
        notes = [item.sheet() for item in self.scene.notes.items.values() if not item.isSelected()]
        self._neighbours = Neighbours([*tiles, *notes])
        if self.canvas.zoom >= drawing.DETAIL:  # from far everything would be near
            self._guides = Guides()
            self.scene.addItem(self._guides)

    def _carry_to(self, shift: QPointF) -> None:
        self._shift = shift
        self.scene.carrier.move_to(shift)
        for sheet, start in self._sheets.items():
            sheet.setPos(start + shift)

    def _put_back(self) -> None:
        self._carry_to(QPointF())
        self.scene.carrier.put_down()
        self._carrying = False
        if self._guides is not None:
            self.scene.removeItem(self._guides)
            self._guides = None
