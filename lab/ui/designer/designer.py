"""The designer: the canvas with everything that lies over it, and the verbs that edit the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lab.document import clipboard, edits
from lab.document.commands import AddLink, Rename
from lab.document.document import Document
from lab.document.graph import Link
from lab.document.history import Command
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr, translate
from lab.ui.designer import keys, words
from lab.ui.designer.canvas import Canvas
from lab.ui.designer.empty import EmptyNotice
from lab.ui.designer.link_chooser import LinkChooser
from lab.ui.designer.menus import menu_for
from lab.ui.designer.rename_box import RenameBox
from lab.ui.designer.scene import NetworkScene
from lab.ui.designer.zoom_bar import ZoomBar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ZOOM_STEP = 1.25


class Designer(QWidget):
    """Shows and edits the network of one document at a time.

    `chosen_changed` carries the id of the chosen layer or None, `refused` the Message that explains an edit that
    cannot be, `edit_requested` the layer whose first setting shall be edited, `space_tapped` a tap on the space bar.
    """

    chosen_changed = Signal(object)
    selection_changed = Signal()
    refused = Signal(object)
    edit_requested = Signal(str)
    space_tapped = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._chosen: str | None = None
        self.scene = NetworkScene(document, self)
        self.canvas = Canvas(self.scene, self)
        self._empty = EmptyNotice(self.canvas.viewport())
        self.zoom_bar = ZoomBar(self)
        self._rename_box = RenameBox(self.canvas)
        self.link_chooser = LinkChooser(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.zoom_bar.raise_()
        self.setFocusProxy(self.canvas)
        self.canvas.zoomed.connect(self._on_zoomed)
        self.canvas.menu_asked.connect(self._show_menu)
        self.canvas.node_opened.connect(self.rename)
        self.canvas.space_tapped.connect(self.space_tapped)
        for signal, verb in (
            (self.zoom_bar.out_pressed, self.zoom_out),
            (self.zoom_bar.natural_pressed, self.zoom_reset),
            (self.zoom_bar.in_pressed, self.zoom_in),
            (self.zoom_bar.fit_pressed, self.fit),
        ):
            signal.connect(verb)
        self._rename_box.named.connect(self._on_named)
        self.link_chooser.chosen.connect(self._on_target)
        self.link_chooser.shown_target.connect(self._light_target)
        theme.follow(self, self.canvas.restyle)
        self._bind()
        follow(self, self._retranslate)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self.canvas.cancel()
        self.link_chooser.hide()
        self._rename_box.hide()
        before, self.document = self.scene, document
        before.detach()
        self.scene = NetworkScene(document, self)
        self._bind()
        self.canvas.show_scene(self.scene)
        before.deleteLater()
        self._on_selected()

    # -- what is chosen

    @property
    def chosen(self) -> str | None:
        """The chosen layer, if it is one."""
        return self._chosen

    def chosen_ids(self) -> list[str]:
        """All selected layers."""
        return self.scene.chosen_nodes()

    def choose(self, node_id: str | None) -> None:
        """Choose one layer (or none) and bring it into view."""
        if node_id == self._chosen:
            return
        known = node_id is not None and node_id in self.scene.nodes
        self.scene.select({node_id} if known and node_id else set())
        if known and node_id and not self.canvas.keeps_fit:
            self.canvas.reveal(self.scene.nodes[node_id].tile())

    def select_all(self) -> None:
        """Select every layer."""
        self.scene.select(set(self.scene.nodes))

    def select_none(self) -> None:
        """Select nothing."""
        self.scene.select(set())

    def walk(self, forwards: bool = True) -> bool:
        """Choose the next (or previous) layer along the links; False behind the last one."""
        order = keys.walk_order(self.document.graph)
        if self._chosen is None or self._chosen not in order:
            return False
        place = order.index(self._chosen) + (1 if forwards else -1)
        if not 0 <= place < len(order):
            return False
        self._choose_by_key(order[place])
        return True

    def enter(self, forwards: bool = True) -> None:
        """The canvas is reached by Tab: a layer is chosen, so that the keys mean something."""
        order = keys.walk_order(self.document.graph)
        if self._chosen is None and order:
            self._choose_by_key(order[0 if forwards else -1])

    def _choose_by_key(self, node_id: str) -> None:
        self.scene.select({node_id})
        self.canvas.reveal(self.scene.nodes[node_id].tile())

    # -- editing

    def do(self, command: Command | None, *, select_new: bool = False, merge: bool = False) -> bool:
        """Carry out a command as a step of its own (or one that merges with its neighbour); False if refused."""
        if command is None:
            return False
        before = set(self.scene.nodes)
        if not merge:
            self.document.history.end_merge()
        try:
            self.document.do(command)
        except LabError as error:
            self.refuse(error.message)
            return False
        if select_new:
            self.scene.select(set(self.scene.nodes) - before)
            self._reveal_chosen()
        return True

    def refuse(self, message: Message) -> None:
        """Explain at the cursor why an edit cannot be."""
        at = self.canvas.viewport().mapFromGlobal(self.canvas.cursor().pos())
        if not self.canvas.viewport().rect().contains(at):
            at = self.canvas.viewport().rect().center()
        self.canvas.hint.show_at(at, translate(message))
        self.refused.emit(message)

    def add(self, kind: str) -> bool:
        """Add a layer of a kind: after the chosen one, linked to it; else where there is room in view."""
        graph = self.document.graph
        try:
            layer = edits.new_layer(kind)
        except LabError as error:
            self.refuse(error.message)
            return False
        if self._chosen is not None:
            return self.do(edits.add_after(graph, layer, self._chosen), select_new=True)
        middle = self.canvas.center() - QPointF(NODE_WIDTH / 2, NODE_HEIGHT / 2)
        return self.do(edits.add(graph, layer, *edits.free_place(graph, middle.x(), middle.y())), select_new=True)

    def delete(self) -> bool:
        """Delete the selected layers and links."""
        return self.do(edits.delete(self.document.graph, self.chosen_ids(), self.scene.chosen_links()))

    def delete_and_join(self) -> bool:
        """Delete the chosen layer and link its neighbours."""
        if self._chosen is None:
            return self.delete()
        return self.do(edits.delete_and_join(self.document.graph, self._chosen))

    def duplicate(self) -> bool:
        """Copy the selected layers in place."""
        ids = self.chosen_ids()
        return bool(ids) and self.do(edits.duplicate(self.document.graph, ids), select_new=True)

    def copy(self) -> bool:
        """Put the selected layers on the clipboard as text."""
        ids = self.chosen_ids()
        if not ids:
            return False
        mime = QMimeData()
        mime.setText(clipboard.to_text(self.document.graph, ids))
        QGuiApplication.clipboard().setMimeData(mime)
        return True

    def cut(self) -> bool:
        """Copy, then delete."""
        return self.copy() and self.do(edits.delete(self.document.graph, self.chosen_ids()))

    def paste(self) -> bool:
        """Add the layers on the clipboard where the mouse is, or in the middle of the view."""
        try:
            copied = clipboard.from_text(QGuiApplication.clipboard().text())
        except LabError as error:
            self.refuse(error.message)
            return False
        place = self.canvas.mouse_place()
        return self.do(edits.paste(self.document.graph, copied, place.x(), place.y()), select_new=True)

    def undo(self) -> None:
        """Take back the last step."""
        self._step(self.document.history.undo)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._step(self.document.history.redo)

    def _step(self, step: Callable[[], None]) -> None:
        """Undo or redo; layers that come back are selected."""
        self.canvas.cancel()
        before = set(self.scene.nodes)
        step()
        if back := set(self.scene.nodes) - before:
            self.scene.select(back)

    def nudge(self, dx: float, dy: float) -> bool:
        """Move the selected layers by px; adjacent nudges are one step."""
        ids = self.chosen_ids()
        if not ids:
            return False
        self.scene.still = True
        done = self.do(edits.nudge(self.document.graph, ids, dx, dy), merge=True)
        self.scene.still = False
        self._reveal_chosen()
        return done

    def arrange(self) -> bool:
        """Lay the network out anew and show all of it."""
        size = self.canvas.viewport().size() / theme.scale()
        done = self.do(edits.tidy(self.document.graph, size.width(), size.height()))
        self.fit()
        return done

    def mend(self, node_id: str) -> bool:
        """Do what mends a node's problem."""
        report = self.document.analysis.nodes.get(node_id)
        if report is None or report.problem is None:
            return False
        return self.do(edits.mend(self.document.graph, report.problem))

    def edit_chosen(self) -> None:
        """Ask for the first setting of the chosen layer to be edited."""
        if self._chosen is not None:
            self.edit_requested.emit(self._chosen)

    def rename(self, node_id: str | None = None) -> None:
        """Edit a layer's name on the canvas; the chosen one's by default."""
        node_id = node_id or self._chosen
        if node_id is None:
            return
        self.canvas.reveal(self.scene.nodes[node_id].tile())
        tile, name = self.scene.nodes[node_id].tile(), self.document.graph.node(node_id).name
        corner = self.canvas.on_screen(tile.topLeft()).toPoint()
        far = self.canvas.on_screen(tile.bottomRight()).toPoint()
        height = max(self._rename_box.sizeHint().height(), 24)
        width = max(far.x() - corner.x() - 8, 120)
        self._rename_box.open(node_id, name, QRect(corner.x() + 6, far.y() - height - 3, width, height))

    def link_to(self) -> bool:
        """Choose from a list what the chosen layer's output shall lead to."""
        if self._chosen is None:
            return False
        targets = edits.link_targets(self.document.graph, self._chosen)
        source = self.document.graph.node(self._chosen)
        if not targets:
            name = source.name
            self.refuse(Message("No layer can take a link from {name}: every free input leads to it.", name=name))
            return False
        corner = self.canvas.on_screen(self.scene.nodes[self._chosen].tile().bottomRight()).toPoint()
        self.link_chooser.open(source, targets, self.canvas.viewport().mapToGlobal(corner + QPoint(8, 0)))
        return True

    # -- what is seen

    def zoom_in(self) -> None:
        """Larger."""
        self.canvas.zoom_by_hand(self.canvas.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller."""
        self.canvas.zoom_by_hand(self.canvas.zoom / _ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Natural size."""
        self.canvas.zoom_by_hand(1.0)

    def fit(self) -> None:
        """Show the whole network."""
        self.canvas.fit()

    def set_miniatures(self, pictures: Mapping[str, NDArray[np.uint8]]) -> None:
        """Strips of feature maps under the nodes: (height, width, 3 or 4) uint8 by node id; empty takes them away."""
        self.scene.set_strips(pictures)

    def set_edge_weights(self, weights: Mapping[str, float]) -> None:
        """Thickness of the links out of each node, 0 to 1; nodes left out have the plain thickness."""
        self.scene.set_weights(weights)

    def set_running(self, node_id: str | None) -> None:
        """The layer at work, lit."""
        self.scene.set_running(node_id)

    # -- inside

    def key(self, event: QKeyEvent) -> bool:
        """A key on the canvas."""
        return keys.handle(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def _bind(self) -> None:
        self.scene.selectionChanged.connect(self._on_selected)
        self.scene.mirrored.connect(self._on_mirrored)
        self._on_mirrored()

    def _on_mirrored(self) -> None:
        self.canvas.fit_again()
        self._empty.setVisible(not len(self.document.graph))
        self._on_selected()

    def _on_selected(self) -> None:
        ids = self.chosen_ids()
        chosen = ids[0] if len(ids) == 1 else None
        changed, self._chosen = chosen != self._chosen, chosen
        self._describe(announce=changed)
        if changed:
            self.chosen_changed.emit(chosen)
        self.selection_changed.emit()

    def _describe(self, *, announce: bool) -> None:
        sentence = words.canvas_sentence(self.document, self._chosen)
        if sentence == self.canvas.accessibleDescription():
            return
        self.canvas.setAccessibleDescription(sentence)
        if announce and self._chosen is not None and self.canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, sentence))

    def _reveal_chosen(self) -> None:
        if ids := self.chosen_ids():
            self.canvas.reveal(self.scene.extent(ids))

    def _place_overlays(self) -> None:
        bar = self.zoom_bar
        bar.adjustSize()
        self.canvas.corner = bar.size().grownBy(QMargins(0, 0, theme.LARGE, theme.LARGE))
        bar.move(self.width() - bar.width() - theme.MEDIUM, self.height() - bar.height() - theme.MEDIUM)
        self._empty.setGeometry(self.canvas.viewport().rect())

    def _on_zoomed(self) -> None:
        self.zoom_bar.show_zoom(self.canvas.zoom)
        self._place_overlays()

    def _show_menu(self, place: QPoint, what: object) -> None:
        if isinstance(what, str) and what not in self.chosen_ids():
            self.scene.select({what})
        elif isinstance(what, Link):
            self.scene.select((), {what})
        menu = menu_for(self, what)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_named(self, node_id: str, label: str) -> None:
        if node_id in self.document.graph and label and label != self.document.graph.node(node_id).name:
            self.do(Rename(node_id, label))

    def _on_target(self, target: str) -> None:
        if self._chosen is not None:
            graph = self.document.graph
            self.do(AddLink(Link(self._chosen, target, edits.port_for(graph, target))))

    def _light_target(self, target: str | None) -> None:
        for node_id, item in self.scene.nodes.items():
            item.set_pointed(node_id == target)

    def _retranslate(self) -> None:
        self.canvas.setAccessibleName(tr("Network"))
        self._describe(announce=False)
        self._place_overlays()
