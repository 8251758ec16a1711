"""The compiled loop that runs a program's rows: itself a kernel, whose row says which rows, how often, and where.

What it is made of has a meaning only in compiled code: lab/kernels/interpreter_code.py emits it.
"""

from __future__ import annotations

from lab.kernels.kernel import ALONE, CHECK, WAIT, helper, kernel
from lab.kernels.state import INTERRUPT, INTERRUPTED, STOP

# Slots of the barrier, int64, on cache lines of their own: threads that have arrived; thread 0's words; steps finished.
ARRIVED, WORDS, DONE, BARRIER = 0, 8, 16, 24
SPINS = 200  # some microseconds: threads that have a processor each seldom wait longer for each other
YIELDS = 400  # some hundred microseconds

_COMPILED = "This exists in compiled kernels only."


def call_row(address: int, row: int, numbers: int, thread: int, threads: int) -> None:
    """Call the kernel at an address."""
    raise NotImplementedError(_COMPILED)


def load(address: int) -> int:
    """The int64 at an address, and everything that was written before it was."""
    raise NotImplementedError(_COMPILED)


def store(address: int, value: int) -> None:
    """Write an int64 after everything that was written before."""
    raise NotImplementedError(_COMPILED)


def add(address: int, value: int) -> int:
    """Add to an int64 in one step; what was there before."""
    raise NotImplementedError(_COMPILED)


def pause() -> None:
    """Tell the processor that this is a loop that waits (x86; nothing elsewhere)."""
    raise NotImplementedError(_COMPILED)


def rest(function: int) -> None:
    """Let others have the processor for a moment, by the system's function at this address."""
    raise NotImplementedError(_COMPILED)


def flush_denormals() -> int:
    """From here on numbers below 1e-38 are 0 on this thread: computing with them is many times slower (x86)."""
    raise NotImplementedError(_COMPILED)


def restore_denormals(before: int) -> None:
    """Numbers below 1e-38 are again what they were before."""
    raise NotImplementedError(_COMPILED)


@helper
def wait(arrived: int, goal: int, yield_address: int, sleep_address: int) -> None:
    """Until so many threads have arrived: a moment busily, then giving way to others, then asleep.

    Who has not arrived soon has no processor. If it waits for this one, it goes on where this thread gives way to it;
    if for one that another program has, it can go on here when this thread sleeps.
    """
    spins = 0
    while load(arrived) < goal:
        spins += 1
        if spins < SPINS:
            pause()
        elif spins < SPINS + YIELDS:
            rest(yield_address)
        else:
            rest(sleep_address)


@kernel
def run(
    rows: int,
    width: int,
    first: int,
    end: int,
    steps: int,
    numbers: int,
    state: int,
    barrier: int,
    yield_address: int,
    sleep_address: int,
    thread: int,
    threads: int,
) -> None:
    """Run rows [first, end) `steps` times, and say at barrier[DONE] how many steps were finished.

    All pointers are addresses, `numbers` that of the arena. The threads wait for each other before rows that are marked
    with WAIT, and at the end of each step. `state[STOP]`, set by a kernel on thread 0, ends the run after the row that
    set it, which is marked with CHECK; `state[INTERRUPT]` ends it after the step at work. barrier[ARRIVED] counts the
    threads' arrivals, on from run to run.
    """
    turn = load(barrier + ARRIVED * 8) // threads
    settings = flush_denormals()
    done = 0
    stop = 0
    while stop == 0 and done < steps:
        for number in range(first, end):
            row = rows + number * width * 8
            flags = load(row + 8)
            if threads > 1 and flags & WAIT:
                turn += 1
                if add(barrier + ARRIVED * 8, 1) + 1 < turn * threads:
                    wait(barrier + ARRIVED * 8, turn * threads, yield_address, sleep_address)
            if thread == 0 or not flags & ALONE:
                call_row(load(row), row, numbers, thread, threads)
            last = number == end - 1
            if not (last or flags & CHECK):
                continue
            # Thread 0 decides whether the run goes on, and the others read its word after they have all arrived. Two
            # places in turn, because thread 0 may already be at the next decision when they read.
            turn += 1
            word = barrier + 8 * (WORDS + (turn & 1))
            if thread == 0:
                stop = load(state + STOP * 8)
                if stop == 0 and last and load(state + INTERRUPT * 8) != 0:
                    stop = INTERRUPTED
                    store(state + STOP * 8, stop)
                if threads > 1:  # alone it leaves the words to a thread that has not read the last one yet
                    store(word, stop)
            if threads > 1:
                if add(barrier + ARRIVED * 8, 1) + 1 < turn * threads:
                    wait(barrier + ARRIVED * 8, turn * threads, yield_address, sleep_address)
                stop = load(word)
            if stop != 0:
                break
        if stop == 0 or stop == INTERRUPTED:
            done += 1
    if thread == 0:
        store(barrier + DONE * 8, done)
    restore_denormals(settings)
