"""Threads that take part in a program's runs. Between two runs they sleep."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Gang:
    """Threads 1, 2, ... of a program; the caller is thread 0.

    Args:
        threads: how many there are, the caller included.
        part: what a thread does in a run, given its number. It must not return before all threads have entered it, and
            the caller's part must be the last to rely on what the others do: nobody waits for their return.
    """

    def __init__(self, threads: int, part: Callable[[int], None]) -> None:
        self._part = part
        self._closed = False
        self._wakes = [threading.Lock() for _ in range(1, threads)]
        for wake in self._wakes:
            wake.acquire()
        self._threads = [
            threading.Thread(target=self._serve, args=(number, wake), name=f"kernels-{number}", daemon=True)
            for number, wake in enumerate(self._wakes, start=1)
        ]
        for thread in self._threads:
            thread.start()

    def _serve(self, number: int, wake: threading.Lock) -> None:
        while True:
            wake.acquire()
            if self._closed:
                return
            self._part(number)

    def run(self) -> None:
        """Take part in a run, all threads; returns when the caller's part is done."""
        for wake in self._wakes:
            wake.release()
        self._part(0)

    def end(self) -> None:
        """Let the threads end, without waiting for them: safe wherever garbage collection may happen.

        Whoever collects may hold the very lock that a thread needs to end (`threading.enumerate` does).
        """
        if not self._closed:
            self._closed = True
            for wake in self._wakes:
                wake.release()

    def close(self) -> None:
        """End the threads and wait until they have."""
        self.end()
        for thread in self._threads:
            thread.join()
