"""A factor and a summand for each channel."""

from __future__ import annotations

from math import prod
from typing import ClassVar

import numpy as np

from lab.kernels.channels import products_over_batch, scale_channels
from lab.kernels.convolution import sum_over_batch
from lab.layers.activation import Activation
from lab.layers.base import Build, Layer, OnnxBuild, Parameter, Shape
from lab.spec.registry import register


@register("layer", "affine", title="Affine", group="Normalisation", order=64)
class Affine(Layer):
    """y = weight · x + bias, with a weight and a bias for each channel that are learned: batch norm without its
    statistics.

    y[b, c] = weight[c] x[b, c] + bias[c]; axes: batch, channels (, height, width), a flat input's features are
    channels. dx = weight · dy; over the samples and places, dweight is the sum of dy · x and dbias that of dy. At first
    y = x. Any input shape. Source: Touvron et al. 2021 (ResMLP).
    """

    linear: ClassVar[bool] = True
    keras_names: ClassVar[dict[str, str]] = {}
    cases = Activation.cases

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        channels = (shapes[0][0],)
        return {
            "weight": Parameter(channels, start=1.0, decays=False),
            "bias": Parameter(channels, start=0.0, decays=False),
        }

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        both = {name: build.parameter(name) for name in ("weight", "bias")}
        build.emit(scale_channels, x=build.input(), **both, y=build.output(), shifts=1)

    def backward(self, build: Build) -> None:
        x, dy, dx = build.input(), build.output_gradient(), build.input_gradient()
        build.emit(products_over_batch, x=x, dy=dy, sums=build.parameter_gradient("weight"), below=np.inf)
        build.emit(sum_over_batch, dy=dy, dbias=build.parameter_gradient("bias"))
        if dx is not None:
            both = {name: build.parameter(name) for name in ("weight", "bias")}
            build.emit(scale_channels, x=dy, **both, y=dx, shifts=0)

    def onnx(self, build: OnnxBuild) -> str:
        across = (-1, *[1] * (len(build.shapes[0]) - 1))  # channels meet channels, not columns
        weight, bias = (build.weight(name, build.parameter(name).reshape(across)) for name in ("weight", "bias"))
        return build.add("Add", build.add("Mul", build.inputs[0], weight), bias)

    def torch(self, *shapes: Shape) -> str:
        return f"Affine({shapes[0][0]})"

    def keras(self, *shapes: Shape) -> str:
        return "Affine()"
