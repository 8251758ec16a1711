"""What `bench` prints; the measurements themselves are stood in for, because they take long."""

from __future__ import annotations

from typing import Any

import pytest

from lab.cli import bench_windows
from lab.engine.benchmark import growth, inference, machine, random_networks, start, training
from tests.cli.conftest import Lab


def _row(name: str, threads: int) -> dict[str, Any]:
    figures = {"ours_ms": 0.5, "torch_ms": 1.0, "speedup": 2.0 if name == "xor" else 0.25, "speedup_min": 0.2}
    return {"name": name, "threads": threads, **figures, "goal": 75, "gflops": 2.0, "memory_bytes": 9000}


@pytest.fixture(autouse=True)
def _quick_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"matrix_product_gflops": 100.0, "copy_gb_per_second": 9.0}
    pair = {"name": "one picture", "goal": 10, "ours_ms": 1.0, "torch_ms": None, "speedup": None, "speedup_min": None}
    memory = {"name": "LeNet-5", "batch": 512, "said_bytes": 2000, "used_bytes": None}
    deep = {"layers": 1002, "plan_seconds": 0.5, "step_ms": 20.0}
    grown = {"exponents": {"depth": 1.04}, "deep": deep, "memory": [memory]}
    cost = {"name": "xor", "with_panels": 95.0, "without_panels": 100.0, "slowdown": 0.05, "late_ms": [0.1, 1.0, 9.0]}
    monkeypatch.setattr(machine, "peak", lambda threads: 100.0 * threads)
    monkeypatch.setattr(machine, "limits", lambda: limits)
    monkeypatch.setattr(training, "measure", lambda contest, threads, rounds, keep: [_row(contest.name, threads)])
    monkeypatch.setattr(inference, "run", lambda rounds: pair)
    monkeypatch.setattr(growth, "run", lambda quick: grown)
    monkeypatch.setattr(
        start,
        "run",
        lambda: {"network": "digits", "cold_seconds": 4.0, "warm_seconds": 0.25, "kernels": 9, "set_seconds": 8.0},
    )
    first_steps = {"cold": {"window_seconds": 1.5, "step_seconds": 5.25}}
    monkeypatch.setattr(bench_windows, "first_steps", lambda: first_steps)
    monkeypatch.setattr(bench_windows, "panels", lambda: [cost])
    frames = {"drag one layer": [2.5, 7.0]}
    monkeypatch.setattr(bench_windows, "canvas", lambda: {"layers": 1002, "open_seconds": 0.75, "frames_ms": frames})


def test_everything_as_json(lab: Lab) -> None:
    content = lab("bench", "--random", 2, "--json").json
    assert set(content) == {"limits", "networks", "random", "inference", "growth", "start", "panels", "canvas"}
    assert {(row["name"], row["threads"]) for row in content["networks"]} >= {("lenet5", 1), ("xor", 1)}
    assert all(
        row.keys() >= {"name", "threads", "ours_ms", "torch_ms", "speedup", "peak_share"} for row in content["networks"]
    )
    assert content["networks"][0]["peak_share"] == 0.02


def test_everything_in_words(lab: Lab) -> None:
    found = lab("bench", "--threads", 1, "--random", 1)
    assert found.code == 0
    assert "xor                1      0.5           1         2     0.2    75     2       2%  9.00" in found.out
    for words in ("100 GF/s on 1 threads", "lowest speed-up 0.25 (random-0-0", "goal 10", "depth 1.04", "1,002 layers"):
        assert words in found.out
    assert "4.00 s where nothing" in found.out
    assert "first start the window is there after 1.50 s" in found.out
    assert "5.0% slower" in found.out
    assert "1,002 layers open in 0.75 s" in found.out
    assert "drag one layer     2.5          7" in found.out


def test_one_random_network_layer_by_layer(lab: Lab) -> None:
    found = lab("bench", "--only", 3, "--threads", 1)
    graph = random_networks.draw(0, 3).graph
    assert all(node.id in found.out for node in graph)
    assert "xor" not in found.out


def test_mnist_needs_its_folder(lab: Lab) -> None:
    found = lab("bench", "--part", "mnist")
    assert found.code == 2
    assert "--data FOLDER" in found.err


def test_where_a_steps_time_goes(lab: Lab) -> None:
    content = lab("bench", "--rows", "xor", "--quick", "--json").json
    assert content["name"] == "xor"
    assert all(row["alone_us"] > 0 for row in content["rows"])
    assert [row["node"] for row in content["rows"] if row["beat"] == "forward" and row["flops"]] == ["dense1", "dense2"]
    found = lab("bench", "--rows", "no such network")
    assert found.code == 2
    assert "no such network" in found.err
