"""Networks in which numbers of their own meet those of the data, and small shapes meet large ones."""

from __future__ import annotations

import numpy as np
import pytest

from lab.document.advice import Situation, errors
from lab.document.graph import Graph
from lab.document.insight.receptive_field import receptive_fields
from lab.document.shapes import analyse
from lab.engine.benchmark.chain import Chain
from lab.engine.control import Control
from lab.engine.gradcheck import check
from lab.engine.network import Network
from lab.engine.trainer import Trainer
from tests.engine import networks


def with_a_learned_place() -> Graph:
    """A number is added to each pixel; the channels are weighed by what is in them (squeeze and excitation)."""
    chain = Chain(1, 4, 4)
    start = chain.last
    chain.merge("constant", channels=1, height=4, width=4, start=0.1)
    chain.merge("add", start, chain.last).then("conv2d", "tanh", channels=3)
    maps = chain.last
    chain.then("reduce").then("conv2d", "sigmoid", channels=3, kernel=1)
    chain.merge("multiply", chain.last, maps)
    weighed = chain.last
    chain.merge("constant", channels=1, height=1, width=1, start=2.0, trainable=False)
    return chain.merge("subtract", weighed, chain.last).then("flatten").end(3)


def test_gradients_of_constants_and_repeated_numbers_agree_with_numeric_ones() -> None:
    found = check(with_a_learned_place(), networks.setup(), networks.samples())
    assert {(one.node, one.parameter) for one in found} >= {("constant1", "value"), ("conv2d2", "weight")}
    assert all(one.passed for one in found), found


def test_a_constant_is_learned_or_stays() -> None:
    graph = with_a_learned_place()
    data = networks.samples()
    trainer = Trainer(graph, networks.setup(epochs=1), data, networks.split(data))
    before = trainer.network.weights()
    control = Control()
    control.resume()
    trainer.run(control, lambda snapshot: None)
    trainer.close()
    after = trainer.network.weights()
    assert not np.array_equal(before["constant1/value"], after["constant1/value"])
    assert np.array_equal(after["constant2/value"], np.full((1, 1, 1), 2.0))


def test_one_sample_alone_gives_what_it_gives_among_others() -> None:
    graph = with_a_learned_place()
    data = networks.samples().inputs
    many = Network(graph, batch=len(data))
    many.initialize(0)
    alone = Network(graph, batch=1, tier="single")
    alone.copy_weights_from(many)
    np.testing.assert_allclose(alone.outputs(data[:1]), many.outputs(data)[:1], rtol=1e-5, atol=1e-6)


def test_pytorch_gives_the_same() -> None:
    torch = pytest.importorskip("torch")
    from lab.engine.torch_twin import TorchTwin

    graph = with_a_learned_place()
    data = networks.samples().inputs
    network = Network(graph, batch=len(data))
    network.initialize(0)
    twin = TorchTwin(graph)
    twin.copy_weights(network)
    wanted = twin(torch.from_numpy(data)).detach().numpy()
    np.testing.assert_allclose(network.outputs(data), wanted, rtol=1e-4, atol=1e-5)


def test_a_constant_is_no_place_where_data_enters() -> None:
    graph = with_a_learned_place()
    assert not list(errors(Situation(graph, analyse(graph))))
    alone = Chain(2)
    alone.graph.remove_node(alone.last)
    alone.merge("constant", form="values").end(2)
    (first, *_) = errors(Situation(alone.graph, analyse(alone.graph)))
    assert "needs exactly one Input layer" in str(first.message)


def test_a_constant_sees_nothing_of_the_input() -> None:
    chain = Chain(1, 8, 8).then("conv2d", kernel=5, channels=2)
    chain.merge("constant", channels=2, height=1, width=1)
    chain.merge("add", "conv2d1", chain.last)
    fields = receptive_fields(chain.graph, analyse(chain.graph))
    sizes = {node: [field.size for field in of_node or ()] for node, of_node in fields.items()}
    assert sizes["constant1"] == []
    assert sizes["add1"] == [5, 5]
