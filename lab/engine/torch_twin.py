"""The same network in PyTorch, for tests and the benchmark: never needed to use the lab."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from lab.document.graph import Graph
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine.network import Network
from lab.engine.torch_words import torch_words
from lab.layers.base import Layer, Shape


def has_torch() -> bool:
    """Whether PyTorch is installed."""
    return find_spec("torch") is not None


def layer_twin(layer: Layer, *shapes: Shape) -> Any:
    """A layer as a module of PyTorch, a function of its inputs; None where it has no words for PyTorch."""
    import torch

    from lab.engine import torch_layers

    words = torch_words(layer, *shapes)
    if words is None:
        return None
    names = {"torch": torch, **vars(torch_layers)}
    inputs = [f"input_{number}" for number in range(max(layer.takes_samples, len(shapes)))]

    twin = torch.nn.Module()
    if words.module:
        twin.module = eval(words.module, names)  # the text is our own layer's
    formula = words.applied(inputs, "twin.module")
    twin.forward = eval(f"lambda {', '.join(inputs)}: {formula}", {**names, "twin": twin})
    return twin


class TorchTwin:
    """A graph as PyTorch modules, called in the order of the data's flow.

    `parameters` holds PyTorch's tensors by our names, "node/weight"; running statistics included. `outputs` holds what
    each node gave in the last call.
    """

    def __init__(self, graph: Graph, dtype: str = "float32") -> None:
        import torch

        graph = unfolded(graph)
        analysis = analyse(graph)
        self._graph = graph
        self._order = [node for node in graph.order() if not node.layer.takes_samples]
        self._start = next(node.id for node in graph if node.layer.takes_samples)
        self._modules: dict[str, Any] = {}
        self.parameters: dict[str, Any] = {}
        self.outputs: dict[str, Any] = {}
        for node in self._order:
            shapes = analysis.nodes[node.id].inputs
            module = self._modules[node.id] = layer_twin(node.layer, *shapes).to(getattr(torch, dtype))
            state = {name.split(".")[-1]: tensor for name, tensor in module.state_dict(keep_vars=True).items()}
            for name in node.layer.parameters(*shapes):
                self.parameters[f"{node.id}/{name}"] = state[node.layer.torch_names.get(name, name)]

    def trainable(self) -> list[Any]:
        """The tensors that an optimiser moves."""
        import torch

        return [tensor for tensor in self.parameters.values() if isinstance(tensor, torch.nn.Parameter)]

    def evaluate(self) -> None:
        """From now on nothing is dropped, and batch norm uses the running statistics."""
        for module in self._modules.values():
            module.eval()

    def __call__(self, x: Any) -> Any:
        self.outputs = {self._start: x}
        for node in self._order:
            x = self._modules[node.id](*[self.outputs[link.source] for link in self._graph.inputs(node.id)])
            self.outputs[node.id] = x
        return x

    def copy_weights(self, network: Network) -> None:
        """Take over the weights of ours."""
        import torch

        with torch.no_grad():
            for name, tensor in self.parameters.items():
                tensor.copy_(torch.from_numpy(np.ascontiguousarray(network.arena.read(name))))
