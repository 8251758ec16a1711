"""What a rule has to say of the insides of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lab.document.advice.base import Issue, Rule, Situation
from lab.document.blocks import SEPARATOR, Block
from lab.document.document import Document
from lab.document.graph import Graph, Node
from lab.document.history import Command
from lab.document.opening import ChangeBlock, closed, opened
from lab.document.shapes import analyse
from lab.spec.errors import LabError
from lab.spec.message import Message


def inside(rules: Iterable[Rule], situation: Situation) -> Iterator[Issue]:
    """The issues in all blocks, however deep; of repetitions in the first. Layers have the flat network's ids."""
    blocks = list(_opened(situation))  # once for all rules
    for rule in rules:
        yield from _issues(rule, blocks)


@dataclass(frozen=True)
class _Open:
    """A block with what is inside, as a network of its own."""

    node: Node
    block: Block
    entries: list[str]
    situation: Situation
    blocks: list[_Open]


def _opened(situation: Situation) -> Iterator[_Open]:
    """The blocks of a network, in the order of the data's flow."""
    for node in situation.order:
        report = situation.analysis.nodes[node.id]
        if isinstance(node.layer, Block) and report.output is not None:
            graph, entries = opened(node.layer, report.inputs)
            part = Situation(graph, analyse(graph))
            yield _Open(node, node.layer, entries, part, list(_opened(part)))


def _issues(rule: Rule, blocks: list[_Open]) -> Iterator[Issue]:
    for each in blocks:
        node, block, graph = each.node, each.block, each.situation.graph
        for issue in (*rule.issues(each.situation), *_issues(rule, each.blocks)):
            message = Message('In the block "{title}": {reason}', title=block.title, reason=issue.message)
            inner = f"{node.id}{SEPARATOR}{block.prefix(1)}{issue.node}"
            mend = issue.mend and _outside(node, block, graph, each.entries, issue.mend)
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
