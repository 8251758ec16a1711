"""Convolution of signals."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.convolution import Convolution
from lab.spec.fields import Ints
from lab.spec.registry import register


@register("layer", "conv1d", title="Conv 1-D", group="Convolution", order=20)
class Conv1D(Convolution):
    """y = Σ w · x + b: each kernel slides along the signal; at every place its weights are multiplied with the samples
    under it, through all input channels, and summed.

    y[b, o, i] = bias[o] + Σ over c, u of weight[o, c, u] · x[b, c, i s + u d - left], where x is 0 outside the signal;
    axes: batch, channels, length. The kernel is not flipped. Output length o = floor((n + pads - d (f - 1) - 1) / s) +
    1.

    Padding "same" gives ceil(n / s); where the number of padded samples is odd, the one more goes to the right, as in
    Keras (see Conv 2-D for PyTorch's way).

    Input (channels, length). Errors: ShapeError for other inputs, kernels longer than the padded signal, and groups
    that do not divide both numbers of channels. Source: Dumoulin and Visin 2016.
    """

    kernel = Ints(3, parts=("length",), low=1, high=999, unit="samples", help="Length of each kernel")
    stride = Ints(1, parts=("length",), low=1, high=999, unit="samples", help="How far the kernel moves at a time")
    pads = Ints(
        1,
        parts=("left", "right"),
        high=999,
        unit="samples",
        help="Zeros at each end",
        when=("padding", ("explicit",)),
    )
    dilation = Ints(
        1,
        parts=("length",),
        low=1,
        high=999,
        unit="samples",
        help="Distance between the samples under neighbouring weights; 1 leaves no gaps",
    )

    cases = (
        Case({"channels": 2}, ((2, 7),)),
        Case({"channels": 3, "kernel": 4, "stride": 2}, ((1, 9),)),
        Case({"channels": 2, "kernel": 2, "padding": "full", "dilation": 3, "bias": False}, ((2, 4),)),
        Case({"channels": 4, "groups": 2, "padding": "explicit", "pads": (2, 0), "stride": 3}, ((4, 8),)),
        Case({"channels": 3, "groups": 3, "padding": "valid"}, ((3, 5),)),
    )
