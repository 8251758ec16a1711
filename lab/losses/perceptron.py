"""The perceptron's criterion."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import Tensor, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def perceptron(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of w_k (z_k - 1/2) over k, w_k = [z_k > 1/2] - t_k; gradient = w_k / (outputs samples).

    t_k is 0 or 1.
    """
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        loss = zeros_like(output[n, 0, 0, 0])
        inside = in_batch(n, state, loss)
        for k in range(output.channels):
            beyond = output[n, k, 0, 0] - 0.5
            wrong = where(beyond > 0, 1, zeros_like(beyond)) - target[n, k, 0, 0]
            loss += wrong * beyond
            gradient[n, k, 0, 0] = where(inside, wrong / (output.channels * state[COUNT]), 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss / output.channels, 0)


@register("loss", "perceptron", title="Perceptron", order=13)
class Perceptron(Loss):
    """L = how far wrong answers lie on the wrong side, 0 for right ones. Its gradient is output - target: with the
    perceptron rule, w <- w + rate · (target - output) · x.

    z: (batch, outputs), answers of a step function (1, and 0 or -1), or scores; what is above 1/2 says 1. t: 0 or 1.
    L = mean of ([z > 1/2] - t) (z - 1/2), dL/dz = [z > 1/2] - t. The step itself has no slope to learn by: with
    its setting "straight through" it hands this difference on unchanged. Source: Rosenblatt 1958.
    """

    kernel = perceptron
    cases = (LossCase({}, 1, "bits"), LossCase({}, 3))

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return outputs

    def torch(self, outputs: int) -> str:
        return "lambda z, t: (((z > 0.5).to(z.dtype) - t) * (z - 0.5)).mean()"

    def keras(self) -> str:
        return "Perceptron()"
