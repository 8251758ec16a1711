"""Each rule of the check: a network that has the issue, and the same network once it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.document.advice import Issue, Situation, advise, errors, rules
from lab.document.blocks import block
from lab.document.document import Document
from lab.document.graph import Graph, Link, Node
from lab.document.setup import Setup, default_setup
from lab.document.templates import templates
from lab.document.templates.base import chain, layer, loss
from lab.spec.registry import find

SETUP = default_setup()


def pictures(classes: int = 10, side: int = 8) -> Samples:
    names = tuple(map(str, range(classes)))
    return Samples(np.zeros((classes, 1, side, side), np.float32), np.arange(classes), names)


def values(*targets: float) -> Samples:
    return Samples(np.zeros((len(targets), 2), np.float32), np.array(targets, np.float32)[:, None])


def points() -> Samples:
    return Samples(np.zeros((2, 2), np.float32), np.arange(2), ("a", "b"))


@dataclass
class Case:
    """A network with one issue of this rule; `mend` is what its button says, None where nothing can be offered."""

    rule: str
    graph: Graph
    node: str | None
    words: str
    mend: str | None
    samples: Samples | None = field(default_factory=pictures)
    setup: Setup = SETUP
    others: tuple[str, ...] = ()  # rules that find something as well
    situation: dict[str, Any] = field(default_factory=dict)


def look(document: Document, case: Case) -> list[Issue]:
    setup = document.setup
    return advise(Situation(document.graph, document.analysis, setup.loss, case.samples, setup, **case.situation))


def network(*layers: str | tuple[str, dict[str, Any]]) -> Graph:
    made = [layer(each) if isinstance(each, str) else layer(each[0], **each[1]) for each in layers]
    return chain([layer("input"), *made])


def flat(*layers: str | tuple[str, dict[str, Any]]) -> Graph:
    made = [layer(each) if isinstance(each, str) else layer(each[0], **each[1]) for each in layers]
    return chain([layer("input", form="values", features=2), *made])


def edited(graph: Graph, edit: Callable[[Graph], object]) -> Graph:
    edit(graph)
    return graph


def with_branch(graph: Graph) -> None:
    for node, source in (("side1", "conv2d1"), ("side2", "side1")):
        graph.add_node(Node(node, layer("relu"), node))
        graph.add_link(Link(source, node))


def with_second_input(graph: Graph) -> None:
    graph.add_node(Node("input2", layer("input"), "input2"))


def run(**settings: Any) -> Setup:
    return SETUP.changed(run=SETUP.run.replace(**settings))


CNN = ("conv2d", "relu", "max_pool2d", "flatten", "dense")

CASES = [
    Case("shapes", network("conv2d", "relu", "dense"), "dense1", "Put Flatten before it", "Insert Flatten"),
    Case(
        "shapes",
        edited(network(*CNN), lambda graph: graph.remove_link(Link("relu1", "max_pool2d1"))),
        "max_pool2d1",
        "has no input",
        "Link relu1 to max_pool1",
    ),
    Case(
        "shapes",
        edited(network(*CNN), lambda graph: graph.add_node(Node("alone", layer("add"), "alone"))),
        "alone",
        "at least 2 inputs",
        "Delete alone",
    ),
    Case(
        "one_input",
        chain([layer("flatten"), layer("dense")]),
        None,
        "exactly one Input",
        "Add Input",
        others=("shapes",),
    ),
    Case("one_input", edited(network(*CNN), with_second_input), "input2", "This one has 2", "Delete input2",
         others=("dead_branch",)),
    Case("dead_branch", edited(network(*CNN), with_branch), "side2", "leads nowhere beside dense1",
         "Delete these 2 layers"),
    Case("input_shape", network(*CNN), "input1", "the data's samples are 1 × 12 × 12", "Make input1 1 × 12 × 12",
         samples=pictures(side=12)),
    Case("outputs", network("conv2d", "relu"), "relu1", "needs a flat output", "Add Flatten and Dense",
         others=("last_activation",)),
    Case("outputs", network("flatten", "dense", "relu", ("dense", {"units": 3})), "dense2", "10 classes",
         "Give dense2 10 units"),
    Case("outputs", network("conv2d", "relu", "global_average_pool"), "global_average_pool1", "10 classes",
         "Give conv1 10 channels"),
    Case("outputs", flat(("dense", {"units": 1})), "dense1", "Cross-entropy compares classes",
         "Use Binary cross-entropy", samples=points()),
    Case("memory", network(*CNN), None, "are free", "Take batches of 8",
         situation={"needed": lambda batch: 100 * batch, "free": 900}),
    Case("memory", network(*CNN), None, "are free", None, situation={"needed": lambda batch: 1000, "free": 900}),
    Case("no_parameters", network("flatten", "relu"), None, "nothing that training could change", "Add Dense",
         others=("outputs", "last_activation")),
    Case("last_activation", network(*CNN, "softmax"), "softmax1", "has already done so", "Delete softmax1"),
    Case("last_activation", network(*CNN, "relu"), "relu2", "hardly any below zero", "Delete relu2"),
    Case("last_activation", network(*CNN), "dense1", "gives numbers of any size", "Let the loss take scores",
         setup=SETUP.changed(loss=loss("binary_cross_entropy", from_logits=False))),
    Case("targets", flat(("dense", {"units": 1})), None, "numbers of any size", "Use Mean squared error",
         samples=values(0.0, 7.0), setup=SETUP.changed(loss=loss("binary_cross_entropy"))),
    Case("lost_edges", network(("conv2d", {"padding": "valid", "kernel": 2}), "relu", "max_pool2d", "flatten", "dense"),
         "max_pool2d1", "1 × 1 cells of its height × width", 'Set the padding of max_pool1 to "same"'),
    Case("dropped_output", network(*CNN, "dropout"), "dropout1", "stands at the end", "Delete dropout1"),
    Case("batch_of_one", network("conv2d", "batch_norm", "relu", "flatten", "dense"), "batch_norm1", "there is one in",
         "Take batches of 32", setup=run(batch_size=1)),
    Case("learning_rate", network(*CNN), None, "very large for Adam: 0.001", "Set the learning rate to 0.001",
         setup=SETUP.changed(optimizer=SETUP.optimizer.replace(learning_rate=5.0))),
    Case("learning_rate", network(*CNN), None, "very small", "Set the learning rate to 0.001",
         setup=SETUP.changed(optimizer=SETUP.optimizer.replace(learning_rate=1e-7))),
    Case("equal_weights", network("flatten", ("dense", {"initializer": "zeros"}), "relu", "dense"), "dense1",
         "stay alike for ever", "Draw the weights of dense1 by He's rule"),
    Case("linear_stack", network("conv2d", "batch_norm", "flatten", "dense"), "dense1", "no activation", "Insert ReLU"),
    Case("saturation", network("flatten", "dense", "sigmoid"), "sigmoid1", "squared errors", "Use Binary cross-entropy",
         setup=SETUP.changed(loss=loss("mean_squared_error"))),
    Case("saturation", network("flatten", "dense", "softmax"), "softmax1", "squared errors", "Use Cross-entropy",
         setup=SETUP.changed(loss=loss("mean_squared_error"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.words[:20]}" for case in CASES])
def test_an_issue_is_found_mended_and_undone(case: Case) -> None:
    document = Document(case.graph.copy(), case.setup)
    before = document.graph.copy()
    found = look(document, case)
    assert {issue.rule for issue in found} == {case.rule, *case.others}
    issue = next(issue for issue in found if issue.rule == case.rule)
    assert issue.node == case.node
    assert case.words in str(issue.message)
    assert (None if issue.mend is None else str(issue.mend.title)) == case.mend
    if issue.mend is None:
        return
    document.do(issue.mend)
    left = {(issue.rule, issue.node) for issue in look(document, case)}
    assert (case.rule, case.node) not in left
    assert len(left) < len(found)
    document.history.undo()
    assert document.graph == before
    assert document.setup == case.setup
    assert look(document, case)[0].message == found[0].message


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.name for rule in rules()}


def test_a_sound_network_has_no_issues() -> None:
    case = Case("", network(*CNN), None, "", None)
    assert look(Document(case.graph, SETUP), case) == []


def test_all_issues_are_listed_at_once_the_gravest_first() -> None:
    graph = edited(network("conv2d", "conv2d", "flatten", ("dense", {"units": 3}), "softmax"), with_branch)
    case = Case("", graph, None, "", None)
    found = look(Document(graph, SETUP), case)
    assert [(issue.severity, issue.rule) for issue in found] == [
        ("error", "dead_branch"),
        ("error", "outputs"),
        ("warning", "last_activation"),
        ("hint", "linear_stack"),
    ]


def test_mending_one_after_the_other_leaves_nothing() -> None:
    graph = edited(network("conv2d", "dense", ("dense", {"units": 3}), "softmax", "dropout"), with_second_input)
    document, case = Document(graph, run(batch_size=1)), Case("", graph, None, "", None)
    for _ in range(12):
        mend = next((issue.mend for issue in look(document, case) if issue.mend is not None), None)
        if mend is None:
            break
        document.do(mend)
    assert look(document, case) == []


def test_errors_alone_are_what_stands_in_the_way() -> None:
    graph = network("conv2d", "conv2d", "flatten", ("dense", {"units": 3}))
    document = Document(graph, SETUP)
    (issue,) = errors(Situation(graph, document.analysis, SETUP.loss, pictures()))
    assert issue.rule == "outputs"


def test_an_end_whose_output_the_data_fits_is_the_output() -> None:
    graph = network("flatten", "dense")
    graph.add_node(Node("deep1", layer("dense", units=5), "deep1"))
    graph.add_node(Node("deep2", layer("dense", units=5), "deep2"))
    for link in (Link("flatten1", "deep1"), Link("deep1", "deep2")):
        graph.add_link(link)
    case = Case("", graph, None, "", None)
    dead = [issue for issue in look(Document(graph, SETUP), case) if issue.rule == "dead_branch"]
    assert [issue.node for issue in dead] == ["deep2"]


def test_a_shortcut_that_looks_at_every_second_cell_loses_no_edge() -> None:
    graph = network(("conv2d", {"kernel": 1, "stride": 2}), "relu", "flatten", "dense")
    assert look(Document(graph, SETUP), Case("", graph, None, "", None)) == []


@pytest.mark.parametrize("repeat", [1, 3])
def test_blocks_are_looked_into_and_mended_inside(repeat: int) -> None:
    default_setup()
    part = chain([layer("conv2d", channels=4), layer("conv2d", channels=4), layer("relu")])
    deep = block(chain([layer("relu"), block(part, "pair")]), "outer", repeat=repeat)
    graph = chain([layer("input"), layer("conv2d", channels=4), deep, layer("flatten"), layer("dense")])
    case = Case("", graph, None, "", None)
    document = Document(graph, SETUP)
    before = document.graph.copy()
    (issue,) = look(document, case)
    assert issue.rule == "linear_stack"
    assert issue.node in document.unfolded
    assert 'In the block "outer": In the block "pair": Between conv1 and conv2' in str(issue.message)
    assert issue.mend is not None
    assert str(issue.mend.title) == "Insert ReLU"
    document.do(issue.mend)
    assert look(document, case) == []
    assert len(document.unfolded) == len(before) - 1 + repeat * 5
    document.history.undo()
    assert document.graph == before


@pytest.mark.parametrize("name", [cls.name for cls in templates()])
def test_templates_need_no_mending(name: str) -> None:
    model = find("template", name)().model()  # type: ignore[attr-defined]
    document = Document(model.graph, model.setup)
    found = advise(Situation(document.graph, document.analysis, model.setup.loss, None, model.setup))
    assert [issue for issue in found if issue.severity != "hint"] == []
