"""Group normalisation."""

from __future__ import annotations

from lab.layers.base import Case, Shape
from lab.layers.sample_norm import SampleNorm
from lab.spec.fields import Int
from lab.spec.registry import register


@register("layer", "group_norm", title="Group norm", group="Normalisation", order=62)
class GroupNorm(SampleNorm):
    """y = scale · (x - mean) / √(variance + ε) + shift: brings the channels of a group together to mean 0 and variance
    1, for each sample by itself, then each channel to a scale and shift that are learned. The batch plays no part. With
    as many groups as channels it is instance norm, with one group layer norm.

    Mean and variance are, for each sample, over the channels of the group and all places. Axes: batch, channels
    (, height, width); a flat input's features are channels. Any input shape. Errors: ShapeError where the groups do not
    divide the channels, or are single numbers. Source: Wu and He 2018.
    """

    groups = Int(
        4,
        low=1,
        high=4096,
        help="The channels are shared out among so many groups, evenly; as many as there are channels is instance norm",
    )

    cases = (
        Case({"groups": 2}, ((4, 2, 3),)),
        Case({"groups": 3, "epsilon": 1e-3}, ((3, 4),)),
        Case({"groups": 2}, ((6,),)),
    )

    def count_groups(self) -> int:
        return self.groups

    def summary(self) -> str:
        return str(self.groups)

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.GroupNorm({self.groups}, {shapes[0][0]}{self._torch_epsilon})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.GroupNormalization({self.groups}, epsilon={self.epsilon})"
