"""The logarithm of softmax."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, exp, log, maximum, zeros_like
from lab.layers.base import OnnxBuild, Shape
from lab.layers.over_channels import OverChannels
from lab.spec.registry import register


@kernel
def log_softmax(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y[n, c] = x[n, c] - m - log(sum of e^(x[n, k] - m) over k); m, the largest x, keeps powers in range."""
    first, end = share(y.blocks, thread, threads)
    for n in range(first, end):
        for i in range(y.height):
            for j in range(y.width):
                largest = x[n, 0, i, j]
                for c in range(x.channels):
                    largest = maximum(largest, x[n, c, i, j])
                powers = zeros_like(largest)
                for c in range(x.channels):
                    powers += exp(x[n, c, i, j] - largest)
                whole = largest + log(powers)
                for c in range(x.channels):
                    y[n, c, i, j] = x[n, c, i, j] - whole


@kernel
def log_softmax_gradient(y: Tensor, dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx[n, c] = dy[n, c] - e^y[n, c] (sum of dy[n, k] over k)."""
    first, end = share(dx.blocks, thread, threads)
    for n in range(first, end):
        for i in range(dx.height):
            for j in range(dx.width):
                whole = zeros_like(dx[n, 0, i, j])
                for c in range(dx.channels):
                    whole += dy[n, c, i, j]
                for c in range(dx.channels):
                    dx[n, c, i, j] = dy[n, c, i, j] - exp(y[n, c, i, j]) * whole


@register("layer", "log_softmax", title="Log softmax", group="Activation", order=54)
class LogSoftmax(OverChannels):
    """y_c = log(e^(x_c) / Σ e^(x_k)): the logarithms of the probabilities that softmax gives, exact for small ones too.

    Over the features of a flat input; of an image or signal over the channels, at each place by itself. Axes: batch,
    channels (, height, width). dx_c = dy_c - e^(y_c) Σ dy_k. Range (-∞, 0]. The loss "cross-entropy" does this itself:
    given these it finds the same loss, because they are scores of the same probabilities.
    """

    forward_kernel = log_softmax
    backward_kernel = log_softmax_gradient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("LogSoftmax", build.inputs[0], axis=1)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.log_softmax(x, dim=1)"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("log_softmax")'
