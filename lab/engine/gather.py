"""Fetching a batch: from samples one after the other, as they are stored, to sixteen of them side by side."""

from __future__ import annotations

from typing import Any

from lab.kernels.kernel import Float32s, Integers, Uint8s, fast, helper, kernel, share
from lab.kernels.lanes import LANES, Tensor, zeros_like
from lab.kernels.state import BATCH, COUNT, TOTAL
from lab.kernels.tiles import address, array_address, clear
from lab.kernels.turning import gather_bytes, gather_numbers


@helper
def samples_in_batch(batch: int, state: Any) -> Any:
    """How many samples the batch at work has: the last of an epoch may have fewer."""
    return min(batch, state[TOTAL] - state[BATCH] * batch)


@helper
def _gather(
    data: Any, order: Any, x: Any, batch: Any, scale: Any, offset: Any, state: Any, thread: int, threads: int
) -> None:
    """x of sample s = stored number * scale + offset; lanes without a sample are 0."""
    size = x.channels * x.height * x.width
    count = samples_in_batch(batch, state)
    first, end = share(x.blocks * LANES, thread, threads)
    for place in range(first, end):
        block, lane = place // LANES, place % LANES
        filled = place < count
        start = order[state[BATCH] * batch + place] * size if filled else 0
        cell = 0
        for c in range(x.channels):
            for i in range(x.height):
                for j in range(x.width):
                    x[block, c, i, j, lane] = data[start + cell] * scale + offset if filled else 0.0
                    cell += 1


@kernel
def gather_uint8(
    data: Uint8s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Fetch the batch's samples, stored as whole numbers of one byte."""
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
    _gather(data, order, x, batch, scale, offset, state, thread, threads)


@kernel
def gather_float32(
    data: Float32s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Fetch the batch's samples, stored in float32."""
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
    _gather(data, order, x, batch, scale, offset, state, thread, threads)


@kernel
def gather_values(
    values: Float32s, order: Integers, target: Tensor, batch: int, state: Integers, thread: int, threads: int
) -> None:
    """Fetch the batch's targets where they are numbers, not classes."""
    _gather(values, order, target, batch, 1.0, 0.0, state, thread, threads)


@kernel
def gather_classes(
    classes: Integers, order: Integers, target: Tensor, batch: int, state: Integers, thread: int, threads: int
) -> None:
    """One-hot targets: 1 at the sample's class, else 0. A single output gets the class number, 0 or 1."""
    count = samples_in_batch(batch, state)
    first, end = share(target.blocks, thread, threads)
    for n in range(first, end):
        for k in range(target.channels):
            target[n, k, 0, 0] = zeros_like(target[n, k, 0, 0])
        for lane in range(min(LANES, count - n * LANES)):
            label = classes[order[state[BATCH] * batch + n * LANES + lane]]
            if target.channels > 1:
                target[n, label, 0, 0, lane] = 1.0
            elif label == 1:
                target[n, 0, 0, 0, lane] = 1.0


# -- the fast forms


@helper
def run_of_cells(x: Any) -> Any:
    """How many cells lie one after the other: those of a row, of a channel or of a block."""
    if x.height > 1 and x.row_stride != x.width * LANES:
        return x.width
    cells = x.height * x.width
    if x.channels > 1 and x.channel_stride != cells * LANES:
        return cells
    return x.channels * cells


@helper
def _gather_turned(
    turn: Any,
    data: Any,
    order: Any,
    x: Any,
    batch: Any,
    scale: Any,
    offset: Any,
    state: Any,
    thread: int,
    threads: int,
) -> None:
    """`_gather`, sixteen numbers of sixteen samples at a time, which are turned over by `turn`."""
    size, run = x.channels * x.height * x.width, run_of_cells(x)
    count, runs = samples_in_batch(batch, state), size // run
    first, end = share(x.blocks * runs, thread, threads)
    for place in range(first, end):
        block, number = place // runs, place % runs * run
        c, i = number // (x.height * x.width), number // x.width % x.height
        filled = min(LANES, count - block * LANES)
        cells = address(x, block, c, i, 0)
        if filled > 0:
            at = array_address(order, state[BATCH] * batch + block * LANES)
            turn(array_address(data, 0), at, size, number, run, filled, scale, offset, cells)
        else:
            clear(cells, run)


@fast(gather_uint8, blockwise=True)
def gather_uint8_turned(
    data: Uint8s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """`gather_uint8`, sixteen numbers of sixteen samples at a time."""
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
    _gather_turned(gather_bytes, data, order, x, batch, scale, offset, state, thread, threads)


@fast(gather_float32, blockwise=True)
def gather_float32_turned(
    data: Float32s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """`gather_float32`, sixteen numbers of sixteen samples at a time."""
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
    _gather_turned(gather_numbers, data, order, x, batch, scale, offset, state, thread, threads)
