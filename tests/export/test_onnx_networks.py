"""Whole networks give in onnxruntime what they give here: every template, and networks drawn by lot."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates import template, templates
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.engine.network import Network
from lab.export.base import Source
from lab.export.onnx.writing import onnx_file
from tests.engine import networks
from tests.export.learned import learned
from tests.export.onnx_running import run

discover_all()

NEAR = 1e-5  # of the largest number
DEEP = "residual-1001"


class _Ours:
    """The network in our engine."""

    def __init__(self, model: Model, batch: int, keep: tuple[str, ...] = ()) -> None:
        self.network = Network(model.graph, batch=batch, training=False, keep=keep)
        self.network.load_weights(model.weights)
        random = np.random.default_rng(1)
        shape = self.network.output_shape(self.network.input_node)
        self.inputs = random.standard_normal((batch, *shape)).astype(np.float32)
        self.outputs: NDArray[Any] = self.network.outputs(self.inputs)
        self.network.close()


def _compare(model: Model, ours: _Ours) -> None:
    exported, _ = onnx_file(Source(model, "network"))
    found = run(onnx.load_model_from_string(exported), ours.inputs)
    largest = max(1.0, float(np.abs(ours.outputs).max()))
    np.testing.assert_allclose(found, ours.outputs, rtol=NEAR, atol=NEAR * largest)


def _check_template(name: str) -> None:
    model = learned(template(name), 0)
    _compare(model, _Ours(model, 3))


@pytest.mark.parametrize("name", [cls.name for cls in templates() if cls.name != DEEP])
def test_every_template(name: str) -> None:
    _check_template(name)


@pytest.mark.slow
def test_a_thousand_layers() -> None:
    _check_template(DEEP)


@pytest.mark.parametrize("between", [(), ("dropout", "linear")], ids=["directly", "through layers that do nothing"])
@pytest.mark.parametrize("pooling", ["max_pool2d", "average_pool2d"])
def test_zeros_before_a_pooling_stay_zeros(pooling: str, between: tuple[str, ...]) -> None:
    chain = Chain(2, 6, 6).then("relu", "scale").then("scale", factor=-1.0)  # nothing above 0: the zeros win
    chain.then("zero_padding", *between, pads=(3, 2, 3, 2)).then(pooling).then("flatten")
    model = learned(Model(chain.end(3), networks.setup()), 0)
    _compare(model, _Ours(model, 2))


def _check_drawn(seed: int) -> None:
    lot, kinds = Lot([seed], TINY), layer_kinds()
    graph = lot.graph(kinds[seed % len(kinds)])
    model = learned(Model(graph, networks.setup()), seed)
    steps = _inputs_of_steps(graph)
    ours = _Ours(model, lot.batch(), steps)
    for name in steps:  # rounding decides near the edge
        assume(np.abs(ours.network.read(name)).min() > NEAR)
    _compare(model, ours)


def _inputs_of_steps(graph: Graph) -> tuple[str, ...]:
    return tuple(f"{graph.inputs(node.id)[0].source}/output" for node in graph if node.kind == "step")


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_networks_drawn_by_lot(seed: int) -> None:
    _check_drawn(seed)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000_000))
def test_many_networks_drawn_by_lot(seed: int) -> None:
    _check_drawn(seed)
