"""Softmax."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, exp, maximum, zeros_like
from lab.layers.base import OnnxBuild, Shape
from lab.layers.over_channels import OverChannels
from lab.spec.registry import register


@kernel
def softmax(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y[n, c] = e^(x[n, c] - m) / sum of e^(x[n, k] - m) over k; m, the largest x, keeps powers in range."""
    first, end = share(y.blocks, thread, threads)
    for n in range(first, end):
        for i in range(y.height):
            for j in range(y.width):
                largest = x[n, 0, i, j]
                for c in range(x.channels):
                    largest = maximum(largest, x[n, c, i, j])
                powers = zeros_like(largest)
                for c in range(x.channels):
                    power = exp(x[n, c, i, j] - largest)
                    y[n, c, i, j] = power
                    powers += power
                for c in range(x.channels):
                    y[n, c, i, j] = y[n, c, i, j] / powers


@kernel
def softmax_gradient(y: Tensor, dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx[n, c] = y[n, c] (dy[n, c] - sum of y[n, k] dy[n, k] over k)."""
    first, end = share(dx.blocks, thread, threads)
    for n in range(first, end):
        for i in range(dx.height):
            for j in range(dx.width):
                mean = zeros_like(dx[n, 0, i, j])
                for c in range(dx.channels):
                    mean += y[n, c, i, j] * dy[n, c, i, j]
                for c in range(dx.channels):
                    dx[n, c, i, j] = y[n, c, i, j] * (dy[n, c, i, j] - mean)


@register("layer", "softmax", title="Softmax", group="Activation", order=54)
class Softmax(OverChannels):
    """y_c = e^(x_c) / Σ e^(x_k): turns scores into probabilities, all positive, with the sum 1.

    Over the features of a flat input; of an image or signal over the channels, at each place by itself. Axes: batch,
    channels (, height, width). The loss "cross-entropy" does this itself: give it the scores, not the probabilities.
    """

    forward_kernel = softmax
    backward_kernel = softmax_gradient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Softmax", *build.inputs, axis=1)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.softmax(x, dim=1)"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Softmax()"
