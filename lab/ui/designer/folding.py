"""The designer's verbs for blocks: fold, unfold, open, go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.document.blocks import Block
from lab.document.folding import fold, unfold_node
from lab.spec.errors import LabError
from lab.ui.app.i18n import tr

if TYPE_CHECKING:
    from lab.ui.designer.designer import Designer


def fold_chosen(designer: Designer) -> bool:
    """Make one block of the selected layers."""
    try:
        command = fold(designer.document.graph, designer.chosen_ids(), tr("Block"))
    except LabError as error:
        designer.refuse(error.message)
        return False
    return designer.do(command, select_new=True)


def unfold_chosen(designer: Designer) -> bool:
    """Put what is in the chosen block in its place."""
    graph = designer.document.graph
    if designer.chosen is None or not is_block(designer, designer.chosen):
        return False
    try:
        command = unfold_node(graph, designer.chosen)
    except LabError as error:
        designer.refuse(error.message)
        return False
    done = designer.do(command, select_new=True)
    designer.fit()
    return done


def is_block(designer: Designer, node_id: str) -> bool:
    """Whether a shown node is a block."""
    return isinstance(designer.document.graph.node(node_id).layer, Block)


def can_fold(designer: Designer) -> bool:
    """Whether there is anything that could be folded; whether it can be is said when it is asked for."""
    graph = designer.document.graph
    return any(graph.node(node_id).layer.most_inputs for node_id in designer.chosen_ids())


def open_block(designer: Designer, node_id: str) -> bool:
    """Show what is inside a block; False if the node is none."""
    return designer.levels.open(node_id)


def go_back(designer: Designer, depth: int | None = None) -> bool:
    """Show what is around the open block, which is chosen then; False if none is open."""
    left = designer.levels.back(depth)
    if left is not None and left in designer.scene.nodes:
        designer.scene.select({left})
    return left is not None
