"""The designer: the stage with the verbs that edit the network."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from lab.document import clipboard, edits
from lab.document.commands import AddLink, Rename
from lab.document.document import Document
from lab.document.graph import Graph, Link
from lab.document.history import Command
from lab.document.layout import GAP_Y, NODE_HEIGHT, NODE_WIDTH, snapped
from lab.document.notes import Note, new_note_id
from lab.layers.base import Layer
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import theme
from lab.ui.app.i18n import translate
from lab.ui.designer import folding, keys
from lab.ui.designer.arranging import Arranging
from lab.ui.designer.link_chooser import LinkChooser
from lab.ui.designer.menus import menu_for
from lab.ui.designer.note_box import NoteBox
from lab.ui.designer.rename_box import RenameBox
from lab.ui.designer.stage import Stage


class Designer(Stage):
    """A stage on which the network is edited.

    `refused` carries the Message that explains an edit that cannot be, `edit_requested` the layer whose first setting
    shall be edited, `space_tapped` is a tap on the space bar.
    """

    refused = Signal(object)
    edit_requested = Signal(str)
    space_tapped = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._rename_box = RenameBox(self.canvas)
        self._note_box = NoteBox(self.canvas)
        self.arranging = Arranging(self.canvas)
        self.arranging.arranged.connect(self._on_arranged)
        self.arranging.folded.connect(lambda graph, given: folding.take_folded(self, graph, given))
        self.arranging.unfolded.connect(lambda graph, given: folding.take_unfolded(self, graph, given))
        self.link_chooser = LinkChooser(self)
        self.canvas.menu_asked.connect(self._show_menu)
        self.canvas.node_opened.connect(self._on_opened)
        self.breadcrumbs.asked.connect(lambda depth: folding.go_back(self, depth))
        self.levels.refused.connect(self.refuse)
        self.canvas.note_opened.connect(self.write_note)
        self.canvas.space_tapped.connect(self.space_tapped)
        self._note_box.written.connect(self._on_written)
        self._rename_box.named.connect(self._on_named)
        self.link_chooser.chosen.connect(self._on_target)
        self.link_chooser.shown_target.connect(self._light_target)

    def _show_document(self, document: Document) -> None:
        self.link_chooser.hide()
        self._rename_box.hide()
        self._note_box.close_box(take=False)
        self.arranging.cancel()
        super()._show_document(document)

    # -- editing

    def do(self, command: Command | None, *, select_new: bool = False, merge: bool = False) -> bool:
        """Carry out a command as a step of its own (or one that merges with its neighbour); False if refused."""
        if command is None:
            return False
        before = self._there()
        if not merge:
            self.document.history.end_merge()
        try:
            self.document.do(command)
        except LabError as error:
            self.refuse(error.message)
            return False
        if select_new:
            nodes, notes = self._new_since(before)
            self.scene.arrivals.then(lambda: self._select_new(nodes, notes))
        return True

    def _there(self) -> tuple[set[str], set[str]]:
        """Ids of all layers and notes."""
        graph = self.document.graph
        return {node.id for node in graph}, {note.id for note in graph.notes}

    def _new_since(self, before: tuple[set[str], set[str]]) -> tuple[set[str], set[str]]:
        """Ids of the layers and notes that were not there."""
        (nodes, notes), (old_nodes, old_notes) = self._there(), before
        return nodes - old_nodes, notes - old_notes

    def _select_new(self, nodes: set[str], notes: set[str]) -> None:
        self.scene.select(nodes, (), notes)
        self._reveal_chosen()

    def refuse(self, message: Message) -> None:
        """Explain at the cursor why an edit cannot be."""
        at = self.canvas.viewport().mapFromGlobal(self.canvas.cursor().pos())
        if not self.canvas.viewport().rect().contains(at):
            at = self.canvas.viewport().rect().center()
        self.canvas.hint.show_at(at, translate(message))
        self.refused.emit(message)

    def add(self, kind: str) -> bool:
        """Add a layer of a kind: after the chosen one, linked to it; else where there is room in view."""
        try:
            return self.add_layer(edits.new_layer(kind))
        except LabError as error:
            self.refuse(error.message)
            return False

    def add_layer(self, layer: Layer) -> bool:
        """Add a layer: after the chosen one, linked to it; else where there is room in view."""
        graph = self.document.graph
        if self._chosen is not None:
            return self.do(edits.add_after(graph, layer, self._chosen), select_new=True)
        middle = self.canvas.center() - QPointF(NODE_WIDTH / 2, NODE_HEIGHT / 2)
        return self.do(edits.add(graph, layer, *edits.free_place(graph, middle.x(), middle.y())), select_new=True)

    def delete(self) -> bool:
        """Delete the selected layers, links and notes."""
        return self.do(edits.delete(self.document.graph, *self.scene.selection()))

    def delete_and_join(self) -> bool:
        """Delete the chosen layer and link its neighbours."""
        if self._chosen is None:
            return self.delete()
        return self.do(edits.delete_and_join(self.document.graph, self._chosen))

    def duplicate(self) -> bool:
        """Copy the selected layers and notes in place."""
        ids, _, notes = self.scene.selection()
        return bool(ids or notes) and self.do(edits.duplicate(self.document.graph, ids, notes), select_new=True)

    def copy(self) -> bool:
        """Put the selected layers and notes on the clipboard as text."""
        ids, _, notes = self.scene.selection()
        if not ids and not notes:
            return False
        mime = QMimeData()
        mime.setText(clipboard.to_text(self.document.graph, ids, notes))
        QGuiApplication.clipboard().setMimeData(mime)
        return True

    def cut(self) -> bool:
        """Copy, then delete."""
        ids, _, notes = self.scene.selection()
        return self.copy() and self.do(edits.delete(self.document.graph, ids, (), notes))

    def paste(self) -> bool:
        """Add the layers and notes on the clipboard where the mouse is, or in the middle of the view."""
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
        """Undo or redo; what comes back is selected."""
        self.canvas.cancel()
        before = self._there()
        step()
        back, notes_back = self._new_since(before)
        if back or notes_back:
            self.scene.arrivals.then(lambda: self.scene.select(back, (), notes_back))

    def nudge(self, dx: float, dy: float) -> bool:
        """Move the selected layers and notes by px; adjacent nudges are one step."""
        ids, _, notes = self.scene.selection()
        if not ids and not notes:
            return False
        self.scene.still = True
        done = self.do(edits.nudge(self.document.graph, ids, dx, dy, notes), merge=True)
        self.scene.still = False
        self._reveal_chosen()
        return done

    def arrange(self) -> None:
        """Lay the network out anew and show all of it, as soon as that is computed."""
        size = self.canvas.viewport().size() / theme.scale()
        self.arranging.start(self.document.graph.copy(), size.width(), size.height())

    def mend(self, node_id: str) -> bool:
        """Do what mends a node's problem."""
        report = self.document.analysis.nodes.get(node_id)
        if report is None or report.problem is None:
            return False
        return self.do(edits.mend(self.document.graph, report.problem))

    def fold(self) -> bool:
        """Make one block of the selected layers."""
        return folding.fold_chosen(self)

    def unfold(self) -> bool:
        """Put what is in the chosen block in its place."""
        return folding.unfold_chosen(self)

    def keep_block(self) -> bool:
        """Put the chosen block into the learner's palette."""
        return folding.keep_chosen(self)

    def export_block(self) -> bool:
        """Write the chosen block into a file."""
        return folding.export_chosen(self)

    def open_block(self, node_id: str, inner: str | None = None) -> bool:
        """Show what is inside a block, and choose a layer there."""
        done = folding.open_block(self, node_id)
        if done and inner is not None:
            self.scene.select({inner})
        return done

    def escape(self) -> None:
        """Call the layout off; else select nothing; where nothing is selected, go back to what is around the block."""
        if self.arranging.cancel():
            return
        if any(self.scene.selection()) or not folding.go_back(self):
            self.select_none()

    def edit_chosen(self) -> None:
        """Ask for the first setting of the chosen layer to be edited; write the chosen note, open the chosen block."""
        if self._chosen is not None and folding.open_block(self, self._chosen):
            return
        if self._chosen is not None:
            self.edit_requested.emit(self._chosen)
        elif self.chosen_note is not None:
            self.write_note(self.chosen_note)

    def add_note(self) -> None:
        """Write a new note: above the selected layers, as wide as they are; else where the mouse is."""
        width, height = Note.width, Note.height
        if ids := self.chosen_ids():
            around = self.scene.extent(ids)
            place, width = around.topLeft() - QPointF(0, height + GAP_Y / 2), max(width, around.width())
        else:
            place = self.canvas.mouse_place() - QPointF(width / 2, height / 2)
        graph = self.document.graph
        new = Note(new_note_id(graph.notes), "", snapped(place.x()), snapped(place.y()), snapped(width), height)
        self._open_note(new)

    def write_note(self, note_id: str) -> None:
        """Write a note where it lies."""
        self._open_note(self.document.graph.note(note_id))

    def _open_note(self, note: Note) -> None:
        self.canvas.reveal(QRectF(note.x, note.y, note.width, note.height))
        self._note_box.open(note)

    def resize_note(self, dx: float, dy: float) -> bool:
        """Make the chosen note larger or smaller by px; adjacent changes are one step."""
        if self.chosen_note is None:
            return False
        note = self.document.graph.note(self.chosen_note)
        return self.do(edits.resize(note, note.width + dx, note.height + dy), merge=True)

    def rename(self, node_id: str | None = None) -> None:
        """Edit a layer's name on the canvas; the chosen one's by default. A chosen note is written."""
        node_id = node_id or self._chosen
        if node_id is None:
            if self.chosen_note is not None:
                self.write_note(self.chosen_note)
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

    # -- inside

    def key(self, event: QKeyEvent) -> bool:
        """A key on the canvas."""
        return keys.handle(self, event)

    def _show_menu(self, place: QPoint, what: object) -> None:
        if isinstance(what, str) and what not in self.chosen_ids():
            self.scene.select({what})
        elif isinstance(what, Link):
            self.scene.select((), {what})
        elif isinstance(what, Note) and what.id not in self.scene.notes.chosen():
            self.scene.select((), (), {what.id})
        menu = menu_for(self, what)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_opened(self, node_id: str) -> None:
        """Double click: a block is opened, another layer named."""
        if not folding.open_block(self, node_id):
            self.rename(node_id)

    def _on_arranged(self, graph: Graph, command: Command | None) -> None:
        if graph != self.document.graph:
            self.refuse(Message("The network was edited while it was being arranged. Arrange it again."))
            return
        self.do(command)
        self.scene.arrivals.then(self.fit)

    def _on_named(self, node_id: str, label: str) -> None:
        if node_id in self.document.graph and label and label != self.document.graph.node(node_id).name:
            self.do(Rename(node_id, label))

    def _on_written(self, note: Note, text: str) -> None:
        self.do(edits.write(self.document.graph, note, text), select_new=not note.text)

    def _on_target(self, target: str) -> None:
        if self._chosen is not None:
            graph = self.document.graph
            self.do(AddLink(Link(self._chosen, target, edits.port_for(graph, target))))

    def _light_target(self, target: str | None) -> None:
        for node_id, item in self.scene.nodes.items():
            item.set_pointed(node_id == target)
