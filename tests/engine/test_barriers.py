"""Threads wait for each other wherever one needs what another makes, and not much more often."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lab.engine import network as networks_module
from lab.engine.network import Clipping, Network
from lab.engine.operations import guard
from lab.kernels import access
from lab.kernels.convolution import convolve
from lab.kernels.kernel import CHECK, WAIT
from lab.kernels.pooling import max_pool
from lab.layers.relu import relu
from tests.engine import networks
from tests.kernels.recording import hazards


def planned(threads: int, monkeypatch: pytest.MonkeyPatch, keep: tuple[str, ...] | None = None) -> Network:
    """A network of plain kernels with four blocks of samples, with one batch of them."""
    monkeypatch.setattr(networks_module, "LEAST_SHARE", 1)
    setup = networks.setup("adam")
    network = Network(
        networks.with_everything(),
        batch=64,
        loss=setup.loss,
        optimizer=setup.optimizer,
        samples=networks.samples((2, 6, 6), count=64),
        clipping=Clipping("value", 0.1),
        threads=threads,
        tier="plain",
        keep=keep,
    )
    network.initialize(1)
    network.start_pass(np.arange(64))
    return network


@pytest.mark.parametrize(("threads", "keep"), [(2, None), (2, ()), (3, None)])
def test_no_row_disturbs_another(threads: int, keep: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    program = planned(threads, monkeypatch, keep).program
    assert hazards(program, program.flags()) == []


def test_what_is_not_waited_for_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    program = planned(2, monkeypatch).program
    assert len(hazards(program, [flags & ~WAIT for flags in program.flags()])) > 10


def test_rows_that_keep_to_their_own_blocks_need_no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    even, odd = planned(2, monkeypatch).program, planned(3, monkeypatch).program  # four blocks
    assert sum(flags & WAIT for flags in even.flags()) < 0.6 * len(even)
    assert sum(flags & WAIT for flags in odd.flags()) > sum(flags & WAIT for flags in even.flags())
    assert [kernel.name for kernel, flags in zip(even.kernels, even.flags(), strict=True) if flags & CHECK] == [
        "lab.engine.operations.guard"
    ]


def test_what_kernels_do_is_read_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    kernels = [relu, max_pool, guard, convolve]
    read = [access._known(kernel) for kernel in kernels]
    assert read == [access._read(kernel) for kernel in kernels]
    monkeypatch.setattr(access, "_read", lambda kernel: pytest.fail("read again"))
    assert [access._known(kernel) for kernel in kernels] == read
