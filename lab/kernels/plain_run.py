"""Runs a program's rows by the kernels' Python functions, on NumPy: where Numba's compiler is switched off.

A thousand times slower than compiled code and the same numbers up to rounding: for a look inside a kernel with a
debugger, and on machines that Numba does not know. NUMBA_DISABLE_JIT=1 in the environment asks for it.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels.kernel import DECODERS, OUTSIDE, ArrayReference, Kernel, TensorReference
from lab.kernels.lanes import Tensor
from lab.kernels.state import INTERRUPT, INTERRUPTED, STOP

Operation = tuple[Kernel, Sequence[int]]


def is_wanted() -> bool:
    """Whether the environment says that nothing is to be compiled."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")


def run(operations: Sequence[Operation], arena: NDArray[Any], state: NDArray[np.int64], steps: int) -> int:
    """Run the operations `steps` times, as lab/kernels/interpreter.py does; the number of steps finished."""
    calls = [(kernel, arguments(kernel, slots, arena)) for kernel, slots in operations]
    with np.errstate(all="ignore"):  # what is not finite is found by the program itself
        for step in range(steps):
            for kernel, values in calls:
                kernel(*values, *([0, 1] if kernel.takes_threads else []))
                if state[STOP]:
                    return step
            if state[INTERRUPT]:
                state[STOP] = INTERRUPTED
                return step + 1
    return steps


def arguments(kernel: Kernel, slots: Sequence[int], arena: NDArray[Any]) -> list[Any]:
    """What a row's slots say, as the kernel's Python function takes it: numbers, tensors and arrays, live."""
    found, start = [], 0
    for annotation in kernel.arguments.values():
        width = DECODERS[annotation][1]
        found.append(_decode(annotation, [int(slot) for slot in slots[start : start + width]], arena))
        start += width
    return found


def _decode(annotation: Any, slots: list[int], arena: NDArray[Any]) -> Any:
    if annotation is int:
        return slots[0]
    if annotation is float:
        return struct.unpack("<d", struct.pack("<q", slots[0]))[0]
    if annotation is Tensor:
        offset, blocks, channels, height, width, n, c, i, j, samples, lanes = slots
        return Tensor(
            TensorReference(offset, blocks, channels, height, width, (n, c, i, j), lanes).view(arena), samples
        )
    if annotation in OUTSIDE:
        return _at_address(slots[0], slots[1], np.dtype(OUTSIDE[annotation]))
    return ArrayReference(slots[0], tuple(slots[1:])).view(arena)


def _at_address(address: int, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    memory = (ctypes.c_byte * (size * dtype.itemsize)).from_address(address)
    return np.asarray(memory).view(dtype)
