"""Whatever is edited in whatever order: document, analysis, flat network and file agree, and undo finds back."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from lab.document.format import decode_graph, encode_graph
from lab.document.graph import Graph
from lab.document.model import parameters
from lab.document.shapes import analyse
from lab.document.unfolding import outermost, unfolded
from tests.document.edit_sequences import EditSequences


class Sequences(EditSequences):
    def shown(self) -> None:
        self.first = self.document.graph.copy()

    def edited(self) -> None:
        document = self.document
        again = Graph(document.graph.nodes, sorted(document.graph.links))
        assert document.graph == again
        assert document.analysis == analyse(document.graph)
        reopened, _ = decode_graph(encode_graph(document.graph, document.setup))
        assert reopened == document.graph
        assert analyse(reopened).nodes == document.analysis.nodes
        flat = unfolded(document.graph)
        assert flat == document.unfolded
        assert {outermost(node.id) for node in flat} == {node.id for node in document.graph}
        folded, whole = document.analysis, document.unfolded_analysis
        if not folded.problems:
            assert not whole.problems
            assert (folded.parameters, folded.flops, folded.activations) == (
                whole.parameters,
                whole.flops,
                whole.activations,
            )
        assert sum(p.size for p in parameters(document.graph).values() if p.trainable) == whole.parameters

    def teardown(self) -> None:
        history, graph = self.document.history, self.document.graph
        while history.redo_title is not None:
            history.redo()
        last = graph.copy()
        while history.undo_title is not None:
            history.undo()
        assert graph.nodes == self.first.nodes
        assert graph == self.first
        while history.redo_title is not None:
            history.redo()
        assert graph == last


def test_any_sequence_of_edits() -> None:
    run_state_machine_as_test(
        Sequences, settings=settings(max_examples=15, stateful_step_count=12, deadline=None, derandomize=True)
    )


@pytest.mark.slow
def test_a_thousand_sequences_of_edits() -> None:
    run_state_machine_as_test(Sequences, settings=settings(max_examples=1000, stateful_step_count=30, deadline=None))
