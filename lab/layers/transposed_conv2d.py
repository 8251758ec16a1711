"""Transposed convolution of images."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.transposed import TransposedConvolution
from lab.spec.registry import register


@register("layer", "transposed_conv2d", title="Transposed conv 2-D", group="Convolution", order=25)
class TransposedConv2D(TransposedConvolution):
    """y = Σ w x + b, painted: each input pixel multiplies the kernel and adds it to the output, the next pixel one
    stride further on. It makes images larger, with weights that are learned; what a decoder is built of.

    y[b, o, p, q] = bias[o] + Σ weight[c, o, u, v] · x[b, c, i, j] over all c, u, v, i, j with i s + u d - padding = p
    and j s + v d - padding = q; axes: batch, channels, height, width. Forward is what a convolution with this stride,
    padding and dilation does backward with its gradient. Output side (n - 1) s - 2 padding + d (f - 1) + output padding
    + 1. A kernel that the stride does not divide paints some pixels more often than others (a checkerboard).

    Input (channels, height, width). Errors: ShapeError for other inputs, groups that do not divide both numbers of
    channels, output padding that is not below stride or dilation, and padding that leaves nothing. Source: Dumoulin and
    Visin 2016.
    """

    cases = (
        Case({"channels": 2}, ((3, 2, 3),)),
        Case({"channels": 2, "kernel": 3, "padding": 1, "output_padding": 1}, ((2, 3, 2),)),
        Case({"channels": 5, "kernel": (3, 2), "stride": (1, 3), "padding": (1, 0), "bias": False}, ((4, 3, 2),)),
        Case({"channels": 4, "kernel": 2, "stride": 1, "dilation": 3, "output_padding": 2, "groups": 2}, ((2, 2, 3),)),
        Case({"channels": 2, "kernel": (1, 2), "stride": 3, "output_padding": (2, 1)}, ((2, 2, 2),)),
        Case({"channels": 3, "kernel": 4, "padding": 1, "groups": 3}, ((3, 3, 3),)),
    )
