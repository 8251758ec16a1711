"""Dropout of whole feature maps."""

from __future__ import annotations

from lab.layers.base import Case, Shape, need_rank
from lab.layers.dropping import Dropping
from lab.spec.fields import Float
from lab.spec.registry import register


@register("layer", "spatial_dropout", title="Spatial dropout", group="Regularisation", order=71)
class SpatialDropout(Dropping):
    """y = x · mask: while training, sets whole feature maps to zero, chosen at random for each sample. Neighbouring
    cells of a map say nearly the same, so that dropping single ones would take nothing away.

    The maps that remain are multiplied by 1 / (1 - rate), so that the expected sum stays; outside training y = x.
    Images or signals. Errors: ShapeError for a flat input. Source: Tompson et al. 2015.
    """

    rate = Float(0.2, low=0, high=1, high_open=True, help="Share of the feature maps that are set to zero")

    cases = (Case({}, ((3, 3, 4),)), Case({"rate": 0.5}, ((4, 5),)))

    def mask_sizes(self, channels: int, height: int, width: int) -> tuple[int, int, int]:
        return channels, 1, 1

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return shapes[0]

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.Dropout{len(shapes[0]) - 1}d({self.rate})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.SpatialDropout{len(shapes[0]) - 1}D({self.rate})"
