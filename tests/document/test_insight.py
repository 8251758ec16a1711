"""The facts of layers, with the figures that textbooks give."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lab.document import edits
from lab.document.graph import Graph, Link, Node
from lab.document.insight.layer import LayerInsight, insights, shares, totals
from lab.document.setup import default_setup
from lab.document.shapes import analyse
from lab.document.templates import template
from lab.document.templates.base import chain, layer
from lab.spec.registry import find
from tests.document import networks


def known(graph: Graph) -> dict[str, LayerInsight]:
    return insights(graph, analyse(graph), default_setup())


def field(graph: Graph, node_id: str) -> tuple[list[int], list[Fraction]]:
    found = known(graph)[node_id].field
    assert found is not None
    return [axis.size for axis in found], [axis.jump for axis in found]


def picture(*layers: tuple[str, dict[str, object]]) -> Graph:
    default_setup()
    return chain([layer("input", height=32, width=32), *(layer(kind, **config) for kind, config in layers)])


CONV = ("conv2d", {"kernel": 3})


def test_the_receptive_field_grows_with_depth() -> None:
    assert field(picture(CONV, CONV), "conv2d2") == ([5, 5], [1, 1])
    assert field(picture(CONV, ("max_pool2d", {}), CONV), "conv2d2") == ([8, 8], [2, 2])
    told = known(picture(CONV, CONV))["conv2d2"].field
    assert told is not None
    assert told[0].sum == "3 + (3 − 1)·1 = 5"


def test_dilation_widens_and_enlarging_brings_cells_nearer() -> None:
    assert field(picture(("conv2d", {"kernel": (3, 1), "dilation": (4, 1)})), "conv2d1") == ([9, 1], [1, 1])
    graph = picture(("max_pool2d", {}), ("upsample", {"factor": 4}), CONV)
    assert field(graph, "conv2d1") == ([3, 3], [Fraction(1, 2)] * 2)


def test_activations_change_nothing_and_flat_numbers_see_what_they_saw() -> None:
    graph = picture(CONV, ("relu", {}), ("flatten", {}), ("sigmoid", {}))
    assert field(graph, "sigmoid1") == field(graph, "conv2d1")


@pytest.mark.parametrize("kinds", [("flatten", "dense", "relu"), ("global_average_pool", "relu")])
def test_dense_and_global_layers_see_everything(kinds: tuple[str, ...]) -> None:
    graph = picture(CONV, *((kind, {}) for kind in kinds))
    assert known(graph)["relu1"].field is None


def test_a_merge_sees_as_much_as_its_widest_branch() -> None:
    graph = picture(CONV, CONV)
    graph.add_node(Node("sum", edits.new_layer("add")))
    for port, source in enumerate(("conv2d1", "conv2d2")):
        graph.add_link(Link(source, "sum", port))
    assert field(graph, "sum") == ([5, 5], [1, 1])


def test_the_arrays_of_a_dense_network() -> None:
    model = template("784-16-10")
    found = known(model.graph)
    arrays = [array for insight in found.values() for array in insight.arrays]
    assert [(array.symbol, array.shape) for array in arrays] == [
        ("W[1]", (16, 784)),
        ("b[1]", (16, 1)),
        ("W[2]", (10, 16)),
        ("b[2]", (10, 1)),
    ]
    assert [array.gradient for array in arrays] == ["dW[1]", "db[1]", "dW[2]", "db[2]"]
    assert sum(array.size for array in arrays) == 12_730
    assert sum(array.size for array in arrays if array.name == "bias") == 26
    assert found["dense1"].parameter_sum == "16·784 + 16 = 12,560"


def test_lenet_in_figures() -> None:
    found = known(template("lenet5").graph)
    assert totals(found).parameters == 61_706
    first = found["conv2d1"]
    assert first.size_sums == ("(28 + 2·2 − 5)/1 + 1 = 28",)
    assert first.parameter_sum == "6·(5·5·1) + 6 = 156"
    assert first.flop_sum == "2·150·784 = 235,200"
    assert first.flops == 235_200
    assert sum(shares(found, "parameters").values()) == 61_706
    assert shares(found, "flops")["conv2d1"] == 235_200


@pytest.mark.parametrize("kind", ["depthwise_conv2d", "transposed_conv2d", "conv2d"])
def test_sums_that_are_written_out_are_right(kind: str) -> None:
    graph = picture(("conv2d", {"channels": 6}), (kind, {"kernel": 3, "stride": 2}))
    insight = known(graph)[graph.nodes[-1].id]
    assert insight.parameter_sum.endswith(f"= {insight.parameters:,}")
    assert insight.flop_sum.endswith(f"= {insight.flops:,}")


def test_running_statistics_have_no_gradient() -> None:
    arrays = known(networks.chain("input", "conv2d", "batch_norm"))["batch_norm1"].arrays
    assert [(array.symbol, array.gradient) for array in arrays] == [("γ", "dγ"), ("β", "dβ"), ("μ", ""), ("σ²", "")]


def test_memory_while_training() -> None:
    model = template("784-16-10")
    setup = model.setup.changed(optimizer=find("optimizer", "adam")(), run=model.setup.run.replace(batch_size=10))
    memory = insights(model.graph, analyse(model.graph), setup)["dense1"].memory
    assert (memory.weights, memory.gradients, memory.states) == (4 * 12_560, 4 * 12_560, 2 * 4 * 12_560)
    assert (memory.sample, memory.outputs, memory.output_gradients) == (64, 640, 640)
    assert memory.total == 4 * 4 * 12_560 + 2 * 640
    assert insights(model.graph, analyse(model.graph), setup)["flatten1"].memory.sample == 0, "a view of its input"


def test_convolution_against_dense() -> None:
    default_setup()
    graph = chain(
        [
            layer("input", channels=3, height=32, width=32),
            layer("conv2d", channels=1, kernel=5, padding="valid"),
            layer("flatten"),
            layer("dense"),
        ]
    )
    found = known(graph)
    comparison = found["conv2d1"].comparison
    assert comparison is not None
    assert (comparison.own, comparison.own_sum) == (76, "75 + 1 = 76")
    assert comparison.dense == (32 * 32 * 3) * (28 * 28) + 28 * 28
    assert comparison.dense_sum == "(32·32·3)·(28·28·1) + 28·28·1 = 2,409,232"
    assert found["dense1"].comparison is None


def test_what_is_not_known_yet_is_left_out() -> None:
    graph = networks.chain("input", "conv2d", "dense", "relu")
    assert list(known(graph)) == ["input1", "conv2d1"]
    assert totals(known(graph), {"conv2d1", "relu1"}).parameters == 80
