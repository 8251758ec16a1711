"""An axis with round, readable ticks, linear or logarithmic, in the theme's colours."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from lab.spec.ticks import linear_ticks, log_ticks, plain, power
from lab.ui.app import fonts, theme

_GAP = {"bottom": 64, "left": 24}  # pixels between labelled ticks
_OUT = 16
Format = Callable[[float, float], str]  # value and distance of ticks to text


class Axis(pg.AxisItem):  # type: ignore[misc]
    """pyqtgraph's axis with our ticks; `tick_format` words linear ones."""

    broken = False  # whether the title takes two lines

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=0)
        self.tick_format: Format = plain
        self.whole = False  # only whole numbers are ticks
        self.setStyle(
            tickTextOffset=4, autoExpandTextSpace=True, autoReduceTextSpace=False, hideOverlappingLabels=False
        )
        self.setGrid(255)
        self.restyle()

    def restyle(self) -> None:
        """Take on the theme's colours and text size."""
        colors = theme.tokens()
        if self.autoSIPrefix:  # pyqtgraph's plot turns it on
            self.enableAutoSIPrefix(False)
        self.setZValue(-1000)  # the grid lies below the lines
        self.setTickFont(fonts.font("caption", numbers=True))
        self.setTextPen(colors.faint)
        self.setPen(colors.line)
        self.setTickPen(theme.mix(colors.line, colors.surface, 0.35))
        self.labelStyle = {"color": colors.faint, "font-size": f"{fonts.font('caption').pointSizeF():g}pt"}
        if self.labelText:
            self.setLabel(self.labelText)

    def break_title(self, broken: bool) -> None:
        """Put the title's last word into a second line, for an axis that is shorter than the title."""
        if broken != self.broken:
            self.broken = broken
            self.setLabel(self.labelText)

    def labelString(self) -> str:
        words = str(super().labelString())
        before, space, last = self.labelText.rpartition(" ")
        return words.replace(self.labelText, f"{before}<br>{last}") if self.broken and space else words

    def boundingRect(self) -> QRectF:
        return QRectF(super().boundingRect()).adjusted(-_OUT, -_OUT, _OUT, _OUT)  # numbers at the ends stand out

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        low, high = sorted((minVal, maxVal))
        count = max(int(size / (_GAP[self.orientation] * theme.scale())), 3)
        if self.logMode:
            return [(1.0, log_ticks(low, high, count))]
        step, ticks = linear_ticks(low, high, count)
        if self.whole and step < 1:
            step, ticks = 1.0, [float(tick) for tick in range(math.ceil(low), math.floor(high) + 1)]
        return [(step, ticks)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.logMode:
            gaps = [10.0 ** (after - before) - 1 for before, after in itertools.pairwise(sorted(values))]
            return [power(value, min(gaps, default=math.inf)) for value in values]
        return [self.tick_format(value, spacing) for value in values]
