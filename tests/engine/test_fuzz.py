"""Random graphs of every layer beside PyTorch: outputs and all gradients, in both tiers."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.setup import discover_all
from lab.engine.benchmark.random_networks import CLASSES, TINY, Lot, layer_kinds
from lab.engine.benchmark.sides import samples_for
from lab.engine.network import Network
from lab.engine.torch_twin import TorchTwin
from lab.layers.base import Layer
from lab.losses.base import Loss
from lab.spec import registry

torch = pytest.importorskip("torch")
discover_all()

NEAR = 1e-2  # of an array's size: float32 may choose another of two equal winners of a pooling window
Arrays = dict[str, NDArray[Any]]

every_kind = pytest.mark.parametrize("kind", layer_kinds(), ids=lambda kind: kind.name)


@every_kind
def test_random_graphs_equal_pytorch(kind: type[Layer]) -> None:
    for seed in range(3):
        _compare(kind, seed)


@pytest.mark.slow
@every_kind
def test_many_random_graphs_equal_pytorch(kind: type[Layer]) -> None:
    for seed in range(3, 40):
        _compare(kind, seed)


def test_the_graphs_are_the_same_every_time() -> None:
    first, again = (Lot([7, 7], TINY).graph() for _ in range(2))
    assert first == again


def _compare(kind: type[Layer], seed: int) -> None:
    lot = Lot([seed, zlib.crc32(kind.name.encode())], TINY, noise=False)
    graph, batch = lot.graph(kind), lot.batch()
    assert any(node.kind == kind.name for node in graph)
    samples = samples_for(graph, batch)
    exact = _ours(graph, samples, batch, seed, "plain", "float64", 1 + seed % 2)
    wanted, largest = _theirs(graph, samples, batch, exact)
    if not wanted:
        return
    words = f"{kind.name} {seed}, batch {batch}: " + ", ".join(f"{node.id} {node.layer}" for node in graph.order())
    for name, array in wanted.items():
        # Where all cancels out, the rounding of the gradients that were summed is left.
        size = max(1e-3 * largest, float(np.abs(array).max()))
        np.testing.assert_allclose(exact.arrays[name], array, rtol=1e-7, atol=1e-9 * size, err_msg=f"{name} of {words}")
    fast = _distances(_ours(graph, samples, batch, seed, "fast", "float32", 1 + seed % 2), exact)
    if max(fast.values()) > NEAR:  # where float32 itself is that bad, the plain kernels are no better
        plain = _distances(_ours(graph, samples, batch, seed, "plain", "float32", 1), exact)
        for name, distance in fast.items():
            assert distance < NEAR + 20 * plain[name], f"fast {name} of {words}"


def _distances(found: _Run, exact: _Run) -> dict[str, float]:
    """How far each array is away, relative to its size."""
    return {
        name: float(np.linalg.norm(found.arrays[name] - array)) / max(1e-2, float(np.linalg.norm(array)))
        for name, array in exact.arrays.items()
    }


class _Run:
    """A network and its arrays after one step without an update."""

    def __init__(self, network: Network) -> None:
        self.network = network
        arena = network.arena
        names = ["output", *network.trainable, network.input_node]
        places = [f"{network.output_node}/output", *(f"{name}.gradient" for name in network.trainable)]
        places.append(f"{network.input_node}/output.gradient")
        self.arrays: Arrays = {name: arena.read(place) for name, place in zip(names, places, strict=True)}


def _ours(graph: Graph, samples: Samples, batch: int, seed: int, tier: str, dtype: str, threads: int) -> _Run:
    loss = registry.find("loss", "cross_entropy")()
    assert isinstance(loss, Loss)
    network = Network(
        graph,
        batch=batch,
        loss=loss,
        samples=samples,
        training=True,
        gradients=True,
        input_gradients=True,
        threads=threads,
        tier=tier,
        dtype=dtype,
    )
    network.initialize(seed)
    random = np.random.default_rng(seed)
    for name in network.parameters:  # no bias is 0, where ReLU's dead places would meet the kinks of other activations
        view = network.arena.view(name)
        view += 0.1 + 0.1 * random.random(view.shape)
    network.start_pass(np.arange(batch))
    network.program.run()
    network.close()
    return _Run(network)


def _theirs(graph: Graph, samples: Samples, batch: int, ours: _Run) -> tuple[Arrays, float]:
    """PyTorch's arrays, and the largest gradient of any layer's output.

    No arrays where a number lies so near to a step's edge that rounding decides.
    """
    twin = TorchTwin(graph, "float64")
    twin.copy_weights(ours.network)
    x = torch.tensor(samples.inputs[:batch], dtype=torch.float64, requires_grad=True)
    output = twin(x)
    assert output.shape == (batch, CLASSES)
    for node in graph:
        if node.kind == "step" and twin.outputs[graph.inputs(node.id)[0].source].abs().min() < 1e-6:
            return {}, 0.0
    flowing = [tensor for tensor in twin.outputs.values() if tensor.requires_grad]
    for tensor in flowing:
        tensor.retain_grad()
    torch.nn.CrossEntropyLoss()(output, torch.from_numpy(samples.targets[:batch])).backward()
    found = {"output": output.detach().numpy(), ours.network.input_node: x.grad.numpy()}
    for name in ours.network.trainable:
        gradient = twin.parameters[name].grad
        shape = ours.network.parameters[name].shape
        found[name] = np.zeros(shape) if gradient is None else gradient.numpy().reshape(shape)
    return found, max(float(tensor.grad.abs().max()) for tensor in flowing if tensor.grad is not None)
