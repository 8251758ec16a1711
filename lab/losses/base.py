"""What a loss is: a number for each sample, and its gradient with respect to the network's output."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from lab.kernels.kernel import Kernel
from lab.spec.fields import Declared


@dataclass(frozen=True)
class LossCase:
    """A configuration and how many outputs: what every conformance test of losses runs over."""

    config: dict[str, Any]
    outputs: int
    targets: str = "classes"  # "classes" (one-hot rows), "bits" (0 or 1 each) or "values"


class Loss(Declared):
    """Base of all losses. The loss of a batch is the mean over its samples.

    `kernel` has the arguments output, target, gradient: Tensor (features: channels, height and width of 1), the
    extra arguments of `options`, sample_loss: Tensor (one feature), state: Integers, thread, threads. It writes the
    loss of each sample and gradient = d(mean loss)/d(output); padding lanes (lab.kernels.state.in_batch) get 0.
    Targets have the output's shape: one-hot rows for classes.
    """

    kernel: ClassVar[Kernel]
    cases: ClassVar[tuple[LossCase, ...]] = ()

    @property
    def threshold(self) -> float:
        """A single output counts as class 1 from here on (a logit's border is 0, a probability's 0.5)."""
        return 0.5

    @property
    def expects(self) -> str:
        """What the network's output means: "logits" or "values"; a softmax before logits is a mistake worth a word."""
        return "values"

    @property
    def closing_layer(self) -> str:
        """Kind of the layer that does as `probabilities` does: "softmax", "sigmoid"; "" where none is needed."""
        return ""

    def options(self) -> dict[str, Any]:
        """Extra arguments of the kernel."""
        return {}

    @abstractmethod
    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        """(sample, output) network outputs as the probabilities, or values, they stand for."""

    # What the PyTorch form takes as targets of several outputs: one-hot "rows", "classes" (their numbers), or either.
    torch_targets: ClassVar[Literal["rows", "classes", "either"]] = "rows"

    @abstractmethod
    def torch(self, outputs: int) -> str:
        """The PyTorch expression of the loss, a function or formula of (output, target), also for the tests."""

    def torch_probabilities(self) -> str:
        """The PyTorch expression of `probabilities`, a function or formula of the output."""
        return "lambda y: y"

    @abstractmethod
    def keras(self) -> str:
        """The Keras expression of the same loss; what Keras lacks is in lab/export/keras/own."""

    def keras_probabilities(self, outputs: int) -> str:
        """The Keras expression of `probabilities`, given `output`."""
        return "output"


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """e^z_k / sum_j e^z_j, row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    scaled: NDArray[Any] = powers / powers.sum(axis=1, keepdims=True)
    return scaled
