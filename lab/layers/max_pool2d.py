"""Max pooling of images."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.pooling import MaxPooling
from lab.spec.registry import register


@register("layer", "max_pool2d", title="Max pool 2-D", group="Pooling", order=31)
class MaxPool2D(MaxPooling):
    """y = max over the window of x: keeps the strongest answer in each window and makes the image smaller.

    y[b, c, i, j] = max of x[b, c, i s + u, j s + v] over u, v; axes: batch, channels, height, width. The gradient goes
    to the one cell that won (the first of equals). Padding "valid" leaves out what remains at the end; "same" lets
    windows reach over the edge (an odd cell more at the end), "explicit" as far as told; cells outside the input never
    win. o = floor((n + pads - f) / s) + 1. Input (channels, height, width). Errors: ShapeError for other inputs and
    windows larger than the input.
    """

    cases = (
        Case({}, ((2, 4, 6),)),
        Case({"size": (3, 2), "stride": (1, 2)}, ((2, 5, 5),)),
        Case({"padding": "same"}, ((1, 5, 3),)),
        Case({"size": 3, "stride": 1, "padding": "same"}, ((1, 3, 4),)),
        Case({"size": 2, "stride": 3}, ((1, 7, 5),)),
        Case({"size": (3, 2), "padding": "explicit", "pads": (1, 0, 2, 1)}, ((1, 4, 5),)),
    )
