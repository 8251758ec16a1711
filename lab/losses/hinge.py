"""The hinge loss."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def hinge(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    margin: float,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = sum over k != c of max(0, margin - z_c + z_k) / classes, c: the right class, the one of the largest target.

    One output: L = max(0, margin - s z), s = 1 where the target is 1 and -1 where it is 0. The gradient of every term
    above 0 is 1 at the wrong class and -1 at the right one, / (classes samples).
    """
    first, end = share(output.blocks * LANES, thread, threads)
    for sample in range(first, end):
        n, lane = sample // LANES, sample % LANES
        for k in range(output.channels):
            gradient[n, k, 0, 0, lane] = 0.0
        sample_loss[n, 0, 0, 0, lane] = 0.0
        if sample >= state[COUNT]:
            continue
        loss, share_of_one = 0.0, 1.0 / (output.channels * state[COUNT])
        if output.channels == 1:
            side = 1.0 if target[n, 0, 0, 0, lane] > 0.5 else -1.0
            short = margin - side * output[n, 0, 0, 0, lane]
            if not short <= 0:  # also true of NaN, which must not pass for a right answer
                loss += short
                gradient[n, 0, 0, 0, lane] = -side * share_of_one
        else:
            right = 0
            for k in range(1, output.channels):
                if target[n, k, 0, 0, lane] > target[n, right, 0, 0, lane]:
                    right = k
            for k in range(output.channels):
                short = margin - output[n, right, 0, 0, lane] + output[n, k, 0, 0, lane]
                if k != right and not short <= 0:
                    loss += short
                    gradient[n, k, 0, 0, lane] = share_of_one
                    gradient[n, right, 0, 0, lane] -= share_of_one
        sample_loss[n, 0, 0, 0, lane] = loss / output.channels


@register("loss", "hinge", title="Hinge", order=12)
class Hinge(Loss):
    """L = Σ max(0, margin - z_c + z_k) over the wrong classes k: the right class c must win by a margin; a sample that
    does so teaches nothing more. What support vector machines minimise.

    z: (batch, classes) scores, of any size; t: one-hot targets. The sum is divided by the number of classes, as in
    PyTorch's MultiMarginLoss. A single output: L = max(0, margin - s z) with s = 1 for class 1 and -1 for class 0.
    Sources: Cortes and Vapnik 1995 (two classes), Weston and Watkins 1999 (several).
    """

    margin = Float(1.0, low=0, high=1e6, low_open=True, log=True, help="By how much the right class must win")

    torch_targets = "classes"
    kernel = hinge
    cases = (LossCase({}, 1, "bits"), LossCase({}, 2), LossCase({}, 5), LossCase({"margin": 0.4}, 17))

    @property
    def threshold(self) -> float:
        return 0.0

    def options(self) -> dict[str, Any]:
        return {"margin": self.margin}

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        """Scores; a single one so that the margins lie at 0 and 1, like the classes."""
        return (outputs / self.margin + 1) / 2 if outputs.shape[1] == 1 else outputs

    def torch(self, outputs: int) -> str:
        if outputs > 1:
            return f"lambda z, t: torch.nn.functional.multi_margin_loss(z, t, margin={self.margin})"
        return f"lambda z, t: torch.relu({self.margin} - (2 * t - 1) * z).mean()"

    def keras(self) -> str:
        return f"Hinge({self.margin})"

    def keras_probabilities(self, outputs: int) -> str:
        return f"(output / {self.margin} + 1) / 2" if outputs == 1 else "output"
