from __future__ import annotations

import pytest

from lab.document.commands import ChangeLayer, Remove
from lab.document.document import Document
from lab.document.graph import Graph, Link
from lab.document.shapes import NodeReport, analyse
from lab.spec.errors import GraphError
from tests.document.networks import chain, document, node


def test_shapes_follow_the_links() -> None:
    reports = analyse(chain("input", "conv2d", "max_pool2d", "flatten", "dense")).nodes
    assert [report.output for report in reports.values()] == [(1, 8, 8), (8, 8, 8), (8, 4, 4), (128,), (10,)]
    assert reports["dense1"].inputs == ((128,),)


def test_parameters_and_totals() -> None:
    analysis = analyse(chain("input", "conv2d", "flatten", "dense"))
    assert analysis.nodes["conv2d1"].parameters == 8 * 9 + 8
    assert analysis.parameters == 80 + 512 * 10 + 10
    assert analysis.flops == sum(report.flops for report in analysis.nodes.values())
    assert analysis.activations == 64 + 512 + 512 + 10


def test_running_statistics_are_no_parameters() -> None:
    assert analyse(chain("input", "conv2d", "batch_norm")).nodes["batch_norm1"].parameters == 16


def test_a_problem_is_told_where_it_is_and_only_there() -> None:
    analysis = analyse(chain("input", "conv2d", "dense", "relu", "dense"))
    (problem,) = analysis.problems
    assert (problem.node, problem.mend) == ("dense1", "flatten")
    assert "Dense needs a flat input. This one is 8 × 8 × 8." in str(problem.message)
    assert analysis.nodes["relu1"].output is None
    assert analysis.nodes["relu1"].problem is None


def test_a_missing_input_says_what_to_do() -> None:
    (problem,) = analyse(chain("relu")).problems
    assert "ReLU has no input. Drag" in str(problem.message)


@pytest.mark.parametrize("linked", [0, 1])
def test_a_merge_counts_what_it_has(linked: int) -> None:
    graph = chain("input")
    graph.add_node(node("a", "add"))
    for port in range(linked):
        graph.add_link(Link("input1", "a", port))
    (problem,) = analyse(graph).problems
    assert f"at least 2 inputs and has {linked}" in str(problem.message)


def test_a_branch_may_meet_itself_again() -> None:
    graph = chain("input", "relu")
    graph.add_node(node("a", "add"))
    for source, port in (("input1", 0), ("relu1", 1)):
        graph.add_link(Link(source, "a", port))
    assert analyse(graph).nodes["a"].output == (1, 8, 8)


def test_nothing_is_nothing() -> None:
    analysis = analyse(Graph())
    assert (analysis.nodes, analysis.parameters, analysis.problems) == ({}, 0, [])


def test_the_documents_analysis_is_always_of_now() -> None:
    edited = Document(chain("input", "conv2d"))
    first = edited.analysis
    assert edited.analysis is first
    from lab.document.commands import ChangeLayer, Move

    edited.do(Move({"conv2d1": (8, 8)}))
    assert edited.analysis is first  # moving changes no shape
    edited.do(ChangeLayer("conv2d1", "channels", 2))
    assert edited.analysis.nodes["conv2d1"].output == (2, 8, 8)
    edited.history.undo()
    assert edited.analysis.nodes["conv2d1"].output == (8, 8, 8)


def test_a_refused_edit_leaves_the_analysis_alone() -> None:
    edited = document("input", "relu")
    from lab.document.commands import AddLink

    before = edited.analysis
    with pytest.raises(GraphError):
        edited.do(AddLink(Link("relu1", "input1")))
    assert edited.analysis == before


def _anew(edited: Document, before: dict[str, NodeReport]) -> list[str]:
    """The layers whose reports were made since."""
    return [node_id for node_id, report in edited.analysis.nodes.items() if report is not before.get(node_id)]


def test_an_edit_costs_what_it_changes() -> None:
    edited = document("input", *["conv2d", "relu"] * 50, "flatten", "dense")
    before = edited.analysis.nodes
    edited.do(ChangeLayer("conv2d50", "channels", 4))
    assert _anew(edited, before) == ["conv2d50", "relu50", "flatten1", "dense1"]
    before = edited.analysis.nodes
    edited.do(ChangeLayer("conv2d1", "bias", False))
    assert _anew(edited, before) == ["conv2d1"]
    before = edited.analysis.nodes
    edited.do(Remove(links=[Link("relu50", "flatten1")]))
    assert _anew(edited, before) == ["flatten1", "dense1"]
    assert edited.analysis == analyse(edited.graph)


def test_equal_layers_have_problems_of_their_own() -> None:
    graph = chain("input", "flatten", "conv2d")
    graph.add_node(node("other", "conv2d"))
    graph.add_link(Link("flatten1", "other"))
    reports = analyse(graph).nodes
    assert [problem.node for problem in analyse(graph).problems] == ["conv2d1", "other"]
    graph.remove_link(Link("input1", "flatten1"))
    graph.remove_link(Link("flatten1", "conv2d1"))
    graph.add_link(Link("input1", "conv2d1"))
    good = analyse(graph, earlier=None).nodes["conv2d1"]
    assert good.problem is None
    assert reports["conv2d1"].problem is not None
