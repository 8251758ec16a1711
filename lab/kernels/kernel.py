"""How a kernel is declared, and how the arguments of one operation are written into a row of a program.

A kernel is a plain function on tensors and arrays:

    @kernel
    def relu_forward(x: Tensor, y: Tensor, thread: int, threads: int) -> None: ...

It is compiled when it is first needed (lab/kernels/compiler.py) to a function of one signature,
`(row, arena, thread, threads)`, and called through its address. A row is int64: address, flags, then the arguments.
"""

from __future__ import annotations

import functools
import inspect
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from operator import itemgetter
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from lab.kernels.lanes import LANES, Tensor

HEADER = 2  # slots of a row before the arguments: address, flags
WAIT, CHECK, ALONE = 1, 2, 4  # flags: threads wait before it; it may end the run; only the first thread runs it

# Arrays of the arena, C-contiguous, by their number of axes: annotations of kernel arguments.
Vector = NDArray[Any]


class Matrix(np.ndarray):
    """Annotation: an array of the arena with two axes."""


class Array3(np.ndarray):
    """Annotation: an array of the arena with three axes."""


class Array4(np.ndarray):
    """Annotation: an array of the arena with four axes."""


class Integers(np.ndarray):
    """Annotation: int64 numbers outside the arena (indices, counters), one axis."""


class Uint8s(np.ndarray):
    """Annotation: uint8 numbers outside the arena (stored pictures), one axis."""


class Float32s(np.ndarray):
    """Annotation: float32 numbers outside the arena (stored samples), one axis."""


class Float64s(np.ndarray):
    """Annotation: float64 numbers outside the arena (losses), one axis."""


@dataclass(frozen=True)
class TensorReference:
    """A tensor's place in the arena, in numbers: where it starts, its size and the strides between neighbours."""

    offset: int
    blocks: int
    channels: int
    height: int
    width: int
    strides: tuple[int, int, int, int]
    lanes: int = LANES  # samples side by side in a cell: sixteen, or fewer where there are only a few
    batch: int = 0  # most samples that there are, the first ones of as many as have room; 0 if nobody says

    @classmethod
    def contiguous(
        cls, offset: int, blocks: int, channels: int, height: int, width: int, lanes: int = LANES, batch: int = 0
    ) -> TensorReference:
        """Without gaps or halo."""
        row = width * lanes
        strides = (channels * height * row, height * row, row, lanes)
        return cls(offset, blocks, channels, height, width, strides, lanes, batch)

    @property
    def samples(self) -> int:
        """How many samples there are at most; lanes beyond them hold none."""
        return self.batch or self.blocks * self.lanes

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return self.blocks * self.channels * self.height * self.width * self.lanes

    def channel_range(self, start: int, count: int) -> TensorReference:
        """The channels from `start` on, `count` of them."""
        return replace(self, offset=self.offset + start * self.strides[1], channels=count)

    def repeated(self, like: TensorReference) -> TensorReference:
        """Seen in the size of another tensor: what has size 1 along an axis is the same all along it. To read only."""
        block, *steps = self.strides
        sizes = ((self.channels, like.channels), (self.height, like.height), (self.width, like.width))
        kept = [step if own == wanted else 0 for step, (own, wanted) in zip(steps, sizes, strict=True)]
        return replace(like, offset=self.offset, strides=(block, kept[0], kept[1], kept[2]))

    @property
    def is_gapless(self) -> bool:
        """Whether the numbers lie one after the other."""
        sizes = self.blocks, self.channels, self.height, self.width
        return self == self.contiguous(self.offset, *sizes, lanes=self.lanes, batch=self.batch)

    @property
    def is_whole(self) -> bool:
        """Whether nothing else lies between its numbers; there may be gaps between the channels."""
        block, channel, *steps = self.strides
        return steps == [self.width * self.lanes, self.lanes] and block == self.channels * channel

    def slots(self) -> list[int]:
        """The row's slots: offset, sizes, strides, samples, lanes."""
        sizes = self.blocks, self.channels, self.height, self.width
        return [self.offset, *sizes, *self.strides, self.samples, self.lanes]

    def view(self, arena: NDArray[Any]) -> NDArray[Any]:
        """(blocks, channels, height, width, lanes) of the arena, live."""
        steps = [stride * arena.itemsize for stride in (*self.strides, 1)]
        shape = (self.blocks, self.channels, self.height, self.width, self.lanes)
        return np.lib.stride_tricks.as_strided(arena[self.offset :], shape, steps)


@dataclass(frozen=True)
class ArrayReference:
    """A C-contiguous array's place in the arena."""

    offset: int
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)

    def reshaped(self, shape: tuple[int, ...]) -> ArrayReference:
        """The same numbers in another shape."""
        if prod(shape) != self.size:
            raise ValueError(f"{self.shape} cannot be seen as {shape}")
        return replace(self, shape=shape)

    def flat(self) -> ArrayReference:
        """The same numbers with one axis."""
        return self.reshaped((self.size,))

    def slots(self) -> list[int]:
        """The row's slots: offset, sizes."""
        return [self.offset, *self.shape]

    def view(self, arena: NDArray[Any]) -> NDArray[Any]:
        """The array in the arena, live."""
        return arena[self.offset : self.offset + self.size].reshape(self.shape)


# Annotation of a kernel's argument -> (name of its decoder, slots it takes in a row).
DECODERS: dict[Any, tuple[str, int]] = {
    Tensor: ("tensor", 11),
    Vector: ("array1", 2),
    Matrix: ("array2", 3),
    Array3: ("array3", 4),
    Array4: ("array4", 5),
    int: ("integer", 1),
    float: ("real", 1),
    Integers: ("integers", 2),
    Uint8s: ("uint8s", 2),
    Float32s: ("float32s", 2),
    Float64s: ("float64s", 2),
}
OUTSIDE = {Integers: np.int64, Uint8s: np.uint8, Float32s: np.float32, Float64s: np.float64}


class Kernel:
    """A declared kernel. Calling it runs the Python function itself, on NumPy.

    Attributes:
        fast: another kernel with the same arguments, equal up to float32 rounding, used in the fast tier; or None.
        costs: what such forms take, `fast` and others, where there are several; the cheapest is used.
        scratch: how many float32 numbers of working memory each thread needs, from the arguments; or None. The kernel
            then has a last argument `scratch: Float32s` with as much for each of the threads, one after the other.
        narrow: the fast form for cells of fewer lanes, where there is one that is of use only there; or None.
        single: another kernel with the same arguments for tensors whose cells are single numbers; or None.
        plain: the kernel whose fast or single form this one is; or None.
        blockwise: of a fast form: as its plain form, a thread touches only its own blocks of samples where these can be
            shared out evenly (lab/kernels/access.py).
        any_lanes: of a fast form: it works on cells of any number of lanes, of which its row tells.
        further: of a fast form: arguments behind those of the plain form, and what they are as long as it does no more
            than that: a number, or the name of the argument that stands there (lab/kernels/fusing.py).
    """

    def __init__(
        self,
        function: Callable[..., None],
        plain: Kernel | None = None,
        scratch: Callable[..., int] | None = None,
        blockwise: bool = False,
        further: dict[str, Any] | None = None,
        any_lanes: bool = False,
    ) -> None:
        self._declared = function
        self.fast: Kernel | None = None
        self.costs: dict[Kernel, Callable[..., float]] = {}
        self.narrow: Kernel | None = None
        self.single: Kernel | None = None
        self.plain = plain
        self.scratch = scratch
        self.blockwise = blockwise
        self.any_lanes = any_lanes
        self.further = further or {}
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.__doc__ = function.__doc__

    # What follows is found out when it is first needed: a hundred kernels are declared before the window is there.

    @functools.cached_property
    def function(self) -> Callable[..., None]:
        """The textbook loop."""
        return self._declared

    @functools.cached_property
    def _parameters(self) -> list[str]:
        names = list(inspect.signature(self.function).parameters)
        if self.scratch is not None:
            names.remove("scratch")
        return names

    @functools.cached_property
    def takes_threads(self) -> bool:
        """Whether threads share the work."""
        return self._parameters[-2:] == ["thread", "threads"]

    @functools.cached_property
    def arguments(self) -> dict[str, Any]:
        """Names of what a row holds, and the kind of each. TypeError if a row cannot, or if the plain form's differ."""
        annotations = inspect.get_annotations(self.function, eval_str=True)
        found = {name: annotations[name] for name in self._parameters[: -2 if self.takes_threads else None]}
        for name, annotation in found.items():
            if annotation not in DECODERS:
                raise TypeError(f"{self.name}: argument {name} has no kind a row can hold: {annotation}")
        shared = {name: annotation for name, annotation in found.items() if name not in self.further}
        if self.plain is not None and shared != self.plain.arguments:
            raise TypeError(f"{self.name} must take the arguments of {self.plain.name}")
        return found

    def __call__(self, *args: Any) -> None:
        self.function(*args)

    def __repr__(self) -> str:
        return f"<kernel {self.name}>"

    def fast_form(self, arguments: dict[str, Any], lanes: int = LANES) -> Kernel:
        """The form of the operation on these arguments in the fast tier; the kernel itself if it has no other."""
        costs = {form: cost for form, cost in self.costs.items() if lanes == LANES or form.any_lanes}
        if costs:
            least, form = min(((cost(**arguments), form) for form, cost in costs.items()), key=itemgetter(0))
            return form if least < math.inf else self
        return (self.fast if lanes == LANES else self.narrow) or self

    def in_narrow_cells(self, arguments: dict[str, Any], lanes: int) -> tuple[Kernel, dict[str, Any], str]:
        """Kernel, arguments and form (lab/kernels/translator.py) of the operation on cells of fewer than all lanes."""
        chosen = self.fast_form(arguments, lanes)
        return chosen, arguments, "float32" if chosen.any_lanes else f"float32x{lanes}"

    def completed(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The arguments of the plain form, with the further ones of this form where they are not given."""
        further = {name: arguments[value] if isinstance(value, str) else value for name, value in self.further.items()}
        return {**arguments, **{name: value for name, value in further.items() if name not in arguments}}

    def slots(self, arguments: dict[str, Any]) -> list[int]:
        """The arguments of one operation as the row's int64 slots."""
        if arguments.keys() != self.arguments.keys():
            raise TypeError(f"{self.name} takes {list(self.arguments)}, not {list(arguments)}")
        found: list[int] = []
        for name, annotation in self.arguments.items():
            slots = _encode(annotation, arguments[name])
            if len(slots) != DECODERS[annotation][1]:
                raise TypeError(f"{self.name}: argument {name} does not fit {annotation}: {arguments[name]}")
            found += slots
        return found


def _encode(annotation: Any, value: Any) -> list[int]:
    if annotation is int:
        return [int(value)]
    if annotation is float:
        return [int(struct.unpack("<q", struct.pack("<d", value))[0])]
    if annotation in OUTSIDE:
        if value.dtype != OUTSIDE[annotation] or not value.flags.c_contiguous:
            raise TypeError(f"expected C-contiguous {OUTSIDE[annotation]}, got {value.dtype}")
        return [value.ctypes.data, value.size]
    return cast("TensorReference | ArrayReference", value).slots()


def kernel(function: Callable[..., None]) -> Kernel:
    """Declare a kernel: the plain, textbook form of an operation."""
    return Kernel(function)


def fast(
    plain: Kernel,
    scratch: Callable[..., int] | None = None,
    blockwise: bool = False,
    cost: Callable[..., float] | None = None,
    further: dict[str, Any] | None = None,
    any_lanes: bool = False,
) -> Callable[[Callable[..., None]], Kernel]:
    """Declare the fast form of a plain kernel: same arguments, float32, the same numbers up to rounding.

    With `scratch` it gets working memory besides; `blockwise`, `further`, `any_lanes`: see Kernel. With `cost` there
    may be several forms. The one is used that costs least: the function counts what the form takes, in multiply-adds of
    a cell, from the arguments; infinity where it cannot be used. A form for `any_lanes` without a cost is for narrow
    cells only.
    """

    def enter(function: Callable[..., None]) -> Kernel:
        form = Kernel(function, plain, scratch, blockwise, further, any_lanes)
        if cost is not None:
            plain.costs[form] = cost
        if cost is None and any_lanes:
            plain.narrow = form
        else:
            plain.fast = plain.fast or form
        return form

    return enter


def single(plain: Kernel, scratch: Callable[..., int] | None = None) -> Callable[[Callable[..., None]], Kernel]:
    """Declare the form of a plain kernel for one sample: same arguments, float32, the same numbers up to rounding."""

    def enter(function: Callable[..., None]) -> Kernel:
        plain.single = Kernel(function, plain, scratch)
        return plain.single

    return enter


F = TypeVar("F", bound=Callable[..., Any])


def helper(function: F) -> F:
    """Mark a function that kernels call; it is compiled into each of them."""
    function.__kernel_helper__ = True  # type: ignore[attr-defined]
    return function


@helper
def share(count: int, thread: int, threads: int) -> tuple[int, int]:
    """(first, end) of the part of `count` things that one of the threads works on."""
    return count * thread // threads, count * (thread + 1) // threads


GROUP = 256  # numbers: whole steps of vector code, however far the compiler unrolls it


@helper
def share_numbers(count: int, thread: int, threads: int) -> tuple[int, int]:
    """`share` of numbers that are computed one by one, in whole groups.

    What remains at the end of vector code is computed by other code, which may round differently. That way the same
    numbers remain, whatever the number of threads.
    """
    first, end = share((count + GROUP - 1) // GROUP, thread, threads)
    return first * GROUP, min(end * GROUP, count)
