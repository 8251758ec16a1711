"""The whole set of kernels: nothing is forgotten, and compiling ahead ends when it is told to."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from lab.document.graph import Graph
from lab.document.setup import default_setup
from lab.document.templates import template
from lab.engine import operations
from lab.engine.kernel_set import Ahead, all_kernels, kernels_of
from lab.kernels import compiler, tiles, warm
from lab.kernels.compile_processes import PATIENTLY
from lab.kernels.convolution import convolve
from lab.layers.relu import ReLU
from lab.losses.cross_entropy import cross_entropy
from lab.optimizers.adam import adam


def test_has_the_kernels_of_layers_losses_optimisers_and_engine() -> None:
    names = [kernel.name for kernel in all_kernels()]
    assert len(set(names)) == len(names)
    for kernel in (convolve, convolve.fast, ReLU.forward_kernel, cross_entropy, adam, operations.guard):
        assert kernel is not None
        assert kernel.name in names


def test_what_the_open_network_needs_is_compiled_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[tuple[str, str]]] = {}

    def ask(jobs: list[tuple[str, str]], soon: set[tuple[str, str]]) -> list[Future[None]]:
        asked.update(jobs=jobs, soon=[job for job in jobs if job in soon])
        return []

    monkeypatch.setattr(PATIENTLY, "ask", ask)
    monkeypatch.setattr(compiler, "is_cached", lambda kernel, dtype: False)
    model = template("digits")
    everything, urgent = all_kernels(), kernels_of(model.graph, model.setup, None)
    warm.prepare(everything, "float32", lambda done, of: None, urgent=urgent, patient=True)
    assert convolve.fast is not None
    assert ("float32", convolve.fast.name) in asked["soon"]
    names = {kernel.name for kernel in urgent}
    shared = {f"{function.__module__}.{function.__name__}" for function in tiles.SHARED}
    assert {name for _, name in asked["soon"]} - shared == names
    assert {name for _, name in asked["jobs"]} >= {kernel.name for kernel in everything} > names
    assert kernels_of(Graph(), model.setup, None) == []


def test_stops_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})
    ahead = Ahead(template("xor").graph, default_setup())
    ahead.start()
    ahead.stop()
    assert not ahead.running
    assert len(list(tmp_path.rglob("*.kernel"))) < len(all_kernels())
