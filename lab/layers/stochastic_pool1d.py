"""Stochastic pooling of signals."""

from __future__ import annotations

from lab.layers.base import Case
from lab.layers.pooling import StochasticPooling
from lab.spec.fields import Ints
from lab.spec.registry import register


@register("layer", "stochastic_pool1d", title="Stochastic pool 1-D", group="Pooling", order=34)
class StochasticPool1D(StochasticPooling):
    """y = one x of the window, drawn by chance while training: a number's chance is its share of the window's sum. The
    strongest answer wins most often, the others get their turn, so that the network cannot rely on any single one.

    Outside training each number is weighted by its chance: y[b, c, i] = Σ x² / Σ x of x[b, c, i s + u]; axes: batch,
    channels, length. In training the whole gradient goes to the number that was drawn. The noise depends on seed,
    update, layer and place alone.

    It is meant for numbers that are not negative, as they come from ReLU: a number below 0 counts as 0, is never drawn
    and gets no gradient; a window without a number above 0 gives 0.

    Padding "valid" leaves out what remains at the end; "same" lets windows reach over the edge (an odd cell more at the
    end), and cells outside the input are never drawn. o = floor((n + pads - f) / s) + 1. Input (channels, length).
    Errors: ShapeError for other inputs and windows larger than the input. Source: Zeiler and Fergus 2013.
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

    cases = (Case({}, ((2, 6),)), Case({"size": 3, "stride": 2, "padding": "same"}, ((1, 6),)))
