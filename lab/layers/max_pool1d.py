"""Max pooling of signals."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.pooling import MaxPooling
from lab.spec.fields import Ints
from lab.spec.registry import register


@register("layer", "max_pool1d", title="Max pool 1-D", group="Pooling", order=30)
class MaxPool1D(MaxPooling):
    """y = max over the window of x: keeps the strongest answer in each window and makes the signal shorter.

    y[b, c, i] = max of x[b, c, i s + u] over u; axes: batch, channels, length. The gradient goes to the one sample that
    won (the first of equals). Padding "valid" leaves out what remains at the end; "same" lets windows reach over the
    edge (an odd cell more at the end), and cells outside the input never win. o = floor((n + pads - f) / s) + 1. Input
    (channels, length). Errors: ShapeError for other inputs and windows larger than the input.
    """

    size = Ints(2, parts=("length",), low=1, high=999, unit="samples", help="Length of the window")
    stride = Ints(2, parts=("length",), low=1, high=999, unit="samples", help="How far the window moves at a time")
    pads = Ints(
        1,
        parts=("left", "right"),
        high=998,
        unit="samples",
        help="How far windows reach over each end; what is out there never counts",
        when=("padding", ("explicit",)),
    )

    cases = (
        Case({}, ((2, 6),)),
        Case({"size": 3, "stride": 2}, ((2, 8),)),
        Case({"size": 3, "stride": 1, "padding": "same"}, ((1, 5),)),
        Case({"size": 3, "padding": "explicit", "pads": (2, 1)}, ((1, 4),)),
    )
