"""Mean absolute error."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, Vector, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def mean_absolute_error(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Vector,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of |y_k - t_k| over k; gradient = sign(y_k - t_k) / (outputs samples), 0 where they are equal."""
    first, end = share(output.blocks * LANES, thread, threads)
    for sample in range(first, end):
        n, lane = sample // LANES, sample % LANES
        loss = 0.0
        for k in range(output.channels):
            slope = 0.0
            if sample < state[COUNT]:
                error = output[n, k, 0, 0, lane] - target[n, k, 0, 0, lane]
                loss += abs(error)
                slope = 1.0 if error > 0 else -1.0 if error < 0 else 0.0
            gradient[n, k, 0, 0, lane] = slope / (output.channels * state[COUNT])
        sample_loss[sample] = loss / output.channels


@register("loss", "mean_absolute_error", title="Mean absolute error", order=21)
class MeanAbsoluteError(Loss):
    """L = mean of |y_k - t_k|: like mean squared error, but a target that is far off (an outlier) pulls no harder than
    any other.

    y, t: (batch, outputs); the mean is over samples and outputs, as in PyTorch. dL/dy = sign(y - t) / outputs: of the
    same size however small the error, so that only a shrinking learning rate lets it come to rest.
    """

    kernel = mean_absolute_error
    cases = (LossCase({}, 1, "values"), LossCase({}, 3, "values"), LossCase({}, 18))

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return outputs

    def torch(self) -> str:
        return "torch.nn.L1Loss()"
