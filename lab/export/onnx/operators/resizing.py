"""Resize, and Upsample as it was before: larger by whole factors."""

from __future__ import annotations

from typing import Any

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts, full_shape
from lab.export.onnx.network import Tensor
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import integers
from lab.spec.message import Message

# Where the middle of an output cell lies among the input's; the layer's own word for it.
_ALIKE = {
    "half_pixel": "middles",
    "half_pixel_symmetric": "middles",
    "pytorch_half_pixel": "middles",
    "align_corners": "corners",
    "asymmetric": "firsts",
}


@converts("Resize", "Upsample")
def resize(step: Step) -> Tensor:
    """Nearest or linear, the batch and one more axis as they are."""
    operation, x = step.operation, step.tensor()
    old = operation.operator == "Upsample" or operation.version < 11
    mode = operation.text("mode", "nearest")
    coordinates = operation.text("coordinate_transformation_mode", "asymmetric" if old else "half_pixel")
    rounding = operation.text("nearest_mode", "floor" if old else "round_prefer_floor")
    operation.ignore("cubic_coeff_a", "exclude_outside", "extrapolation_value", "antialias")  # of others, or smaller
    if operation.text("keep_aspect_ratio_policy", "stretch") != "stretch":
        raise Refused(Message("it keeps the proportions by itself. Export it with the sizes that come out."))
    if mode not in ("nearest", "linear", "bilinear"):
        raise Refused(Message('it computes new cells in a way that no layer does: "{mode}".', mode=mode))
    if coordinates not in _ALIKE:
        raise Refused(Message('it lays the cells in a way that no layer does: "{way}".', way=coordinates))
    factors = _factors(step, _wanted(step))
    if all(factor == 1 for factor in factors):
        return x
    node, order = step.along(x, places=[axis for axis, factor in enumerate(factors) if factor != 1])
    by_axis = {axis: factors[place] for place, axis in enumerate(order)}
    shape = step.network.shape(node)
    if by_axis[0] != 1:
        raise Refused(Message("it makes more channels, which no layer does so."))
    along = [by_axis[axis] for axis in range(1, len(shape))]
    settings: dict[str, Any] = {"method": "nearest"}
    if mode != "nearest":
        settings = {"method": "linear", "alike": _ALIKE[coordinates]}
    elif any(
        _nearest(size, factor, coordinates, rounding) != [place // factor for place in range(size * factor)]
        for size, factor in zip(shape[1:], along, strict=True)
    ):
        raise Refused(
            Message(
                'it takes some cells more often than others ("{way}", "{rounding}"). Here each is repeated as often.',
                way=coordinates,
                rounding=rounding,
            )
        )
    return step.moved(step.add("upsample", node, factor=(1, *along)[-2:], **settings), order)


def _wanted(step: Step) -> Array | None:
    """How many times as large each axis becomes, batch included; None where sizes are given instead."""
    operation = step.operation
    if operation.operator == "Upsample" and operation.has("scales"):
        return np.array(operation.numbers("scales"))
    place = 1 if operation.operator == "Upsample" or operation.version < 11 else 2
    scales = step.optional(place)
    return None if scales is None or not scales.size else scales


def _factors(step: Step, scales: Array | None) -> list[int]:
    """The whole factor of each axis of a sample; Refused where there is none."""
    whole = full_shape(step, step.tensor())
    axes = step.operation.integers("axes")
    named = range(len(whole)) if axes is None else [axis % len(whole) for axis in axes]
    found = [1.0] * len(whole)
    given = (
        [size / whole[axis] for axis, size in zip(named, integers(step.known(3)), strict=True)]
        if scales is None
        else [float(scale) for scale in scales]
    )
    for axis, factor in zip(named, given, strict=True):
        found[axis] = factor
    if found[0] != 1:
        raise Refused(Message("it makes more samples. Here every sample goes through the network by itself."))
    if any(factor != round(factor) or factor < 1 for factor in found):
        raise Refused(
            Message(
                "it makes a sample {factors} times as large. Here it can become larger by whole factors only.",
                factors=" × ".join(f"{factor:.3g}" for factor in found[1:]),
            )
        )
    return [round(factor) for factor in found[1:]]


def _nearest(size: int, factor: int, coordinates: str, rounding: str) -> list[int]:
    """Which cell of the input each cell of the output takes, as the operator defines it."""
    places = np.arange(size * factor)
    middles = {
        "align_corners": places * (size - 1) / max(size * factor - 1, 1),
        "asymmetric": places / factor,
    }.get(coordinates, (places + 0.5) / factor - 0.5)
    taken = {
        "round_prefer_floor": np.ceil(middles - 0.5),
        "round_prefer_ceil": np.floor(middles + 0.5),
        "floor": np.floor(middles),
        "ceil": np.ceil(middles),
    }[rounding]
    found: list[int] = np.clip(taken, 0, size - 1).astype(int).tolist()
    return found
