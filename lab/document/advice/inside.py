"""What a rule has to say of the insides of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lab.document.advice.base import Issue, Rule, Situation
from lab.document.blocks import SEPARATOR, Block
from lab.document.document import Document
from lab.document.graph import Graph, Node
from lab.document.history import Command
from lab.document.opening import ChangeBlock, closed, opened
from lab.document.shapes import analyse
from lab.spec.errors import LabError
from lab.spec.message import Message


def inside(rule: Rule, situation: Situation) -> Iterator[Issue]:
    """The issues in all blocks, however deep; of repetitions in the first. Layers have the flat network's ids."""
    for node in situation.order:
        report = situation.analysis.nodes[node.id]
        if not isinstance(node.layer, Block) or report.output is None:
            continue
        graph, entries = opened(node.layer, report.inputs)
        part = Situation(graph, analyse(graph))
        for issue in (*rule.issues(part), *inside(rule, part)):
            message = Message('In the block "{title}": {reason}', title=node.layer.title, reason=issue.message)
            inner = f"{node.id}{SEPARATOR}{node.layer.prefix(1)}{issue.node}"
            mend = issue.mend and _outside(node, node.layer, graph, entries, issue.mend)
            yield replace(issue, node=inner, message=message, mend=mend)


def _outside(node: Node, block: Block, graph: Graph, entries: list[str], mend: Command) -> Command | None:
    """The step of the network outside that does inside what the command does there."""
    document = Document(graph.copy())
    try:
        mend.apply(document)
        changed, _ = closed(document.graph, block, entries)
    except LabError:
        return None
    return ChangeBlock(node.id, changed, title=mend.title)
