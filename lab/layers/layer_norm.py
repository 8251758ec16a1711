"""Layer normalisation."""

from __future__ import annotations

from lab.layers.base import Case, Shape
from lab.layers.sample_norm import SampleNorm
from lab.spec.registry import register


@register("layer", "layer_norm", title="Layer norm", group="Normalisation", order=61)
class LayerNorm(SampleNorm):
    """y = scale · (x - mean) / √(variance + ε) + shift: brings all numbers of a sample together to mean 0 and variance
    1, then each channel to a scale and shift that are learned. The batch plays no part, so that it does the same in
    training and afterwards, and for batches of any size.

    Mean and variance are, for each sample, over channels and places. Axes: batch, channels (, height, width); a flat
    input's features are channels. Scale and shift are one number for each channel (PyTorch's LayerNorm over images has
    one for each cell; its GroupNorm with one group is this layer). Any input shape. Errors: ShapeError for an input of
    one number. Sources: Ba, Kiros and Hinton 2016; Wu and He 2018.
    """

    cases = (Case({}, ((2, 3, 4),)), Case({"epsilon": 1e-3}, ((5,),)), Case({}, ((3, 4),)))

    def count_groups(self) -> int:
        return 1

    def torch(self, *shapes: Shape) -> str:
        channels = shapes[0][0]
        if len(shapes[0]) == 1:
            return f"torch.nn.LayerNorm({channels}{self._torch_epsilon})"
        return f"torch.nn.GroupNorm(1, {channels}{self._torch_epsilon})"

    def keras(self, *shapes: Shape) -> str:
        if len(shapes[0]) == 1:
            return f"keras.layers.LayerNormalization(epsilon={self.epsilon})"
        return f"keras.layers.GroupNormalization(1, epsilon={self.epsilon})"
