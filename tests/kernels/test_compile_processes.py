"""Compiling in other processes: each kernel once, in the order that is wanted, and nothing is left running."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest

from lab.engine.kernel_set import all_kernels
from lab.kernels import compile_processes, disk_cache, tiles
from lab.kernels.compile_processes import FIRST, Compilers, Job, begin

LONG = 30.0  # seconds within which everything here must have happened


class Process:
    """Compiles nothing; each kernel takes until it is allowed."""

    made: list[Process]
    order: list[str]
    allowed: threading.Semaphore
    ended: threading.Semaphore

    def __init__(self, patient: bool) -> None:
        Process.made.append(self)

    def compile(self, form: str, name: str) -> None:
        Process.order.append(name)
        Process.allowed.acquire(timeout=LONG)

    def kill(self) -> None: ...

    def end(self) -> None:
        Process.ended.release()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Process]]:
    Process.made, Process.order = [], []
    Process.allowed, Process.ended = threading.Semaphore(0), threading.Semaphore(0)
    monkeypatch.setattr(compile_processes, "_Process", Process)
    monkeypatch.setattr(compile_processes, "IDLE", 0.01)
    yield Process
    Process.allowed.release(1000)
    for _ in Process.made:
        assert Process.ended.acquire(timeout=LONG)


@pytest.fixture
def one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)


def jobs(*names: str) -> list[Job]:
    return [("float32", name) for name in names]


def test_what_two_ask_for_is_compiled_once(processes: type[Process]) -> None:
    compilers = Compilers()
    first = compilers.ask(jobs("m.a", "m.b"))
    second = compilers.ask(jobs("m.b", "m.c", "m.a"))
    assert compilers.busy
    processes.allowed.release(3)
    assert not wait({*first, *second}, LONG).not_done
    assert sorted(processes.order) == ["m.a", "m.b", "m.c"]
    assert not compilers.busy


@pytest.mark.usefixtures("one_processor")
def test_urgent_ones_come_first_and_those_of_a_module_in_a_row(processes: type[Process]) -> None:
    processes.allowed.release(100)
    asked = jobs("m.a", "n.b", "m.c", "n.d", "k.e")
    wait(Compilers().ask(asked, soon=jobs("k.e", "n.d")), LONG)
    assert processes.order == ["n.d", "k.e", "m.a", "m.c", "n.b"]
    assert len(processes.made) == 1


def test_two_processes_keep_to_modules_of_their_own(processes: type[Process], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    asked = Compilers().ask(jobs("m.a", "m.b", "n.c"))
    while len(processes.order) < 2:
        processes.ended.acquire(timeout=0.001)
    assert sorted(processes.order) == ["m.a", "n.c"]
    processes.allowed.release(3)
    assert not wait(asked, LONG).not_done


@pytest.mark.usefixtures("one_processor")
def test_what_is_cancelled_is_left_out_and_may_be_asked_for_again(processes: type[Process]) -> None:
    compilers = Compilers()
    at_work, waiting = compilers.ask(jobs("m.a", "m.b"))
    while not at_work.running():
        processes.ended.acquire(timeout=0.001)
    assert not at_work.cancel()
    assert waiting.cancel()
    (again,) = compilers.ask(jobs("m.b"))
    processes.allowed.release(2)
    assert not wait([at_work, again], LONG).not_done
    assert processes.order == ["m.a", "m.b"]


@pytest.mark.usefixtures("one_processor")
def test_what_one_cancels_the_other_still_gets(processes: type[Process]) -> None:
    compilers = Compilers()
    (at_work,) = compilers.ask(jobs("m.a"))
    (mine,), (others,) = compilers.ask(jobs("m.b")), compilers.ask(jobs("m.b"))
    assert mine.cancel()
    processes.allowed.release(2)
    assert not wait([at_work, mine, others], LONG).not_done
    assert not others.cancelled()
    assert processes.order == ["m.a", "m.b"]


def test_processes_end_without_work_and_begin_anew(processes: type[Process]) -> None:
    compilers = Compilers()
    processes.allowed.release(2)
    for name in ("m.a", "m.b"):
        wait(compilers.ask(jobs(name)), LONG)
        assert processes.ended.acquire(timeout=LONG)
    assert len(processes.made) == 2
    processes.ended.release(2)


def test_where_no_process_can_be_started_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(patient: bool) -> None:
        raise OSError

    monkeypatch.setattr(compile_processes, "_Process", refuse)
    compilers = Compilers()
    assert not wait(compilers.ask(jobs("m.a", "m.b")), LONG).not_done
    assert not compilers.busy


def test_a_process_that_fails_keeps_nobody_waiting() -> None:
    assert not wait(Compilers().ask(jobs("lab.no_such_module.kernel")), LONG).not_done


def test_begins_before_the_window_only_where_nothing_was_ever_compiled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Job] = []
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compile_processes.EAGER, "ask", lambda jobs, spare: asked.extend(jobs))
    begin()
    assert asked == list(FIRST)
    disk_cache.write("a.kernel", b"compiled")
    begin()
    assert asked == list(FIRST)


def test_what_it_begins_with_is_there() -> None:
    known = {kernel.name for kernel in all_kernels()} | {f"{tile.__module__}.{tile.__name__}" for tile in tiles.SHARED}
    assert {name for _, name in FIRST} <= known
