"""Where the data enters."""

from __future__ import annotations

from typing import ClassVar

from lab.layers.base import Build, Case, Shape
from lab.layers.channels_last import channels_last
from lab.layers.source import Source
from lab.spec.registry import register


@register("layer", "input", title="Input", group="Input", order=10)
class Input(Source):
    """y = x: where the samples enter the network. Its shape is that of one sample of the data set.

    An image is (channels, height, width), a signal (channels, length), values are (features).
    """

    takes_samples: ClassVar[bool] = True
    cases = (
        Case({"channels": 2, "height": 3, "width": 4}, ()),
        Case({"form": "signal", "length": 5}, ()),
        Case({"form": "values", "features": 3}, ()),
    )

    def forward(self, build: Build) -> None:
        """Nothing: the samples are put where the output goes."""

    def backward(self, build: Build) -> None:
        """Nothing: there is no layer before it."""

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: x"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.Input({channels_last(self.output_shape())})"
