"""Graphs become programs: branches, names, gradients, refusals."""

from __future__ import annotations

import numpy as np
import pytest

from lab.document.graph import Graph, Link
from lab.engine import memory
from lab.engine.gradcheck import check
from lab.engine.network import Network
from lab.spec.errors import PlanError
from tests.engine import networks


def test_gradients_of_a_graph_with_branches_agree_with_numeric_ones() -> None:
    found = check(networks.with_everything(), networks.setup(), networks.samples((2, 6, 6)))
    assert len(found) == 12
    assert all(one.passed for one in found), found


def test_gradients_agree_where_values_become_a_picture_with_gaps_between_its_planes() -> None:
    chain = networks.Chain(2, 2, 2).then("flatten").then("dense", units=128)
    chain.then("reshape", channels=2, height=8, width=8).then("conv2d", channels=1, kernel=7, padding="valid")
    found = check(chain.then("flatten").end(3), networks.setup(), networks.samples((2, 2, 2)))
    assert all(one.passed for one in found), found


def test_outputs_and_gradients_of_a_branching_graph_equal_pytorch() -> None:
    torch = pytest.importorskip("torch")
    from lab.engine.torch_twin import TorchTwin

    graph = Graph(
        [node for node in networks.with_everything() if node.kind != "dropout"],
        [link for link in networks.with_everything().links if "dropout1" not in (link.source, link.target)],
    )
    graph.add_link(Link("average_pool2d1", "conv2d4"))
    data = networks.samples((2, 6, 6))
    setup = networks.setup()
    network = Network(
        graph, batch=9, loss=setup.loss, samples=data, training=True, gradients=True, dtype="float64", threads=2
    )
    network.initialize(1)
    network.start_pass(np.arange(9))
    network.program.run()
    network.close()
    twin = TorchTwin(graph, "float64")
    twin.copy_weights(network)
    output = twin(torch.from_numpy(data.inputs[:9]).double())
    torch.nn.CrossEntropyLoss()(output, torch.from_numpy(data.targets[:9])).backward()
    np.testing.assert_allclose(network.arena.read("dense1/output"), output.detach().numpy(), atol=1e-12)
    for name in network.trainable:
        ours = network.arena.read(f"{name}.gradient")
        np.testing.assert_allclose(ours, twin.parameters[name].grad.numpy().reshape(ours.shape), atol=1e-10)


def test_every_array_has_a_name() -> None:
    setup = networks.setup("adam")
    network = Network(
        networks.small_convolution(), batch=4, loss=setup.loss, optimizer=setup.optimizer, samples=networks.samples()
    )
    for name in ("conv2d1/output", "conv2d1/output.gradient", "conv2d1/weight", "conv2d1/weight.gradient"):
        assert name in network.arena
    assert network.arena.read("conv2d1/output").shape == (4, 3, 4, 4)
    assert {kind for kind, _, _ in network.rows_of["conv2d1"]} == {"forward", "backward"}


def test_weights_of_a_layer_do_not_depend_on_other_layers() -> None:
    short, long = Network(networks.small_convolution(), batch=1), Network(networks.with_everything(), batch=1)
    for network in (short, long):
        network.initialize(11)
    again = Network(networks.small_convolution(), batch=7)
    again.initialize(11)
    np.testing.assert_array_equal(short.arena.read("conv2d1/weight"), again.arena.read("conv2d1/weight"))


def test_input_gradients_on_demand() -> None:
    setup, data = networks.setup(), networks.samples()
    options = {"batch": 2, "loss": setup.loss, "samples": data}
    without = Network(networks.small_convolution(), gradients=True, **options)
    assert "input1/output.gradient" not in without.arena
    network = Network(networks.small_convolution(), input_gradients=True, **options)
    network.initialize(0)
    network.start_pass(np.arange(2))
    network.program.run()
    assert np.abs(network.arena.read("input1/output.gradient")).max() > 0


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (networks.Chain(1, 4, 4).then("conv2d").graph, "flat output"),
        (networks.Chain(1, 4, 4).then("flatten").end(5), "3 classes"),
        (networks.Chain(1, 5, 5).then("flatten").end(3), "5 × 5"),
        (networks.Chain(1, 4, 4).then("flatten", "dense").graph, "10 outputs"),
        (Graph(), "exactly one Input"),
    ],
)
def test_what_cannot_be_trained_is_refused_in_words(graph: Graph, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        Network(graph, batch=4, loss=networks.setup().loss, samples=networks.samples())


def test_loose_ends_are_named() -> None:
    chain = networks.Chain(4).then("relu")
    chain.last = "input1"
    with pytest.raises(PlanError, match="dense1 leads nowhere beside relu1"):
        Network(chain.end(3), batch=4)


def test_a_network_too_big_for_memory_is_refused_before_anything_is_allocated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available_bytes", lambda: 100_000)
    with pytest.raises(PlanError, match="are free"):
        Network(networks.Chain(3, 64, 64).then("conv2d", channels=64).graph, batch=64)


def test_free_memory_is_known_on_this_machine() -> None:
    free = memory.available_bytes()
    assert free is None or 1e7 < free < 1e14
