"""Cross-entropy of yes-or-no outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels.kernel import Integers, helper, kernel, share
from lab.kernels.lanes import Lanes, Tensor, absolute, exp, log, log1p, maximum, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase
from lab.spec.fields import Bool
from lab.spec.registry import register


@helper
def bounded_log(p: Lanes) -> Lanes:
    """log p, but at least -100; NaN stays NaN."""
    return where(p <= 0, -100, maximum(log(p), -100))


@kernel
def binary_cross_entropy(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    from_logits: int,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = -mean of t_k log p_k + (1 - t_k) log(1 - p_k) over k; p = 1 / (1 + e^-z) if the outputs are logits z.

    From logits: L = max(z, 0) - z t + log(1 + e^-|z|) and gradient = (p - t) / (outputs samples), for z of any size.
    From probabilities: log is taken as -100 at least and p (1 - p) as 10^-12 at least, as in PyTorch.
    """
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        loss = zeros_like(output[n, 0, 0, 0])
        inside = in_batch(n, state, loss)
        for k in range(output.channels):
            z, t = output[n, k, 0, 0], target[n, k, 0, 0]
            if from_logits:
                power = exp(-absolute(z))  # at most 1
                p = where(z < 0, power, 1) / (1 + power)
                loss += maximum(z, 0) - z * t + log1p(power)
                slope = p - t
            else:
                loss -= t * bounded_log(z) + (1 - t) * bounded_log(1 - z)
                slope = (z - t) / maximum(z * (1 - z), 1e-12)
            gradient[n, k, 0, 0] = where(inside, slope / (output.channels * state[COUNT]), 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss / output.channels, 0)


@register("loss", "binary_cross_entropy", title="Binary cross-entropy", order=11)
class BinaryCrossEntropy(Loss):
    """L = -mean of t log p + (1 - t) log(1 - p): how surprised the network is by the right yes or no. For one output,
    or several that may be true at once.

    Outputs: (batch, outputs), logits z with p = 1 / (1 + e^-z), or probabilities p if `from_logits` is off; t: 0 or 1.
    The mean is over samples and outputs, as in PyTorch. dL/dz = p - t, which stays large while the answer is wrong.
    """

    from_logits = Bool(
        True,
        help="Whether the network ends in scores (logits); switch it off if it ends in a sigmoid",
        title="From scores",
    )

    kernel = binary_cross_entropy
    cases = (
        LossCase({}, 1, "bits"),
        LossCase({}, 3, "bits"),
        LossCase({"from_logits": False}, 1, "bits"),
        LossCase({"from_logits": False}, 4, "bits"),
    )

    @property
    def threshold(self) -> float:
        return 0.0 if self.from_logits else 0.5

    @property
    def expects(self) -> str:
        return "logits" if self.from_logits else "values"

    @property
    def closing_layer(self) -> str:
        return "sigmoid" if self.from_logits else ""

    def options(self) -> dict[str, Any]:
        return {"from_logits": int(self.from_logits)}

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        if not self.from_logits:
            return outputs
        power = np.exp(-np.abs(outputs))
        chances: NDArray[Any] = np.where(outputs < 0, power, 1.0) / (1 + power)
        return chances

    def torch(self, outputs: int) -> str:
        return f"torch.nn.functional.binary_cross_entropy{'_with_logits' if self.from_logits else ''}"

    def torch_probabilities(self) -> str:
        return "torch.sigmoid" if self.from_logits else super().torch_probabilities()

    def keras(self) -> str:
        return f"keras.losses.BinaryCrossentropy({'from_logits=True' if self.from_logits else ''})"

    def keras_probabilities(self, outputs: int) -> str:
        return "keras.ops.sigmoid(output)" if self.from_logits else "output"
