"""Which inside of which block is shown: the network, a block in it, a block in that. Edits inside act outside at once.

Layers are called by their ids in the flat network (lab.document.unfolding) wherever the designer talks to others, and
by those of the document that is shown inside the designer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from lab.document.blocks import SEPARATOR, Block
from lab.document.document import Document
from lab.document.opening import Entry, change_inside, closed, opened
from lab.document.unfolding import exit_of
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.ui.designer.listening import listen


@dataclass(eq=False)
class _Level:
    """One block that is open: `node_id` is its node in the document around it."""

    node_id: str
    block: Block
    document: Document
    entries: list[str]
    leave: Callable[[], None] = lambda: None  # stop listening to the document around
    pass_on: Callable[[], None] = lambda: None  # stop passing edits on


class Levels(QObject):
    """The documents from the network down to the inside that is shown.

    `shown` carries the document that is to be shown now, `refused` the Message why an edit inside stays there.
    """

    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, root: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._open: list[_Level] = []

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._open[-1].document if self._open else self._root

    @property
    def depth(self) -> int:
        """How many blocks are open, one inside the other."""
        return len(self._open)

    @property
    def titles(self) -> list[str]:
        """What the open blocks are called, from the outermost."""
        return [level.block.title for level in self._open]

    def reset(self, root: Document) -> None:
        """Another network is edited: nothing is open."""
        self._close_down_to(0)
        self._root = root

    def open(self, node_id: str) -> bool:
        """Show the inside of a block of the document that is shown; False if it is no block."""
        node = self.document.graph.node(node_id)
        if not isinstance(node.layer, Block):
            return False
        self._enter(node_id, node.layer)
        self.shown.emit(self.document)
        return True

    def back(self, depth: int | None = None) -> str | None:
        """Show what is around the open block, or what is at a depth; the id of the block that was left there."""
        depth = self.depth - 1 if depth is None else depth
        if not 0 <= depth < self.depth:
            return None
        left = self._open[depth].node_id
        self._close_down_to(depth)
        self.shown.emit(self.document)
        return left

    # -- names of layers

    def flat_id(self, node_id: str) -> str | None:
        """The layer of the flat network whose output a shown node has; in a repetition the last one's. None for what
        stands for an input of a block."""
        if isinstance(self.document.graph.node(node_id).layer, Entry):
            return None
        prefix = "".join(f"{level.node_id}{SEPARATOR}{level.block.prefix(level.block.repeat)}" for level in self._open)
        return prefix + exit_of(self.document.graph, node_id)

    def local_id(self, flat_id: str) -> str | None:
        """The shown node that a layer of the flat network belongs to; None if it stands elsewhere."""
        rest = self._within(flat_id, self.depth)
        local = rest.partition(SEPARATOR)[0] if rest is not None else ""
        return local if local in self.document.graph else None

    def find(self, flat_id: str) -> str | None:
        """`local_id`, after leaving as many blocks as it takes."""
        depth = self.depth
        while depth and self._within(flat_id, depth) is None:
            depth -= 1
        if depth < self.depth:
            self.back(depth)
        return self.local_id(flat_id)

    def _within(self, flat_id: str, depth: int) -> str | None:
        """What is left of a flat id inside the first `depth` open blocks, whatever the repetition."""
        for level in self._open[:depth]:
            start = level.node_id + SEPARATOR
            if not flat_id.startswith(start):
                return None
            flat_id = flat_id[len(start) :]
            if level.block.repeat > 1:
                flat_id = flat_id.partition(SEPARATOR)[2]
        return flat_id

    # -- inside

    def _enter(self, node_id: str, block: Block) -> None:
        around = self.document
        graph, entries = opened(block, _shapes(around, node_id))
        level = _Level(node_id, block, Document(graph, around.setup), entries)
        self._open.append(level)
        level.leave = listen(self, around.edited, lambda: self._on_edited_around(level))

    def listen_inside(self) -> None:
        """Pass the edits of what is shown on from now: once its views listen, so that they are asked first."""
        if self._open:
            level = self._open[-1]
            level.pass_on()
            level.pass_on = listen(self, level.document.edited, lambda: self._pass_on(level))

    def _close_down_to(self, depth: int) -> None:
        while self.depth > depth:
            level = self._open.pop()
            level.leave()
            level.pass_on()

    def _around(self, level: _Level) -> Document:
        number = self._open.index(level)
        return self._open[number - 1].document if number else self._root

    def _pass_on(self, level: _Level) -> None:
        """An edit inside changes the block outside."""
        around = self._around(level)
        try:
            block, entries = closed(level.document.graph, level.block, level.entries)
            if block == level.block and entries == level.entries:
                return
            command = change_inside(around.graph, level.node_id, block, level.entries, entries, level)
            level.block, before = block, level.block
            try:
                around.do(command)
            except LabError:
                level.block = before
                raise
            level.entries = entries
        except LabError as error:
            self.refused.emit(error.message)

    def _on_edited_around(self, level: _Level) -> None:
        """The network around was edited: other shapes may arrive, or the block may be another or gone."""
        if level not in self._open:
            return
        around = self._around(level)
        depth = self._open.index(level)
        layer = around.graph.node(level.node_id).layer if level.node_id in around.graph else None
        if not isinstance(layer, Block):
            self.back(depth)
        elif layer is not level.block and layer != level.block:
            if (layer.nodes, layer.links, layer.entries) == (level.block.nodes, level.block.links, level.block.entries):
                level.block = layer  # another name, another number of repetitions
            else:
                self.back(depth)
                self.open(level.node_id)
        level.document.replace_setup(around.setup)
        self._show_shapes(level, around)

    def _show_shapes(self, level: _Level, around: Document) -> None:
        if level not in self._open:
            return
        graph, changed = level.document.graph, False
        for number, shape in enumerate(_shapes(around, level.node_id)):
            if number < len(level.entries) and level.entries[number] in graph:
                node = graph.node(level.entries[number])
                if isinstance(node.layer, Entry) and node.layer.shape != shape:
                    graph.replace_node(node.changed(layer=Entry(shape)))
                    changed = True
        if changed:
            level.document.edited()


def _shapes(around: Document, node_id: str) -> list[Shape | None]:
    """What arrives at each input of a block."""
    reports, graph = around.analysis.nodes, around.graph
    layer = graph.node(node_id).layer
    arriving = {link.port: reports[link.source].output for link in graph.inputs(node_id)}
    return [arriving.get(port) for port in range(layer.most_inputs)]
