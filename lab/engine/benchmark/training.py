"""How fast the engine trains: a whole step of ours (batch, forward, loss, backward, update) beside PyTorch's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from typing import Any

from lab.engine.benchmark.networks import Contest
from lab.engine.benchmark.sides import Ours, Theirs, samples_for, step_flops
from lab.engine.benchmark.stopwatch import best, compare
from lab.engine.torch_twin import has_torch

Row = dict[str, Any]


def run(
    contests: Iterable[Contest],
    peaks: dict[int, float],
    rounds: int,
    report: Callable[[Row], None] = lambda row: None,
    keep: Collection[str] | None = (),
) -> list[Row]:
    """Measure these networks, `rounds` turns of each side.

    `keep` are our arrays that can be read at any time, see Network: none of those that the layers leave, or (None) all.
    `peaks` has for each number of threads that is tried what the machine can do with them (machine.peak).
    `report` hears each row as soon as it is measured. A row is JSON-ready: name, threads, ours_ms, torch_ms, speedup
    (median of the ratios torch / ours), speedup_min, goal, gflops (ours, billions of operations a second),
    peak_share (of what the machine can do) and memory_bytes; torch_ms and the ratios are None where PyTorch is not
    installed.
    """
    rows = []
    listed = list(contests)
    for threads, peak in peaks.items():
        for contest in listed:
            for row in measure(contest, threads, rounds, keep):
                row["peak_share"] = row["gflops"] / peak
                rows.append(row)
                report(row)
    return rows


def measure(contest: Contest, threads: int, rounds: int, keep: Collection[str] | None) -> list[Row]:
    """The rows of one network; two for those that are over so soon that the call itself counts."""
    samples = samples_for(contest.graph, contest.batch)
    ours = Ours(contest.graph, samples, contest.batch, threads, keep)
    theirs = Theirs(ours.network, samples, contest.batch, threads) if has_torch() else None
    ways = {contest.name: (ours.steps, contest.goal)}
    if contest.single_goal is not None:
        ways = {
            contest.name: (ours.steps, contest.goal),
            f"{contest.name}, one step a call": (ours.single_steps, contest.single_goal),
        }
    rows = []
    for name, (steps, goal) in ways.items():
        if theirs is None:
            figures: Row = dict.fromkeys(("torch_ms", "speedup", "speedup_min"))
            figures["ours_ms"] = 1e3 * best(steps, rounds)
        else:
            figures = asdict(compare(steps, theirs.steps, rounds))
        rows.append(
            {
                "name": name,
                "threads": threads,
                **figures,
                "goal": goal,
                "gflops": step_flops(contest.graph, contest.batch) / figures["ours_ms"] / 1e6,
                "memory_bytes": int(ours.network.arena.numbers.nbytes),
            }
        )
    ours.close()
    return rows
