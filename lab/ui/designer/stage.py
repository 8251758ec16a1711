"""The stage: the canvas with everything that lies over it, what is chosen and what is seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lab.document.document import Document
from lab.document.graph import Link
from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr
from lab.ui.designer import bars, keys, words
from lab.ui.designer.breadcrumbs import Breadcrumbs
from lab.ui.designer.canvas import Canvas
from lab.ui.designer.empty import EmptyNotice
from lab.ui.designer.find_box import FindBox
from lab.ui.designer.gestures.base import Desk
from lab.ui.designer.levels import Levels
from lab.ui.designer.minimap import Minimap
from lab.ui.designer.scene import NetworkScene
from lab.ui.designer.zoom_bar import ZoomBar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

_ZOOM_STEP = 1.25


class Stage(QWidget):
    """Shows the network of one document at a time. What can be done to it, `Designer` adds.

    `chosen_changed` carries the id of the chosen layer, as the flat network has it, or None; `document_shown` the
    document that is seen from now on: the network or the inside of a block.
    """

    chosen_changed = Signal(object)
    document_shown = Signal(object)
    selection_changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels = Levels(document, self)
        self.document = document
        self._chosen: str | None = None
        self._telling = False  # others are being told what is chosen
        self._wanted: str | None = None  # the layer of the flat network that others want to be chosen
        self._pictures: Mapping[str, NDArray[np.uint8]] = {}
        self._weights: Mapping[str, float] = {}
        self._running: str | None = None
        self._measure = ""
        self.scene = NetworkScene(document, self)
        self.canvas = Canvas(self.scene, cast(Desk, self))
        self._empty = EmptyNotice(self.canvas.viewport())
        self.zoom_bar = ZoomBar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.breadcrumbs = Breadcrumbs()
        layout.addWidget(self.breadcrumbs)
        layout.addWidget(self.canvas)
        self.zoom_bar.raise_()
        self.minimap = Minimap(self)
        self.find_box = FindBox(self)
        self.setFocusProxy(self.canvas)
        self.canvas.zoomed.connect(self._on_zoomed)
        for signal, verb in (
            (self.zoom_bar.out_pressed, self.zoom_out),
            (self.zoom_bar.natural_pressed, self.zoom_reset),
            (self.zoom_bar.in_pressed, self.zoom_in),
            (self.zoom_bar.fit_pressed, self.fit),
        ):
            signal.connect(verb)
        self.levels.shown.connect(self._show_document)
        theme.follow(self, self.canvas.restyle)
        self._bind()
        follow(self, self._retranslate)

    def set_document(self, document: Document) -> None:
        """Show another network."""
        self.levels.reset(document)
        self._show_document(document)

    def _show_document(self, document: Document) -> None:
        """Show a network, or the inside of a block."""
        self.canvas.cancel()
        before, self.document = self.scene, document
        before.detach()
        self.scene = NetworkScene(document, self)
        self._bind()
        self.canvas.show_scene(self.scene)
        before.deleteLater()
        self.levels.listen_inside()
        self.breadcrumbs.show_titles(self.levels.titles)
        self._show_run()
        self.document_shown.emit(document)
        self._on_selected()

    # -- what is chosen

    @property
    def chosen(self) -> str | None:
        """The chosen layer, if it is one."""
        return self._chosen

    def chosen_ids(self) -> list[str]:
        """All selected layers."""
        return self.scene.chosen_nodes()

    def choose(self, flat_id: str | None) -> None:
        """Choose one layer of the flat network (or none) and bring it into view, whatever blocks are open."""
        if self._telling:
            return
        node_id = self.levels.find(flat_id) if flat_id is not None else None
        if node_id == self._chosen:
            return
        known = node_id is not None and node_id in self.document.graph
        self._wanted = flat_id
        self.scene.select({node_id} if known and node_id else set())
        self._wanted = None
        if known and node_id and not self.canvas.keeps_fit:
            self.canvas.reveal(self.scene.nodes[node_id].tile())

    def choose_here(self, node_id: str) -> None:
        """Choose one of the layers that are shown, or are about to be, and bring it into view."""

        def choose() -> None:
            self.scene.select({node_id})
            self._reveal_chosen()

        self.scene.arrivals.then(choose)

    @property
    def chosen_note(self) -> str | None:
        """The chosen note, if nothing but one is."""
        chosen = self.scene.selection()
        return next(iter(chosen.notes)) if len(chosen.notes) == 1 and not chosen.nodes else None

    def select_all(self) -> None:
        """Select every layer and note."""
        self.scene.select({node.id for node in self.document.graph}, (), set(self.scene.notes.items))

    def select_none(self) -> None:
        """Select nothing."""
        self.scene.select(set())

    def walk(self, forwards: bool = True) -> bool:
        """Choose the next (or previous) layer along the links, behind them the notes; False behind the last one."""
        order = self._walk_order()
        here = self._chosen, self.chosen_note
        if here not in order:
            return False
        place = order.index(here) + (1 if forwards else -1)
        if not 0 <= place < len(order):
            return False
        self._choose_by_key(*order[place])
        return True

    def walk_links(self, across: int, down: int) -> bool:
        """From the chosen layer to a link of it, from there to the layer at its other end; down: the next link beside.

        `across` is 1 along the data's flow and -1 against it.
        """
        graph, links = self.document.graph, self.scene.chosen_links()
        if across and self._chosen is not None:
            beside = graph.outputs(self._chosen) if across > 0 else graph.inputs(self._chosen)
            return self._choose_link(beside[0]) if beside else False
        if len(links) != 1:
            return False
        (link,) = links
        if across:
            self._choose_by_key(link.target if across > 0 else link.source, None)
            return True
        beside = graph.outputs(link.source)
        if len(beside) == 1:
            beside = graph.inputs(link.target)
        return self._choose_link(beside[(beside.index(link) + down) % len(beside)])

    def _choose_link(self, link: Link) -> bool:
        if link not in self.scene.links:  # it is to come
            return False
        self.scene.select((), {link})
        self.canvas.reveal(self.scene.links[link].path.boundingRect())
        return True

    def enter(self, forwards: bool = True) -> None:
        """The canvas is reached by Tab: a layer is chosen, so that the keys mean something."""
        order = self._walk_order()
        if order and (self._chosen, self.chosen_note) not in order:
            self._choose_by_key(*order[0 if forwards else -1])

    def _walk_order(self) -> list[tuple[str | None, str | None]]:
        """What Tab chooses in turn: (layer, None) or (None, note)."""
        graph = self.document.graph
        layers = [(node_id, None) for node_id in keys.walk_order(graph)]
        return [*layers, *((None, note.id) for note in graph.notes)]

    def _choose_by_key(self, node_id: str | None, note_id: str | None) -> None:
        self.scene.select({node_id} if node_id else (), (), {note_id} if note_id else ())
        self._reveal_chosen()

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

    def find_layer(self) -> None:
        """Look for a layer by its name."""
        self.find_box.open()

    def set_miniatures(self, pictures: Mapping[str, NDArray[np.uint8]]) -> None:
        """Strips of feature maps under the nodes: (height, width, 3 or 4) uint8 by ids of the flat network; empty takes
        them away. A block shows that of its output."""
        self._pictures = pictures
        self.scene.run.set_strips(self._shown_here(pictures))

    def set_edge_weights(self, weights: Mapping[str, float]) -> None:
        """Thickness of the links out of each node, 0 to 1, by ids of the flat network; nodes left out have the plain
        thickness."""
        self._weights = weights
        self.scene.run.set_weights(self._shown_here(weights))

    def set_bars(self, measure: str) -> None:
        """Bars on the layers: their "parameters", "flops" or "memory"; anything else takes them away."""
        self._measure = measure
        self._show_bars()

    def _show_bars(self) -> None:
        self.canvas.bars = bars.bars(self.document, self._measure)
        self.scene.run.set_shares({node_id: bar.length for node_id, bar in self.canvas.bars.items()})

    def set_running(self, flat_id: str | None) -> None:
        """The layer of the flat network that is at work: what it belongs to here is lit."""
        self._running = flat_id
        self.scene.run.set_running(self.levels.local_id(flat_id) if flat_id is not None else None)

    def seen_layers(self) -> frozenset[str]:
        """The layers of the flat network whose outputs are shown here."""
        found = (self.levels.flat_id(node.id) for node in self.document.graph)
        return frozenset(flat_id for flat_id in found if flat_id is not None)

    def _shown_here(self, by_layer: Mapping[str, T]) -> dict[str, T]:
        """What is known by layers of the flat network, by the nodes that are shown."""
        if not by_layer:
            return {}
        flat_ids = {node_id: self.levels.flat_id(node_id) or "" for node_id in self.scene.nodes}
        return {node_id: by_layer[flat_id] for node_id, flat_id in flat_ids.items() if flat_id in by_layer}

    def _show_run(self) -> None:
        """What is known of the run, on what is shown now."""
        self.set_miniatures(self._pictures)
        self.set_edge_weights(self._weights)
        self.set_running(self._running)

    # -- inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def _bind(self) -> None:
        self.scene.selectionChanged.connect(self._on_selected)
        self.scene.mirrored.connect(self._on_mirrored)
        self.scene.completed.connect(self._show_run)
        self._show_network()
        if not self.scene.arrivals.waiting:  # else once all is there
            self._show_bars()

    def _on_mirrored(self) -> None:
        self.canvas.fit_again()
        self._show_bars()
        self._show_network()

    def _show_network(self) -> None:
        """What lies over the canvas follows the network."""
        self._empty.setVisible(not len(self.document.graph) and not self.document.graph.notes)
        self.minimap.draw_again()
        if self.find_box.isVisible():
            self.find_box.search()
        self._on_selected()
        self.breadcrumbs.show_titles(self.levels.titles)

    def _on_selected(self) -> None:
        ids = self.chosen_ids()
        chosen = ids[0] if len(ids) == 1 else None
        changed, self._chosen = chosen != self._chosen, chosen
        self._describe(announce=any(self.scene.selection()))
        if changed:
            self._telling = True
            flat_id = self.levels.flat_id(chosen) if chosen is not None else None
            self.chosen_changed.emit(self._wanted if chosen is not None and self._wanted else flat_id)
            self._telling = False
        self.selection_changed.emit()

    def _describe(self, *, announce: bool) -> None:
        links = self.scene.chosen_links()
        sentence = words.canvas_sentence(self.document, self._chosen, self.chosen_note)
        if len(links) == 1 and self._chosen is None:
            sentence = words.link_sentence(self.document, links[0])
        if sentence == self.canvas.accessibleDescription():
            return
        self.canvas.setAccessibleDescription(sentence)
        if announce and self.canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, sentence))

    def _reveal_chosen(self) -> None:
        chosen = self.scene.selection()
        if chosen.nodes or chosen.notes:
            self.canvas.reveal(self.scene.extent(chosen.nodes).united(self.scene.notes.extent(chosen.notes)))

    def _place_overlays(self) -> None:
        bar = self.zoom_bar
        bar.adjustSize()
        self.canvas.corner = bar.size().grownBy(QMargins(0, 0, theme.LARGE, theme.LARGE))
        bar.move(self.width() - bar.width() - theme.MEDIUM, self.height() - bar.height() - theme.MEDIUM)
        self._empty.setGeometry(self.canvas.viewport().rect())
        self.minimap.follow()
        self.find_box.place()

    def _on_zoomed(self) -> None:
        self.zoom_bar.show_zoom(self.canvas.zoom)
        self._place_overlays()

    def _retranslate(self) -> None:
        self.canvas.setAccessibleName(tr("Network"))
        self._describe(announce=False)
        self._show_bars()
        self._place_overlays()
