"""Depthwise convolution of images."""

from __future__ import annotations

from typing import ClassVar

from lab.layers.base import Case
from lab.layers.conv2d import Conv2D
from lab.layers.convolution import Convolution
from lab.layers.depthwise import Depthwise
from lab.spec.registry import register


@register("layer", "depthwise_conv2d", title="Depthwise conv 2-D", group="Convolution", order=23)
class DepthwiseConv2D(Depthwise):
    """y = w · x + b, each channel by itself: every input channel has kernels of its own and channels are not summed.
    Followed by a 1 × 1 convolution, which mixes the channels, it does the work of Conv 2-D with far fewer weights.

    y[b, c m + k, i, j] = bias[c m + k] + Σ over u, v of weight[c m + k, u, v] · x[b, c, i s + u d - top, j s + v d -
    left] for each of the m kernels of channel c; axes: batch, channels, height, width. It is Conv 2-D with as many
    groups as input channels; padding, output size and errors are the same. Input (channels, height, width). Source:
    Howard et al. 2017.
    """

    kind: ClassVar[type[Convolution]] = Conv2D

    cases = (
        Case({}, ((3, 4, 5),)),
        Case({"multiplier": 2, "kernel": (2, 3), "stride": 2, "padding": "valid", "bias": False}, ((2, 5, 6),)),
        Case({"padding": "explicit", "pads": (0, 1, 2, 0), "dilation": 2}, ((5, 4, 5),)),
    )
