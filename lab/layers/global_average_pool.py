"""Global average pooling."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.pooling import average_pool, average_pool_gradient
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.pooling import one_window
from lab.spec.registry import register


@register("layer", "global_average_pool", title="Global average pool", group="Pooling", order=36)
class GlobalAveragePool(Layer):
    """y = mean of x over all places: one number for each channel, wherever its pattern was.

    y[b, c] = mean of x[b, c, i, j] over i, j; axes: batch, channels. Every place gets the same share of the gradient.
    It stands in for Flatten and Dense at the end of a network and has no weights. Input (channels, height, width) or
    (channels, length). Errors: ShapeError for a flat input. Source: Lin, Chen and Yan 2013.
    """

    linear: ClassVar[bool] = True
    cases = (Case({}, ((3, 4, 5),)), Case({}, ((2, 7),)), Case({}, ((4, 1, 1),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return shapes[0][:1]

    def windows(self, *shapes: Shape) -> None:
        """Every output sees every input."""

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    def forward(self, build: Build) -> None:
        x = build.input()
        build.emit(average_pool, x=x, y=build.output(), **one_window(x))

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            build.emit(average_pool_gradient, dy=build.output_gradient(), dx=dx, **one_window(dx))

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Flatten", build.add("GlobalAveragePool", *build.inputs), axis=1)

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: x.mean(dim={tuple(range(2, len(shapes[0]) + 1)) if len(shapes[0]) > 2 else 2})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.GlobalAveragePooling{len(shapes[0]) - 1}D()"
