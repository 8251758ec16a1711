"""Convolution of images."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.convolution import Convolution
from lab.spec.registry import register


@register("layer", "conv2d", title="Conv 2-D", group="Convolution", order=21)
class Conv2D(Convolution):
    """y = Σ w · x + b: each kernel slides over the image; at every place its weights are multiplied with the pixels
    under it, through all input channels, and summed. One kernel makes one output channel: a map of where its pattern
    is.

    y[b, o, i, j] = bias[o] + Σ over c, u, v of weight[o, c, u, v] · x[b, c, i s + u d - top, j s + v d - left], where x
    is 0 outside the image; axes: batch, channels, height, width. This is cross-correlation, as in all frameworks: the
    kernel is not flipped. Output side o = floor((n + pads - d (f - 1) - 1) / s) + 1.

    Padding "same" gives ceil(n / s); where the number of padded pixels is odd, the one more goes to the bottom and to
    the right, as in Keras. PyTorch's padding="same" exists for stride 1 only (and agrees there); with stride 2 its
    users write padding=(f - 1) / 2 on all sides, so on an even side its windows begin one pixel earlier than ours.

    Input (channels, height, width). Errors: ShapeError for other inputs, kernels larger than the padded input, and
    groups that do not divide both numbers of channels. Source: Dumoulin and Visin 2016.
    """

    cases = (
        Case({"channels": 2}, ((1, 4, 5),)),
        Case({"channels": 3, "padding": "valid", "bias": False}, ((2, 5, 4),)),
        Case({"channels": 2, "kernel": (2, 3), "stride": 2}, ((2, 5, 6),)),
        Case({"channels": 2, "kernel": 3, "stride": 2}, ((1, 4, 4),)),
        Case({"channels": 2, "kernel": (3, 2), "padding": "full"}, ((2, 3, 3),)),
        Case({"channels": 2, "kernel": 2, "padding": "full", "stride": (2, 3), "dilation": 2}, ((1, 4, 3),)),
        Case({"channels": 2, "padding": "explicit", "pads": (0, 1, 2, 3), "stride": (1, 2)}, ((2, 4, 3),)),
        Case({"channels": 2, "kernel": 2, "dilation": (2, 3), "padding": "valid"}, ((1, 5, 5),)),
        Case({"channels": 4, "groups": 2, "kernel": (3, 1)}, ((4, 4, 2),)),
        Case({"channels": 6, "groups": 3, "stride": 2, "bias": False}, ((3, 5, 5),)),
        Case({"channels": 5, "kernel": 1, "stride": 2, "padding": "valid"}, ((3, 4, 5),)),
        Case({"channels": 1, "kernel": 5, "padding": "same"}, ((1, 2, 2),)),
        Case({"channels": 9, "kernel": (3, 2)}, ((5, 6, 7),)),
        Case({"channels": 10, "groups": 2, "stride": (1, 2), "dilation": (2, 1)}, ((6, 5, 7),)),
    )
