"""Random sequences of edits, as a learner might make them: what holds after each is for the tests that run them."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from lab.document import clipboard, edits
from lab.document.blocks import Block
from lab.document.commands import AddLink, ChangeLayer, Move, Remove, Rename
from lab.document.document import Document
from lab.document.folding import fold, unfold_node
from lab.document.format import decode_graph, encode_graph
from lab.document.graph import Graph, Link, Node
from lab.document.history import Command
from lab.document.knobs import Knob, Target
from lab.document.opening import change_inside, closed, opened
from lab.spec.errors import LabError
from tests.document.blocks import convolutions, network, residual

KINDS = ("conv2d", "relu", "add", "flatten", "dense", "concatenate")
MOST = 40  # nodes, so that a sequence stays quick

number = st.integers(0, 1000)
few = st.lists(number, min_size=1, max_size=5)


class EditSequences(RuleBasedStateMachine):
    """Edits of one document. `shown` is called when it is another one, `edited` after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.copied = ""
        self.document = Document(network(residual(), convolutions(repeat=2)))
        self.shown()

    def shown(self) -> None:
        """There is another document."""

    def edited(self) -> None:
        """What holds now."""

    # -- picking from what there is

    @property
    def graph(self) -> Graph:
        return self.document.graph

    def node(self, pick: int) -> Node:
        return self.graph.nodes[pick % len(self.graph)]

    def ids(self, picks: list[int]) -> list[str]:
        return list(dict.fromkeys(self.node(pick).id for pick in picks)) if len(self.graph) else []

    def block(self, pick: int) -> tuple[str, Block] | None:
        blocks = [(node.id, node.layer) for node in self.graph if isinstance(node.layer, Block)]
        return blocks[pick % len(blocks)] if blocks else None

    def do(self, command: Command | None) -> bool:
        """An edit; whether it was done rather than refused."""
        done = False
        if command is not None:
            try:
                self.document.do(command)
                done = True
            except LabError:
                pass
        self.edited()
        return done

    # -- the edits

    @rule(kind=st.sampled_from(KINDS), x=number, y=number, pick=number)
    def add(self, kind: str, x: int, y: int, pick: int) -> None:
        if len(self.graph) < MOST:
            layer = edits.new_layer(kind)
            after = pick % 2 and len(self.graph)
            self.do(edits.add_after(self.graph, layer, self.node(pick).id) if after
                    else edits.add(self.graph, layer, x, y))  # fmt: skip

    @rule(one=number, other=number, port=st.integers(0, 3))
    def link(self, one: int, other: int, port: int) -> None:
        if len(self.graph):
            self.do(AddLink(Link(self.node(one).id, self.node(other).id, port)))

    @rule(pick=number)
    def unlink(self, pick: int) -> None:
        if links := self.graph.links:
            self.do(Remove(links=[links[pick % len(links)]]))

    @rule(picks=few, x=number, y=number)
    def move(self, picks: list[int], x: int, y: int) -> None:
        self.do(Move(dict.fromkeys(self.ids(picks), (float(x), float(y)))))

    @rule(picks=few)
    def delete(self, picks: list[int]) -> None:
        self.do(edits.delete(self.graph, self.ids(picks)))

    @rule(pick=number, label=st.sampled_from(("a", "conv1", "block1", "")))
    def rename(self, pick: int, label: str) -> None:
        if len(self.graph):
            self.do(Rename(self.node(pick).id, label))

    @rule(picks=few)
    def fold(self, picks: list[int]) -> None:
        try:
            command = fold(self.graph, self.ids(picks), "Folded")
        except LabError:
            return
        self.do(command)

    @rule(pick=number, length=st.integers(1, 4))
    def fold_a_way(self, pick: int, length: int) -> None:
        """Layers one after the other: what can nearly always be folded."""
        if not len(self.graph):
            return
        way = [self.node(pick).id]
        while len(way) < length and (onward := self.graph.outputs(way[-1])):
            way.append(onward[0].target)
        try:
            command = fold(self.graph, way, "Way")
        except LabError:
            return
        self.do(command)

    @rule(pick=number)
    def unfold(self, pick: int) -> None:
        found = self.block(pick)
        if found and found[1].repeat * len(found[1].nodes) + len(self.graph) < 2 * MOST:
            self.do(unfold_node(self.graph, found[0]))

    @rule(pick=number, repeat=st.integers(0, 5))
    def repeat(self, pick: int, repeat: int) -> None:
        if (found := self.block(pick)) and found[1].layers < 200:
            self.do(ChangeLayer(found[0], "repeat", repeat))

    @rule(pick=number, value=st.integers(0, 6))
    def turn_a_knob(self, pick: int, value: int) -> None:
        if (found := self.block(pick)) and found[1].knobs:
            self.do(ChangeLayer(found[0], found[1].knobs[0].name, value))

    @rule(pick=number, kind=st.sampled_from(KINDS), inner=number)
    def edit_inside(self, pick: int, kind: str, inner: int) -> None:
        found = self.block(pick)
        if not found:
            return
        node_id, block = found
        inside, entries = opened(block, self.document.analysis.nodes[node_id].inputs)
        sub = Document(inside)
        try:
            sub.do(edits.add_after(inside, edits.new_layer(kind), inside.nodes[inner % len(inside)].id))
            after, ports = closed(inside, block, entries)
            if not after.knobs:
                fields = [(n.id, f) for n in after.nodes for f in ("channels", "units") if f in n.layer.adjustable()]
                after = after.replace(knobs=[Knob("Width", tuple(Target(*f) for f in fields))] if fields else ())
        except LabError:
            return
        self.do(change_inside(self.graph, node_id, after, entries, ports, sub))

    @rule(picks=few)
    def copy(self, picks: list[int]) -> None:
        if ids := self.ids(picks):
            self.copied = clipboard.to_text(self.graph, ids)

    @rule(x=number, y=number)
    def paste(self, x: int, y: int) -> None:
        if self.copied and len(self.graph) < MOST:
            self.do(edits.paste(self.graph, clipboard.from_text(self.copied), x, y))

    @rule(picks=few)
    def duplicate(self, picks: list[int]) -> None:
        if (ids := self.ids(picks)) and len(self.graph) < MOST:
            self.do(edits.duplicate(self.graph, ids))

    @rule()
    def arrange(self) -> None:
        self.do(edits.tidy(self.graph, 900.0, 500.0))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.document.history.undo()
        self.edited()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.document.history.redo()
        self.edited()

    @rule()
    def save_and_reopen(self) -> None:
        graph, setup = decode_graph(encode_graph(self.graph, self.document.setup))
        assert graph == self.graph
        self.document = Document(graph, setup)
        self.shown()
        self.edited()
