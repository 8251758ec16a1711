"""Cross-entropy of yes-or-no outputs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels.kernel import Integers, Vector, helper, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec.fields import Bool
from lab.spec.registry import register


@helper
def bounded_log(p: float) -> float:
    """log p, but at least -100; NaN stays NaN."""
    if p <= 0:
        return -100.0
    value = math.log(p)
    return -100.0 if value < -100.0 else value


@kernel
def binary_cross_entropy(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    from_logits: int,
    sample_loss: Vector,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = -mean of t_k log p_k + (1 - t_k) log(1 - p_k) over k; p = 1 / (1 + e^-z) if the outputs are logits z.

    From logits: L = max(z, 0) - z t + log(1 + e^-|z|) and gradient = (p - t) / (outputs samples), for z of any size.
    From probabilities: log is taken as -100 at least and p (1 - p) as 10^-12 at least, as in PyTorch.
    """
    first, end = share(output.blocks * LANES, thread, threads)
    for sample in range(first, end):
        n, lane = sample // LANES, sample % LANES
        loss = 0.0
        for k in range(output.channels):
            if sample >= state[COUNT]:
                gradient[n, k, 0, 0, lane] = 0.0
                continue
            z, t = output[n, k, 0, 0, lane], target[n, k, 0, 0, lane]
            if from_logits:
                power = math.exp(-abs(z))  # at most 1
                p = (power if z < 0 else 1.0) / (1 + power)
                loss += max(z, 0.0) - z * t + math.log1p(power)
                slope = p - t
            else:
                loss -= t * bounded_log(z) + (1 - t) * bounded_log(1 - z)
                slope = (z - t) / max(z * (1 - z), 1e-12)
            gradient[n, k, 0, 0, lane] = slope / (output.channels * state[COUNT])
        sample_loss[sample] = loss / output.channels


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

    def options(self) -> dict[str, Any]:
        return {"from_logits": int(self.from_logits)}

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        if not self.from_logits:
            return outputs
        power = np.exp(-np.abs(outputs))
        chances: NDArray[Any] = np.where(outputs < 0, power, 1.0) / (1 + power)
        return chances

    def torch(self) -> str:
        return "torch.nn.BCEWithLogitsLoss()" if self.from_logits else "torch.nn.BCELoss()"
