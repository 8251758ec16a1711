"""What a rule of the check is, and what it looks at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from lab.datasets.base import Samples
from lab.document.commands import Sequence
from lab.document.document import Document
from lab.document.graph import Graph, Node
from lab.document.history import Command
from lab.document.setup import Setup
from lab.document.shapes import Analysis, analyse
from lab.layers.base import Shape
from lab.losses.base import Loss
from lab.spec.fields import Declared
from lab.spec.message import Message

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True)
class Found:
    """One thing that a rule has found: where, what is wrong in a sentence, and the command that mends it, if any.

    The command's title says what it does: "Insert Flatten". It fits the graph that was looked at.
    """

    node: str | None
    message: Message
    mend: Command | None = None


@dataclass(frozen=True)
class Issue(Found):
    """The same with the rule that found it.

    An "error" makes training impossible, with a "warning" it learns less than it could, a "hint" is worth a thought.
    """

    severity: Severity = "error"
    rule: str = ""


@dataclass(frozen=True)
class Situation:
    """A network and what is known of the run that it is meant for; what is None is not looked at.

    Attributes:
        needed: bytes that training with batches of so many samples takes; None where that cannot be told.
        free: bytes that it may take.
    """

    graph: Graph
    analysis: Analysis
    loss: Loss | None = None
    samples: Samples | None = None
    setup: Setup | None = None
    needed: Callable[[int], int | None] | None = None
    free: int | None = None

    @cached_property
    def order(self) -> list[Node]:
        """The layers in the order of the data's flow."""
        return self.graph.order()

    @cached_property
    def inputs(self) -> list[Node]:
        """The layers where data enters."""
        return [node for node in self.graph if node.layer.takes_samples]

    @cached_property
    def fed(self) -> dict[str, int]:
        """How many links at most lie between the data, or a constant, and each layer that it reaches."""
        depth = {node.id: 0 for node in self.graph if node.layer.most_inputs == 0}
        for node in self.order:
            before = [depth[link.source] for link in self.graph.inputs(node.id) if link.source in depth]
            if before:
                depth[node.id] = max(before) + 1
        return depth

    @cached_property
    def ends(self) -> list[Node]:
        """The layers that data reaches and that lead nowhere: the network's output first, then dead branches."""

        def merit(node: Node) -> tuple[bool, bool, int]:
            shape = self.shape(node)
            fits = self.samples is not None and shape == (self.samples.outputs,)
            return fits, shape is not None, self.fed[node.id]

        loose = [node for node in self.graph if node.id in self.fed and not self.graph.outputs(node.id)]
        return sorted(loose, key=merit, reverse=True)

    @property
    def output(self) -> Node | None:
        """The layer whose output the loss gets; None while its shape is not known or layers wait for their input."""
        waiting = len(self.fed) < len(self.graph)
        return self.ends[0] if self.ends and self.shape(self.ends[0]) is not None and not waiting else None

    def shape(self, node: Node) -> Shape | None:
        """The shape of one sample of a layer's output."""
        return self.analysis.nodes[node.id].output

    def before(self, node: Node) -> Iterator[Node]:
        """`node` and the layers before it, as far back as each has one input."""
        while True:
            yield node
            links = self.graph.inputs(node.id)
            if len(links) != 1:
                return
            node = self.graph.node(links[0].source)


class Rule(Declared):
    """Base of all rules: one file each in lab/document/advice, its docstring what it is good for."""

    severity: ClassVar[Severity]
    inside: ClassVar[bool] = False  # whether it looks into blocks as well

    @abstractmethod
    def find(self, situation: Situation) -> Iterable[Found]:
        """What is wrong, in the order of the data's flow."""

    def issues(self, situation: Situation) -> Iterator[Issue]:
        """The same as issues."""
        for found in self.find(situation):
            yield Issue(found.node, found.message, found.mend, self.severity, self.name)


def step(title: Message, *commands: Command) -> Command:
    """Commands as one step of that name."""
    return Sequence(title, commands)


def after(situation: Situation, command: Command) -> tuple[Graph, Analysis]:
    """The graph as the command would leave it; the given one stays as it is."""
    trial = Document(situation.graph.copy())
    command.apply(trial)
    return trial.graph, analyse(trial.graph, earlier=situation.analysis)
