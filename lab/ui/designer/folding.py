"""The designer's verbs for blocks: fold, unfold, open, go back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lab.document.block_files import load_block
from lab.document.blocks import Block
from lab.document.folding import fold, unfold_node
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.i18n import tr
from lab.ui.designer import own_blocks

if TYPE_CHECKING:
    from lab.document.graph import Graph
    from lab.document.history import Command
    from lab.ui.designer.designer import Designer

_FOLDED_AT_ONCE, _UNFOLDED_AT_ONCE = 300, 60  # layers, without a thread


def fold_chosen(designer: Designer) -> bool:
    """Make one block of the selected layers: at once, or as soon as that is made."""
    graph, ids = designer.document.graph, designer.chosen_ids()
    if len(ids) > _FOLDED_AT_ONCE:
        designer.arranging.fold(graph.copy(), ids, tr("Block"))
        return True
    try:
        command = fold(graph, ids, tr("Block"))
    except LabError as error:
        designer.refuse(error.message)
        return False
    return designer.do(command, select_new=True)


def unfold_chosen(designer: Designer) -> bool:
    """Put what is in the chosen block in its place: at once, or as soon as that is laid out."""
    graph, block = designer.document.graph, chosen_block(designer)
    if designer.chosen is None or block is None:
        return False
    if block.repeat * len(block.nodes) > _UNFOLDED_AT_ONCE:
        designer.arranging.unfold(graph.copy(), designer.chosen)
        return True
    try:
        command = unfold_node(graph, designer.chosen)
    except LabError as error:
        designer.refuse(error.message)
        return False
    return _put_in_place(designer, command)


def take_folded(designer: Designer, graph: Graph, given: Command | LabError) -> None:
    """A block was made of layers of this graph, or cannot be."""
    edited = Message("The network was edited while the block was being made. Fold the layers again.")
    if (command := _still_fitting(designer, graph, given, edited)) is not None:
        designer.do(command, select_new=True)


def take_unfolded(designer: Designer, graph: Graph, given: Command | LabError) -> None:
    """A block of this graph was laid out, or cannot be."""
    edited = Message("The network was edited while the block was being unfolded. Unfold it again.")
    if (command := _still_fitting(designer, graph, given, edited)) is not None:
        _put_in_place(designer, command)


def _still_fitting(designer: Designer, graph: Graph, given: Command | LabError, edited: Message) -> Command | None:
    """The command that was made for this graph; None, and a sentence, if there is none or the network is another."""
    if isinstance(given, LabError):
        designer.refuse(given.message)
    elif graph != designer.document.graph:
        designer.refuse(edited)
    else:
        return given
    return None


def _put_in_place(designer: Designer, command: Command) -> bool:
    done = designer.do(command, select_new=True)
    designer.scene.arrivals.then(designer.fit)
    return done


def is_block(designer: Designer, node_id: str) -> bool:
    """Whether a shown node is a block."""
    return isinstance(designer.document.graph.node(node_id).layer, Block)


def can_fold(designer: Designer) -> bool:
    """Whether there is anything that could be folded; whether it can be is said when it is asked for."""
    graph = designer.document.graph
    return any(not graph.node(node_id).layer.takes_samples for node_id in designer.chosen_ids())


def chosen_block(designer: Designer) -> Block | None:
    """The chosen block, if one is."""
    layer = designer.document.graph.node(designer.chosen).layer if designer.chosen is not None else None
    return layer if isinstance(layer, Block) else None


def keep_chosen(designer: Designer) -> bool:
    """Put the chosen block into the learner's palette."""
    block = chosen_block(designer)
    return block is not None and own_blocks.keep(designer.window(), block, designer.refuse)


def export_chosen(designer: Designer) -> bool:
    """Write the chosen block into a file."""
    block = chosen_block(designer)
    return block is not None and own_blocks.export(designer.window(), block, designer.refuse)


def add_file(designer: Designer, path: Path) -> bool:
    """Add the block in a file to the network that is shown."""
    try:
        return designer.add_layer(load_block(path))
    except LabError as error:
        designer.refuse(error.message)
        return False


def open_block(designer: Designer, node_id: str) -> bool:
    """Show what is inside a block; False if the node is none."""
    return designer.levels.open(node_id)


def go_back(designer: Designer, depth: int | None = None) -> bool:
    """Show what is around the open block, which is chosen then; False if none is open."""
    left = designer.levels.back(depth)
    if left is not None and left in designer.document.graph:
        designer.scene.select({left})
    return left is not None
