"""A tensor's axes, taken apart and put together in another order: the same numbers, seen otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lab.kernels.kernel import TensorReference

Axis = tuple[int, int]  # how many there are, and how far apart

# By the rank of a sample: which of (channels, height, width) its axes are, where features are channels and a length is
# a width.
PLACES = {1: (0,), 2: (0, 2), 3: (0, 1, 2)}


def axes_of(tensor: TensorReference, rank: int) -> list[Axis]:
    """The axes of samples of this rank: (features), (channels, length) or (channels, height, width)."""
    every = list(zip((tensor.channels, tensor.height, tensor.width), tensor.strides[1:], strict=True))
    return [every[place] for place in PLACES[rank]]


def with_axes(tensor: TensorReference, axes: Sequence[Axis]) -> TensorReference:
    """The tensor seen as samples with these axes, which are axes of its own or repeat one number (distance 0)."""
    every: list[Axis] = [(1, 0)] * 3
    for place, axis in zip(PLACES[len(axes)], axes, strict=True):
        every[place] = axis
    (channels, plane), (height, row), (width, column) = every
    strides = (tensor.strides[0], plane, row, column)
    return replace(tensor, channels=channels, height=height, width=width, strides=strides)
