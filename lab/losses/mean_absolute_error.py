"""Mean absolute error."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import Tensor, absolute, sign, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase
from lab.spec.registry import register


@kernel
def mean_absolute_error(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean of |y_k - t_k| over k; gradient = sign(y_k - t_k) / (outputs samples), 0 where they are equal."""
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        loss = zeros_like(output[n, 0, 0, 0])
        inside = in_batch(n, state, loss)
        for k in range(output.channels):
            error = output[n, k, 0, 0] - target[n, k, 0, 0]
            loss += absolute(error)
            gradient[n, k, 0, 0] = where(inside, sign(error) / (output.channels * state[COUNT]), 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss / output.channels, 0)


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

    def torch(self, outputs: int) -> str:
        return "torch.nn.functional.l1_loss"

    def keras(self) -> str:
        return "keras.losses.MeanAbsoluteError()"
