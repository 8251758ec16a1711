"""Drawing a link from port to port, and dragging an end of a link elsewhere or off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGraphicsPathItem

from lab.document import edits
from lab.document.commands import AddLink, Remove
from lab.document.graph import Link
from lab.spec.errors import GraphError
from lab.spec.message import Message
from lab.ui.app import theme
from lab.ui.app.i18n import translate
from lab.ui.designer import drawing, routing
from lab.ui.designer.gestures.base import EXTEND, Gesture
from lab.ui.designer.node_item import Port
from lab.ui.designer.scene import Selection

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas


class DrawLink(Gesture):
    """One end is fixed at `anchor`, the other follows the mouse. With `old`, that link's other end has been grabbed.

    Nodes that cannot take the end are dimmed; over them the hint says why.
    """

    def __init__(self, canvas: Canvas, place: QPointF, anchor: Port, old: Link | None = None) -> None:
        super().__init__(canvas, place)
        self._anchor = anchor
        self._old = old
        self._item: QGraphicsPathItem | None = None
        self._graph = self.scene.document.graph.copy()
        if old is not None:
            self._graph.remove_link(old)

    @property
    def _from_output(self) -> bool:
        return self._anchor.input is None

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        """Nothing is seen before it is a drag: a click chooses."""

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._item is None:
            self._begin()
        port = self._port_at(place)
        wrong = self._wrong(port) if port else None
        self._light(port if wrong is None else None)
        if wrong is not None:
            self.canvas.hint.show_at(self.canvas.on_screen(place).toPoint(), translate(wrong), lasting=True)
        else:
            self.canvas.hint.hide()
        self._draw(place if port is None or wrong is not None else self.scene.port_place(port), wrong is not None)

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self._click(modifiers)
            return
        port = self._port_at(place)
        wrong = self._wrong(port) if port else None
        self._finish()
        if port is None:
            if self._old is not None and not self._near_old_end(place):
                self.desk.do(Remove(links=[self._old]))
        elif wrong is not None:
            self.desk.refuse(wrong)
        elif (link := self._link(port)) != self._old:
            graph = self.scene.document.graph
            self.desk.do(AddLink(link) if self._old is None else edits.relink(graph, self._old, link))

    def cancel(self) -> None:
        self._finish()

    def _click(self, modifiers: Qt.KeyboardModifier) -> None:
        """A port was clicked, not dragged: its node is meant; on a link's end the link."""
        on_link = self._old is not None and self.scene.port_at(self.origin) is None
        nodes, links = ((), (self._old,)) if on_link and self._old else ((self._pressed(),), ())
        kept = self.scene.selection() if modifiers & EXTEND else Selection()
        self.scene.select({*kept.nodes, *nodes}, {*kept.links, *links}, kept.notes)

    def _pressed(self) -> str:
        port = self.scene.port_at(self.origin)
        return port.node if port else self._anchor.node

    # -- what it may link to

    def _port_at(self, place: QPointF) -> Port | None:
        """The port that the loose end would take: of the node there, whichever of its ports is nearest."""
        found = self.scene.port_at(place)
        node_id = found.node if found else self.scene.node_at(place)
        if node_id is None or node_id == self._anchor.node:
            return None
        if not self._from_output:
            return Port(node_id)
        wanted = found.input if found else None
        return Port(node_id, edits.port_for(self._graph, node_id, wanted))

    def _link(self, port: Port) -> Link:
        source, target = (self._anchor, port) if self._from_output else (port, self._anchor)
        return Link(source.node, target.node, target.input or 0)

    def _wrong(self, port: Port) -> Message | None:
        try:
            self._graph.check_link(self._link(port))
        except GraphError as error:
            return error.message
        return None

    def _near_old_end(self, place: QPointF) -> bool:
        """Whether the end was dropped about where it was: then nothing is meant."""
        assert self._old is not None
        port = Port(self._old.target, self._old.port) if self._from_output else Port(self._old.source)
        return (self.scene.port_place(port) - place).manhattanLength() < 2 * drawing.PORT_REACH

    # -- what is seen

    def _begin(self) -> None:
        self._item = QGraphicsPathItem()
        self._item.setZValue(4)
        self.scene.addItem(self._item)
        if self._old is not None:
            self.scene.links[self._old].set_state(loose=True)
        if self._from_output:
            possible = {node.id for node in edits.link_targets(self._graph, self._anchor.node)}
        else:
            possible = {node.id for node in self._graph} - self._graph.downstream(self._anchor.node)
        for node_id, item in self.scene.nodes.items():
            offered = ("inputs" if self._from_output else "output") if node_id in possible else ""
            item.set_offer(offered, possible=node_id in possible or node_id == self._anchor.node)

    def _draw(self, place: QPointF, wrong: bool) -> None:
        assert self._item is not None
        anchor = self.scene.port_place(self._anchor)
        ends = (anchor, place) if self._from_output else (place, anchor)
        self._item.setPath(routing.curve(*ends))
        color = theme.tokens().error if wrong else theme.tokens().accent
        self._item.setPen(drawing.pen(color, 2.0, Qt.PenStyle.DashLine if wrong else Qt.PenStyle.SolidLine))

    def _light(self, port: Port | None) -> None:
        for node_id, item in self.scene.nodes.items():
            item.set_hovered(port is not None and node_id == port.node, port if port and node_id == port.node else None)

    def _finish(self) -> None:
        self.canvas.hint.hide()
        if self._item is None:
            return
        self.scene.removeItem(self._item)
        self._item = None
        self._light(None)
        if self._old is not None and self._old in self.scene.links:
            self.scene.links[self._old].set_state(loose=False)
        for item in self.scene.nodes.values():
            item.set_offer("", possible=True)
