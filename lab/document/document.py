"""One document: graph, setup and history, with the analysis that is always up to date."""

from __future__ import annotations

from lab.document.graph import Graph, Link, Node
from lab.document.history import Command, History
from lab.document.insight.layer import LayerInsight, insights
from lab.document.setup import Setup, default_setup
from lab.document.shapes import Analysis, analyse
from lab.document.unfolding import unfolded
from lab.spec.events import Event


class Document:
    """What the learner edits. Views subscribe to `graph`'s events, `setup_changed` and `edited`.

    `edited` comes once after each finished edit, undo or redo: the moment to look at `analysis` again.
    """

    def __init__(self, graph: Graph | None = None, setup: Setup | None = None) -> None:
        self.graph = graph or Graph()
        self._setup = setup or default_setup()
        self._analysis: Analysis | None = None
        self._earlier: Analysis | None = None  # of the graph as it was before the latest edits
        self._unfolded: Graph | None = None
        self._insights: tuple[Analysis, Setup, dict[str, LayerInsight]] | None = None
        self._unfolded_analysis: Analysis | None = None
        self._unfolded_earlier: Analysis | None = None
        self.setup_changed: Event[Setup, Setup] = Event()  # before, after
        self.edited: Event[[]] = Event()
        self.history = History(self)
        for event in (self.graph.node_added, self.graph.node_removed):
            event.connect(self._forget_for_node)
        for link_event in (self.graph.link_added, self.graph.link_removed):
            link_event.connect(self._forget_for_link)
        self.graph.node_changed.connect(self._forget_for_change)

    @property
    def setup(self) -> Setup:
        """How the network is to be trained."""
        return self._setup

    def replace_setup(self, setup: Setup) -> None:
        """For commands: put another setup in place."""
        before, self._setup = self._setup, setup
        if before != setup:
            self.setup_changed(before, setup)

    @property
    def analysis(self) -> Analysis:
        """Shapes, sizes and problems of the graph as it is now."""
        if self._analysis is None:
            self._analysis = self._earlier = analyse(self.graph, earlier=self._earlier)
        return self._analysis

    @property
    def unfolded(self) -> Graph:
        """The flat network behind the graph as it is now, as a run has it; nobody may change it."""
        if self._unfolded is None:
            self._unfolded = unfolded(self.graph)
        return self._unfolded

    @property
    def unfolded_analysis(self) -> Analysis:
        """Shapes, sizes and problems of the flat network."""
        if self._unfolded_analysis is None:
            flat = self.unfolded
            found = self.analysis if flat is self.graph else analyse(flat, earlier=self._unfolded_earlier)
            self._unfolded_analysis = self._unfolded_earlier = found
        return self._unfolded_analysis

    @property
    def insights(self) -> dict[str, LayerInsight]:
        """The facts of every layer whose output is known."""
        known = self._insights
        if known is None or known[0] is not self.analysis or known[1] != self._setup:
            known = self._insights = self.analysis, self._setup, insights(self.graph, self.analysis, self._setup)
        return known[2]

    def do(self, command: Command) -> None:
        """Carry out a command and remember it for undo; nothing has changed if it raises."""
        self.history.do(command)

    def _forget_for_node(self, _node: Node) -> None:
        self._forget()

    def _forget_for_link(self, _link: Link) -> None:
        self._forget()

    def _forget_for_change(self, before: Node, after: Node) -> None:
        if before.layer is not after.layer and before.layer != after.layer:
            self._forget()
        elif before.label != after.label:
            self._unfolded = None

    def _forget(self) -> None:
        self._analysis = self._unfolded = self._unfolded_analysis = None
