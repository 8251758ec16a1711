"""Dropout."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.noise import noise_key, uniform
from lab.kernels.state import SEED, UPDATES
from lab.layers.base import Build, Case, Layer, Shape
from lab.spec.fields import Float
from lab.spec.registry import register
from lab.spec.units import format_percent


@kernel
def dropout(
    x: Tensor, mask: Tensor, y: Tensor, rate: float, stream: int, state: Integers, thread: int, threads: int
) -> None:
    """y = x mask; mask = 0 with probability `rate`, else 1 / (1 - rate), anew for every number in every update."""
    key = noise_key(state[SEED], state[UPDATES], stream)
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                cell = (place * y.height + i) * y.width + j
                for lane in range(LANES):
                    kept = uniform(key, cell * LANES + lane) >= rate
                    mask[n, c, i, j, lane] = 1 / (1 - rate) if kept else 0.0
                y[n, c, i, j] = x[n, c, i, j] * mask[n, c, i, j]


@kernel
def multiply(a: Tensor, b: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = a b."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = a[n, c, i, j] * b[n, c, i, j]


@register("layer", "dropout", title="Dropout", group="Regularisation", order=70)
class Dropout(Layer):
    """y = x · mask: while training, sets a random part of its inputs to zero, so that the network cannot rely on any
    single one; against overfitting.

    What remains is multiplied by 1 / (1 - rate), so that the expected sum stays; outside training y = x. The noise
    depends on seed, update, layer and place alone. Any input shape. Source: Srivastava et al. 2014.
    """

    rate = Float(0.5, low=0, high=1, high_open=True, help="Share of the numbers that are set to zero")

    random: ClassVar[bool] = True
    cases = (Case({}, ((2, 3, 4),)), Case({"rate": 0.2}, ((7,),)), Case({"rate": 0.0}, ((2, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only copies once training is over

    def summary(self) -> str:
        return format_percent(self.rate, digits=0)

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if not build.training:
            build.emit(copy, x=x, y=y)
            return
        mask = build.scratch_tensor("mask", y)
        build.emit(dropout, x=x, mask=mask, y=y, rate=self.rate, stream=build.stream(), state=build.state())

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is None:
            return
        if build.training:
            build.emit(multiply, a=dy, b=build.scratch_tensor("mask", dy), y=dx)
        else:
            build.emit(copy, x=dy, y=dx)

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.Dropout({self.rate})"
