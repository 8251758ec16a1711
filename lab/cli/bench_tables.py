"""How the figures of `bench` are printed for people."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from lab.cli.output import print_table
from lab.spec.units import format_bytes, format_duration

if TYPE_CHECKING:
    from lab.engine.benchmark.rows import StepTime

Row = dict[str, Any]
WORST = 10  # of the random networks, that are printed layer by layer


def limits(found: Row) -> None:
    """What the machine can do."""
    peaks = ", ".join(f"{peak:.3g} GF/s on {count} threads" for count, peak in found["peak_gflops"].items())
    print(
        f"This machine multiplies and adds {peaks}; on one thread a matrix product has "
        f"{found['matrix_product_gflops']:.3g} GF/s and a copy {found['copy_gb_per_second']:.3g} GB/s."
    )


def networks(found: list[Row]) -> None:
    """The networks beside PyTorch."""
    print()
    print_table(
        ("network", "threads", "ours ms", "PyTorch ms", "speed-up", "lowest", "goal", "GF/s", "of peak", "memory"),
        [
            (
                row["name"],
                str(row["threads"]),
                *(_figure(row[name]) for name in ("ours_ms", "torch_ms", "speedup", "speedup_min", "goal", "gflops")),
                f"{row['peak_share']:.0%}",
                format_bytes(row["memory_bytes"]),
            )
            for row in found
        ],
        "lrrrrrrrrr",
    )


def random(found: list[Row]) -> None:
    """The random networks, the slowest beside PyTorch first."""
    print()
    print_table(
        ("network", "threads", "batch", "ours ms", "PyTorch ms", "speed-up", "lowest"),
        [
            (
                row["name"],
                str(row["threads"]),
                str(row["batch"]),
                *(_figure(row[name]) for name in ("ours_ms", "torch_ms", "speedup", "speedup_min")),
            )
            for row in found
        ],
        "lrrrrrr",
    )
    ratios = [row["speedup"] for row in found if row["speedup"] is not None]
    if ratios:
        print(
            f"\n{len(ratios)} times a random network: lowest speed-up {min(ratios):.3g} ({found[0]['name']}, "
            f"{found[0]['threads']} threads), middle {statistics.median(ratios):.3g}, "
            f"{sum(ratio < 1 for ratio in ratios)} slower than PyTorch. bench --rows {found[0]['name']} shows why."
        )
    for row in [row for row in found if len(found) == 1 or (row["speedup"] or 1) < 1][:WORST]:
        print(f"\n{row['name']}, batch {row['batch']}, {row['threads']} threads, speed-up {_figure(row['speedup'])}:")
        print("\n".join(f"  {layer}" for layer in row["layers"]))


def inference(row: Row) -> None:
    """One picture."""
    print(
        f"\n{row['name']}, one thread: {_figure(row['ours_ms'])} ms, PyTorch {_figure(row['torch_ms'])} ms, "
        f"speed-up {_figure(row['speedup'])} (lowest {_figure(row['speedup_min'])}, goal {row['goal']})."
    )


def growth(found: Row) -> None:
    """How cost grows."""
    exponents = ", ".join(f"{name} {exponent:.2f}" for name, exponent in found["exponents"].items())
    deep = found["deep"]
    print(
        f"\nTime of a step grows with the power of: {exponents} (1 is linear).\n"
        f"A residual network of {deep['layers']:,} layers: planned in {format_duration(deep['plan_seconds'])}, "
        f"{_figure(deep['step_ms'])} ms a step."
    )
    for row in found["memory"]:
        used = "?" if row["used_bytes"] is None else format_bytes(row["used_bytes"])
        print(f"{row['name']}, batch {row['batch']}: memory said {format_bytes(row['said_bytes'])}, used {used}.")


def start(found: Row) -> None:
    """The wait for the first step."""
    print(
        f"\n{found['network']}, from Train to the end of the first step: {found['cold_seconds']:.2f} s where nothing "
        f"is compiled yet, then {found['warm_seconds']:.2f} s. All {found['kernels']} kernels are compiled within "
        f"{found['set_seconds']:.1f} s."
    )
    for name, when in (("cold", "At the first start"), ("warm", "Later")):
        if name in found["window"]:
            row = found["window"][name]
            print(
                f"{when} the window is there after {row['window_seconds']:.2f} s; where Train is pressed at once, the "
                f"first step ends {row['step_seconds']:.2f} s later."
            )


def panels(found: list[Row]) -> None:
    """What the window costs."""
    for row in found:
        middle, most, longest = row["late_ms"]
        print(
            f"\nfour open panels, {row['name']}: {row['with_panels']:.4g} steps a second, without them "
            f"{row['without_panels']:.4g}: {row['slowdown']:.1%} slower. A timer of the window ticks {middle:.2g} ms "
            f"late (middle), {most:.2g} ms (99 of 100), {longest:.3g} ms (longest)."
        )


def canvas(found: Row) -> None:
    """A thousand layers on the canvas; 60 pictures a second leave 16.7 ms for each."""
    if found:
        print(f"\n{found['layers']:,} layers open in {found['open_seconds']:.2f} s. A frame takes, in ms:")
        rows = [(name, *map(_figure, times)) for name, times in found["frames_ms"].items()]
        print_table(("gesture", "middle", "99 of 100"), rows, "lrr")


def mnist(found: Row) -> None:
    """LeNet-5 on MNIST."""
    theirs = found["torch_epoch_seconds"]
    print(
        f"\nLeNet-5 on MNIST, {found['threads']} threads: {found['epochs']} epochs with evaluation from the command "
        f"line in {found['seconds']:.1f} s, {found['test_accuracy']:.2%} of the test digits; one epoch of PyTorch "
        f"{'?' if theirs is None else f'{theirs:.1f}'} s."
    )


def rows(name: str, batch: int, threads: int, found: StepTime) -> None:
    """The rows of a program."""
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
        f"\n{name}, batch {batch}, threads {threads}: a step takes {1e3 * found.step_ms:.1f} µs; its rows one by one "
        f"{found.in_step_us:.1f} µs within it, {found.alone_us:.1f} µs alone."
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"
