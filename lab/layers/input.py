"""Where the data enters."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from lab.layers.base import AXES, Build, Case, Layer, Shape
from lab.layers.channels_last import channels_last
from lab.spec.fields import Choice, Int
from lab.spec.registry import register
from lab.spec.units import format_shape


@register("layer", "input", title="Input", group="Input", order=10)
class Input(Layer):
    """y = x: where the samples enter the network. Its shape is that of one sample of the data set.

    An image is (channels, height, width), a signal (channels, length), values are (features).
    """

    form = Choice(
        "image",
        options={"image": "Image", "signal": "Signal", "values": "Values"},
        help="What one sample is: a picture, a signal over time, or a row of numbers",
    )
    channels = Int(
        1, low=1, high=4096, help="1 for grey pictures, 3 for colour pictures", when=("form", ("image", "signal"))
    )
    height = Int(8, low=1, high=4096, unit="px", help="Rows of a picture", when=("form", ("image",)))
    width = Int(8, low=1, high=4096, unit="px", help="Columns of a picture", when=("form", ("image",)))
    length = Int(64, low=1, high=1_000_000, unit="samples", help="Length of a signal", when=("form", ("signal",)))
    features = Int(2, low=1, high=1_000_000, help="Numbers in a row", when=("form", ("values",)))

    fewest_inputs: ClassVar[int] = 0
    most_inputs: ClassVar[int] = 0
    cases = (
        Case({"channels": 2, "height": 3, "width": 4}, ()),
        Case({"form": "signal", "length": 5}, ()),
        Case({"form": "values", "features": 3}, ()),
    )

    @classmethod
    def settings_for(cls, shape: Shape) -> dict[str, Any]:
        """The settings that give samples of this shape."""
        form = ("values", "signal", "image")[len(shape) - 1]
        return {"form": form, **dict(zip(AXES[len(shape)], shape, strict=True))}

    @classmethod
    def of_shape(cls, shape: Shape) -> Self:
        """The layer for samples of this shape."""
        return cls(**cls.settings_for(shape))

    def output_shape(self, *shapes: Shape) -> Shape:
        if self.form == "image":
            return (self.channels, self.height, self.width)
        return (self.channels, self.length) if self.form == "signal" else (self.features,)

    def forward(self, build: Build) -> None:
        """Nothing: the samples are put where the output goes."""

    def backward(self, build: Build) -> None:
        """Nothing: there is no layer before it."""

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return format_shape(self.output_shape())

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: x"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.Input({channels_last(self.output_shape())})"
