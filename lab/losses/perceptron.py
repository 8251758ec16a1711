"""The perceptron's criterion."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, Vector, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def perceptron(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Vector,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of w_k (z_k - 1/2) over k, w_k = [z_k > 1/2] - t_k; gradient = w_k / (outputs samples).

    t_k is 0 or 1.
    """
    first, end = share(output.blocks * LANES, thread, threads)
    for sample in range(first, end):
        n, lane = sample // LANES, sample % LANES
        loss = 0.0
        for k in range(output.channels):
            wrong = 0.0
            if sample < state[COUNT]:
                beyond = output[n, k, 0, 0, lane] - 0.5
                wrong = (1.0 if beyond > 0 else 0.0) - target[n, k, 0, 0, lane]
                loss += wrong * beyond
            gradient[n, k, 0, 0, lane] = wrong / (output.channels * state[COUNT])
        sample_loss[sample] = loss / output.channels


@register("loss", "perceptron", title="Perceptron", order=13)
class Perceptron(Loss):
    """L = how far wrong answers lie on the wrong side, 0 for right ones. Its gradient is output - target: with the
    perceptron rule, w <- w + rate · (target - output) · x.

    z: (batch, outputs), answers of a layer Step (1, and 0 or -1), or scores; what is above 1/2 says 1. t: 0 or 1.
    L = mean of ([z > 1/2] - t) (z - 1/2), dL/dz = [z > 1/2] - t. The step itself has no slope to learn by: with
    its setting "straight through" it hands this difference on unchanged. Source: Rosenblatt 1958.
    """

    kernel = perceptron
    cases = (LossCase({}, 1, "bits"), LossCase({}, 3))

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return outputs

    def torch(self) -> str:
        return "lambda z, t: (((z > 0.5).to(z.dtype) - t) * (z - 0.5)).mean()"
