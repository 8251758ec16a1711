"""Dropping a branch: stochastic depth."""

from __future__ import annotations

from lab.layers.base import Case, Shape
from lab.layers.dropping import Dropping
from lab.spec.fields import Float
from lab.spec.registry import register


@register("layer", "drop_path", title="Drop path", group="Regularisation", order=72)
class DropPath(Dropping):
    """y = x · mask: while training, sets all of a sample's numbers to zero at once, for some samples chosen at random.
    At the end of a residual branch, just before Add, it takes the whole block away for these samples, so that very
    deep networks train as if they were shallower ("stochastic depth").

    Samples that keep the branch have it multiplied by 1 / (1 - rate), so that the expected sum stays; outside training
    y = x. (The paper multiplies by 1 - rate outside training instead, and drops a block for a whole batch at once.)
    Any input shape. Source: Huang et al. 2016.
    """

    rate = Float(0.2, low=0, high=1, high_open=True, help="Share of the samples for which the branch is dropped")

    cases = (Case({}, ((2, 3, 4),)), Case({"rate": 0.5}, ((5,),)), Case({}, ((2, 3),)))

    def mask_sizes(self, channels: int, height: int, width: int) -> tuple[int, int, int]:
        return 1, 1, 1

    def torch(self, *shapes: Shape) -> str:
        return f"DropPath({self.rate})"

    def keras(self, *shapes: Shape) -> str:
        # One mask number for each sample, which stands for all axes behind the batch.
        return f"keras.layers.Dropout({self.rate}, noise_shape={(None, *(1 for _ in shapes[0]))})"
