"""What the layers that normalise each sample by itself have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from math import prod
from typing import ClassVar

import numpy as np

from lab.kernels.convolution import sum_over_batch
from lab.kernels.kernel import TensorReference, Vector, kernel, share
from lab.kernels.lanes import Tensor, sqrt, zeros_like
from lab.layers.base import Build, Layer, OnnxBuild, Parameter, Shape
from lab.spec.errors import ShapeError
from lab.spec.fields import Float
from lab.spec.message import Message


@kernel
def normalise_groups(
    x: Tensor,
    scale: Vector,
    shift: Vector,
    mean: Tensor,
    deviation: Tensor,
    y: Tensor,
    epsilon: float,
    thread: int,
    threads: int,
) -> None:
    """y = scale[c] x' + shift[c], x' = (x - mean[n, g]) / deviation[n, g], deviation = sqrt(variance + epsilon).

    Mean and variance are, for each sample, over all places of the channels c of group g; the groups are equal ranges.
    """
    size = x.channels // mean.channels
    count = float(size * x.height * x.width)
    first, end = share(x.blocks * mean.channels, thread, threads)
    for place in range(first, end):
        n, g = place // mean.channels, place % mean.channels
        value = zeros_like(x[n, 0, 0, 0])
        for c in range(g * size, (g + 1) * size):
            for i in range(x.height):
                for j in range(x.width):
                    value += x[n, c, i, j]
        middle = value / count
        value = zeros_like(value)
        for c in range(g * size, (g + 1) * size):
            for i in range(x.height):
                for j in range(x.width):
                    distance = x[n, c, i, j] - middle
                    value += distance * distance
        below = sqrt(value / count + epsilon)
        mean[n, g, 0, 0] = middle
        deviation[n, g, 0, 0] = below
        for c in range(g * size, (g + 1) * size):
            factor, offset = scale[c] / below, shift[c]
            for i in range(x.height):
                for j in range(x.width):
                    y[n, c, i, j] = (x[n, c, i, j] - middle) * factor + offset


@kernel
def sums_of_groups(
    x: Tensor, mean: Tensor, deviation: Tensor, dy: Tensor, with_x: Tensor, alone: Tensor, thread: int, threads: int
) -> None:
    """with_x[n, c] = sum of dy x' over all places, x' = (x - mean[n, g]) / deviation[n, g]; alone[n, c] = sum of dy."""
    size = x.channels // mean.channels
    first, end = share(x.blocks * x.channels, thread, threads)
    for place in range(first, end):
        n, c = place // x.channels, place % x.channels
        middle = mean[n, c // size, 0, 0]
        products, gradients = zeros_like(middle), zeros_like(middle)
        for i in range(x.height):
            for j in range(x.width):
                gradient = dy[n, c, i, j]
                products += gradient * (x[n, c, i, j] - middle)
                gradients += gradient
        with_x[n, c, 0, 0] = products / deviation[n, c // size, 0, 0]
        alone[n, c, 0, 0] = gradients


@kernel
def normalise_groups_gradient(
    x: Tensor,
    scale: Vector,
    mean: Tensor,
    deviation: Tensor,
    dy: Tensor,
    with_x: Tensor,
    alone: Tensor,
    dx: Tensor,
    thread: int,
    threads: int,
) -> None:
    """dx = (scale[c] dy - mean(scale dy) - x' mean(scale dy x')) / deviation[n, g], means over the sample's group.

    x' = (x - mean[n, g]) / deviation[n, g]. The two means are there because every x moves mean and variance.
    """
    size = x.channels // mean.channels
    count = float(size * x.height * x.width)
    first, end = share(x.blocks * mean.channels, thread, threads)
    for place in range(first, end):
        n, g = place // mean.channels, place % mean.channels
        middle, below = mean[n, g, 0, 0], deviation[n, g, 0, 0]
        by_mean, by_variance = zeros_like(middle), zeros_like(middle)
        for c in range(g * size, (g + 1) * size):
            by_mean += scale[c] * alone[n, c, 0, 0]
            by_variance += scale[c] * with_x[n, c, 0, 0]
        by_mean = by_mean / (count * below)
        by_variance = by_variance / (count * below * below)
        for c in range(g * size, (g + 1) * size):
            factor = scale[c] / below
            for i in range(x.height):
                for j in range(x.width):
                    dx[n, c, i, j] = dy[n, c, i, j] * factor - by_mean - (x[n, c, i, j] - middle) * by_variance


class SampleNorm(Layer):
    """Base of layer norm and group norm: the channels are shared out among groups, and each sample's mean and variance
    are those of one group."""

    epsilon = Float(
        1e-5,
        low=0,
        high=1,
        low_open=True,
        log=True,
        last=True,
        help="Added to the variance, so that it is never divided by zero",
    )

    torch_names: ClassVar[dict[str, str]] = {"scale": "weight", "shift": "bias"}
    keras_names: ClassVar[dict[str, str]] = {"scale": "gamma", "shift": "beta"}

    @abstractmethod
    def count_groups(self) -> int:
        """How many groups there are."""

    def output_shape(self, *shapes: Shape) -> Shape:
        (shape,) = shapes
        if shape[0] % self.count_groups():
            raise ShapeError(
                Message(
                    "{layer} has {groups} groups, which cannot share out {channels} channels evenly. "
                    "Choose a number of groups that divides {channels}.",
                    layer=Message(self.title),
                    groups=self.count_groups(),
                    channels=shape[0],
                )
            )
        if prod(shape) == self.count_groups():
            raise ShapeError(
                Message(
                    "{layer} would take each number by itself here, and a number less its own mean is always 0. "
                    "Make the groups or the input larger.",
                    layer=Message(self.title),
                )
            )
        return shape

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        channels = (shapes[0][0],)
        return {
            "scale": Parameter(channels, start=1.0, decays=False),
            "shift": Parameter(channels, start=0.0, decays=False),
        }

    @property
    def _torch_epsilon(self) -> str:
        """The argument for PyTorch, where it is not what PyTorch takes by itself."""
        return f", eps={self.epsilon}" if self.epsilon != 1e-5 else ""

    def flops(self, *shapes: Shape) -> int:
        return 7 * prod(shapes[0])  # of each number: mean 1, variance 3, the rest 3

    def _statistics(self, build: Build) -> dict[str, TensorReference]:
        one_a_group = replace(build.input(), channels=self.count_groups(), height=1, width=1)
        return {name: build.scratch_tensor(name, one_a_group) for name in ("mean", "deviation")}

    def forward(self, build: Build) -> None:
        build.emit(
            normalise_groups,
            x=build.input(),
            scale=build.parameter("scale"),
            shift=build.parameter("shift"),
            **self._statistics(build),
            y=build.output(),
            epsilon=self.epsilon,
        )

    def backward(self, build: Build) -> None:
        x, dy, dx, statistics = build.input(), build.output_gradient(), build.input_gradient(), self._statistics(build)
        one_a_channel = replace(x, height=1, width=1)
        sums = {name: build.scratch_tensor(name, one_a_channel) for name in ("with_x", "alone")}
        build.emit(sums_of_groups, x=x, **statistics, dy=dy, **sums)
        build.emit(sum_over_batch, dy=sums["with_x"], dbias=build.parameter_gradient("scale"))
        build.emit(sum_over_batch, dy=sums["alone"], dbias=build.parameter_gradient("shift"))
        if dx is not None:
            scale = build.parameter("scale")
            build.emit(normalise_groups_gradient, x=x, scale=scale, **statistics, dy=dy, **sums, dx=dx)

    def onnx(self, build: OnnxBuild) -> str:
        (x,), (shape,), groups = build.inputs, build.shapes, self.count_groups()
        if len(shape) == 1 and groups == 1:
            scale, shift = build.weight("scale"), build.weight("shift")
            return build.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=self.epsilon)
        if groups == shape[0]:
            scale, shift = build.weight("scale"), build.weight("shift")
            return build.add("InstanceNormalization", x, scale, shift, epsilon=self.epsilon)
        # Operator set 17 has no group norm: the groups are made channels of one length, and back.
        parts = build.add("Reshape", x, build.constant([0, groups, prod(shape) // groups], "int64"))
        ones, zeros = build.constant(np.ones(groups)), build.constant(np.zeros(groups))
        parts = build.add("InstanceNormalization", parts, ones, zeros, epsilon=self.epsilon)
        whole = build.add("Reshape", parts, build.constant([0, *shape], "int64"))
        column = (-1, *[1] * (len(shape) - 1))
        scaled = build.add("Mul", whole, build.weight("scale", build.parameter("scale").reshape(column)))
        return build.add("Add", scaled, build.weight("shift", build.parameter("shift").reshape(column)))
