"""Mean squared error."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, Vector, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def mean_squared_error(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Vector,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of (y_k - t_k)^2 over k; gradient = 2 (y_k - t_k) / (outputs samples)."""
    first, end = share(output.blocks * LANES, thread, threads)
    for sample in range(first, end):
        n, lane = sample // LANES, sample % LANES
        loss = 0.0
        for k in range(output.channels):
            if sample < state[COUNT]:
                error = output[n, k, 0, 0, lane] - target[n, k, 0, 0, lane]
                loss += error * error
                gradient[n, k, 0, 0, lane] = 2 * error / (output.channels * state[COUNT])
            else:
                gradient[n, k, 0, 0, lane] = 0.0
        sample_loss[sample] = loss / output.channels


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

    def torch(self) -> str:
        return "torch.nn.MSELoss()"
