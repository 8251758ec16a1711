"""Upsampling."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import ClassVar

from lab.kernels.kernel import TensorReference
from lab.kernels.reducing import reduce
from lab.kernels.resampling import CORNERS, FIRSTS, MIDDLES, interpolate, interpolate_gradient, repeat
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.window import Window
from lab.spec.fields import Choice, Ints
from lab.spec.registry import register


@register("layer", "upsample", title="Upsample", group="Shape", order=82)
class Upsample(Layer):
    """y = x, larger by a whole factor along each axis, without weights: by repeating cells or by mixing neighbours.

    Nearest: y[b, c, i, j] = x[b, c, i // f, j // f]. Linear: cells are squares, and the middle of an output cell lies
    at (i + 1/2) / f - 1/2 between two middles of input cells, which are mixed by how near they are; at the edge the
    outermost cell stands alone (PyTorch's align_corners=False; of images "bilinear"). Other programs lay the outermost
    cells of input and output in the same places, i (n - 1) / (f n - 1), or only the first ones, i / f. Axes: batch,
    channels, height, width. A signal has a width only. Input (channels, height, width) or (channels, length). Errors:
    ShapeError for a flat input.
    """

    factor = Ints(
        2, parts=("height", "width"), low=1, high=64, help="How many times as many cells there are along each axis"
    )
    method = Choice(
        "nearest",
        options={"nearest": "Nearest", "linear": "Linear"},
        help="Nearest: each cell is repeated. Linear: between the middles of two cells the numbers change evenly",
    )
    alike = Choice(
        "middles",
        options={"middles": "The whole picture", "corners": "Corner pixels", "firsts": "First pixels"},
        title="In the same places",
        help="What of input and output lies in the same places; others than the whole picture are for networks from "
        "programs that do it so",
        when=("method", ("linear",)),
    )

    linear: ClassVar[bool] = True
    cases = (
        Case({}, ((2, 2, 3),)),
        Case({"factor": 3}, ((2, 4),)),
        Case({"method": "linear"}, ((2, 3, 2),)),
        Case({"method": "linear", "factor": 3}, ((1, 2, 1),)),
        Case({"method": "linear", "factor": 4}, ((2, 3),)),
        Case({"factor": (3, 2)}, ((1, 2, 3),)),
        Case({"method": "linear", "factor": (1, 3), "alike": "corners"}, ((1, 2, 3),)),
        Case({"method": "linear", "factor": (2, 3), "alike": "firsts"}, ((1, 3, 2),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return (shapes[0][0], *(factor * side for factor, side in self._along(shapes[0])))

    def _along(self, shape: Shape) -> list[tuple[int, int]]:
        """The factor and the length of each axis behind the channels."""
        return list(zip(self.factor[3 - len(shape) :], shape[1:], strict=True))

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        linear = self.method == "linear"
        return tuple(
            Window(
                length,
                2 if linear and factor > 1 else 1,
                Fraction(1, factor),
                sum=f"{length}·{factor} = {length * factor}",
            )
            for factor, length in self._along(shapes[0])
        )

    def flops(self, *shapes: Shape) -> int:
        axes = len(shapes[0]) - 1
        # A mix of two numbers is two products and a sum; a bilinear one is three such mixes.
        return 3 * (2**axes - 1) * prod(self.output_shape(*shapes)) if self.method == "linear" else 0

    def summary(self) -> str:
        return " ".join(f"× {factor}" for factor in dict.fromkeys(self.factor))

    def _mixing(self, x: TensorReference, y: TensorReference) -> dict[str, int]:
        """How neighbours are mixed, as arguments of the kernels."""
        alike = {"middles": MIDDLES, "corners": CORNERS, "firsts": FIRSTS}[self.alike]
        return {"factor_i": y.height // x.height, "factor_j": y.width // x.width, "alike": alike}

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if self.method == "linear":
            build.emit(interpolate, x=x, y=y, **self._mixing(x, y))
        else:
            build.emit(repeat, x=x, y=y)

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None and self.method == "linear":
            build.emit(interpolate_gradient, dy=dy, dx=dx, **self._mixing(dx, dy))
        elif dx is not None:
            build.emit(reduce, x=dy, y=dx, factor=1.0, largest=0)

    def onnx(self, build: OnnxBuild) -> str:
        scales = build.constant([1, 1, *(factor for factor, _ in self._along(build.shapes[0]))])
        if self.method == "nearest":
            way = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
        else:
            alike = {"middles": "half_pixel", "corners": "align_corners", "firsts": "asymmetric"}[self.alike]
            way = {"mode": "linear", "coordinate_transformation_mode": alike}
        return build.add("Resize", *build.inputs, "", scales, **way)

    def torch(self, *shapes: Shape) -> str:
        factors = tuple(factor for factor, _ in self._along(shapes[0]))
        size = f"scale_factor={factors[0] if len(set(factors)) == 1 else factors}"
        if self.method == "nearest":
            return f'lambda x: torch.nn.functional.interpolate(x, {size}, mode="nearest")'
        if self.alike == "firsts":
            return ""
        size += f', mode="{"linear" if len(factors) == 1 else "bilinear"}"'
        size += ", align_corners=True" if self.alike == "corners" else ""
        return f"lambda x: torch.nn.functional.interpolate(x, {size})"

    def keras(self, *shapes: Shape) -> str:
        factors = tuple(factor for factor, _ in self._along(shapes[0]))
        size = str(factors[0] if len(set(factors)) == 1 else factors)
        if self.method == "nearest":
            return f"keras.layers.UpSampling{len(factors)}D({size})"
        if self.alike == "middles" and len(factors) == 2:
            return f'keras.layers.UpSampling2D({size}, interpolation="bilinear")'
        return f'Interpolation({factors}, "{self.alike}")'
