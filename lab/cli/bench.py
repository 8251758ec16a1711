"""`bench`: how fast this machine trains, beside PyTorch where that is installed."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from lab.cli.output import add_json, note, print_json, print_table
from lab.spec.units import format_bytes

NAME = "bench"
HELP = "measure the speed of training, beside PyTorch if it is installed"
DESCRIPTION = (
    "Times one training step of several networks, interleaved with PyTorch where that is installed: absolute times "
    "drift on a busy machine, the ratio tells."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument(
        "--threads", type=_threads, action="append", metavar="N", help="processor threads (default: 1 and 2)"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds: rough figures in a tenth of the time")
    parser.add_argument(
        "--rows", metavar="NETWORK", help="time each row of this network's program instead: where a step's time goes"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Measure and print."""
    from lab.document.setup import discover_all

    discover_all()
    if options.rows:
        _rows(options)
        return
    _training(options)


def _training(options: argparse.Namespace) -> None:
    from lab.engine.benchmark import training

    threads = tuple(options.threads or (1, 2)[: os.cpu_count() or 1])
    report = training.run(threads, options.quick, _report)
    report["panels"] = _panels()
    if options.json:
        print_json(report)
        return
    print_table(
        ("network", "threads", "ours ms", "PyTorch ms", "speed-up", "lowest", "goal", "GF/s", "of peak", "memory"),
        [
            (
                row["name"],
                str(row["threads"]),
                _figure(row["ours_ms"]),
                _figure(row["torch_ms"]),
                _figure(row["speedup"]),
                _figure(row["speedup_min"]),
                _figure(row["goal"]),
                _figure(row["gflops"]),
                f"{row['peak_share']:.0%}",
                format_bytes(row["memory_bytes"]),
            )
            for row in report["networks"]
        ],
        "lrrrrrrrrr",
    )
    print("\nlimits of this machine: " + ", ".join(f"{name} {value:.3g}" for name, value in report["limits"].items()))
    for row in report["panels"]:
        middle, most, longest = row["late_ms"]
        print(
            f"four open panels, {row['name']}: {row['with_panels']:.4g} steps a second, without them "
            f"{row['without_panels']:.4g}: {row['slowdown']:.1%} slower. A timer of the window ticks {middle:.2g} ms "
            f"late (middle), {most:.2g} ms (99 of 100), {longest:.3g} ms (longest)."
        )


def _rows(options: argparse.Namespace) -> None:
    from dataclasses import asdict

    from lab.engine.benchmark import rows
    from lab.engine.benchmark.networks import find

    contest = find(options.rows)
    for threads in options.threads or [1]:
        found = rows.measure(contest.graph, contest.batch, threads, budget=0.2 if options.quick else 1.0)
        if options.json:
            print_json({"name": contest.name, "threads": threads, **asdict(found)})
            continue
        print_table(
            ("row", "beat", "node", "kernel", "in step µs", "alone µs", "GF/s", "GB/s", "share"),
            [
                (
                    str(row.number),
                    row.beat,
                    row.node,
                    row.kernel,
                    f"{row.in_step_us:.1f}",
                    f"{row.alone_us:.2f}",
                    f"{row.flops / row.alone_us / 1e3:.1f}" if row.flops else "",
                    f"{row.size / row.alone_us / 1e3:.1f}",
                    f"{row.alone_us / found.alone_us:.1%}",
                )
                for row in found.rows
            ],
            "rlllrrrrr",
        )
        print(
            f"\n{contest.name}, batch {contest.batch}, threads {threads}: a step takes {1e3 * found.step_ms:.1f} µs; "
            f"its rows one by one {found.in_step_us:.1f} µs within it, {found.alone_us:.1f} µs alone."
        )


def _panels() -> list[dict[str, Any]]:
    """What the open panels cost, measured in a process with a window of its own that nobody sees."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "lab.ui.app.panel_cost"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        note("The cost of the panels could not be measured: " + (done.stderr.strip().splitlines() or ["no word"])[-1])
        return []
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def _report(row: dict[str, Any]) -> None:
    note(f"{row['name']}, {row['threads']} threads: {_figure(row['ours_ms'])} ms a step")


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"must be a whole number between 1 and 64, not {text}")
    return int(text)
