"""The whole set of kernels: nothing is forgotten, and compiling ahead ends when it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.engine import operations
from lab.engine.kernel_set import Ahead, all_kernels
from lab.kernels import compiler
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


def test_stops_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})
    ahead = Ahead()
    ahead.start()
    ahead.stop()
    assert not ahead.running
    assert len(list(tmp_path.rglob("*.kernel"))) < len(all_kernels())
