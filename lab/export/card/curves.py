"""Loss and accuracy of a run as pictures: SVG, written out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from lab.spec.ticks import linear_ticks, log_ticks, percent, plain, power

WIDTH, HEIGHT = 640, 320  # px
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 16, 36, 48  # margins of the plot's area
_COLOR, _FAINT, _LINE, _TEXT = "#2563eb", "#5f6670", "#d9dce1", "#1c1e21"
_WIDE = 20.0  # a logarithmic axis from here on: the largest mean loss by the smallest
_MOST_POINTS = 600

Values = NDArray[np.float64]
Points = tuple[Values, Values]


@dataclass(frozen=True)
class Curve:
    """What a run was like in one measure, over its epochs.

    Attributes:
        steps: every training step. training: its mean over each epoch. validation: after each epoch.
    """

    steps: Points
    training: Points
    validation: Points

    @property
    def empty(self) -> bool:
        return not any(len(x) for x, _ in (self.steps, self.validation))


def curve(record: dict[str, Any], measure: str) -> Curve:
    """The "loss" or "accuracy" of a record (lab.document.curves); numbers that are not finite are left out."""
    steps = _finite(record, "steps", measure)
    x, y = steps
    ends = np.ceil(x - 1e-9)
    epochs = np.unique(ends)
    means = np.array([y[ends == epoch].mean() for epoch in epochs])
    return Curve(steps, (epochs, means), _finite(record, "evaluations", measure))


def _finite(record: dict[str, Any], series: str, measure: str) -> Points:
    columns = record.get(series) or {}
    x = np.asarray(columns.get("epoch", []), np.float64)
    y = np.asarray(columns.get(measure, []), np.float64)
    good = np.isfinite(x) & np.isfinite(y)
    return x[good], y[good]


def picture(drawn: Curve, title: str, *, share: bool) -> str:
    """An SVG of a curve that is not empty; `share` for a measure from 0 to 1."""
    x = np.concatenate([drawn.steps[0], drawn.validation[0]])
    y = np.concatenate([drawn.steps[1], drawn.validation[1]])
    means = np.concatenate([drawn.training[1], drawn.validation[1]])
    logarithmic = not share and y.min() > 0 and means.max() / means.min() > _WIDE
    axis = _Axis.over(y, share, logarithmic)
    last = max(float(x.max()), 1.0)
    area = _Area(last, axis)
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *area.grid(),
        _words(_LEFT, 20, title, _TEXT, "start", "font-size='14' font-weight='600'"),
        _words((_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 10, "epochs", _FAINT),
        *area.line(drawn.steps, 'stroke-opacity="0.25" stroke-width="1"'),
        *area.line(drawn.training, 'stroke-width="2"', marked=len(drawn.training[0]) < 2),
        *area.line(drawn.validation, 'stroke-width="2" stroke-dasharray="6 4"', marked=True),
        *_legend([("training", ""), ("validation", "6 4")] if len(drawn.validation[0]) else [("training", "")]),
        "</svg>",
    ]
    return "\n".join(elements) + "\n"


@dataclass(frozen=True)
class _Axis:
    """From `low` to `high`, powers of ten where it is logarithmic, with ticks and their words."""

    low: float
    high: float
    logarithmic: bool
    ticks: Sequence[tuple[float, str]]

    @classmethod
    def over(cls, values: Values, share: bool, logarithmic: bool) -> _Axis:
        if logarithmic:
            low, high = math.log10(values.min()), math.log10(values.max())
            ticks = [(tick, power(tick)) for tick in log_ticks(low, high, 6)]
            return cls(low, high, True, ticks)
        low, high = (0.0, 1.0) if share else (min(0.0, float(values.min())), float(values.max()))
        high = high if high > low else low + 1.0
        step, places = linear_ticks(low, high, 5)
        words = percent if share else plain
        return cls(low, high, False, [(place, words(place, step)) for place in places])

    def place(self, values: Values) -> Values:
        """Where values lie, from 0 to 1."""
        moved = np.log10(values) if self.logarithmic else values
        return (moved - self.low) / (self.high - self.low)


class _Area:
    """The plot's area: from numbers to px."""

    def __init__(self, last: float, axis: _Axis) -> None:
        self._last, self._axis = last, axis

    def x(self, epochs: Values) -> Values:
        return _LEFT + epochs / self._last * (WIDTH - _LEFT - _RIGHT)

    def y(self, shares: Values) -> Values:
        return HEIGHT - _BOTTOM - shares * (HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> Iterable[str]:
        """Lines with their numbers."""
        for value, words in self._axis.ticks:
            share = (value - self._axis.low) / (self._axis.high - self._axis.low)
            y = float(self.y(np.array(share)))
            yield f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{_LINE}"/>'
            yield _words(_LEFT - 8, y + 4, words, _FAINT, "end")
        step, places = linear_ticks(0.0, self._last, 8)
        for place in places:
            x = float(self.x(np.array(place)))
            if step >= 1 or place == int(place):
                yield _words(x, HEIGHT - _BOTTOM + 18, plain(place, max(step, 1.0)), _FAINT)
        yield f'<path d="M{_LEFT} {HEIGHT - _BOTTOM}H{WIDTH - _RIGHT}" stroke="{_FAINT}"/>'

    def line(self, points: Points, style: str, *, marked: bool = False) -> Iterable[str]:
        """A line through points, with dots where they are few."""
        x, y = _thinned(points)
        if not len(x):
            return
        places = list(zip(self.x(x).tolist(), self.y(self._axis.place(y)).tolist(), strict=True))
        way = "L".join(f"{px:.1f} {py:.1f}" for px, py in places)
        yield f'<path d="M{way}" fill="none" stroke="{_COLOR}" stroke-linejoin="round" {style}/>'
        if marked and len(places) <= 40:
            dots = "".join(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3"/>' for px, py in places)
            yield f'<g fill="{_COLOR}">{dots}</g>'


def _thinned(points: Points) -> Points:
    """At most so many points: of each bucket the smallest and the largest, in their order."""
    x, y = points
    if len(x) <= _MOST_POINTS:
        return points
    kept: list[int] = []
    for bucket in np.array_split(np.arange(len(x)), _MOST_POINTS // 2):
        kept += sorted({int(bucket[y[bucket].argmin()]), int(bucket[y[bucket].argmax()])})
    return x[kept], y[kept]


def _legend(entries: Sequence[tuple[str, str]]) -> Iterable[str]:
    x = WIDTH - _RIGHT - 110 * len(entries)
    for name, dashes in entries:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<path d="M{x} 16h28" stroke="{_COLOR}" stroke-width="2"{dashed}/>'
        yield _words(x + 36, 20, name, _TEXT, "start")
        x += 110


def _words(x: float, y: float, text: str, color: str, anchor: str = "middle", style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}" text-anchor="{anchor}" {style}>{escape(text)}</text>'
