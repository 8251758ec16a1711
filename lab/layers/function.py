"""What layers have in common whose function stands in the kernel that many of them share."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels import functions
from lab.kernels.copying import clear_padding
from lab.layers.activation import Activation
from lab.layers.base import Build


class Function(Activation):
    """Base of layers y = f(x), number by number, with f from lab/kernels/functions.py.

    `which` is its number there. Where f is partial, lanes without a sample, which may hold any numbers, are cleared.
    """

    forward_kernel = functions.function
    backward_kernel = functions.function_gradient
    which: ClassVar[int]

    def options(self) -> dict[str, float]:
        return {"which": self.which, "a": 0.0, "b": 0.0}

    def forward(self, build: Build) -> None:
        super().forward(build)
        if self.partial and build.training:
            build.emit(clear_padding, y=build.output(), state=build.state())

    def backward(self, build: Build) -> None:
        super().backward(build)
        dx = build.input_gradient()
        if self.partial and dx is not None:
            build.emit(clear_padding, y=dx, state=build.state())
