"""What transposed convolutions of signals and of images have in common: settings, shape rule, operations."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod
from typing import Any, ClassVar

import lab.kernels.convolution_fast  # gives the kernels their fast forms
import lab.kernels.convolution_weight_gradient_fast  # noqa: F401
from lab.kernels import convolution as kernels
from lab.kernels.kernel import ArrayReference, TensorReference
from lab.layers import first_weights
from lab.layers.base import Build, Layer, OnnxBuild, Parameter, Shape, need_rank
from lab.layers.convolution import Convolution, kernel_words, need_groups
from lab.layers.sliding import plain
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Ints
from lab.spec.message import Message
from lab.spec.units import MINUS, format_shape

_SIDE = 99  # as in a convolution


class TransposedConvolution(Layer):
    """Base of transposed convolutions. Settings with parts have one for each axis that the kernel slides along.

    Forward it is a convolution's input gradient, backward it is the convolution itself: the same loops the other way.
    """

    channels = Convolution.channels
    kernel = Ints(2, parts=("height", "width"), low=1, high=_SIDE, unit="px", help="Size of each kernel")
    stride = Ints(
        2,
        parts=("height", "width"),
        low=1,
        high=_SIDE,
        unit="px",
        help="How far apart the places lie where neighbouring input cells are painted: how much larger the output is",
    )
    padding = Ints(
        0,
        parts=("height", "width"),
        high=_SIDE,
        unit="px",
        help="How much is cut off at each side of the output: the padding of the convolution that this one reverses",
    )
    output_padding = Ints(
        0,
        parts=("height", "width"),
        high=_SIDE,
        unit="px",
        help="How much the output is larger at the bottom and at the right, for sizes that the stride does not reach",
    )
    dilation = Ints(
        1,
        parts=("height", "width"),
        low=1,
        high=_SIDE,
        unit="px",
        help="Distance between the output cells under neighbouring weights; 1 leaves no gaps",
    )
    groups = Convolution.groups
    bias = Convolution.bias
    initializer = first_weights.initializer()
    spread = first_weights.spread()
    bias_start = first_weights.bias_start()

    linear: ClassVar[bool] = True

    @property
    def axes(self) -> int:
        """Axes that the kernel slides along: 1 for signals, 2 for images."""
        return len(self.kernel)

    def output_shape(self, *shapes: Shape) -> Shape:
        (shape,) = shapes
        need_rank(self, shape, 1 + self.axes)
        layer = Message(self.title)
        need_groups(self, self.groups, shape[0], self.channels)
        if any(
            more >= max(stride, dilation)
            for more, stride, dilation in zip(self.output_padding, self.stride, self.dilation, strict=True)
        ):
            raise ShapeError(
                Message(
                    "The output padding of {layer} must be smaller than its stride or its dilation: a larger one would "
                    "add cells that no weight reaches. Choose a smaller output padding.",
                    layer=layer,
                )
            )
        sides = tuple(
            (length - 1) * stride + dilation * (size - 1) + 1 + more - 2 * cut
            for length, stride, dilation, size, more, cut in zip(
                shape[1:], self.stride, self.dilation, self.kernel, self.output_padding, self.padding, strict=True
            )
        )
        if min(sides) < 1:
            raise ShapeError(
                Message(
                    "{layer} makes {whole} of this input and its padding cuts all of that off. Choose a smaller "
                    "padding or a larger kernel.",
                    layer=layer,
                    whole=format_shape([side + 2 * cut for side, cut in zip(sides, self.padding, strict=True)]),
                )
            )
        return (self.channels, *sides)

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(
            _window(*axis)
            for axis in zip(
                shapes[0][1:], self.kernel, self.stride, self.dilation, self.padding, self.output_padding, strict=True
            )
        )

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        inputs, outputs, window = shapes[0][0], self.channels // self.groups, prod(self.kernel)
        weight = Parameter(
            (inputs, outputs, *self.kernel),
            fan_in=max(1, inputs // self.groups * window // prod(self.stride)),
            fan_out=outputs * window,
        )
        bias = Parameter((self.channels,), start=self.bias_start, decays=False)
        return {"weight": weight, "bias": bias} if self.bias else {"weight": weight}

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0]) * self.channels // self.groups * prod(self.kernel)

    def summary(self) -> str:
        return kernel_words(self.channels, self.kernel, self.stride)

    def _geometry(self) -> dict[str, int]:
        """How the kernel slides over the output, as arguments of the kernels; a signal is an image of height 1."""
        return {
            "stride_i": (1, *self.stride)[-2],
            "stride_j": self.stride[-1],
            "dilation_i": (1, *self.dilation)[-2],
            "dilation_j": self.dilation[-1],
            "top": (0, *self.padding)[-2],
            "left": self.padding[-1],
            "groups": self.groups,
        }

    def _weight_shape(self, x: TensorReference) -> Shape:
        return (x.channels, self.channels // self.groups, *(1, *self.kernel)[-2:])

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        weight = build.parameter("weight", self._weight_shape(x))
        build.emit(kernels.convolve_input_gradient, dy=x, weight=weight, dx=y, **self._geometry())
        if self.bias:
            build.emit(kernels.add_to_channels, bias=build.parameter("bias"), y=y)

    def backward(self, build: Build) -> None:
        x, dy, dx = build.input(), build.output_gradient(), build.input_gradient()
        shape, geometry = self._weight_shape(x), self._geometry()
        if dx is not None:
            weight, nothing = build.parameter("weight", shape), ArrayReference(0, (0,))
            build.emit(kernels.convolve, x=dy, weight=weight, bias=nothing, y=dx, **geometry)
        dweight = build.parameter_gradient("weight", shape)
        build.emit(kernels.convolve_weight_gradient, x=dy, dy=x, dweight=dweight, **geometry)
        if self.bias:
            build.emit(kernels.sum_over_batch, dy=dy, dbias=build.parameter_gradient("bias"))

    def onnx(self, build: OnnxBuild) -> str:
        usual = all(more < stride for more, stride in zip(self.output_padding, self.stride, strict=True))
        given = [*build.inputs, build.weight("weight")]
        window = {
            "kernel_shape": self.kernel,
            "strides": self.stride,
            "dilations": self.dilation,
            "group": self.groups,
        }
        if usual:
            given += [build.weight("bias")] if self.bias else []
            ends = {"pads": self.padding * 2, "output_padding": self.output_padding}
            return build.add("ConvTranspose", *given, **window, **ends)
        # ONNX Runtime wants an output padding below the stride: the end is cut, or made longer, afterwards.
        whole = build.add("ConvTranspose", *given, **window, pads=(*self.padding, *[0] * self.axes))
        more = [more - cut for more, cut in zip(self.output_padding, self.padding, strict=True)]
        y = build.add("Pad", whole, build.constant([0] * (self.axes + 4) + more, "int64"))
        if self.bias:
            column = build.parameter("bias").reshape(-1, *[1] * self.axes)
            y = build.add("Add", y, build.weight("bias", column))
        return y

    def torch(self, *shapes: Shape) -> str:
        arguments = [str(shapes[0][0]), str(self.channels), str(plain(self.kernel))]
        usual: dict[str, Any] = {"stride": 1, "padding": 0, "output_padding": 0, "groups": 1, "dilation": 1}
        for name, value in {**usual, "bias": True}.items():
            setting = getattr(self, name)
            setting = plain(setting) if isinstance(setting, tuple) else setting
            if setting != value:
                arguments.append(f"{name}={setting}")
        return f"torch.nn.ConvTranspose{self.axes}d({', '.join(arguments)})"

    def keras(self, *shapes: Shape) -> str:
        bias = "" if self.bias else ", use_bias=False"
        axes = list(zip(self.kernel, self.stride, self.dilation, self.padding, self.output_padding, strict=True))
        # What Keras' output is cut by: where the kernel is smaller than the stride, its last cell has a whole stride.
        cuts = [(cut, cut - more + max(s - (d * (f - 1) + 1), 0)) for f, s, d, cut, more in axes]
        if self.groups > 1 or (max(self.stride) > 1 and max(self.dilation) > 1) or min(end for _, end in cuts) < 0:
            return (
                f"TransposedConvolution({self.channels}, {self.kernel}, strides={self.stride}, "
                f"dilation_rate={self.dilation}, groups={self.groups}, output_padding={self.output_padding}, "
                f"crop={self.padding}{bias})"
            )
        arguments = f"{self.channels}, {plain(self.kernel)}"
        if max(self.stride) > 1:
            arguments += f", strides={plain(self.stride)}"
        if any(map(any, cuts)) and all(d * (f - 1) + 1 - s == 2 * cut and not more for f, s, d, cut, more in axes):
            arguments, cuts = f'{arguments}, padding="same"', []
        if max(self.dilation) > 1:
            arguments += f", dilation_rate={plain(self.dilation)}"
        layer = f"keras.layers.Conv{self.axes}DTranspose({arguments}{bias})"
        if not any(map(any, cuts)):
            return layer
        return f"{layer}\nkeras.layers.Cropping{self.axes}D({tuple(cuts) if self.axes > 1 else cuts[0]})"


def _window(length: int, size: int, stride: int, dilation: int, cut: int, more: int) -> Window:
    """The input cells that paint on one output cell: every stride / gcd(stride, dilation)-th weight hits one."""
    common = gcd(stride, dilation)
    hits = -(-size * common // stride)
    painted = f"{dilation}·({size} {MINUS} 1) + 1" if dilation > 1 else str(size)
    beside = (f" + {more}" if more else "") + (f" {MINUS} 2·{cut}" if cut else "")
    made = (length - 1) * stride + dilation * (size - 1) + 1 + more - 2 * cut
    return Window(
        length,
        (hits - 1) * dilation // common + 1,
        Fraction(1, stride),
        sum=f"({length} {MINUS} 1)·{stride} + {painted}{beside} = {made}",
    )
