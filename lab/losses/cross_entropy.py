"""Cross-entropy between classes."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import Tensor, exp, log, maximum, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.losses.base import Loss, LossCase, softmax
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def cross_entropy(
    output: Tensor,
    target: Tensor,
    gradient: Tensor,
    smoothing: float,
    sample_loss: Tensor,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """L = sum of s_k (log sum of e^z_j - z_k) over k; gradient = (softmax(z)_k sum of s_j - s_k) / samples.

    s_k = (1 - smoothing) t_k + smoothing (sum of t_j) / classes. Taking the largest z out of the powers (log-sum-exp)
    keeps them in range. A number that is no sample's gets 0.
    """
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        largest = output[n, 0, 0, 0]
        for k in range(output.channels):
            largest = maximum(largest, output[n, k, 0, 0])
        powers, targets = zeros_like(largest), zeros_like(largest)
        for k in range(output.channels):
            powers += exp(output[n, k, 0, 0] - largest)
            targets += target[n, k, 0, 0]
        log_sum = largest + log(powers)
        everywhere = smoothing * targets / output.channels
        inside, loss = in_batch(n, state, largest), zeros_like(largest)
        for k in range(output.channels):
            z, s = output[n, k, 0, 0], (1 - smoothing) * target[n, k, 0, 0] + everywhere
            loss += s * (log_sum - z)
            gradient[n, k, 0, 0] = where(inside, (exp(z - log_sum) * targets - s) / state[COUNT], 0)
        sample_loss[n, 0, 0, 0] = where(inside, loss, 0)


@register("loss", "cross_entropy", title="Cross-entropy", order=10)
class CrossEntropy(Loss):
    """L = -Σ t_k log softmax(z)_k: how surprised the network is by the right class. For choosing one class of several;
    give it scores (logits), it turns them into probabilities itself.

    z: (batch, classes) scores; t: one-hot targets. dL/dz = softmax(z) - t, which stays large while the answer is wrong
    and so escapes saturation. Computed by log-sum-exp, finite for scores of any size. Label smoothing ε puts
    (1 - ε) t_k + ε / classes in the place of t_k. Source: Szegedy, Vanhoucke, Ioffe, Shlens and Wojna 2016.
    """

    label_smoothing = Float(
        0.0,
        low=0,
        high=1,
        help="Share of the target that is spread over all classes, so that the network does not grow too sure",
    )

    torch_targets = "either"
    kernel = cross_entropy
    cases = (LossCase({}, 5), LossCase({}, 2), LossCase({}, 17), LossCase({"label_smoothing": 0.1}, 5))

    @property
    def expects(self) -> str:
        return "logits"

    @property
    def closing_layer(self) -> str:
        return "softmax"

    def options(self) -> dict[str, Any]:
        return {"smoothing": self.label_smoothing}

    def probabilities(self, outputs: NDArray[Any]) -> NDArray[Any]:
        return softmax(outputs)

    def torch(self, outputs: int) -> str:
        function = "torch.nn.functional.cross_entropy"
        if not self.label_smoothing:
            return function
        return f"lambda z, t: {function}(z, t, label_smoothing={self.label_smoothing})"

    def torch_probabilities(self) -> str:
        return "lambda z: torch.softmax(z, dim=1)"

    def keras(self) -> str:
        smoothing = f", label_smoothing={self.label_smoothing}" if self.label_smoothing else ""
        return f"keras.losses.CategoricalCrossentropy(from_logits=True{smoothing})"

    def keras_probabilities(self, outputs: int) -> str:
        return "keras.ops.softmax(output)"
