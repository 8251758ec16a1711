"""What activations have in common: they map each number by itself and keep the shape."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.kernel import Kernel
from lab.layers.base import Build, Layer, Shape


class Activation(Layer):
    """Base of layers y = f(x), number by number.

    `forward_kernel` has the arguments x, y: Tensor; `backward_kernel` one of x and y, as its argument is called, and
    dy, dx: Tensor. Both take what `options` gives as well.
    """

    forward_kernel: ClassVar[Kernel]
    backward_kernel: ClassVar[Kernel]

    def options(self) -> dict[str, float]:
        """Extra arguments of both kernels."""
        return {}

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    def forward(self, build: Build) -> None:
        build.emit(self.forward_kernel, x=build.input(), y=build.output(), **self.options())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is None:
            return
        known = {"x": build.input()} if "x" in self.backward_kernel.arguments else {"y": build.output()}
        build.emit(self.backward_kernel, **known, dy=build.output_gradient(), dx=dx, **self.options())
