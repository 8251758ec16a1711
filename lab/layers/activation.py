"""What activations have in common: they map each number by itself and keep the shape."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.kernel import Kernel
from lab.layers.base import Build, Case, Layer, Shape


class Activation(Layer):
    """Base of layers y = f(x), number by number.

    `forward_kernel` and `backward_kernel` are elementwise kernels (lab.kernels.elementwise): y = f(x), and dx of dy and
    of x or y or both. Both take what `options` gives as well.
    """

    forward_kernel: ClassVar[Kernel]
    backward_kernel: ClassVar[Kernel]
    cases: ClassVar[tuple[Case, ...]] = (Case({}, ((2, 3, 4),)), Case({}, ((5,),)), Case({}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        """Extra arguments of both kernels."""
        return {}

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    @property
    def elementwise(self) -> bool:
        return True

    @property
    def backward_reads_input(self) -> bool:
        return "x" in self.backward_kernel.arguments

    @property
    def backward_reads_output(self) -> bool:
        return "y" in self.backward_kernel.arguments

    def forward(self, build: Build) -> None:
        build.emit(self.forward_kernel, x=build.input(), y=build.output(), **self.options())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is None:
            return
        at_hand = {"x": build.input(), "y": build.output(), "dy": build.output_gradient(), "dx": dx, **self.options()}
        wanted = self.backward_kernel.arguments
        build.emit(self.backward_kernel, **{name: value for name, value in at_hand.items() if name in wanted})
