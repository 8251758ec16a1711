"""Generated signals: as many as wanted, with as much noise as wanted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples, report
from lab.spec.fields import Float, Int
from lab.spec.message import Message
from lab.spec.registry import register


@register("dataset", "signals", title="Generated signals", group="Signals", order=15)
class Signals(Dataset):
    """Sines, squares, sawtooths, triangles, chirps and mere noise, each of random frequency, phase and strength.

    A signal makes 2 to 6 turns over its length; a chirp begins so and ends three times as fast. Its values lie between
    -1 and 1 before the noise. Every sample is made by this program from the seed.
    """

    count = Int(3000, low=20, high=50_000, unit="samples", help="How many signals")
    length = Int(128, low=32, high=4096, unit="samples", help="Values of one signal, evenly spaced in time")
    noise = Float(0.1, low=0, high=2, help="Standard deviation of the noise that is added; signals reach at most 1")
    seed = Int(0, low=0, high=2**31 - 1, help="Decides all frequencies, phases and strengths and the noise")

    classes = ("sine", "square wave", "sawtooth", "triangle wave", "chirp", "noise")
    cases = ({"count": 60}, {"count": 31, "length": 50, "noise": 0, "seed": 4})

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (count, 1, length) float32."""
        what = Message("Making signals")
        report(progress, 0.0, what)
        random = np.random.default_rng(self.seed)
        targets = random.permutation(np.arange(self.count) % len(self.classes))
        limits = (0.5, 1), (2, 6), (0, 1)
        strength, turns, phase = (random.uniform(low, high, (self.count, 1)) for low, high in limits)
        time = np.arange(self.length) / self.length
        inputs = np.empty((self.count, 1, self.length), np.float32)
        for number, name in enumerate(self.classes):
            chosen = targets == number
            wave = _wave(name, turns[chosen], phase[chosen], time, random)
            inputs[chosen, 0] = strength[chosen] * wave
        inputs += np.float32(self.noise) * random.standard_normal(inputs.shape, np.float32)
        report(progress, 1.0, what)
        return Samples(inputs=inputs, targets=targets, classes=self.classes, axes=("channels", "length"))


def _wave(
    name: str,
    turns: NDArray[np.float64],
    phase: NDArray[np.float64],
    time: NDArray[np.float64],
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """(sample, length) values between -1 and 1; `turns` and `phase` are (sample, 1), time runs from 0 to 1."""
    angle = turns * time + phase  # in turns
    share = angle % 1
    wave: NDArray[np.float64]
    match name:
        case "sine":
            wave = np.sin(2 * np.pi * angle)
        case "square wave":
            wave = np.where(share < 0.5, 1.0, -1.0)
        case "sawtooth":
            wave = 2 * share - 1
        case "triangle wave":
            wave = 2 * abs(2 * share - 1) - 1
        case "chirp":
            wave = np.sin(2 * np.pi * (angle + turns * time**2))
        case _:
            wave = random.uniform(-1, 1, angle.shape)
    return wave
