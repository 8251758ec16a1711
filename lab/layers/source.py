"""What the layers without inputs have in common: their settings say what shape they have."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from lab.layers.base import AXES, Layer, Shape
from lab.spec.fields import Choice, Int
from lab.spec.units import format_shape


class Source(Layer):
    """Base of layers without inputs. An image is (channels, height, width), a signal (channels, length), values are
    (features)."""

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

    @classmethod
    def settings_for(cls, shape: Shape) -> dict[str, Any]:
        """The settings that give this shape."""
        form = ("values", "signal", "image")[len(shape) - 1]
        return {"form": form, **dict(zip(AXES[len(shape)], shape, strict=True))}

    @classmethod
    def of_shape(cls, shape: Shape) -> Self:
        """The layer of this shape."""
        return cls(**cls.settings_for(shape))

    def output_shape(self, *shapes: Shape) -> Shape:
        if self.form == "image":
            return (self.channels, self.height, self.width)
        return (self.channels, self.length) if self.form == "signal" else (self.features,)

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return format_shape(self.output_shape())
