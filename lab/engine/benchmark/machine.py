"""What the machine itself can do: multiply-adds, a matrix product, a copy."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from lab.engine.arena import Arena
from lab.engine.benchmark.stopwatch import seconds
from lab.kernels.kernel import Kernel
from lab.kernels.lanes import LANES
from lab.kernels.peak import FEW, MANY, few_multiply_adds, many_multiply_adds
from lab.kernels.program import Program

REPEATS, ROUNDS = 50_000, 30


def limits() -> dict[str, float]:
    """Billions of operations a second of a matrix product, and of bytes, read and written, of a copy: one thread's."""
    random = np.random.default_rng(0)
    a = random.standard_normal((1024, 1024)).astype(np.float32)
    source, target = np.ones(1 << 25, np.float32), np.empty(1 << 25, np.float32)
    with threadpool_limits(1):
        product = min(seconds(lambda: a @ a) for _ in range(ROUNDS // 3))
    copy = min(seconds(lambda: np.copyto(target, source)) for _ in range(ROUNDS // 3))
    return {"matrix_product_gflops": 2 * 1024**3 / product / 1e9, "copy_gb_per_second": 2 * source.nbytes / copy / 1e9}


def peak(threads: int) -> float:
    """Billions of floating-point operations a second, float32, of threads that do nothing but multiply and add."""
    return max(_rate(few_multiply_adds, FEW, threads), _rate(many_multiply_adds, MANY, threads))


def _rate(kernel: Kernel, chains: int, threads: int) -> float:
    arena = Arena(LANES * threads)
    x = arena.tensor("x", (chains,))
    program = Program(arena.numbers, threads)
    program.add(kernel, x=x, repeats=REPEATS)
    arena.allocate()
    program.arena = arena.numbers
    program.run()
    time = min(seconds(program.run) for _ in range(ROUNDS))
    program.close()
    return 2 * LANES * chains * REPEATS * threads / time / 1e9
