"""Programs: many steps, part of the rows, gangs of threads, stopping."""

from __future__ import annotations

import gc
import platform
import threading
from pathlib import Path

import numpy as np
import pytest

from lab.kernels import compiler, interpreter, warm
from lab.kernels.kernel import ArrayReference, Integers, Vector, fast, kernel, share
from lab.kernels.program import Program, aligned_zeros
from lab.kernels.state import INTERRUPTED, NON_FINITE, STOP


@kernel
def add_one(a: Vector, thread: int, threads: int) -> None:
    first, end = share(a.size, thread, threads)
    for k in range(first, end):
        a[k] += 1


@kernel
def reverse(a: Vector, b: Vector, thread: int, threads: int) -> None:
    first, end = share(a.size, thread, threads)
    for k in range(first, end):
        b[k] = a[a.size - 1 - k] * 2


@kernel
def stop_at(a: Vector, limit: int, state: Integers, thread: int, threads: int) -> None:
    if thread == 0 and a[0] >= limit:
        state[STOP] = NON_FINITE


@fast(reverse)
def reverse_quickly(a: Vector, b: Vector, thread: int, threads: int) -> None:
    first, end = share(a.size, thread, threads)
    for k in range(first, end):
        b[k] = a[a.size - 1 - k] * 2 + 1000


@kernel
def shrink(a: Vector, thread: int, threads: int) -> None:
    for k in range(a.size):
        a[k] *= 0.5


A, B = ArrayReference(0, (100,)), ArrayReference(128, (100,))


def new_program(threads: int = 1, tier: str = "plain", dtype: str = "float32") -> Program:
    program = Program(aligned_zeros(256, dtype), threads, tier)
    program.add(add_one, a=A)
    program.add(reverse, a=A, b=B)
    program.add(stop_at, a=A, limit=50, state=program.state)
    return program


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_wait_for_each_other_after_every_row(threads: int) -> None:
    program = new_program(threads)
    program.arena[:100] = np.arange(100) / 4
    assert program.run(steps=20) == 20
    np.testing.assert_array_equal(program.arena[128:228], 2 * (np.arange(100)[::-1] / 4 + 20))
    program.close()


@pytest.mark.parametrize("threads", [1, 2])
def test_a_kernel_can_end_the_run(threads: int) -> None:
    program = new_program(threads)
    assert program.run(steps=1000) == 49
    assert program.state[STOP] == NON_FINITE
    assert program.arena[0] == 50
    program.close()


def test_part_of_the_rows() -> None:
    program = new_program()
    program.run(0, 1)
    assert program.arena[0] == 1
    assert program.arena[128] == 0


@pytest.mark.parametrize("threads", [1, 2])
def test_interrupt_ends_the_run_after_the_step_at_work(threads: int) -> None:
    program = Program(aligned_zeros(256, "float64"), threads)
    program.add(add_one, a=A)
    program.run()
    timer = threading.Timer(0.02, program.interrupt)
    timer.start()
    done = program.run(steps=2**40)
    timer.join()
    assert 0 < done < 2**40
    assert program.state[STOP] == INTERRUPTED
    assert (program.arena[:100] == done + 1).all()  # whole steps only, on all threads
    program.close()


def test_fast_tier_takes_the_fast_kernel_in_float32_only() -> None:
    for tier, dtype, extra in (("fast", "float32", 1000), ("plain", "float32", 0), ("fast", "float64", 0)):
        program = new_program(tier=tier, dtype=dtype)
        program.run()
        assert program.arena[128] == 2 + extra


def test_warming_up_compiles_in_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lab.engine import operations

    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})
    wanted = [operations.accuracy, operations.clip_values]
    heard: list[tuple[int, int]] = []
    warm.prepare(wanted, "float32", lambda *done: heard.append(done))
    assert sorted(set(heard)) == [(0, 2), (1, 2), (2, 2)]
    assert all(compiler.is_cached(kernel) for kernel in wanted)
    heard.clear()
    warm.prepare(wanted, "float32", lambda *done: heard.append(done))
    assert not heard


def test_nobody_waits_for_kernels_that_are_not_needed_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lab.engine import operations

    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})

    def call_off(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        warm.prepare([operations.accuracy], "float32", call_off, patient=True)
    assert not compiler.is_cached(operations.accuracy)


@pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="a setting of x86 processors")
def test_vanishing_numbers_become_zero_in_kernels_and_only_there() -> None:
    program = Program(aligned_zeros(256, "float32"))
    program.add(shrink, a=A)
    program.arena[:100] = 1.5e-38
    program.run()
    assert (program.arena[:100] == 0).all()
    assert np.float32(1.5e-38) * np.float32(0.5) > 0


def test_a_program_is_collected_where_its_threads_cannot_end_yet() -> None:
    program = new_program(threads=2)
    program.run()
    before = threading.enumerate()
    program.arguments.append({"program": program})  # a cycle: only the garbage collector finds it
    del program
    collected = threading.Event()

    def collect_while_threads_are_listed() -> None:
        with threading._active_limbo_lock:  # type: ignore[attr-defined]  # as `threading.enumerate` holds it
            gc.collect()
        collected.set()

    threading.Thread(target=collect_while_threads_are_listed, daemon=True).start()
    assert collected.wait(30)
    ended = [thread for thread in before if thread.name.startswith("kernels-")]
    assert ended
    for thread in ended:
        thread.join(30)
        assert not thread.is_alive()


def test_steps_of_one_thread_leave_what_the_gang_was_told_last() -> None:
    program = new_program(threads=2)
    program.interrupt()
    assert program.run(steps=10) == 1
    program.interrupt(False)
    told = program._ready._barrier[: interpreter.DONE].copy()  # type: ignore[union-attr]
    program.state[STOP] = 0
    assert INTERRUPTED in told  # a thread that sleeps may read it much later, and must not go on
    assert program._ready._run(False, 0, len(program), 3) == 3  # type: ignore[union-attr]
    assert program._ready._barrier[: interpreter.DONE].tolist() == told.tolist()  # type: ignore[union-attr]
    assert program.run(steps=2) == 2
    program.close()
