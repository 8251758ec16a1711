"""How fast the engine trains: a whole step of ours (batch, forward, loss, backward, update) beside PyTorch's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from lab.document.setup import discover_all
from lab.engine.benchmark import machine
from lab.engine.benchmark.networks import Contest, contests
from lab.engine.benchmark.sides import Ours, Theirs, has_torch, samples_for, step_flops
from lab.engine.benchmark.stopwatch import best, compare

ROUNDS, QUICK_ROUNDS = 30, 6
Row = dict[str, Any]


def run(
    threads: tuple[int, ...] = (1, 2),
    quick: bool = False,
    report: Callable[[Row], None] = lambda row: None,
) -> dict[str, Any]:
    """Measure all networks at these numbers of threads.

    `report` hears each row as soon as it is measured. The result is JSON-ready: "networks", a list of name, threads,
    ours_ms, torch_ms, speedup (median of the ratios torch / ours), speedup_min, goal, gflops (ours, billions a second),
    peak_share (gflops over what the machine can do on so many threads) and memory_bytes; torch_ms and the ratios are
    None where PyTorch is not installed. "limits": what the machine itself can do.
    """
    discover_all()
    limits = machine.limits(max(threads))
    rows = []
    for count in threads:
        for contest in contests():
            for row in measure(contest, count, QUICK_ROUNDS if quick else ROUNDS):
                row["peak_share"] = row["gflops"] / (limits["peak_gflops_per_core"] * count)
                rows.append(row)
                report(row)
    return {"networks": rows, "limits": limits}


def measure(contest: Contest, threads: int, rounds: int) -> list[Row]:
    """The rows of one network; two for those that are over so soon that the call itself counts."""
    samples = samples_for(contest.graph, contest.batch)
    ours = Ours(contest.graph, samples, contest.batch, threads)
    theirs = Theirs(ours.network, samples, contest.batch, threads) if has_torch() else None
    ways = {contest.name: ours.steps}
    if contest.name == "xor":
        ways = {"xor": ours.steps, "xor, one step a call": ours.single_steps}
    rows = []
    for name, steps in ways.items():
        if theirs is None:
            figures: Row = {
                "ours_ms": 1e3 * best(steps, rounds),
                "torch_ms": None,
                "speedup": None,
                "speedup_min": None,
            }
        else:
            figures = asdict(compare(steps, theirs.steps, rounds))
        rows.append(
            {
                "name": name,
                "threads": threads,
                **figures,
                "goal": contest.goal,
                "gflops": step_flops(contest.graph, contest.batch) / figures["ours_ms"] / 1e6,
                "memory_bytes": int(ours.network.arena.numbers.nbytes),
            }
        )
    ours.close()
    return rows
