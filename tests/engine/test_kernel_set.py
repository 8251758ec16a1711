"""The whole set of kernels: nothing is forgotten, and compiling ahead ends when it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.document.graph import Graph
from lab.document.setup import default_setup
from lab.document.templates import template
from lab.engine import operations
from lab.engine.kernel_set import Ahead, all_kernels, kernels_of
from lab.kernels import compiler, warm
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
    order: list[str] = []

    class Process:
        def __init__(self, patient: bool) -> None: ...

        def compile(self, dtype: str, name: str) -> None:
            if not name.startswith("lab.kernels.tiles."):  # which kernels share
                order.append(name)

        def end(self) -> None: ...

    monkeypatch.setattr(warm, "_Process", Process)
    monkeypatch.setattr(compiler, "is_cached", lambda kernel, dtype: False)
    model = template("digits")
    urgent = {kernel.name for kernel in kernels_of(model.graph, model.setup, None)}
    everything = all_kernels()
    warm.prepare(everything, "float32", lambda done, of: None, urgent=[k for k in everything if k.name in urgent])
    assert convolve.fast is not None
    assert convolve.fast.name in urgent
    assert set(order[: len(urgent) - warm.MOST_PROCESSES]) < urgent  # the last may come beside the first of the others
    assert len(order) == len(everything)
    assert kernels_of(Graph(), model.setup, None) == []


def test_stops_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})
    ahead = Ahead(template("xor").graph, default_setup())
    ahead.start()
    ahead.stop()
    assert not ahead.running
    assert len(list(tmp_path.rglob("*.kernel"))) < len(all_kernels())
