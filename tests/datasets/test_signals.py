"""Generated signals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.signals import Signals


def clean(name: str) -> NDArray[np.float32]:
    """(sample, length) signals of one class without noise."""
    samples = Signals(count=120, length=512, noise=0).load()
    found: NDArray[np.float32] = samples.inputs[samples.targets == samples.classes.index(name), 0]
    return found


def test_classes_come_equally_often_and_signals_stay_within_one() -> None:
    samples = Signals(count=600, noise=0).load()
    assert samples.shape == (1, 128)
    assert np.bincount(samples.targets).tolist() == [100] * 6
    strongest = abs(samples.inputs).max(axis=(1, 2))
    assert np.all((strongest > 0.4) & (strongest <= 1))


def test_waves_have_the_forms_of_their_names() -> None:
    assert all(len(np.unique(abs(signal))) == 1 for signal in clean("square wave"))
    jumps = {name: abs(np.diff(clean(name))).max(axis=1) for name in ("sine", "sawtooth", "triangle wave")}
    assert jumps["sawtooth"].min() > 0.9 > 0.2 > max(jumps["sine"].max(), jumps["triangle wave"].max())
    for signal in clean("triangle wave"):  # straight but for its corners
        assert (abs(np.diff(signal, 2)) > 1e-5).sum() <= 2 * 2 * 6 + 2


def test_a_chirp_ends_faster_than_it_begins() -> None:
    crossings = np.diff(np.sign(clean("chirp")), axis=1) != 0
    first, last = crossings[:, :256].sum(axis=1), crossings[:, 256:].sum(axis=1)
    assert np.all(last > first)


def test_noise_is_added_with_its_deviation() -> None:
    with_noise, without = Signals(count=60, noise=0.3).load(), Signals(count=60, noise=0).load()
    assert 0.29 < (with_noise.inputs - without.inputs).std() < 0.31
