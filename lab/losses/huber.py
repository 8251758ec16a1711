"""The Huber loss."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import Tensor, maximum, minimum, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def huber(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    delta: float,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = mean over k of e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2); e = y_k - t_k.

    gradient = e limited to [-delta, delta], / (outputs samples).
    """
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        loss = zeros_like(output[n, 0, 0, 0])
        inside = in_batch(n, state, loss)
        for k in range(output.channels):
            error = output[n, k, 0, 0] - target[n, k, 0, 0]
            slope = maximum(minimum(error, delta), -delta)
            loss += slope * (error - slope / 2)
            gradient[n, k, 0, 0] = where(inside, slope / (output.channels * state[COUNT]), 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss / output.channels, 0)


@register("loss", "huber", title="Huber", order=22)
class Huber(Loss):
    """L = mean of e² / 2 while the error e = y - t is small, δ (|e| - δ / 2) beyond δ: exact near the target like the
    squared error, calm about outliers like the absolute error.

    y, t: (batch, outputs); the mean is over samples and outputs, as in PyTorch. dL/dy = e limited to [-δ, δ] / outputs.
    Source: Huber 1964.
    """

    delta = Float(
        1.0, low=0, high=1e6, low_open=True, log=True, title="δ", help="Error from which on the loss is linear"
    )

    kernel = huber
    cases = (LossCase({}, 1, "values"), LossCase({"delta": 0.3}, 3, "values"), LossCase({"delta": 2.0}, 18))

    def options(self) -> dict[str, Any]:
        return {"delta": self.delta}

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return outputs

    def torch(self, outputs: int) -> str:
        return f"lambda y, t: torch.nn.functional.huber_loss(y, t, delta={self.delta})"

    def keras(self) -> str:
        return f"keras.losses.Huber({self.delta})"
