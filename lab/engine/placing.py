"""Where every array of a network lies in its arena: which lie side by side, and which share their memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lab.document.graph import Node
from lab.engine import operations
from lab.engine.builder import gradient_of_input
from lab.kernels.kernel import ArrayReference, TensorReference
from lab.kernels.lanes import LANES
from lab.kernels.state import CONTROLS
from lab.layers.base import Shape

if TYPE_CHECKING:
    from lab.engine.network import Network


class Placing:
    """Gives places to the arrays of a network, as far as they are known before its layers emit their operations.

    Attributes:
        needs_gradient: by node, whether its output's gradient is computed.
    """

    def __init__(self, network: Network) -> None:
        self._network, self._graph, self._arena = network, network.graph, network.arena
        self.needs_gradient = self._find_needs()
        self._place()

    def _find_needs(self) -> dict[str, bool]:
        owners = {name.split("/")[0] for name in self._network.trainable}
        needs: dict[str, bool] = {}
        for node in self._network.order_of_nodes:
            above = any(needs[link.source] for link in self._graph.inputs(node.id))
            is_input = node.id == self._network.input_node and self._network.input_gradients
            needs[node.id] = self._network.with_gradients and (node.id in owners or above or is_input)
        return needs

    def _place(self) -> None:
        arena, network = self._arena, self._network
        self._place_parameters()
        arena.array("control", (CONTROLS,))
        updated = network.trainable if network.optimizer is not None else []
        numbers = self.span(updated, ".gradient").size if updated else 0
        arena.array("batch/gradient_sums", (max(1, -(-numbers // operations.PART)),))
        self._place_outputs()
        if network.loss is not None:
            arena.tensor("batch/target", network.output_shape(network.output_node))
            arena.tensor("batch/sample_loss", (1,))
            arena.tensor("batch/correct", (1,))
        self._place_gradients()

    def _place_parameters(self) -> None:
        """Weights, their gradients and each state of the optimiser lie in one order, so that one row does for many."""
        kinds = [".gradient"] if self._network.optimizer is not None or self._network.with_gradients else []
        names = self._network.trainable
        if self._network.optimizer is not None:
            kinds += [f".{state}" for state in self._network.optimizer.states()]
            decaying, others = self.by_decay()
            names = decaying + others
        for name in names:
            self._arena.array(name, self._network.parameters[name].shape)
        for name, parameter in self._network.parameters.items():
            if not parameter.trainable:
                self._arena.array(name, parameter.shape)
        for kind in kinds:
            for name in names:
                self._arena.array(f"{name}{kind}", self._network.parameters[name].shape)

    def by_decay(self) -> tuple[list[str], list[str]]:
        """The trainable parameters that weight decay and L1 act on, and the others."""
        found: tuple[list[str], list[str]] = ([], [])
        optimizer, parameters = self._network.optimizer, self._network.parameters
        everything = optimizer is not None and optimizer.decay_biases
        for name in self._network.trainable:
            found[0 if everything or parameters[name].decays else 1].append(name)
        return found

    def span(self, names: list[str], kind: str = "") -> ArrayReference:
        """The stretch of all these arrays, which lie side by side, in whole cells; between them lie zeros."""
        places = [self._arena.place(f"{name}{kind}") for name in names]
        start, end = min(place.offset for place in places), max(place.offset + place.size for place in places)
        return ArrayReference(start, (end - start + (start - end) % LANES,))

    def _is_view(self, node: Node) -> bool:
        """Whether a node's output lies where its input does."""
        if not node.layer.is_view(self._network.training):
            return False
        place = self._arena.place(f"{self._graph.inputs(node.id)[0].source}/output")
        return isinstance(place, TensorReference) and place.is_gapless

    def _release(self, name: str) -> None:
        """Let others use the memory of a tensor, unless somebody may want to look at it."""
        if self._network.keep is None:
            return
        kept = {*self._network.keep, f"{self._network.input_node}/output", f"{self._network.output_node}/output"}
        if kept.isdisjoint(self._arena.names_of(name)):
            self._arena.release(name)

    def _place_outputs(self) -> None:
        readers: Counter[int] = Counter()  # of the memory at a place: layers that have not been computed yet
        for node in self._network.order_of_nodes:
            name, sources = (
                f"{node.id}/output",
                [f"{link.source}/output" for link in self._graph.inputs(node.id)],
            )
            for number, source in enumerate(sources):
                self._arena.alias(f"{node.id}/input{number}", source)
            in_place = self._may_overwrite(node)
            if in_place:
                self._release(sources[0])  # before the output finds its place
            if self._is_view(node):
                self._arena.alias(name, sources[0], self._network.output_shape(node.id))
            else:
                consumers = [self._graph.node(link.target).layer for link in self._graph.outputs(node.id)]
                viewed = any(layer.is_view(self._network.training) for layer in consumers)
                self._arena.tensor(name, self._network.output_shape(node.id), gapless=viewed, reuses=True)
            if self._network.with_gradients:  # backward reads them all
                continue
            readers[self._arena.place(name).offset] += len(self._graph.outputs(node.id))
            for source in sources:
                offset = self._arena.place(source).offset
                readers[offset] -= 1
                if readers[offset] == 0 and not in_place:
                    self._release(source)

    def _may_overwrite(self, node: Node) -> bool:
        """Whether a node may write its output over its input, because no other row reads that later."""
        if not node.layer.elementwise:
            return False
        source = self._graph.node(self._graph.inputs(node.id)[0].source)
        if self._network.with_gradients and (node.layer.backward_reads_input or source.layer.backward_reads_output):
            return False
        name = f"{source.id}/output"
        return len(self._graph.outputs(source.id)) == 1 and {*self._arena.names_of(name)} == {name, f"{node.id}/input0"}

    def _place_gradients(self) -> None:
        """For each node, from the last to the first, its output's gradient and what its backward pass writes."""
        arena = self._arena
        readers: Counter[int] = Counter()  # of the memory at a place: sums and layers that have not been computed yet

        def place(name: str, shape: Shape, source: str | None = None) -> None:
            if source is None:
                arena.tensor(name, shape, reuses=True)
            else:
                arena.alias(name, source, shape)
            readers[arena.place(name).offset] += 1

        def read(name: str) -> None:
            offset = arena.place(name).offset
            readers[offset] -= 1
            if readers[offset] == 0:
                self._release(name)

        if self._network.loss is not None or self._network.with_gradients:
            end = self._network.output_node
            place(f"{end}/output.gradient", self._network.output_shape(end))
        for node in reversed(self._network.order_of_nodes):
            if not self.needs_gradient[node.id]:
                continue
            total, parts = f"{node.id}/output.gradient", self.gradient_parts(node.id)
            if len(parts) == 1:
                arena.alias(total, parts[0])
            elif parts:
                place(total, self._network.output_shape(node.id))
                for part in parts:
                    read(part)
            in_place = node.layer.elementwise and readers[arena.place(total).offset] == 1
            if in_place:
                read(total)  # before what is made of it finds its place
            for number, link in enumerate(self._graph.inputs(node.id)):
                if self.needs_gradient[link.source]:
                    shape = self._network.output_shape(link.source)
                    same = self._is_same_gradient(node, total, shape)
                    place(gradient_of_input(node.id, number), shape, total if same else None)
            if not in_place:
                read(total)

    def _is_same_gradient(self, node: Node, total: str, shape: Shape) -> bool:
        """Whether an input's gradient, of this shape, may lie where the output's does."""
        where = self._arena.place(total)
        seen_otherwise = shape != self._network.output_shape(node.id)
        if node.layer.passes_gradient_on:
            return not seen_otherwise
        gapless = isinstance(where, TensorReference) and where.is_gapless
        return self._is_view(node) and (gapless or not seen_otherwise)

    def gradient_parts(self, node: str) -> list[str]:
        """Names of what the consumers of a node's output write for it."""
        return [
            gradient_of_input(link.target, self._port(link.target, link.port)) for link in self._graph.outputs(node)
        ]

    def _port(self, node: str, port: int) -> int:
        """Number of the input among those that are linked."""
        return [link.port for link in self._graph.inputs(node)].index(port)
