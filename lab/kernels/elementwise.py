"""Operations that treat each number by itself: declared by their formula alone, run over rows as long as can be.

    @elementwise
    def relu(x: Lanes) -> Lanes:
        return where(x <= 0, 0, x)

is a kernel with the arguments x, y: Tensor. Arguments annotated as Lanes are tensors of one shape, of which the formula
sees a cell at a time; those annotated as float or int are options. The result goes to `y`, or, where the formula takes
a gradient `dy`, to `dx`.
"""

from __future__ import annotations

import functools
import inspect
import linecache
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lab.kernels.kernel import Kernel, TensorReference, helper, share
from lab.kernels.lanes import LANES, Lanes, Tensor

LONG_ENOUGH = 64  # cells of a row: what it costs to begin one no longer counts

_LOOP = """def {name}({tensors}, {result}, {options}thread, threads):
    first, end = share({result}.blocks * {result}.channels, thread, threads)
    for place in range(first, end):
        n, c = place // {result}.channels, place % {result}.channels
        for i in range({result}.height):
            for j in range({result}.width):
                {result}[n, c, i, j] = formula({cells}, {options})
"""
_TAKEN = {"thread", "threads", "first", "end", "place", "n", "c", "i", "j", "share", "formula"}


class Elementwise(Kernel):
    """A kernel that does not care how its cells are divided into rows, channels and places."""

    @functools.cached_property
    def function(self) -> Callable[..., None]:
        """The loop over all cells."""
        return _loop(self._declared)

    def slots(self, arguments: dict[str, Any]) -> list[int]:
        tensors = {name: value for name, value in arguments.items() if isinstance(value, TensorReference)}
        if len({(t.blocks, t.channels, t.height, t.width) for t in tensors.values()}) > 1:
            raise TypeError(f"{self.name} takes tensors of one shape: {tensors}")
        return super().slots({**arguments, **dict(zip(tensors, long_rows([*tensors.values()]), strict=True))})

    def in_narrow_cells(self, arguments: dict[str, Any], lanes: int) -> tuple[Kernel, dict[str, Any], str]:
        tensors = {name: value for name, value in arguments.items() if isinstance(value, TensorReference)}
        layouts = {replace(tensor, offset=0) for tensor in tensors.values()}
        if len(layouts) > 1 or not layouts.pop().is_whole:
            return super().in_narrow_cells(arguments, lanes)
        # Which sixteen numbers are computed side by side does not matter, nor what stands in the gaps between channels.
        # Beyond the last there is room in the arena.
        first = next(iter(tensors.values()))
        cells = -(-first.blocks * first.strides[0] // LANES)
        rows, width = (-(-cells // LONG_ENOUGH), LONG_ENOUGH) if cells > LONG_ENOUGH else (1, cells)
        flat = {name: TensorReference.contiguous(value.offset, 1, rows, 1, width) for name, value in tensors.items()}
        return self, {**arguments, **flat}, "float32"


def elementwise(formula: Callable[..., Lanes]) -> Kernel:
    """Declare a kernel by what it does to one cell."""
    return Elementwise(formula)


def _loop(formula: Callable[..., Lanes]) -> Callable[..., None]:
    """The loop over all cells. TypeError if no loop can be written for the formula's arguments."""
    parameters = inspect.get_annotations(formula, eval_str=True)
    names = list(inspect.signature(formula).parameters)
    options = [name for name in names if parameters[name] in (float, int)]
    tensors = [name for name in names if name not in options]
    if names != tensors + options:
        raise TypeError(f"{formula.__qualname__}: options must stand after the tensors")
    if clash := {*names} & _TAKEN:
        raise TypeError(f"{formula.__qualname__}: the loop uses this name itself: {', '.join(clash)}")
    result = "dx" if "dy" in tensors else "y"
    source = _LOOP.format(
        name=formula.__name__,
        result=result,
        tensors=", ".join(tensors),
        options="".join(f"{name}, " for name in options),
        cells=", ".join(f"{name}[n, c, i, j]" for name in tensors),
    )
    space: dict[str, Any] = {"share": share, "formula": helper(formula)}
    place = f"<elementwise {formula.__module__}.{formula.__qualname__}>"
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)  # for whoever looks it up
    exec(compile(source, place, "exec"), space)
    loop: Callable[..., None] = space[formula.__name__]
    loop.__module__, loop.__qualname__, loop.__doc__ = formula.__module__, formula.__qualname__, formula.__doc__
    loop.__annotations__ = dict.fromkeys([*tensors, result], Tensor)
    loop.__annotations__ |= {name: parameters[name] for name in options}
    return loop


def long_rows(tensors: list[TensorReference]) -> list[TensorReference]:
    """Tensors of one shape, seen with as few rows of as many cells as the strides of all of them allow.

    A block is kept apart from the next, and a row is not made much longer than it must be: both are shared among
    threads.
    """
    rows = [_merged((t.height, t.strides[2]), (t.width, t.strides[3])) for t in tensors]
    if None in rows:
        return tensors
    tensors = [
        replace(t, height=1, width=row[0], strides=(*t.strides[:2], 0, row[1]))
        for t, row in zip(tensors, rows, strict=True)
        if row is not None
    ]
    planes = [_merged((t.channels, t.strides[1]), (t.width, t.strides[3])) for t in tensors]
    if None in planes:
        return tensors
    channels, width = tensors[0].channels, tensors[0].width
    group = next(g for g in range(1, channels + 1) if channels % g == 0 and (g * width >= LONG_ENOUGH or g == channels))
    return [
        replace(
            t,
            channels=channels // group,
            width=group * width,
            strides=(t.strides[0], group * width * plane[1], 0, plane[1]),
        )
        for t, plane in zip(tensors, planes, strict=True)
        if plane is not None
    ]


def _merged(outer: tuple[int, int], inner: tuple[int, int]) -> tuple[int, int] | None:
    """(size, stride) of one axis that runs through two, or None where their strides do not allow it."""
    if outer[0] == 1:
        return inner
    if inner[0] == 1:
        return outer
    return (outer[0] * inner[0], inner[1]) if outer[1] == inner[0] * inner[1] else None
