"""What a layer takes of the memory while the network trains."""

from __future__ import annotations

from dataclasses import dataclass, fields

from lab.document.graph import Node
from lab.document.insight.arrays import NUMBER_BYTES, arrays
from lab.document.setup import Setup
from lab.document.shapes import NodeReport


@dataclass(frozen=True)
class Memory:
    """Bytes of a layer, or of several together. What the engine keeps beside the numbers themselves is not counted.

    Attributes:
        weights: all its arrays.
        gradients: as many numbers as there are trainable ones.
        states: what the optimiser keeps for each trainable number.
        sample: the output for one sample; 0 where it lies in the input's memory.
        outputs: the same for a batch.
        output_gradients: the gradient of the outputs of a batch.
    """

    weights: int = 0
    gradients: int = 0
    states: int = 0
    sample: int = 0
    outputs: int = 0
    output_gradients: int = 0

    @property
    def total(self) -> int:
        """All that training takes."""
        return self.weights + self.gradients + self.states + self.outputs + self.output_gradients

    def __add__(self, other: Memory) -> Memory:
        return Memory(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def memory_of(node: Node, report: NodeReport, setup: Setup) -> Memory:
    """The memory of a layer whose output is known; nothing of another."""
    if report.output is None:
        return Memory()
    numbers = sum(array.size for array in arrays(node, report, None))
    trainable = NUMBER_BYTES * report.parameters
    sample = 0 if node.layer.is_view(training=True) else NUMBER_BYTES * report.activations
    batch = sample * setup.run.batch_size
    learns = batch if not node.layer.takes_samples else 0  # nobody asks for the gradient of the data
    states = trainable * len(setup.optimizer.states())
    return Memory(NUMBER_BYTES * numbers, trainable, states, sample, batch, learns)
