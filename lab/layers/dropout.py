"""Dropout."""

from __future__ import annotations

from lab.layers.base import Case, OnnxBuild, Shape
from lab.layers.dropping import Dropping
from lab.spec.fields import Float
from lab.spec.registry import register


@register("layer", "dropout", title="Dropout", group="Regularisation", order=70)
class Dropout(Dropping):
    """y = x · mask: while training, sets a random part of its inputs to zero, so that the network cannot rely on any
    single one; against overfitting.

    What remains is multiplied by 1 / (1 - rate), so that the expected sum stays; outside training y = x. Any input
    shape. Source: Srivastava et al. 2014.
    """

    rate = Float(0.5, low=0, high=1, high_open=True, help="Share of the numbers that are set to zero")

    cases = (Case({}, ((2, 3, 4),)), Case({"rate": 0.2}, ((7,),)), Case({"rate": 0.0}, ((2, 3),)))

    def mask_sizes(self, channels: int, height: int, width: int) -> tuple[int, int, int]:
        return channels, height, width

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Dropout", *build.inputs, build.constant(self.rate))

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.Dropout({self.rate})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.Dropout({self.rate})"
