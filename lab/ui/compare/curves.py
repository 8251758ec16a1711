"""The curves of two runs in one plot each: loss, and accuracy where there is one."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lab.spec.ticks import percent
from lab.spec.units import format_number, format_percent
from lab.ui.app import theme
from lab.ui.app.i18n import tr
from lab.ui.widgets.plot import Plot
from lab.ui.widgets.plot_line import Line

COLORS = ("faint", "accent")  # of the first and the second run
SMOOTHING = 0.9


class Curves(QWidget):
    """Training smoothed, validation dashed; the first run faint, the second in the accent."""

    def __init__(self, records: tuple[dict[str, Any], dict[str, Any]], names: tuple[str, str]) -> None:
        super().__init__()
        self.plots = {"loss": Plot("loss"), "accuracy": Plot("accuracy", legend="bottom right")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.SMALL, 0, 0)
        row.setSpacing(theme.SMALL)
        for quantity, plot in self.plots.items():
            row.addWidget(plot)
            self._fill(quantity, plot, records, names)
        plots = self.plots
        plots["loss"].set_axis("left", tr("Loss (nats)"))
        plots["accuracy"].set_axis("left", tr("Accuracy"), ticks=percent)
        plots["accuracy"].y_limits = (None, 1.0)
        plots["loss"].setAccessibleName(tr("Loss"))
        plots["accuracy"].setAccessibleName(tr("Accuracy"))
        for plot in plots.values():
            plot.set_axis("bottom", tr("Training step"), whole=True)
            plot.set_smoothing(SMOOTHING)
            plot.draw()

    def _fill(
        self, quantity: str, plot: Plot, records: tuple[dict[str, Any], dict[str, Any]], names: tuple[str, str]
    ) -> None:
        text = format_percent if quantity == "accuracy" else format_number
        some = False
        for record, name, color, key in zip(records, names, COLORS, ("a", "b"), strict=True):
            for series, part, dashed in (("steps", tr("training"), False), ("evaluations", tr("validation"), True)):
                columns = record.get(series, {})
                values = np.asarray(columns.get(quantity, []), np.float64)
                if not np.isfinite(values).any():
                    continue
                some = True
                title = tr("{name}, {part}").format(name=name, part=part)
                line = Line(
                    f"{key} {series}", title, color, dashed=dashed, smoothed=not dashed, marked=dashed, value_text=text
                )
                plot.add_line(line)
                plot.set_data(line.key, np.asarray(columns["step"], np.float64), values)
        plot.setVisible(some)
