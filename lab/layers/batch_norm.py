"""Batch normalisation."""

from __future__ import annotations

import math
from math import prod
from typing import ClassVar

from lab.kernels.kernel import ArrayReference, Integers, Vector, kernel, share
from lab.kernels.lanes import LANES, Tensor, total, where, zeros_like
from lab.kernels.state import COUNT, in_batch
from lab.layers.base import Build, Case, Layer, OnnxBuild, Parameter, Shape
from lab.spec.fields import Bool, Float
from lab.spec.registry import register


@kernel
def batch_statistics(x: Tensor, mean: Vector, variance: Vector, state: Integers, thread: int, threads: int) -> None:
    """mean[c] and variance[c] of x[n, c, i, j] over the samples of the batch and all places, reading x once.

    With the distances d = x - near from the mean of the first block of samples: mean = near + mean(d), variance =
    mean(d^2) - mean(d)^2. As `near` is the mean of a part of the numbers, mean(d)^2 is at most (blocks - 1) times the
    variance: no digits are lost that matter. Source: Chan, Golub and LeVeque 1983, shifted data.
    """
    count = float(state[COUNT] * x.height * x.width)
    count_of_first = float(min(state[COUNT], LANES) * x.height * x.width)
    first, end = share(x.channels, thread, threads)
    for c in range(first, end):
        value = zeros_like(x[0, c, 0, 0])
        inside = in_batch(0, state, value)
        for i in range(x.height):
            for j in range(x.width):
                value += where(inside, x[0, c, i, j], 0)
        near = total(value) / count_of_first
        distances, squares = zeros_like(value), zeros_like(value)
        for n in range(x.blocks):
            inside = in_batch(n, state, value)
            for i in range(x.height):
                for j in range(x.width):
                    distance = where(inside, x[n, c, i, j] - near, 0)
                    distances += distance
                    squares += distance * distance
        offset = total(distances) / count
        spread = total(squares) / count - offset * offset
        mean[c] = near + offset
        variance[c] = 0.0 if spread < 0 else spread  # by rounding; NaN stays NaN


@kernel
def normalise(
    x: Tensor,
    mean: Vector,
    variance: Vector,
    scale: Vector,
    shift: Vector,
    y: Tensor,
    epsilon: float,
    thread: int,
    threads: int,
) -> None:
    """y = scale[c] (x - mean[c]) / sqrt(variance[c] + epsilon) + shift[c]."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        middle, factor, offset = mean[c], scale[c] / math.sqrt(variance[c] + epsilon), shift[c]
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = (x[n, c, i, j] - middle) * factor + offset


@kernel
def batch_norm_sums(
    x: Tensor,
    mean: Vector,
    variance: Vector,
    dy: Tensor,
    dscale: Vector,
    dshift: Vector,
    epsilon: float,
    thread: int,
    threads: int,
) -> None:
    """dscale[c] = sum of dy x', x' = (x - mean[c]) / sqrt(variance[c] + epsilon); dshift[c] = sum of dy."""
    first, end = share(x.channels, thread, threads)
    for c in range(first, end):
        middle = mean[c]
        with_x, alone = zeros_like(dy[0, c, 0, 0]), zeros_like(dy[0, c, 0, 0])
        for n in range(x.blocks):
            for i in range(x.height):
                for j in range(x.width):
                    gradient = dy[n, c, i, j]
                    with_x += gradient * (x[n, c, i, j] - middle)
                    alone += gradient
        dscale[c] = total(with_x) / math.sqrt(variance[c] + epsilon)
        dshift[c] = total(alone)


@kernel
def batch_norm_input_gradient(
    x: Tensor,
    mean: Vector,
    variance: Vector,
    scale: Vector,
    dy: Tensor,
    dscale: Vector,
    dshift: Vector,
    dx: Tensor,
    epsilon: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """dx = scale[c] / deviation (dy - (dshift[c] + x' dscale[c]) / count), deviation = sqrt(variance[c] + epsilon).

    x' = (x - mean[c]) / deviation. The two sums are there because every x moves mean and variance.
    """
    count = float(state[COUNT] * x.height * x.width)
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        middle, deviation = mean[c], math.sqrt(variance[c] + epsilon)
        by_mean, by_variance, factor = dshift[c] / count, dscale[c] / (count * deviation), scale[c] / deviation
        inside = in_batch(n, state, dx[n, c, 0, 0])
        for i in range(dx.height):
            for j in range(dx.width):
                rest = dy[n, c, i, j] - by_mean - (x[n, c, i, j] - middle) * by_variance
                dx[n, c, i, j] = where(inside, rest * factor, 0)


@kernel
def scale_gradient(
    dy: Tensor, variance: Vector, scale: Vector, dx: Tensor, epsilon: float, thread: int, threads: int
) -> None:
    """dx = dy scale[c] / sqrt(variance[c] + epsilon): where mean and variance are given, not computed from x."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        factor = scale[c] / math.sqrt(variance[c] + epsilon)
        for i in range(dx.height):
            for j in range(dx.width):
                dx[n, c, i, j] = dy[n, c, i, j] * factor


@kernel
def update_running(
    mean: Vector,
    variance: Vector,
    running_mean: Vector,
    running_variance: Vector,
    momentum: float,
    places: int,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """running <- (1 - momentum) running + momentum batch; the variance as count / (count - 1) of the batch's."""
    count = float(state[COUNT] * places)
    unbiased = count / max(count - 1.0, 1.0)
    first, end = share(mean.size, thread, threads)
    for c in range(first, end):
        running_mean[c] += momentum * (mean[c] - running_mean[c])
        running_variance[c] += momentum * (variance[c] * unbiased - running_variance[c])


@register("layer", "batch_norm", title="Batch norm", group="Normalisation", order=60)
class BatchNorm(Layer):
    """y = scale · (x - mean) / √(variance + ε) + shift: brings each channel to mean 0 and variance 1, then to a scale
    and shift that are learned. Training becomes steadier and stands larger learning rates.

    Mean and variance are, for each channel, over the batch and all places while training; afterwards the running ones
    are used, which follow the batches: running <- (1 - momentum) running + momentum batch (PyTorch's momentum; Keras'
    is 1 minus this), the variance of the batch taken with count - 1. Frozen, it uses the running ones in training too,
    and leaves them as they are. Axes: batch, channels (, height, width); a flat input's features are channels. A batch
    of one sample without places has variance 0 and gives y = shift. Right behind the Input the running ones begin as
    those of the training samples: frozen, the layer there standardises the data. Any input shape. Source: Ioffe and
    Szegedy 2015.
    """

    frozen = Bool(
        False,
        help="Use the running mean and variance while training too, and do not change them: for fine-tuning a trained "
        "network on few samples. Scale and shift still learn",
    )
    momentum = Float(
        0.1, low=0, high=1, help="How fast the running mean and variance follow the batches", when=("frozen", (False,))
    )
    epsilon = Float(
        1e-5, low=0, high=1, low_open=True, log=True, help="Added to the variance, so that it is never divided by zero"
    )

    linear: ClassVar[bool] = True
    torch_names: ClassVar[dict[str, str]] = {"scale": "weight", "shift": "bias", "running_variance": "running_var"}
    measured: ClassVar[dict[str, str]] = {"running_mean": "mean", "running_variance": "variance"}
    cases = (
        Case({}, ((2, 3, 4),)),
        Case({"momentum": 0.3, "epsilon": 1e-3}, ((3,),)),
        Case({"epsilon": 0.01}, ((2, 5),)),
        Case({"frozen": True}, ((2, 3, 4),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        channels = (shapes[0][0],)
        return {
            "scale": Parameter(channels, start=1.0, decays=False),
            "shift": Parameter(channels, start=0.0, decays=False),
            "running_mean": Parameter(channels, start=0.0, trainable=False, decays=False),
            "running_variance": Parameter(channels, start=1.0, trainable=False, decays=False),
        }

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])

    def _uses_batch(self, build: Build) -> bool:
        return build.training and not self.frozen

    def _statistics(self, build: Build) -> dict[str, ArrayReference]:
        """Those of the batch while training, else the running ones."""
        if self._uses_batch(build):
            channels = (build.input().channels,)
            return {"mean": build.scratch("mean", channels), "variance": build.scratch("variance", channels)}
        return {"mean": build.parameter("running_mean"), "variance": build.parameter("running_variance")}

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        x, statistics = build.input(), self._statistics(build)
        if self._uses_batch(build):
            build.emit(batch_statistics, x=x, **statistics, state=build.state())
        build.emit(
            normalise,
            x=x,
            **statistics,
            scale=build.parameter("scale"),
            shift=build.parameter("shift"),
            y=build.output(),
            epsilon=self.epsilon,
        )

    def backward(self, build: Build) -> None:
        dy, dx, statistics = build.output_gradient(), build.input_gradient(), self._statistics(build)
        scale, common = build.parameter("scale"), {"epsilon": self.epsilon}
        sums = {"dscale": build.parameter_gradient("scale"), "dshift": build.parameter_gradient("shift")}
        build.emit(batch_norm_sums, x=build.input(), **statistics, dy=dy, **sums, **common)
        if dx is None:
            return
        if not self._uses_batch(build):
            build.emit(scale_gradient, dy=dy, variance=statistics["variance"], scale=scale, dx=dx, **common)
            return
        build.emit(
            batch_norm_input_gradient,
            x=build.input(),
            **statistics,
            scale=scale,
            dy=dy,
            **sums,
            dx=dx,
            **common,
            state=build.state(),
        )

    def after_step(self, build: Build) -> None:
        if self.frozen:
            return
        x = build.input()
        build.emit(
            update_running,
            **self._statistics(build),
            running_mean=build.parameter("running_mean"),
            running_variance=build.parameter("running_variance"),
            momentum=self.momentum,
            places=x.height * x.width,
            state=build.state(),
        )

    def onnx(self, build: OnnxBuild) -> str:
        arrays = map(build.weight, ("scale", "shift", "running_mean", "running_variance"))
        return build.add("BatchNormalization", *build.inputs, *arrays, epsilon=self.epsilon, momentum=1 - self.momentum)

    def torch(self, *shapes: Shape) -> str:
        given = f", eps={self.epsilon}" if self.epsilon != 1e-5 else ""
        if self.frozen:
            return f"FrozenBatchNorm({shapes[0][0]}{given})"
        given += f", momentum={self.momentum}" if self.momentum != 0.1 else ""
        return f"torch.nn.BatchNorm{max(1, len(shapes[0]) - 1)}d({shapes[0][0]}{given})"

    keras_names: ClassVar[dict[str, str]] = {
        "scale": "gamma",
        "shift": "beta",
        "running_mean": "moving_mean",
        "running_variance": "moving_variance",
    }

    def keras(self, *shapes: Shape) -> str:
        if self.frozen:
            return f"FrozenBatchNormalization(epsilon={self.epsilon})"
        momentum = round(1 - self.momentum, 12)
        return f"keras.layers.BatchNormalization(momentum={momentum}, epsilon={self.epsilon})"
