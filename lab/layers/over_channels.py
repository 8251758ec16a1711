"""What layers have in common that compare the channels of a place."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.kernel import Kernel
from lab.layers.base import Build, Case, Layer, Shape


class OverChannels(Layer):
    """Base of layers y = f(x) in which every number follows from all channels of its place; the shape stays.

    `forward_kernel` writes y from x, `backward_kernel` dx from y and dy.
    """

    forward_kernel: ClassVar[Kernel]
    backward_kernel: ClassVar[Kernel]
    cases: ClassVar[tuple[Case, ...]] = (
        Case({}, ((5,),)),
        Case({}, ((3, 2, 2),)),
        Case({}, ((2, 4),)),
        Case({}, ((1,),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return 4 * prod(shapes[0])  # a difference, a power, a sum, and a quotient or another difference

    def forward(self, build: Build) -> None:
        build.emit(self.forward_kernel, x=build.input(), y=build.output())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            build.emit(self.backward_kernel, y=build.output(), dy=build.output_gradient(), dx=dx)
