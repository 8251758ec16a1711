"""Stochastic pooling of images."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.pooling import StochasticPooling
from lab.spec.registry import register


@register("layer", "stochastic_pool2d", title="Stochastic pool 2-D", group="Pooling", order=35)
class StochasticPool2D(StochasticPooling):
    """y = one x of the window, drawn by chance while training: a number's chance is its share of the window's sum. The
    strongest answer wins most often, the others get their turn, so that the network cannot rely on any single one.

    Outside training each number is weighted by its chance: y[b, c, i, j] = Σ x² / Σ x of x[b, c, i s + u, j s + v];
    axes: batch, channels, height, width. In training the whole gradient goes to the number that was drawn. The noise
    depends on seed, update, layer and place alone.

    It is meant for numbers that are not negative, as they come from ReLU: a number below 0 counts as 0, is never drawn
    and gets no gradient; a window without a number above 0 gives 0.

    Padding "valid" leaves out what remains at the end; "same" lets windows reach over the edge (an odd cell more at the
    end), and cells outside the input are never drawn. o = floor((n + pads - f) / s) + 1. Input (channels, height,
    width). Errors: ShapeError for other inputs and windows larger than the input. Source: Zeiler and Fergus 2013.
    """

    cases = (
        Case({}, ((2, 4, 6),)),
        Case({"size": (3, 2), "stride": (1, 2)}, ((2, 5, 5),)),
        Case({"size": 3, "padding": "same"}, ((1, 4, 3),)),
    )
