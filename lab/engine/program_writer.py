"""The rows of a network's program, written beat by beat.

The way of one training step, in the order of the rows:
    forward   the batch is gathered; then every layer's forward operations, in the order of the data's flow
    loss      the loss of each sample and its gradient with respect to the network's output
    backward  every layer's backward operations in reverse; where outputs are shared, gradients are added
    update    clipping, the guard against non-finite numbers (which also sets the step's learning rate), the optimiser
              for each parameter, running statistics, and the curves
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.datasets.base import Samples
from lab.document.graph import Node
from lab.engine import gather, operations
from lab.engine.builder import NodeBuild
from lab.engine.placing import Placing
from lab.kernels.arithmetic import add

if TYPE_CHECKING:
    from lab.engine.network import Beat, Network


def write_program(network: Network, placing: Placing) -> None:
    """Fill the network's program; `beats` and `rows_of` say which rows are whose."""
    writer = _Writer(network, placing)
    beats: dict[Beat, Callable[[], None]] = {
        "forward": writer.forward,
        "loss": writer.loss,
        "backward": writer.backward,
        "update": writer.update,
    }
    for beat, write in beats.items():
        start = len(network.program)
        write()
        network.beats[beat] = (start, len(network.program))


class _Writer:
    def __init__(self, network: Network, placing: Placing) -> None:
        self._network, self._placing = network, placing
        self._arena, self._program = network.arena, network.program

    def forward(self) -> None:
        """The batch, then every layer in the order of the data's flow."""
        if self._network.samples is not None:
            self._gather(self._network.samples)
        for node in self._network.order_of_nodes:
            self._node(node, "forward")

    def _node(self, node: Node, beat: Beat) -> None:
        first = len(self._program)
        sources = [link.source for link in self._network.graph.inputs(node.id)]
        build = NodeBuild(node.id, self._arena, self._program, self._network.training, sources)
        {"forward": node.layer.forward, "backward": node.layer.backward, "update": node.layer.after_step}[beat](build)
        if len(self._program) > first:
            self._network.rows_of[node.id].append((beat, first, len(self._program)))

    def _gather(self, samples: Samples) -> None:
        network = self._network
        emit, state = self._program.add, self._program.state
        kernel = gather.gather_uint8 if samples.inputs.dtype == np.uint8 else gather.gather_float32
        emit(
            kernel,
            data=samples.inputs.reshape(-1),
            order=network.order,
            x=self._arena.place(f"{network.input_node}/output"),
            batch=network.batch,
            scale=samples.scale,
            offset=samples.offset,
            state=state,
        )
        if network.loss is None:
            return
        common: dict[str, Any] = {"order": network.order, "batch": network.batch, "state": state}
        target = self._arena.place("batch/target")
        if samples.classes:
            emit(gather.gather_classes, classes=samples.targets, target=target, **common)
        else:
            emit(gather.gather_values, values=samples.targets.reshape(-1), target=target, **common)

    def loss(self) -> None:
        """The loss of each sample, its gradient with respect to the network's output, and what is correct."""
        network = self._network
        if network.loss is None:
            return
        output, target = self._arena.place(f"{network.output_node}/output"), self._arena.place("batch/target")
        self._program.add(
            network.loss.kernel,
            output=output,
            target=target,
            gradient=self._arena.place(f"{network.output_node}/output.gradient"),
            sample_loss=self._arena.place("batch/sample_loss"),
            state=self._program.state,
            **network.loss.options(),
        )
        self._program.add(
            operations.accuracy,
            output=output,
            target=target,
            correct=self._arena.place("batch/correct"),
            threshold=network.loss.threshold,
        )
        if network.optimizer is None:
            self._curves()

    def _curves(self) -> None:
        self._program.add(
            operations.write_curves,
            sample_loss=self._arena.place("batch/sample_loss"),
            correct=self._arena.place("batch/correct"),
            losses=self._network.losses,
            hits=self._network.hits,
            state=self._program.state,
        )

    def backward(self) -> None:
        """Every layer in reverse; where several use one output, its gradient is the sum of theirs."""
        if not self._network.with_gradients:
            return
        for node in reversed(self._network.order_of_nodes):
            if not self._placing.needs_gradient[node.id]:
                continue
            parts = [self._arena.place(part) for part in self._placing.gradient_parts(node.id)]
            total = self._arena.place(f"{node.id}/output.gradient")
            for number in range(1, len(parts)):
                first = parts[0] if number == 1 else total
                self._program.add(add, a=first, b=parts[number], y=total)
            self._node(node, "backward")

    def update(self) -> None:
        """Regularisation, clipping and the guard; the optimiser; running statistics; the curves."""
        network = self._network
        optimizer = network.optimizer
        if optimizer is None:
            return
        emit, place, state = self._program.add, self._arena.place, self._program.state
        control, sums = place("control"), place("batch/gradient_sums")
        by_norm = network.clipping.mode == "norm"
        decaying, others = self._placing.by_decay()
        if optimizer.l1 > 0 and decaying:
            weight, gradient = self._placing.span(decaying), self._placing.span(decaying, ".gradient")
            emit(operations.add_l1, weight=weight, gradient=gradient, strength=optimizer.l1)
        if network.trainable:
            gradient = self._placing.span(decaying + others, ".gradient")
            if network.clipping.mode == "value":
                emit(operations.clip_values, gradient=gradient, control=control)
            emit(operations.sums_of_squares if by_norm else operations.finite_parts, gradient=gradient, sums=sums)
        emit(
            operations.guard,
            sums=sums,
            sample_loss=place("batch/sample_loss"),
            rates=network.rates,
            control=control,
            clip=int(by_norm),
            state=state,
        )
        together = [(0.0, decaying + others)]
        if optimizer.weight_decay:
            together = [(optimizer.weight_decay, decaying), (0.0, others)]
        for decay, names in together:
            if not names:
                continue
            emit(
                optimizer.kernel,
                weight=self._placing.span(names),
                gradient=self._placing.span(names, ".gradient"),
                **{kind: self._placing.span(names, f".{kind}") for kind in optimizer.states()},
                control=control,
                decay=decay,
                state=state,
                **optimizer.options(),
            )
        for node in network.order_of_nodes:
            self._node(node, "update")
        self._curves()
