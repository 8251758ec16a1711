"""Mean squared error."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import Tensor, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def mean_squared_error(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of (y_k - t_k)^2 over k; gradient = 2 (y_k - t_k) / (outputs samples)."""
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        loss = zeros_like(output[n, 0, 0, 0])
        inside = in_batch(n, state, loss)
        for k in range(output.channels):
            error = output[n, k, 0, 0] - target[n, k, 0, 0]
            loss += error * error
            gradient[n, k, 0, 0] = where(inside, 2 * error / (output.channels * state[COUNT]), 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss / output.channels, 0)


@register("loss", "mean_squared_error", title="Mean squared error", order=20)
class MeanSquaredError(Loss):
    """L = mean of (y_k - t_k)²: the distance between outputs and targets. For predicting values.

    y, t: (batch, outputs); the mean is over samples and outputs, as in PyTorch. dL/dy = 2 (y - t) / outputs. After a
    sigmoid or softmax it learns slowly where the answer is very wrong, since those saturate: see cross-entropy.
    """

    kernel = mean_squared_error
    cases = (LossCase({}, 1, "values"), LossCase({}, 3, "values"), LossCase({}, 18))

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return outputs

    def torch(self, outputs: int) -> str:
        return "torch.nn.functional.mse_loss"

    def keras(self) -> str:
        return "keras.losses.MeanSquaredError()"
