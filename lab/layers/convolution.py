"""What convolutions of signals and of images have in common: settings, shape rule, operations."""

from __future__ import annotations

from math import prod
from typing import ClassVar

import lab.kernels.convolution_fast  # gives the kernels their fast forms
import lab.kernels.convolution_weight_gradient_fast
import lab.kernels.few_samples  # (those for a few samples)
import lab.kernels.few_samples_weight_gradient
import lab.kernels.single  # (those for one sample)
import lab.kernels.winograd  # (and those with fewer multiplications)
import lab.kernels.winograd_weight_gradient  # noqa: F401
from lab.kernels import convolution as kernels
from lab.kernels.kernel import ArrayReference, TensorReference
from lab.layers import first_weights
from lab.layers.base import Build, Layer, OnnxBuild, Parameter, Shape, need_rank
from lab.layers.channels_last import keras_convolution
from lab.layers.sliding import Slide, need_room, onnx_window, plain, slide, torch_pads
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Bool, Choice, Int, Ints
from lab.spec.message import Message

_SIDE = 99  # largest kernel, stride, dilation and padding


class Convolution(Layer):
    """Base of Conv 1-D and Conv 2-D. Settings with parts have one for each axis that the kernel slides along."""

    channels = Int(8, low=1, high=4096, help="How many kernels there are, and so how many output channels")
    kernel = Ints(3, parts=("height", "width"), low=1, high=_SIDE, unit="px", help="Size of each kernel")
    stride = Ints(1, parts=("height", "width"), low=1, high=_SIDE, unit="px", help="How far the kernel moves at a time")
    padding = Choice(
        "same",
        options={"valid": "Valid", "same": "Same", "full": "Full", "explicit": "Explicit"},
        help="Zeros around the input. Valid: none. Same: the output is as large as the input divided by the stride. "
        "Full: wherever the kernel touches the input. Explicit: as told",
    )
    pads = Ints(
        1,
        parts=("top", "left", "bottom", "right"),
        high=_SIDE,
        unit="px",
        help="Zeros at each side",
        when=("padding", ("explicit",)),
    )
    dilation = Ints(
        1,
        parts=("height", "width"),
        low=1,
        high=_SIDE,
        unit="px",
        help="Distance between the input cells under neighbouring weights; 1 leaves no gaps",
    )
    groups = Int(
        1,
        low=1,
        high=4096,
        help="Channels are shared out among so many groups that do not see each other; as many groups as input "
        "channels is a depthwise convolution",
    )
    bias = Bool(True, help="Whether a number of its own is added to each output channel")
    initializer = first_weights.initializer()
    spread = first_weights.spread()
    bias_start = first_weights.bias_start()

    linear: ClassVar[bool] = True

    @property
    def axes(self) -> int:
        """Axes that the kernel slides along: 1 for signals, 2 for images."""
        return len(self.kernel)

    def slides(self, shape: Shape) -> list[Slide]:
        """The kernel's window along each axis for an input of this shape."""
        before, after = self.pads[: self.axes], self.pads[self.axes :]
        return [
            slide(length, size, stride, dilation, self.padding, explicit)
            for length, size, stride, dilation, explicit in zip(
                shape[1:], self.kernel, self.stride, self.dilation, zip(before, after, strict=True), strict=True
            )
        ]

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(axis.window for axis in self.slides(shapes[0]))

    def output_shape(self, *shapes: Shape) -> Shape:
        (shape,) = shapes
        need_rank(self, shape, 1 + self.axes)
        need_groups(self, self.groups, shape[0], self.channels)
        return (self.channels, *need_room(self, self.slides(shape)))

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        inputs, window = shapes[0][0] // self.groups, prod(self.kernel)
        weight = Parameter(
            (self.channels, inputs, *self.kernel),
            fan_in=inputs * window,
            fan_out=self.channels // self.groups * window,
        )
        bias = Parameter((self.channels,), start=self.bias_start, decays=False)
        return {"weight": weight, "bias": bias} if self.bias else {"weight": weight}

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(self.output_shape(*shapes)) * shapes[0][0] // self.groups * prod(self.kernel)

    def summary(self) -> str:
        return kernel_words(self.channels, self.kernel, self.stride)

    def _geometry(self, x: TensorReference) -> dict[str, int]:
        """How the kernel slides, as arguments of the kernels; a signal is an image of height 1."""
        slides = self.slides((x.channels, *(x.height, x.width)[-self.axes :]))
        rows, columns = [Slide(1, 1), *slides][-2:]
        return {
            "stride_i": rows.stride,
            "stride_j": columns.stride,
            "dilation_i": rows.dilation,
            "dilation_j": columns.dilation,
            "top": rows.before,
            "left": columns.before,
            "groups": self.groups,
        }

    def _weight_shape(self, x: TensorReference) -> Shape:
        return (self.channels, x.channels // self.groups, *(1, *self.kernel)[-2:])

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        x = build.input()
        build.emit(
            kernels.convolve,
            x=x,
            weight=build.parameter("weight", self._weight_shape(x)),
            bias=build.parameter("bias") if self.bias else ArrayReference(0, (0,)),
            y=build.output(),
            **self._geometry(x),
        )

    def backward(self, build: Build) -> None:
        x, dy, dx = build.input(), build.output_gradient(), build.input_gradient()
        shape, geometry = self._weight_shape(x), self._geometry(x)
        if dx is not None:
            weight = build.parameter("weight", shape)
            build.emit(kernels.convolve_input_gradient, dy=dy, weight=weight, dx=dx, **geometry)
        dweight = build.parameter_gradient("weight", shape)
        build.emit(kernels.convolve_weight_gradient, x=x, dy=dy, dweight=dweight, **geometry)
        if self.bias:
            build.emit(kernels.sum_over_batch, dy=dy, dbias=build.parameter_gradient("bias"))

    def onnx(self, build: OnnxBuild) -> str:
        bias = [build.weight("bias")] if self.bias else []
        window = onnx_window(self.slides(build.shapes[0]))
        return build.add("Conv", *build.inputs, build.weight("weight"), *bias, group=self.groups, **window)

    def torch(self, *shapes: Shape) -> str:
        slides = self.slides(shapes[0])
        arguments = [str(shapes[0][0]), str(self.channels), str(plain(self.kernel))]
        if max(self.stride) > 1:
            arguments.append(f"stride={plain(self.stride)}")
        even = all(axis.before == axis.after for axis in slides)
        if even and any(axis.before for axis in slides):
            arguments.append(f"padding={plain([axis.before for axis in slides])}")
        if max(self.dilation) > 1:
            arguments.append(f"dilation={plain(self.dilation)}")
        if self.groups > 1:
            arguments.append(f"groups={self.groups}")
        if not self.bias:
            arguments.append("bias=False")
        layer = f"torch.nn.Conv{self.axes}d({', '.join(arguments)})"
        return layer if even else f"lambda x: {layer}(torch.nn.functional.pad(x, {torch_pads(slides)}))"

    def keras(self, *shapes: Shape) -> str:
        arguments = [str(self.channels), str(plain(self.kernel))]
        more = [f"groups={self.groups}"] if self.groups > 1 else []
        if not self.bias:
            more.append("use_bias=False")
        return keras_convolution(f"keras.layers.Conv{self.axes}D", arguments, self.slides(shapes[0]), more)


def need_groups(layer: Layer, groups: int, inputs: int, outputs: int) -> None:
    """ShapeError in words unless the groups share out input and output channels evenly."""
    if inputs % groups or outputs % groups:
        raise ShapeError(
            Message(
                "{layer} has {groups} groups, which cannot share out both {inputs} input channels and {outputs} "
                "output channels evenly. Choose a number of groups that divides both.",
                layer=Message(layer.title),
                groups=groups,
                inputs=inputs,
                outputs=outputs,
            )
        )


def kernel_words(channels: int, kernel: tuple[int, ...], stride: tuple[int, ...]) -> str:
    """Kernels in a few characters: "8 @ 3 × 3 / 2"."""
    text = f"{channels} @ {' × '.join(map(str, kernel))}"
    return text if max(stride) == 1 else f"{text} / {' × '.join(map(str, dict.fromkeys(stride)))}"
