"""`bench`: how fast this machine trains, beside PyTorch where that is installed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from lab.cli import bench_tables as tables
from lab.cli.output import add_json, note, print_json
from lab.spec.errors import LabError
from lab.spec.message import Message

DESCRIPTION = (
    "Times one training step of several networks, interleaved with PyTorch where that is installed: absolute times "
    "drift on a busy machine, the ratio tells. Then networks drawn by lot, one picture's way through LeNet-5, how "
    "the cost grows, the wait for the first step, what the live panels cost, and a canvas with a thousand layers."
)
RANDOM, QUICK_RANDOM = 50, 8  # networks drawn by lot
ROUNDS, QUICK_ROUNDS = 30, 4  # turns of each side


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument(
        "--threads", type=_threads, action="append", metavar="N", help="processor threads (default: 1 and 2)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds, no start, panels and canvas: rough figures in a minute"
    )
    parser.add_argument(
        "--part", choices=tuple(PARTS), action="append", help="measure only this; may be given again (default: all)"
    )
    parser.add_argument("--random", type=int, metavar="N", help=f"how many random networks (default: {RANDOM})")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the random networks (default: 0)")
    parser.add_argument("--only", type=int, metavar="K", help="of the random networks only number K, and nothing else")
    parser.add_argument("--data", metavar="FOLDER", help="folder with MNIST: LeNet-5's way to 98.9 %% is timed as well")
    parser.add_argument(
        "--visible",
        action="store_true",
        help="of networks and their rows: keep every array readable, as the window does; without, they share memory "
        "where nobody looks, as in the verb train",
    )
    parser.add_argument(
        "--rows",
        metavar="NETWORK",
        help="where a step's time goes: times each row of the program of this network (lenet5, random-0-17, or a "
        "template), and nothing else",
    )
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Measure and print."""
    from lab.document.setup import discover_all
    from lab.engine.benchmark import machine

    discover_all()
    if options.rows:
        _rows(options)
        return
    left_out = {"mnist"} if not options.data else set()
    if options.quick:
        left_out |= {"start", "panels", "canvas"}
    wanted = options.part or [part for part in PARTS if part not in left_out]
    if options.only is not None:
        wanted = ["random"]
    threads = options.threads or (1, 2)[: os.cpu_count() or 1]
    peaks = {count: machine.peak(count) for count in threads}
    limits: dict[str, Any] = {"peak_gflops": {str(count): peak for count, peak in peaks.items()}, **machine.limits()}
    report: dict[str, Any] = {"limits": limits}
    if not options.json:
        tables.limits(limits)
    for part in wanted:
        measure, show = PARTS[part]
        report[part] = measure(options, peaks)
        if not options.json:
            show(report[part])
    if options.json:
        print_json(report)


def _rows(options: argparse.Namespace) -> None:
    from lab.document.templates import template
    from lab.engine.benchmark import networks, random_networks, rows

    named = {contest.name: contest for contest in networks.contests()}
    contest = named.get(options.rows) or random_networks.find(options.rows)
    if contest is None:
        model = template(options.rows)
        contest = networks.Contest(options.rows, model.graph, model.setup.run.batch_size)
    for threads in options.threads or [1]:
        found = rows.measure(
            contest.graph, contest.batch, threads, keep=_kept(options), budget=0.2 if options.quick else 1.0
        )
        if options.json:
            print_json({"name": contest.name, "threads": threads, **asdict(found)})
        else:
            tables.rows(contest.name, contest.batch, threads, found)


def _networks(options: argparse.Namespace, peaks: dict[int, float]) -> list[dict[str, Any]]:
    from lab.engine.benchmark import networks, training

    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    return training.run(networks.contests(), peaks, rounds, _progress, keep=_kept(options))


def _kept(options: argparse.Namespace) -> tuple[str, ...] | None:
    """Names of arrays that can be read at any time, see Network."""
    return None if options.visible else ()


def _random(options: argparse.Namespace, peaks: dict[int, float]) -> list[dict[str, Any]]:
    from lab.engine.benchmark import random_networks, training

    count = (QUICK_RANDOM if options.quick else RANDOM) if options.random is None else options.random
    numbers = range(count) if options.only is None else [options.only]
    drawn = {contest.name: contest for contest in (random_networks.draw(options.seed, number) for number in numbers)}
    quick_peaks = dict(list(peaks.items())[:1]) if options.quick else peaks
    found = training.run(drawn.values(), quick_peaks, 3 if options.quick else 10, _progress, keep=_kept(options))
    for row in found:
        row["batch"] = drawn[row["name"]].batch
        row["layers"] = [f"{node.id} {node.layer.config()}" for node in drawn[row["name"]].graph.order()]
    return sorted(found, key=lambda row: row["speedup"] or 0.0)


def _inference(options: argparse.Namespace, peaks: dict[int, float]) -> dict[str, Any]:
    from lab.engine.benchmark import inference

    return inference.run(QUICK_ROUNDS if options.quick else ROUNDS)


def _growth(options: argparse.Namespace, peaks: dict[int, float]) -> dict[str, Any]:
    from lab.engine.benchmark import growth

    return growth.run(options.quick)


def _start(options: argparse.Namespace, peaks: dict[int, float]) -> dict[str, Any]:
    from lab.cli import bench_windows
    from lab.engine.benchmark import start

    return {**start.run(), "window": bench_windows.first_steps()}


def _panels(options: argparse.Namespace, peaks: dict[int, float]) -> list[dict[str, Any]]:
    from lab.cli import bench_windows

    return bench_windows.panels()


def _canvas(options: argparse.Namespace, peaks: dict[int, float]) -> dict[str, Any]:
    from lab.cli import bench_windows

    return bench_windows.canvas()


def _mnist(options: argparse.Namespace, peaks: dict[int, float]) -> dict[str, Any]:
    from lab.engine.benchmark import mnist

    if not options.data:
        raise LabError(Message("Say where MNIST is: --data FOLDER."))
    return mnist.run(options.data, max(peaks))


Measure = Callable[[argparse.Namespace, dict[int, float]], Any]
# What can be measured, in the order in which it is, and how it is printed.
PARTS: dict[str, tuple[Measure, Callable[[Any], None]]] = {
    "networks": (_networks, tables.networks),
    "random": (_random, tables.random),
    "inference": (_inference, tables.inference),
    "growth": (_growth, tables.growth),
    "start": (_start, tables.start),
    "panels": (_panels, tables.panels),
    "canvas": (_canvas, tables.canvas),
    "mnist": (_mnist, tables.mnist),
}


def _progress(row: dict[str, Any]) -> None:
    speedup = "" if row["speedup"] is None else f", {row['speedup']:.3g} times PyTorch's speed"
    note(f"{row['name']}, {row['threads']} threads: {row['ours_ms']:.3g} ms a step{speedup}")


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"must be a whole number between 1 and 64, not {text}")
    return int(text)
