"""What the layers that drop something at random have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import ClassVar

from lab.kernels.arithmetic import multiply
from lab.kernels.copying import copy
from lab.kernels.kernel import Integers, TensorReference, kernel, share
from lab.kernels.lanes import Tensor, where, zeros_like
from lab.kernels.noise import APART, noise_key, uniforms
from lab.kernels.state import SEED, UPDATES
from lab.layers.base import Build, Layer, OnnxBuild, Shape
from lab.spec.fields import Float
from lab.spec.units import format_percent


@kernel
def draw_mask(mask: Tensor, rate: float, stream: int, state: Integers, thread: int, threads: int) -> None:
    """mask = 0 with probability `rate`, else 1 / (1 - rate), anew for every number in every update."""
    key = noise_key(state[SEED], state[UPDATES], stream)
    dropped = zeros_like(mask[0, 0, 0, 0])
    kept = dropped + 1 / (1 - rate)
    first, end = share(mask.blocks * mask.channels, thread, threads)
    for place in range(first, end):
        n, c = place // mask.channels, place % mask.channels
        for i in range(mask.height):
            for j in range(mask.width):
                cell = (place * mask.height + i) * mask.width + j
                mask[n, c, i, j] = where(uniforms(key, cell * APART, kept) >= rate, kept, dropped)


class Dropping(Layer):
    """Base of layers y = x · mask, with a mask of 0 and 1 / (1 - rate) while training; afterwards y = x.

    The noise depends on seed, update, layer and place alone.
    """

    rate: Float

    random: ClassVar[bool] = True
    linear: ClassVar[bool] = True

    @abstractmethod
    def mask_sizes(self, channels: int, height: int, width: int) -> tuple[int, int, int]:
        """The mask's (channels, height, width) for these of the input; where it is 1, all are dropped together."""

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only copies once training is over

    def summary(self) -> str:
        return format_percent(self.rate, digits=0)

    def _mask(self, build: Build) -> TensorReference:
        y = build.output()
        channels, height, width = self.mask_sizes(y.channels, y.height, y.width)
        return build.scratch_tensor("mask", replace(y, channels=channels, height=height, width=width))

    def _emit_product(self, build: Build, x: TensorReference, y: TensorReference) -> None:
        if build.training:
            build.emit(multiply, a=x, b=self._mask(build).repeated(x), y=y)
        elif x.offset != y.offset:
            build.emit(copy, x=x, y=y)

    def is_view(self, training: bool) -> bool:
        return not training

    def forward(self, build: Build) -> None:
        if build.training:
            noise = {"stream": build.stream(), "state": build.state()}
            build.emit(draw_mask, mask=self._mask(build), rate=self.rate, **noise)
        self._emit_product(build, build.input(), build.output())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            self._emit_product(build, build.output_gradient(), dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Identity", *build.inputs)
