"""The notes of a graph as items of the scene."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from lab.document.notes import Note
from lab.ui.designer.listening import listen
from lab.ui.designer.note_item import NoteItem

if TYPE_CHECKING:
    from lab.ui.designer.scene import NetworkScene


class NoteMirror:
    """Listens to the graph and keeps one item for each note, by id."""

    def __init__(self, scene: NetworkScene) -> None:
        self._scene = scene
        self.items: dict[str, NoteItem] = {}
        graph = scene.document.graph
        self.connections: list[Callable[[], None]] = [
            listen(scene, event, listener)
            for event, listener in (
                (graph.note_added, self._on_added),
                (graph.note_removed, self._on_removed),
                (graph.note_changed, self._on_changed),
            )
        ]
        for note in graph.notes:
            self._on_added(note)

    def chosen(self) -> list[str]:
        """Ids of the selected notes, in the graph's order."""
        return [note_id for note_id, item in self.items.items() if item.isSelected()]

    def at(self, place: QPointF) -> NoteItem | None:
        """The topmost note there."""
        return next((item for item in reversed(self.items.values()) if item.sheet().contains(place)), None)

    def extent(self, ids: Collection[str] | None = None) -> QRectF:
        """The rectangle around these notes, or all."""
        rect = QRectF()
        for note_id, item in self.items.items():
            if ids is None or note_id in ids:
                rect = rect.united(item.sheet())
        return rect

    def rewrite(self) -> None:
        """Words or fonts have changed."""
        for item in self.items.values():
            item.show_note(item.note)

    def _on_added(self, note: Note) -> None:
        item = self.items[note.id] = NoteItem(note)
        self._scene.addItem(item)

    def _on_removed(self, note: Note) -> None:
        self._scene.removeItem(self.items.pop(note.id))

    def _on_changed(self, before: Note, after: Note) -> None:
        self.items[after.id].show_note(after)
