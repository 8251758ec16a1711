"""Drawn shapes: as many pictures as wanted, of any size, with as much noise as wanted."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples, report
from lab.spec.fields import Bool, Float, Int
from lab.spec.message import Message
from lab.spec.registry import register

CHUNK = 2**22  # pixels that are drawn at once


@register("dataset", "shapes", title="Drawn shapes", group="Pictures", order=2)
class Shapes(Dataset):
    """Circles, squares, triangles, crosses, rings and bars, and up to four more shapes, each at a random place, size,
    angle and brightness.

    A pixel's brightness is the share of it that lies within the shape, plus noise. Every sample is drawn by this
    program from the seed.
    """

    count = Int(2000, low=20, high=20_000, unit="samples", help="How many pictures")
    size = Int(16, low=8, high=64, unit="px", help="Height and width of each picture")
    noise = Float(0.1, low=0, high=1, help="Standard deviation of the noise; the background is 0 and white is 1")
    colour = Bool(False, help="Three channels (red, green, blue), with shapes of random colours")
    kinds = Int(6, low=2, high=10, title="Classes", help="How many different shapes there are")
    variation = Float(
        1.0, low=0, high=1, help="How much place, size and angle differ: 1 is anywhere and any angle, 0 always the same"
    )
    seed = Int(0, low=0, high=2**31 - 1, help="Decides all places, sizes, angles, colours and the noise")

    classes = ("circle", "square", "triangle", "cross", "ring", "bar", "star", "half disc", "corner", "frame")
    cases = (
        {"count": 60},
        {"count": 31, "size": 9, "noise": 0, "seed": 4},
        {"count": 25, "size": 24, "noise": 1, "colour": True},
        {"count": 30, "kinds": 10, "variation": 0.25},
    )

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (count, 1 or 3, size, size) uint8."""
        random = np.random.default_rng(self.seed)
        channels = 3 if self.colour else 1
        targets = random.permutation(np.arange(self.count) % self.kinds)
        inputs = np.empty((self.count, channels, self.size, self.size), np.uint8)
        step = max(1, CHUNK // inputs[0].size)
        for start in range(0, self.count, step):
            report(progress, start / self.count, Message("Drawing shapes"))
            part = targets[start : start + step]
            light = random.uniform(0.5, 1, (len(part), channels, 1, 1)).astype(np.float32)
            values = light * self._coverage(part, random)[:, np.newaxis]
            values += np.float32(self.noise) * random.standard_normal(values.shape, np.float32)
            inputs[start : start + step] = (values.clip(0, 1) * 255).round()
        report(progress, 1.0, Message("Drawing shapes"))
        return Samples(
            inputs=inputs,
            targets=targets,
            classes=self.classes[: self.kinds],
            axes=("channels", "height", "width"),
            scale=1 / 255,
        )

    def _coverage(self, targets: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.float32]:
        """(sample, height, width) share of each pixel within the shape: 1/2 minus the distance from its edge."""
        count = len(targets)

        def spread(low: float, high: float) -> NDArray[np.float32]:
            """(sample, 1, 1) numbers from low to high, or nearer to the middle where less variation is wanted."""
            middle, reach = (high + low) / 2, (high - low) / 2 * self.variation
            return random.uniform(middle - reach, middle + reach, (count, 1, 1)).astype(np.float32)

        radius = self.size * spread(0.22, 0.4)
        middle = (self.size - 1) / 2
        slack = self.size / 2 - radius
        centre_x, centre_y = (middle + slack * spread(-1, 1) for _ in "xy")
        angle = spread(-np.pi, np.pi)
        pixel = np.arange(self.size, dtype=np.float32)
        x = (pixel - centre_x) / radius
        y = (pixel[:, np.newaxis] - centre_y) / radius
        u, v = np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x
        distance = np.empty_like(u)
        for number, name in enumerate(self.classes[: self.kinds]):
            chosen = targets == number
            distance[chosen] = _distance(name, u[chosen], v[chosen])
        return (0.5 - distance * radius).clip(0, 1)


def _distance(name: str, u: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[np.float32]:
    """Distance of the points (u, v) from the edge of a shape within the unit circle; negative inside."""
    distance: NDArray[Any]
    match name:
        case "circle":
            distance = np.hypot(u, v) - 0.85
        case "ring":
            distance = abs(np.hypot(u, v) - 0.75) - 0.2
        case "square":
            distance = np.maximum(abs(u), abs(v)) - 0.7
        case "triangle":
            slope = np.sqrt(np.float32(3)) / 2
            distance = np.maximum(v, slope * abs(u) - v / 2) - 0.5
        case "cross":
            distance = np.minimum(_box(u, v, 1, 0.25), _box(u, v, 0.25, 1))
        case "bar":
            distance = _box(u, v, 1, 0.25)
        case "star":
            distance = _star(u, v)
        case "half disc":
            distance = np.maximum(np.hypot(u, v + 0.4) - 0.9, -v - 0.4)
        case "corner":
            distance = np.minimum(_box(u + 0.45, v, 0.2, 0.7), _box(u, v - 0.5, 0.65, 0.2))
        case _:
            distance = abs(np.maximum(abs(u), abs(v)) - 0.5) - 0.2
    return distance.astype(np.float32, copy=False)


def _box(u: NDArray[np.float32], v: NDArray[np.float32], width: float, height: float) -> NDArray[Any]:
    box: NDArray[Any] = np.maximum(abs(u) - width, abs(v) - height)
    return box


def _star(u: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[Any]:
    """Five points at distance 1, five notches between them: one edge, after folding the plane into a tenth of it."""
    tenth = np.pi / 5
    angle = abs((np.arctan2(u, -v) + tenth) % (2 * tenth) - tenth)
    radius, notch = np.hypot(u, v), 0.4
    along, across = notch * np.cos(tenth) - 1, notch * np.sin(tenth)
    x, y = radius * np.cos(angle) - 1, radius * np.sin(angle)
    edge: NDArray[Any] = (y * -along + x * across) / np.hypot(along, across)
    return edge
