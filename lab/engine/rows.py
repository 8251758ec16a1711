"""What each row of a network's program is: which operation, of which layer, in which beat, on which arrays."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.engine.control import Unit
from lab.engine.network import Beat, Network
from lab.kernels.kernel import ArrayReference, TensorReference
from lab.kernels.state import COUNT

_OWNERS = ("weight", "gradient", "y", "x", "a")  # arguments whose layer a row belongs to, the first that there is


@dataclass(frozen=True)
class Row:
    """One operation of a training step.

    number: place in the program, from 0; count: how many rows it has.
    node: the layer it belongs to; "" where it belongs to none or to all (the batch, the loss, the guard, the curves).
    kernel: name of the compiled function, such as "relu_gradient".
    """

    number: int
    count: int
    beat: Beat
    node: str
    kernel: str


@dataclass(frozen=True)
class Operand:
    """An array of the arena that a row reads or writes. `numbers` are live, and of samples only, not of padding."""

    argument: str
    name: str
    numbers: NDArray[Any]


class Rows:
    """The rows of one network, as far as they are asked for."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def __len__(self) -> int:
        return len(self._network.program)

    def __getitem__(self, number: int) -> Row:
        kernel, _ = self._network.program.operations[number]
        beat = next(name for name, (first, end) in self._network.beats.items() if first <= number < end)
        return Row(number, len(self), beat, self._owner(number, beat), kernel.name.rpartition(".")[2])

    def end_of(self, unit: Unit, number: int) -> int:
        """Where the operation, layer, beat or step ends that a row belongs to."""
        row = self[number]
        if unit == "operation":
            return number + 1
        if unit == "beat":
            return self._network.beats[row.beat][1]
        if unit != "layer":
            return len(self)
        end = number + 1
        while end < len(self) and (self[end].beat, self[end].node) == (row.beat, row.node):
            end += 1
        return end

    def operands(self, number: int) -> Iterator[Operand]:
        """The arrays of a row, in the order of the kernel's arguments."""
        network = self._network
        for argument, place in network.program.arguments[number].items():
            if isinstance(place, TensorReference | ArrayReference):
                for name, part in self._parts(place.offset, place.view(network.arena.numbers)):
                    yield Operand(argument, name, self._without_padding(name, part))

    def bad_operand(self, number: int) -> Operand | None:
        """The first array of a row that holds a number that is not finite."""
        return next((one for one in self.operands(number) if not np.isfinite(one.numbers).all()), None)

    def _without_padding(self, name: str, array: NDArray[Any]) -> NDArray[Any]:
        network = self._network
        count = int(network.program.state[COUNT]) or network.batch
        lanes = network.arena.blocks * network.arena.lanes
        if array.ndim == 5:  # a tensor
            return np.moveaxis(array, -1, 1).reshape(lanes, -1)[:count]
        one_for_each = array.shape == (lanes,) and name.partition(".")[0] not in network.parameters
        return array[:count] if one_for_each else array

    def _owner(self, number: int, beat: Beat) -> str:
        if number in self._of_node:
            return self._of_node[number]
        if beat == "loss":
            return ""
        operands = list(self.operands(number))
        argument = next((name for name in _OWNERS if any(one.argument == name for one in operands)), "")
        nodes = {one.name.partition("/")[0] for one in operands if one.argument == argument}
        return nodes.pop() if len(nodes) == 1 and nodes <= {node.id for node in self._network.graph} else ""

    @functools.cached_property
    def _of_node(self) -> dict[int, str]:
        parts = ((node, part) for node, parts in self._network.rows_of.items() for part in parts)
        return {number: node for node, (_, first, end) in parts for number in range(first, end)}

    @functools.cached_property
    def _starts(self) -> tuple[list[int], list[str]]:
        """Where the arrays of the arena start, in order, and the first name of each."""
        arena = self._network.arena
        first_names: dict[int, str] = {}
        for name in arena.names:
            first_names.setdefault(arena.place(name).offset, name)
        return sorted(first_names), [first_names[start] for start in sorted(first_names)]

    def _parts(self, offset: int, array: NDArray[Any]) -> list[tuple[str, NDArray[Any]]]:
        """Name and numbers of what lies there: one array, or, where a row does for many, each of them."""
        starts, names = self._starts
        first = bisect_right(starts, offset) - 1
        if array.ndim != 1:
            return [(names[first], array)]
        end = max(first + 1, bisect_left(starts, offset + array.size))
        bounds = [start - offset for start in starts[first:end]]
        bounds[0] = 0
        return list(zip(names[first:end], np.split(array, bounds[1:]), strict=True))
