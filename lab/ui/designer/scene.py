"""Mirrors the graph: it listens, makes and removes items, and never invents a node."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from lab.document.document import Document
from lab.document.graph import Link, Node
from lab.ui.app import i18n, theme
from lab.ui.app.turns import soon
from lab.ui.designer import drawing
from lab.ui.designer.arrivals import Arrivals
from lab.ui.designer.callout import Callout
from lab.ui.designer.carrier import Carrier
from lab.ui.designer.glide import Glide
from lab.ui.designer.lettering import Lettering
from lab.ui.designer.link_item import LinkItem
from lab.ui.designer.listening import listen
from lab.ui.designer.node_item import NodeItem, Port
from lab.ui.designer.note_mirror import NoteMirror
from lab.ui.designer.overview import Overview
from lab.ui.designer.run_mirror import RunMirror
from lab.ui.designer.ways import Ways

FIELD = 200_000.0  # side of the canvas in scene px
_NO_CONTENTS = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
_SOME = 50  # items that are looked at without a pause
_DROP = 14.0  # how far from a link a tile may be dropped and still be inserted into it


class Selection(NamedTuple):
    """What is selected: ids of nodes, links, ids of notes."""

    nodes: Collection[str] = ()
    links: Collection[Link] = ()
    notes: Collection[str] = ()


class NetworkScene(QGraphicsScene):
    """The items of one document. What a large edit, or opening a large network, brings comes in pieces (`arrivals`)."""

    mirrored = Signal()  # after an edit, undo or redo, once everything is shown
    completed = Signal()  # and then, if new nodes have come in pieces

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.nodes: dict[str, NodeItem] = {}
        self.links: dict[Link, LinkItem] = {}
        self.callouts: dict[str, Callout] = {}
        self.still = False  # while set, nodes jump to their new places
        self._glide = Glide(self)
        self.arrivals, self.lettering = Arrivals(self), Lettering(self)
        self.ways = Ways(self, self._glide)
        self._unlinked: dict[str, None] = {}  # nodes that have lost links
        self._gone: list[QGraphicsItem] = []  # that are not destroyed yet
        self._editing = False
        self._detailed = True
        self.overview = Overview(self, QRectF(-FIELD / 2, -FIELD / 2, FIELD, FIELD))
        self.carrier = Carrier(self)
        self.addItem(self.overview)
        self.addItem(self.carrier)
        self._connections: list[Callable[[], None]] = []
        graph = document.graph
        for event, listener in (
            (graph.node_added, self._on_node_added),
            (graph.node_removed, self._on_node_removed),
            (graph.node_changed, self._on_node_changed),
            (graph.link_added, self._on_link_added),
            (graph.link_removed, self._on_link_removed),
            (document.edited, self._on_edited),
        ):
            self._connections.append(listen(self, event, listener))
        for node in graph:
            self._on_node_added(node)
        for link in graph.links:
            self._on_link_added(link)
        self.notes = NoteMirror(self)
        self.run = RunMirror(self)
        self._connections += self.notes.connections
        theme.follow(self, self._on_theme)
        i18n.follow(self, self._on_language)

    def detach(self) -> None:
        """Stop listening: another document takes this one's place."""
        self._glide.finish()
        self.arrivals.forget()
        for disconnect in self._connections:
            disconnect()
        self._connections.clear()

    # -- what others ask

    def chosen_nodes(self) -> list[str]:
        """Ids of the selected nodes, in the graph's order."""
        chosen = {item.node.id for item in self.selectedItems() if isinstance(item, NodeItem)}
        return list(chosen) if len(chosen) < 2 else [node_id for node_id in self.nodes if node_id in chosen]

    def chosen_links(self) -> list[Link]:
        """The selected links."""
        chosen = {item.link for item in self.selectedItems() if isinstance(item, LinkItem)}
        return list(chosen) if len(chosen) < 2 else [link for link in self.links if link in chosen]

    def selection(self) -> Selection:
        """All that is selected: `select(*scene.selection())` changes nothing."""
        return Selection(self.chosen_nodes(), self.chosen_links(), self.notes.chosen())

    def select(self, ids: Collection[str], links: Collection[Link] = (), notes: Collection[str] = ()) -> None:
        """Select exactly these; one change is announced. Nodes that are still to come, come at once."""
        self.arrivals.bring(ids)
        if all(set(new) == set(old) for new, old in zip((ids, links, notes), self.selection(), strict=True)):
            return
        self.blockSignals(True)
        for node_id, item in self.nodes.items():
            item.setSelected(node_id in ids)
        for link, link_item in self.links.items():
            link_item.setSelected(link in links)
        for note_id, note_item in self.notes.items.items():
            note_item.setSelected(note_id in notes)
        self.blockSignals(False)
        self.overview.spoil()
        self.selectionChanged.emit()
        self.update()

    def extent(self, ids: Collection[str] | None = None) -> QRectF:
        """The rectangle around these nodes and what hangs below them, where they are going to be; or around all."""
        items = self.nodes if ids is None else {each: self.nodes[each] for each in ids if each in self.nodes}
        callouts = {each: callout for each, callout in self.callouts.items() if each in items}
        around = [drawing.around([node for node in self.arrivals.nodes if ids is None or node.id in ids])]
        around += [self._ahead(item, item.footprint()) for item in items.values()]
        around += [self._ahead(items[each], callout.sceneBoundingRect()) for each, callout in callouts.items()]
        if ids is None:
            around.append(self.notes.extent())
            if not self._glide.moving:
                around += [item.covered for item in self.links.values()]
        return drawing.united(around)

    def node_at(self, place: QPointF) -> str | None:
        """The node whose tile is there."""
        for item in self.items(place, Qt.ItemSelectionMode.IntersectsItemShape, Qt.SortOrder.DescendingOrder):
            if isinstance(item, NodeItem) and item.tile().contains(place):
                return item.node.id
        return None

    def port_at(self, place: QPointF, reach: float = drawing.PORT_REACH) -> Port | None:
        """The nearest port within reach."""
        area = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        best, nearest = None, reach
        for item in self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect):
            if isinstance(item, NodeItem):
                for port in item.ports():
                    distance = QLineF(item.port_place(port), place).length()
                    if distance < nearest:
                        best, nearest = port, distance
        return best

    def link_at(self, place: QPointF) -> Link | None:
        """The link whose curve passes there."""
        return self._link_in(place)

    def link_near(self, place: QPointF) -> Link | None:
        """The link that passes a little around there, for dropping something on it."""
        return self._link_in(QRectF(place.x() - _DROP, place.y() - _DROP, 2 * _DROP, 2 * _DROP))

    def _link_in(self, there: QPointF | QRectF) -> Link | None:
        for item in self.items(there, Qt.ItemSelectionMode.IntersectsItemShape, Qt.SortOrder.DescendingOrder):
            if isinstance(item, LinkItem):
                return item.link
        return None

    def mend_at(self, place: QPointF) -> Callout | None:
        """The callout whose button is there."""
        for item in self.items(place, Qt.ItemSelectionMode.IntersectsItemBoundingRect):
            if isinstance(item, Callout) and item.mend_rect.contains(place - item.pos()):
                return item
        return None

    def port_place(self, port: Port) -> QPointF:
        """Middle of a port."""
        return self.nodes[port.node].port_place(port)

    def taken_ports(self, node_id: str) -> set[int]:
        """Input ports that have a link."""
        graph = self.document.graph
        return {link.port for link in graph.inputs(node_id)} if node_id in graph else set()

    def has_outputs(self, node_id: str) -> bool:
        """Whether links go out of a node."""
        graph = self.document.graph
        return node_id in graph and bool(graph.outputs(node_id))

    def tiles_in(self, area: QRectF, ignore: Collection[str] = ()) -> list[QRectF]:
        """Tiles that touch an area."""
        if self.ways.tiles is not None:
            return self.ways.tiles.touching(area, ignore)
        return [
            item.tile()
            for item in self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
            if isinstance(item, NodeItem) and item.node.id not in ignore and item.tile().intersects(area)
        ]

    def has_nodes_in(self, rect: QRectF) -> bool:
        """Whether a node, or what hangs below one, is going to be in a rectangle."""
        coming = any(drawing.tile_of(node).intersects(rect) for node in self.arrivals.nodes)
        return coming or any(self._ahead(item, item.footprint()).intersects(rect) for item in self.nodes.values())

    def _ahead(self, item: NodeItem, rect: QRectF) -> QRectF:
        """Where what belongs to a node is going to be."""
        return rect.translated(self._glide.goal(item) - item.pos()) if self._glide.moving else rect

    # -- mirroring

    def refresh(self) -> None:
        """Show shapes and problems as they are now."""
        if not self.arrivals.mirror(self.mirroring()):
            self.selectionChanged.emit()  # what is gone is chosen no longer

    def _on_edited(self) -> None:
        reports = self.document.analysis.nodes
        self.arrivals.touch(sum(item.report is not reports.get(node_id) for node_id, item in self.nodes.items()))
        self.refresh()
        if self._gone:  # destroying thousands takes long: in a turn of its own
            soon(self, self._gone.clear)

    def mirroring(self) -> Iterator[bool]:
        """Shows shapes, problems and ways as they are now, step by step; each tells whether the next one is short."""
        reports = self.document.analysis.nodes
        unlinked, self._unlinked = self._unlinked, {}
        for node_id in unlinked:
            if node_id in self.nodes:
                self._count_inputs(node_id)
        for number, (node_id, item) in enumerate(list(self.nodes.items())):
            report = reports.get(node_id)
            if report is not None and report is not item.report and node_id in self.nodes:
                item.show_report(report)
                self._show_problem(item)
            if number % _SOME == 0:
                yield True
        for number, (link, link_item) in enumerate(list(self.links.items())):
            if link.source in reports:
                link_item.show_shape(reports[link.source].output)
            if number % _SOME == 0:
                yield True
        yield from self.ways.find()
        yield False
        self.mirrored.emit()

    def show_detail(self, detailed: bool) -> None:
        """Every item draws itself, or from far all are drawn at once."""
        if detailed == self._detailed:
            return
        self._detailed = detailed
        items: list[QGraphicsItem] = [*self.nodes.values(), *self.links.values(), *self.callouts.values()]
        for item in items:
            item.setFlag(_NO_CONTENTS, not detailed)
        self.overview.setVisible(not detailed)

    def _put(self, item: QGraphicsItem) -> None:
        """A new item comes onto the scene."""
        item.setFlag(_NO_CONTENTS, not self._detailed)
        self.addItem(item)

    def _take_away(self, item: QGraphicsItem) -> None:
        """An item goes. That it is no longer selected is told once, after all that go with it."""
        self._gone.append(item)
        if not item.isSelected():
            self.removeItem(item)
            return
        soon(self, self._tell_selection)
        self.blockSignals(True)
        self.removeItem(item)
        self.blockSignals(False)

    def _tell_selection(self) -> None:
        self.selectionChanged.emit()

    def settle(self) -> None:
        """Nodes that glide arrive at once."""
        self._glide.finish()

    def node_moved(self, item: NodeItem) -> None:
        """A node's item has another place: what is attached follows."""
        graph, node_id = self.document.graph, item.node.id
        if node_id not in self.nodes or node_id not in graph:
            return
        self.overview.spoil()
        attached = [link for link in (*graph.inputs(node_id), *graph.outputs(node_id)) if link in self.links]
        if self._editing:
            self.ways.touch(attached)
        else:
            for link in attached:
                self.ways.route(self.links[link])
        if node_id in self.callouts:
            self.callouts[node_id].place_below(item.x(), item.bottom())

    def _show_problem(self, item: NodeItem) -> None:
        callout, problem = self.callouts.get(item.node.id), item.report.problem
        if problem is None:
            if callout is not None:
                del self.callouts[item.node.id]
                self.removeItem(callout)
            return
        if callout is None:
            callout = self.callouts[item.node.id] = Callout(item.node.id)
            self._put(callout)
        callout.show_problem(problem)
        callout.place_below(item.x(), item.bottom())

    def show_link(self, item: LinkItem) -> None:
        """A link has a way, perhaps its first."""
        if item.scene() is None:  # added only now: moving what is in the scene costs more
            self._put(item)

    def _on_node_added(self, node: Node) -> None:
        if not self.arrivals.keeps_node(node):
            self.make_node(node)

    def make_node(self, node: Node) -> None:
        """Make the item of a node."""
        item = self.nodes[node.id] = NodeItem(self, node)
        self._put(item)
        self.ways.disturb(item.tile())
        self._count_inputs(node.id)

    def _on_node_removed(self, node: Node) -> None:
        if self.arrivals.forgets_node(node.id):
            return
        item = self.nodes.pop(node.id)
        self.ways.disturb(item.tile() if self._glide.moving else drawing.tile_of(node))
        self.overview.spoil()
        self._glide.forget(item)
        self._take_away(item)
        if callout := self.callouts.pop(node.id, None):
            self.removeItem(callout)

    def _on_node_changed(self, before: Node, after: Node) -> None:
        if self.arrivals.changes(after):
            return
        item = self.nodes[after.id]
        item.show_node(after)
        if (before.x, before.y) != (after.x, after.y):
            self.ways.disturb(item.tile(), *map(drawing.tile_of, (before, after)))
            graph, place = self.document.graph, QPointF(after.x, after.y)
            self.ways.touch((*graph.inputs(after.id), *graph.outputs(after.id)))
            seen = not self.still and any(view.isVisible() for view in self.views())
            far = (place - item.pos()).manhattanLength() > 24
            if seen and far:
                self.ways.cross(item.tile().united(drawing.TILE.translated(place)))
            self._editing = True
            self._glide.to(item, place, seen=seen and far)
            self._editing = False
        self._count_inputs(after.id)

    def _on_link_added(self, link: Link) -> None:
        if not self.arrivals.keeps_link(link):
            self.make_link(link)

    def make_link(self, link: Link) -> None:
        """Make the item of a link, whose way is found once the edit is complete."""
        self.links[link] = LinkItem(self, link)
        self.ways.touch([link])
        self._count_inputs(link.target)
        self.nodes[link.source].update()

    def _on_link_removed(self, link: Link) -> None:
        self._unlinked[link.source] = self._unlinked[link.target] = None
        if self.arrivals.forgets_link(link):
            return
        item = self.links.pop(link)
        self.overview.spoil()
        if item.scene() is self:
            self._take_away(item)

    def _count_inputs(self, node_id: str) -> None:
        """A merging layer shows one more input port than it has links."""
        layer = self.document.graph.node(node_id).layer
        used = max(self.taken_ports(node_id), default=-1) + 1
        item = self.nodes[node_id]
        before = item.inputs
        item.show_inputs(min(max(used + 1, layer.fewest_inputs), layer.most_inputs))
        item.update()
        if item.inputs != before:
            self.ways.touch(self.document.graph.inputs(node_id))

    def _on_theme(self) -> None:
        self.lettering.renew()
        self.notes.rewrite()
        self.update()

    def _on_language(self) -> None:
        self.lettering.renew()
        for item in self.nodes.values():
            self._show_problem(item)
        self.notes.rewrite()
        self.refresh()
