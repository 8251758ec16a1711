"""Upsampling."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import ClassVar

from lab.kernels.kernel import TensorReference
from lab.kernels.resampling import interpolate, interpolate_gradient, repeat, repeat_gradient
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.window import Window
from lab.spec.fields import Choice, Int
from lab.spec.registry import register


@register("layer", "upsample", title="Upsample", group="Shape", order=82)
class Upsample(Layer):
    """y = x, larger by a whole factor along each axis, without weights: by repeating cells or by mixing neighbours.

    Nearest: y[b, c, i, j] = x[b, c, i // f, j // f]. Linear: cells are squares, and the middle of an output cell lies
    at (i + 1/2) / f - 1/2 between two middles of input cells, which are mixed by how near they are; at the edge the
    outermost cell stands alone (PyTorch's align_corners=False; of images "bilinear"). Axes: batch, channels, height,
    width. Input (channels, height, width) or (channels, length). Errors: ShapeError for a flat input.
    """

    factor = Int(2, low=1, high=64, help="How many times as many cells there are along each axis")
    method = Choice(
        "nearest",
        options={"nearest": "Nearest", "linear": "Linear"},
        help="Nearest: each cell is repeated. Linear: between the middles of two cells the numbers change evenly",
    )

    linear: ClassVar[bool] = True
    cases = (
        Case({}, ((2, 2, 3),)),
        Case({"factor": 3}, ((2, 4),)),
        Case({"method": "linear"}, ((2, 3, 2),)),
        Case({"method": "linear", "factor": 3}, ((1, 2, 1),)),
        Case({"method": "linear", "factor": 4}, ((2, 3),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return (shapes[0][0], *(self.factor * side for side in shapes[0][1:]))

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        span = 2 if self.method == "linear" and self.factor > 1 else 1
        step = Fraction(1, self.factor)
        return tuple(
            Window(length, span, step, sum=f"{length}·{self.factor} = {length * self.factor}")
            for length in shapes[0][1:]
        )

    def flops(self, *shapes: Shape) -> int:
        axes = len(shapes[0]) - 1
        # A mix of two numbers is two products and a sum; a bilinear one is three such mixes.
        return 3 * (2**axes - 1) * prod(self.output_shape(*shapes)) if self.method == "linear" else 0

    def summary(self) -> str:
        return f"× {self.factor}"

    def _factors(self, x: TensorReference, y: TensorReference) -> dict[str, int]:
        return {"factor_i": y.height // x.height, "factor_j": y.width // x.width}

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        build.emit(interpolate if self.method == "linear" else repeat, x=x, y=y, **self._factors(x, y))

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None:
            gradient = interpolate_gradient if self.method == "linear" else repeat_gradient
            build.emit(gradient, dy=dy, dx=dx, **self._factors(dx, dy))

    def onnx(self, build: OnnxBuild) -> str:
        scales = build.constant([1, 1] + [self.factor] * (len(build.shapes[0]) - 1))
        if self.method == "nearest":
            way = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
        else:
            way = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
        return build.add("Resize", *build.inputs, "", scales, **way)

    def torch(self, *shapes: Shape) -> str:
        mode = self.method if self.method == "nearest" or len(shapes[0]) == 2 else "bilinear"
        return f"lambda x: torch.nn.functional.interpolate(x, scale_factor={self.factor}, mode={mode!r})"

    def keras(self, *shapes: Shape) -> str:
        if self.method == "nearest":
            return f"keras.layers.UpSampling{len(shapes[0]) - 1}D({self.factor})"
        if len(shapes[0]) == 3:
            return f'keras.layers.UpSampling2D({self.factor}, interpolation="bilinear")'
        # Keras mixes neighbours of pictures only: the signal is a picture of height 1 meanwhile.
        channels, length = shapes[0]
        return (
            f"keras.layers.Reshape({(1, length, channels)})\n"
            f'keras.layers.UpSampling2D({(1, self.factor)}, interpolation="bilinear")\n'
            f"keras.layers.Reshape({(self.factor * length, channels)})"
        )
