"""Global max pooling."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.pooling import max_pool, winner_gradient
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.pooling import one_window
from lab.spec.registry import register


@register("layer", "global_max_pool", title="Global max pool", group="Pooling", order=37)
class GlobalMaxPool(Layer):
    """y = max of x over all places: one number for each channel that says how strongly its pattern is there, anywhere.

    y[b, c] = max of x[b, c, i, j] over i, j; axes: batch, channels. The gradient goes to the one place that won (the
    first of equals). It stands in for Flatten and Dense at the end of a network and has no weights. Input (channels,
    height, width) or (channels, length). Errors: ShapeError for a flat input. Source: Oquab, Bottou, Laptev and Sivic
    2015.
    """

    kinks: ClassVar[bool] = True
    cases = (Case({}, ((3, 4, 5),)), Case({}, ((2, 7),)), Case({}, ((4, 1, 1),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return shapes[0][:1]

    def windows(self, *shapes: Shape) -> None:
        """Every output sees every input."""

    def flops(self, *shapes: Shape) -> int:
        return 0

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        build.emit(max_pool, x=x, y=y, winner=build.scratch_tensor("winner", y), **one_window(x))

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None:
            build.emit(winner_gradient, winner=build.scratch_tensor("winner", dy), dy=dy, dx=dx, **one_window(dx))

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Flatten", build.add("GlobalMaxPool", *build.inputs), axis=1)

    def torch(self, *shapes: Shape) -> str:
        axes = len(shapes[0]) - 1
        return f"lambda x: torch.flatten(torch.nn.functional.adaptive_max_pool{axes}d(x, 1), 1)"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.GlobalMaxPooling{len(shapes[0]) - 1}D()"
