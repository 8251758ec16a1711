"""A shortcut that fits by zeros."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.placing import cut_out, place_among
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.layers.sliding import Slide
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Int
from lab.spec.message import Message
from lab.spec.registry import register


@register("layer", "zero_shortcut", title="Zero-pad shortcut", group="Shape", order=84)
class ZeroShortcut(Layer):
    """y = every s-th cell of x, then channels of zeros: makes a residual shortcut fit where the main way halves the
    image and has more channels, without a single weight (option A).

    y[b, c, i, j] = x[b, c, i s, j s] for the channels that x has, 0 for the others; axes: batch, channels, height,
    width. Output side ceil(n / s), as of a convolution with padding "same". Of a flat input the features are filled up,
    and there is nothing to stride over. Errors: ShapeError where x has more channels than asked for. Source: He, Zhang,
    Ren and Sun 2015.
    """

    channels = Int(16, low=1, high=4096, help="How many channels there are afterwards; what is missing is zeros")
    stride = Int(2, low=1, high=99, unit="px", help="Every how many cells one is kept, along each axis")

    linear: ClassVar[bool] = True
    cases = (
        Case({"channels": 5}, ((3, 4, 5),)),
        Case({"channels": 2, "stride": 1}, ((2, 2, 3),)),
        Case({"channels": 3, "stride": 3}, ((1, 7),)),
        Case({"channels": 6}, ((4,),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        channels, *sides = shapes[0]
        if channels > self.channels:
            raise ShapeError(
                Message(
                    "{layer} adds channels and takes none away. This input has {inputs}, more than the {outputs} asked "
                    "for. Choose at least {inputs} channels, or use a 1 × 1 convolution.",
                    layer=Message(self.title),
                    inputs=channels,
                    outputs=self.channels,
                )
            )
        return (self.channels, *(-(-side // self.stride) for side in sides))

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(Slide(length, 1, self.stride).window for length in shapes[0][1:])

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return str(self.channels) if self.stride == 1 else f"{self.channels} / {self.stride}"

    def forward(self, build: Build) -> None:
        where = {"stride": self.stride, "front": 0, "top": 0, "left": 0}
        build.emit(place_among, x=build.input(), y=build.output(), value=0.0, **where)

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            where = {"stride": self.stride, "front": 0, "top": 0, "left": 0}
            build.emit(cut_out, dy=build.output_gradient(), dx=dx, **where)

    def onnx(self, build: OnnxBuild) -> str:
        (y,), ((channels, *sides),) = build.inputs, build.shapes
        if sides and self.stride > 1:
            whole = [build.constant(numbers, "int64") for numbers in ([0] * len(sides), sides)]
            axes = build.constant(range(2, 2 + len(sides)), "int64")
            y = build.add("Slice", y, *whole, axes, build.constant([self.stride] * len(sides), "int64"))
        if self.channels == channels:
            return y
        around = [0] * (len(sides) + 2)
        return build.add("Pad", y, build.constant([*around, 0, self.channels - channels, *around[2:]], "int64"))

    def torch(self, *shapes: Shape) -> str:
        axes = len(shapes[0]) - 1
        kept = f"x[:, :{f', ::{self.stride}' * axes}]" if self.stride > 1 else "x"
        return f"lambda x: torch.nn.functional.pad({kept}, {(0, 0) * axes + (0, self.channels - shapes[0][0])})"

    def keras(self, *shapes: Shape) -> str:
        return f"ZeroShortcut({self.channels}, {self.stride})"
