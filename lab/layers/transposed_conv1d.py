"""Transposed convolution of signals."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.transposed import TransposedConvolution
from lab.spec.fields import Ints
from lab.spec.registry import register


@register("layer", "transposed_conv1d", title="Transposed conv 1-D", group="Convolution", order=24)
class TransposedConv1D(TransposedConvolution):
    """y = Σ w x + b, painted: each input sample multiplies the kernel and adds it to the output, the next sample
    one stride further on. It makes signals longer, with weights that are learned.

    y[b, o, p] = bias[o] + Σ weight[c, o, u] · x[b, c, i] over all c, u, i with i s + u d - padding = p; axes: batch,
    channels, length. Forward is what a convolution with this stride, padding and dilation does backward with its
    gradient. Output length (n - 1) s - 2 padding + d (f - 1) + output padding + 1.

    Input (channels, length). Errors: ShapeError for other inputs, groups that do not divide both numbers of channels,
    output padding that is not below stride or dilation, and padding that leaves nothing. Source: Dumoulin and Visin
    2016.
    """

    kernel = Ints(2, parts=("length",), low=1, high=999, unit="samples", help="Length of each kernel")
    stride = Ints(
        2,
        parts=("length",),
        low=1,
        high=999,
        unit="samples",
        help="How far apart the places lie where neighbouring samples are painted: how much longer the output is",
    )
    padding = Ints(
        0,
        parts=("length",),
        high=999,
        unit="samples",
        help="How much is cut off at each end of the output: the padding of the convolution that this one reverses",
    )
    output_padding = Ints(
        0,
        parts=("length",),
        high=999,
        unit="samples",
        help="How much the output is longer at its end, for lengths that the stride does not reach",
    )
    dilation = Ints(
        1,
        parts=("length",),
        low=1,
        high=999,
        unit="samples",
        help="Distance between the output samples under neighbouring weights; 1 leaves no gaps",
    )

    cases = (
        Case({"channels": 2}, ((3, 4),)),
        Case({"channels": 4, "kernel": 4, "stride": 3, "padding": 2, "output_padding": 1, "groups": 2}, ((2, 5),)),
    )
