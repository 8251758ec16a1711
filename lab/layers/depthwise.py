"""What depthwise convolutions of signals and of images have in common: a convolution with a group for each channel."""

from __future__ import annotations

from typing import ClassVar

from lab.layers import first_weights
from lab.layers.base import Build, Layer, OnnxBuild, Parameter, Shape, need_rank
from lab.layers.channels_last import keras_convolution
from lab.layers.convolution import Convolution
from lab.layers.sliding import need_room, plain
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Int
from lab.spec.message import Message


class Depthwise(Layer):
    """Base of depthwise convolutions: `kind` is the convolution that does the work, once the input's shape is known."""

    kind: ClassVar[type[Convolution]]
    linear: ClassVar[bool] = True

    multiplier = Int(1, low=1, high=64, help="How many kernels each input channel has, and so how many output channels")
    kernel = Convolution.kernel
    stride = Convolution.stride
    padding = Convolution.padding
    pads = Convolution.pads
    dilation = Convolution.dilation
    bias = Convolution.bias
    initializer = first_weights.initializer()
    spread = first_weights.spread()
    bias_start = first_weights.bias_start()

    def _convolution(self, inputs: int) -> Convolution:
        settings = self.config()
        outputs = inputs * settings.pop("multiplier")
        if outputs > Convolution.channels.high:
            raise ShapeError(
                Message(
                    "{layer} would make {outputs} channels, more than the {most} that there may be. Choose a smaller "
                    "multiplier.",
                    layer=Message(self.title),
                    outputs=outputs,
                    most=Convolution.channels.high,
                )
            )
        return self.kind(channels=outputs, groups=inputs, **settings)

    def output_shape(self, *shapes: Shape) -> Shape:
        (shape,) = shapes
        need_rank(self, shape, 1 + len(self.kernel))
        convolution = self._convolution(shape[0])
        need_room(self, convolution.slides(shape))
        return convolution.output_shape(shape)

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return self._convolution(shapes[0][0]).windows(*shapes)

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        return self._convolution(shapes[0][0]).parameters(*shapes)

    def flops(self, *shapes: Shape) -> int:
        return self._convolution(shapes[0][0]).flops(*shapes)

    def summary(self) -> str:
        words = self._convolution(1).summary()
        return words if self.multiplier > 1 else words.partition(" @ ")[2]

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        self._convolution(build.input().channels).forward(build)

    def backward(self, build: Build) -> None:
        self._convolution(build.input().channels).backward(build)

    def onnx(self, build: OnnxBuild) -> str:
        return self._convolution(build.shapes[0][0]).onnx(build)

    def torch(self, *shapes: Shape) -> str:
        return self._convolution(shapes[0][0]).torch(*shapes)

    def keras(self, *shapes: Shape) -> str:
        axes = len(self.kernel)
        more = [f"depth_multiplier={self.multiplier}"] if self.multiplier > 1 else []
        if not self.bias:
            more.append("use_bias=False")
        slides = self._convolution(shapes[0][0]).slides(shapes[0])
        even = len(set(self.stride)) == 1  # other strides fail with TensorFlow
        kind = f"keras.layers.DepthwiseConv{axes}D"
        return keras_convolution(kind, [str(plain(self.kernel))], slides, more, strides=even)

    def keras_shape(self, parameter: str, *shapes: Shape) -> Shape:
        if parameter == "bias":
            return super().keras_shape(parameter, *shapes)
        return (*self.kernel, shapes[0][0], self.multiplier)
