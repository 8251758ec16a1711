"""Processes that compile kernels into the cache, so that compiling never makes the window stutter.

What several ask for is compiled once. Nothing heavy is imported here: the program asks before its window is painted.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Collection, Iterable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from lab.kernels import disk_cache

MOST_PROCESSES = 4
IDLE = 3.0  # seconds without work after which a process ends: to start another takes most of a second
PATIENT = "--patient"

Job = tuple[str, str]  # what it is compiled for, as "float32", and the name of a kernel or of what kernels share


class Compilers:
    """Processes that begin when there is work, and end when there is none.

    Args:
        patient: whether nobody waits for them: then they get what others leave of the processor.
    """

    def __init__(self, patient: bool = False) -> None:
        self._patient = patient
        self._changed = Condition()
        self._waiting: dict[Job, list[Future[None]]] = {}  # with what each who asked for it has got
        self._soon: set[Job] = set()
        self._at_work: dict[Job, list[Future[None]]] = {}
        self._processes: list[_Process] = []
        self._count = self._idle = 0  # threads, one for each process, and those of them without work
        self._ended = False
        atexit.register(self.end)

    @property
    def busy(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._waiting or self._at_work)

    def ask(self, jobs: Iterable[Job], *, soon: Collection[Job] = (), spare: int = 0) -> list[Future[None]]:
        """Have kernels compiled, in this order but those of a module in a row, and `soon` before all others.

        Returns what tells when each is in the cache, or has failed: then it is compiled where it is needed. What all
        who asked for it have cancelled before it has begun is left out. `spare` processors are left to others for now.
        """
        found: list[Future[None]] = []
        with self._changed:
            self._soon.update(soon)
            for job in jobs:
                future: Future[None] = Future()
                if job in self._at_work:
                    future.set_running_or_notify_cancel()
                    self._at_work[job].append(future)
                else:
                    self._waiting.setdefault(job, []).append(future)
                found.append(future)
            most = max(1, min((os.cpu_count() or 1) - spare, MOST_PROCESSES))
            more = min(most - self._count, len(self._waiting) - self._idle)
            for _ in range(more):
                self._count += 1
                Thread(target=self._serve, name="compiling", daemon=True).start()
            self._changed.notify_all()
        return found

    def _serve(self) -> None:
        """One process, from its start to its end."""
        module = ""
        try:
            process = _Process(self._patient)
        except OSError:  # the system starts none: nothing is compiled ahead
            self._give_up()
            return
        self._processes.append(process)
        while (job := self._next(module)) is not None:
            if self._at_work[job]:
                module = _module(job)
                process.compile(*job)
            with self._changed:
                done = self._at_work.pop(job)
            for future in done:
                future.set_result(None)
        self._processes.remove(process)
        process.end()

    def _next(self, module: str) -> Job | None:
        """What to compile next: of this module, whose helpers the process knows, or of one that no other is at.

        None if the process may end.
        """
        with self._changed:
            if not self._waiting and not self._ended:
                self._idle += 1
                self._changed.wait_for(lambda: self._waiting or self._ended, IDLE)
                self._idle -= 1
            if not self._waiting or self._ended:
                self._count -= 1
                return None
            others = {_module(job) for job in self._at_work}
            job = min(
                self._waiting,
                key=lambda job: (job not in self._soon, _module(job) != module, _module(job) in others),
            )
            self._soon.discard(job)
            self._at_work[job] = _still_wanted(self._waiting.pop(job))
            return job

    def _give_up(self) -> None:
        with self._changed:
            self._count -= 1
            waiting, self._waiting = self._waiting, {}
        for futures in waiting.values():
            for future in _still_wanted(futures):
                future.set_result(None)

    def end(self) -> None:
        """The program ends, and so do the processes, whatever they are doing."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        for process in list(self._processes):
            process.kill()


def _still_wanted(futures: list[Future[None]]) -> list[Future[None]]:
    """Those that are not cancelled, and cannot be any more."""
    return [future for future in futures if future.set_running_or_notify_cancel()]


def _module(job: Job) -> str:
    return job[1].rpartition(".")[0]


class _Process:
    """Another Python that compiles one kernel after the other (lab/kernels/warm.py)."""

    def __init__(self, patient: bool) -> None:
        command = [sys.executable, "-m", "lab.kernels.warm", *[PATIENT] * patient]
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | (subprocess.IDLE_PRIORITY_CLASS if patient else 0)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
            creationflags=flags,
        )

    def compile(self, form: str, name: str) -> None:
        """Have a kernel compiled, and wait for it."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        with suppress(OSError):  # it has ended
            asked.write(f"{form} {name}\n")
            asked.flush()
            answers.readline()

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End it, and leave nothing of it."""
        with suppress(OSError), self._process:  # what it was asked last may still be on its way
            self._process.kill()


EAGER, PATIENTLY = Compilers(), Compilers(patient=True)
# The largest of those that a network with convolutions needs; LLVM is not asked here which of them serve this machine.
FIRST = tuple(
    ("float32", f"lab.kernels.{name}")
    for name in (
        "tiles.sum_windows",
        "tiles.sum_products",
        "winograd.transform_windows",
        "winograd.transform_gradients",
        "winograd.transform_weights",
        "winograd.transform_outputs",
        "winograd.transform_window_sums",
        "winograd_weight_gradient.convolve_weight_gradient_winograd",
        "convolution_weight_gradient_fast.convolve_weight_gradient_tiled",
        "winograd.convolve_winograd",
        "winograd.convolve_input_gradient_winograd",
        "convolution_fast.convolve_tiled",
    )
)


def can_start() -> bool:
    """Whether there is a Python to start; a frozen program has none."""
    return not getattr(sys, "frozen", False)


def begin() -> None:
    """Where nothing has ever been compiled, begin with what most networks need, while the window is being made."""
    if can_start() and disk_cache.is_empty():
        EAGER.ask(FIRST, spare=1)
