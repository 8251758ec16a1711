"""Depthwise convolution of signals."""

from __future__ import annotations

from typing import ClassVar

from lab.layers.base import Case
from lab.layers.conv1d import Conv1D
from lab.layers.convolution import Convolution
from lab.layers.depthwise import Depthwise
from lab.spec.registry import register


@register("layer", "depthwise_conv1d", title="Depthwise conv 1-D", group="Convolution", order=22)
class DepthwiseConv1D(Depthwise):
    """y = w · x + b, each channel by itself: every input channel has kernels of its own and channels are not summed.
    Followed by a convolution of length 1, which mixes the channels, it does the work of Conv 1-D with far fewer
    weights.

    y[b, c m + k, i] = bias[c m + k] + Σ over u of weight[c m + k, u] · x[b, c, i s + u d - left] for each of the m
    kernels of channel c; axes: batch, channels, length. It is Conv 1-D with as many groups as input channels; padding,
    output length and errors are the same. Input (channels, length). Source: Howard et al. 2017.
    """

    kind: ClassVar[type[Convolution]] = Conv1D

    kernel = Conv1D.kernel
    stride = Conv1D.stride
    pads = Conv1D.pads
    dilation = Conv1D.dilation

    cases = (Case({}, ((3, 5),)), Case({"multiplier": 3, "kernel": 4, "stride": 2, "bias": False}, ((2, 8),)))
