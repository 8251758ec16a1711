"""One arena of floating-point numbers in which every array of a network has a name and a place."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels.elementwise import LONG_ENOUGH
from lab.kernels.kernel import ArrayReference, TensorReference
from lab.kernels.lanes import LANES
from lab.kernels.program import ALIGNMENT, aligned_zeros

Reference = ArrayReference | TensorReference
Shape = tuple[int, ...]


class Arena:
    """Places are handed out first, then `allocate` makes the memory. Places start at multiples of 64 bytes.

    A tensor that is needed only for a while can be released: its memory then serves the next one of the same shape that
    may reuse it, and its name is gone once the memory is made.
    """

    def __init__(self, batch: int, dtype: str = "float32", lanes: int = LANES) -> None:
        self.batch = batch
        self.lanes = lanes
        self.blocks = -(-batch // lanes)
        self.dtype = dtype
        self.size = 0
        self.numbers: NDArray[Any] = np.empty(0, dtype)
        self._places: dict[str, Reference] = {}
        self._shapes: dict[str, Shape] = {}  # of one sample, for tensors
        self._free: dict[TensorReference, list[int]] = {}  # where released tensors lay, by what they were but for that
        self._names_at: dict[int, list[str]] = {}  # of the tensors that start there
        self._released: list[str] = []

    def _reserve(self, size: int) -> int:
        start = self.size
        step = ALIGNMENT // 4
        self.size += size + -size % step
        return start

    def array(self, name: str, shape: Shape) -> ArrayReference:
        """A place for a C-contiguous array."""
        size = prod(shape)
        place = ArrayReference(self._reserve(size), shape)
        self._places[name] = place
        return place

    def tensor(self, name: str, shape: Shape, *, gapless: bool = False, reuses: bool = False) -> TensorReference:
        """A place for a batch of samples of this shape: (features), (channels, length) or (channels, height, width).

        gapless: all numbers lie one after the other, also where other distances would be faster.
        reuses: it may lie where one was released, because nothing is written there before what released it is done.
        """
        channels, height, width = _sizes(shape)
        plane = height * width
        whole = LANES // self.lanes  # how many cells are as large as one of sixteen lanes
        if plane >= 64 * whole and plane % (8 * whole) == 0 and not gapless and self.lanes > 1:
            plane += whole  # planes a power of two apart would meet in the same few places of the cache
        strides = (channels * plane * self.lanes, plane * self.lanes, width * self.lanes, self.lanes)
        place = TensorReference(0, self.blocks, channels, height, width, strides, self.lanes, self.batch)
        free = self._free.get(place) if reuses else None
        start = free.pop() if free else self._reserve(self._rounded(self.blocks * strides[0]))
        self._names_at[start] = []
        return self._name(name, shape, replace(place, offset=start))

    def _rounded(self, size: int) -> int:
        """With room for whole rows, where numbers are computed without regard to whose they are."""
        row = LONG_ENOUGH * LANES
        return size if self.lanes == LANES or size <= row else size + -size % row

    def _name(self, name: str, shape: Shape, place: TensorReference) -> TensorReference:
        self._places[name], self._shapes[name] = place, shape
        self._names_at[place.offset].append(name)
        return place

    def alias(self, name: str, other: str, shape: Shape | None = None) -> None:
        """Another name for a tensor, perhaps as samples of another shape with as many numbers."""
        place = self._tensor(other)
        if shape is not None and shape != self._shapes[other]:
            assert place.is_gapless
            place = place.contiguous(place.offset, place.blocks, *_sizes(shape), self.lanes, self.batch)
        self._name(name, shape or self._shapes[other], place)

    def release(self, name: str) -> None:
        """A tensor, by whatever name, is not needed by what comes later in the program."""
        place = self._tensor(name)
        names = self._names_at[place.offset]
        self._free.setdefault(replace(self._tensor(names[0]), offset=0), []).append(place.offset)
        self._released += names

    def _tensor(self, name: str) -> TensorReference:
        place = self._places[name]
        assert isinstance(place, TensorReference)
        return place

    def names_of(self, name: str) -> list[str]:
        """All names of the memory that a tensor lies in."""
        return self._names_at[self._places[name].offset]

    def allocate(self) -> None:
        """Make the memory, all zeros."""
        for name in self._released:
            del self._places[name], self._shapes[name]
        self._released.clear()
        self.numbers = aligned_zeros(self.size + LANES, self.dtype)[: self.size]  # a last cell may reach beyond

    def __contains__(self, name: str) -> bool:
        return name in self._places

    @property
    def names(self) -> list[str]:
        """Names of all arrays."""
        return list(self._places)

    def place(self, name: str) -> Reference:
        """Where an array lies."""
        return self._places[name]

    def shape(self, name: str) -> Shape:
        """Shape of one sample of a tensor."""
        return self._shapes[name]

    def view(self, name: str) -> NDArray[Any]:
        """The live array: as its shape says, or (blocks, channels, height, width, lanes) for a tensor."""
        return self._places[name].view(self.numbers)

    def samples(self, name: str) -> NDArray[Any]:
        """The live array; a tensor as (blocks, lanes, *shape): sample s is [s // lanes, s % lanes]."""
        view = self.view(name)
        if name not in self._shapes:
            return view
        lanes_first = np.moveaxis(view, -1, 1)
        return {1: lanes_first[..., 0, 0], 2: lanes_first[:, :, :, 0]}.get(len(self._shapes[name]), lanes_first)

    def read(self, name: str, count: int | None = None) -> NDArray[Any]:
        """A copy; of a tensor (sample, *shape) of the first `count` samples of the batch."""
        if name not in self._shapes:
            return self.view(name).copy()
        count = self.batch if count is None else count
        if self.lanes == 1:
            return self._one_after_the_other(name)[:count].copy()
        samples = np.moveaxis(self.view(name), -1, 1).reshape(self.blocks * self.lanes, *self._shapes[name])
        return np.array(samples[:count], order="C")  # never a view: ascontiguousarray may return one

    def _one_after_the_other(self, name: str) -> NDArray[Any]:
        """(sample, *shape), live: a tensor of an arena without lanes."""
        place = self._places[name]
        return self.numbers[place.offset : place.offset + place.size].reshape(-1, *self._shapes[name])

    def write(self, name: str, values: NDArray[Any]) -> None:
        """Fill an array; of a tensor the first len(values) samples, the other lanes become 0."""
        if name not in self._shapes:
            self.view(name)[...] = values
            return
        if self.lanes == 1:
            samples = self._one_after_the_other(name)
            samples[: len(values)], samples[len(values) :] = values, 0
            return
        lanes = np.zeros((self.blocks * self.lanes, *self._shapes[name]), self.dtype)
        lanes[: len(values)] = values
        view = self.view(name)
        shape = (self.blocks, self.lanes, *view.shape[1:4])
        view[...] = np.moveaxis(lanes.reshape(shape), 1, -1)


def _sizes(shape: Shape) -> tuple[int, int, int]:
    """(channels, height, width) of a sample: features are channels, a signal has height 1."""
    channels, *rest = shape
    height, width = [1, 1, *rest][-2:]
    return channels, height, width
