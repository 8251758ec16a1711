"""Loss and accuracy over the run: training raw and smoothed, validation dashed, from step 0 on; the learning rate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from lab.spec.ticks import percent
from lab.spec.units import format_number, format_percent
from lab.ui.app import theme
from lab.ui.app.i18n import tr
from lab.ui.panels import network
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls, export
from lab.ui.widgets.plot import Plot
from lab.ui.widgets.plot_line import Line, Values

if TYPE_CHECKING:
    from lab.engine.record import Record, Series

SMOOTHING = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
_WIDE = 640  # from here on the plots stand side by side
_LINES = 4  # of text that a plot must be high inside to be one of three, one above the other
_AXIS = ("step", "epoch")
_QUANTITIES = ("loss", "accuracy")
_RATE = "learning_rate"


class _Place(NamedTuple):
    """Where a plot stands in the grid, and how many rows high."""

    row: int
    column: int
    height: int = 1


_BESIDE = (_Place(0, 0), _Place(0, 1), _Place(0, 2))
_BELOW = (_Place(0, 0), _Place(1, 0), _Place(2, 0))
_LAST_BESIDE = (_Place(0, 0), _Place(1, 0), _Place(0, 1, height=2))


@register_panel
class LossPanel(Panel):
    """Plots with one horizontal axis: accuracy above (or beside) loss and, when asked for, the learning rate."""

    kind: ClassVar[str] = "loss"
    icon_name: ClassVar[str] = "loss"

    def build(self) -> None:
        self._record: Record | None = None
        self._axis = "step"
        self.plots = {
            "accuracy": Plot("accuracy", legend="bottom right", may_be_logarithmic=False),
            "loss": Plot("loss", legend="top right"),
            _RATE: Plot("learning_rate", legend=None),
        }
        self.plots[_RATE].hide()
        for name, plot in self.plots.items():
            self._prepare(name, plot)
        self.plots["accuracy"].y_limits = (None, 1.0)

        self.axis_box = QComboBox()
        self.axis_box.addItems(["", ""])
        self.axis_box.currentIndexChanged.connect(lambda index: self.set_axis(_AXIS[index]))
        self.smoothing = controls.ValueSlider(self, lambda: tr("Smoothing"), SMOOTHING, 0.9)
        self.smoothing.changed.connect(self.set_smoothing)
        self.log_button = controls.switch(self, lambda: tr("log"), lambda: tr("Logarithmic axis (G)"))
        self.log_button.clicked.connect(lambda: self.set_logarithmic(self.log_button.isChecked()))
        self.rate_button = controls.switch(self, lambda: tr("rate"), lambda: tr("Show the learning rate of each step"))
        self.rate_button.clicked.connect(lambda: self.show_rate(self.rate_button.isChecked()))
        self.fit_button = controls.button(self, "fit", lambda: tr("Fit (F)"), self.fit)

        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self.axis_box)
        head.addWidget(self.smoothing)
        head.addStretch(1)
        head.addWidget(self.rate_button)
        head.addWidget(self.log_button)
        head.addWidget(self.fit_button)
        self.body.addLayout(head)

        self.drawing = QWidget()
        self._grid = QGridLayout(self.drawing)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.SMALL)
        self._placed: dict[str, _Place] = {}
        for plot in self.plots.values():
            self._grid.addWidget(plot)
        self.body.addWidget(self.drawing, 1)
        self.exporter = export.Exporter(self.drawing, "loss", self.csv, self.tell)
        for plot in self.plots.values():
            plot.exporter = self.exporter
        self.set_smoothing(self.smoothing.value)

    def _prepare(self, name: str, plot: Plot) -> None:
        value_text = format_percent if name == "accuracy" else format_number
        plot.add_line(Line("training", "", "accent", smoothed=name != _RATE, value_text=value_text))
        if name != _RATE:
            plot.add_line(Line("validation", "", "accent", dashed=True, marked=True, value_text=value_text))
            plot.logarithmic_changed.connect(self.set_logarithmic)
        plot.x_text = self._x_text
        for other in (self.plots[key] for key in self.plots if key != name):
            plot.pointed.connect(lambda x, other=other: other.point_at(x))
            plot.zoomed.connect(lambda other=other: other.show_x(*plot.shown_range()[0]))
            plot.fitted.connect(lambda other=other: other.fit())

    # -- what the learner chooses

    def set_axis(self, name: str) -> None:
        """Put "step" or "epoch" along the horizontal axis."""
        if name != self._axis:
            self._axis = name
            self.axis_box.setCurrentIndex(_AXIS.index(name))
            for plot in self.plots.values():
                plot.clear_data()
                plot.following = True
            self.retranslate()
            self.update_now()

    def set_smoothing(self, weight: float) -> None:
        """Weight of the exponential smoothing, 0 to 0.999."""
        for name in _QUANTITIES:
            self.plots[name].set_smoothing(weight)
            self.plots[name].draw()

    def show_rate(self, shown: bool) -> None:
        """Show the learning rate under (or beside) the loss."""
        self.rate_button.setChecked(shown)
        self.plots[_RATE].setVisible(shown)
        self._arrange()
        self.update_now()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Show the loss by powers of ten (the accuracy stays as it is)."""
        self.log_button.setChecked(logarithmic)
        self.plots["loss"].set_logarithmic(logarithmic)

    def fit(self) -> None:
        """Show the whole run."""
        for plot in self.plots.values():
            plot.fit()

    # -- showing

    def notice(self) -> Notice | None:
        record = self.runner.record
        if record is not None and (len(record.steps) or len(record.evaluations)):
            return None
        return network.not_started(self.session, tr("Press Train and watch the loss fall."))

    def refresh(self) -> None:
        record = self.runner.record
        if record is not self._record:
            self._record = record
            for plot in self.plots.values():
                plot.clear_data()
                plot.following = True
        has_accuracy = False
        for name in _QUANTITIES:
            plot = self.plots[name]
            for key, series in (("training", record.steps), ("validation", record.evaluations)):
                x, y = _columns(series, self._axis, name)
                if name == "accuracy":
                    has_accuracy |= bool(len(y)) and not math.isnan(float(y[-1]))
                plot.set_data(key, x, y)
        self.plots[_RATE].set_data("training", *_columns(record.steps, self._axis, _RATE))
        self._show_accuracy(has_accuracy)
        for plot in self.plots.values():
            plot.runs_on = self.runner.state.name == "TRAINING"
            if not plot.isHidden():
                plot.draw()

    def words(self) -> str:
        record = self.runner.record
        parts = []
        if len(record.steps):
            step, epoch, loss, accuracy = (
                float(record.steps.column(name)[-1]) for name in ("step", "epoch", "loss", "accuracy")
            )
            parts.append(
                tr("Step {step}, epoch {epoch}: training loss {loss}.").format(
                    step=f"{step:.0f}", epoch=f"{epoch:.1f}", loss=format_number(loss)
                )
            )
            rate = float(record.steps.column(_RATE)[-1])
            if not math.isnan(rate):
                parts.append(tr("Learning rate {rate}.").format(rate=format_number(rate)))
            if not math.isnan(accuracy):
                parts.append(tr("Training accuracy {accuracy}.").format(accuracy=format_percent(accuracy)))
        if len(record.evaluations):
            _, _, loss, accuracy = _last(record.evaluations)
            parts.append(tr("Validation loss {loss}.").format(loss=format_number(loss)))
            if not math.isnan(accuracy):
                parts.append(tr("Validation accuracy {accuracy}.").format(accuracy=format_percent(accuracy)))
        if record.test is not None:
            loss, accuracy = record.test
            parts.append(tr("Test loss {loss}.").format(loss=format_number(loss)))
            if not math.isnan(accuracy):
                parts.append(tr("Test accuracy {accuracy}.").format(accuracy=format_percent(accuracy)))
        return " ".join(parts)

    def speak(self) -> None:
        for plot in self.plots.values():
            plot.speak()

    def csv(self) -> str:
        """One row for each step: training and, where there was an evaluation, validation."""
        record = self.runner.record
        columns = {"step": [record.steps.column("step"), record.evaluations.column("step")]}
        places = np.unique(np.concatenate(columns["step"]))
        table: dict[str, Values] = {"step": places, "epoch": np.full(len(places), np.nan)}
        for part, series in (("training", record.steps), ("validation", record.evaluations)):
            rows = np.searchsorted(places, series.column("step"))
            table["epoch"][rows] = series.column("epoch")
            for name in _QUANTITIES:
                column = np.full(len(places), np.nan)
                column[rows] = series.column(name)
                table[f"{part} {name}"] = column
        rates = np.full(len(places), np.nan)
        rates[np.searchsorted(places, record.steps.column("step"))] = record.steps.column(_RATE)
        table["learning rate"] = rates
        return export.table(list(table), zip(*(column.tolist() for column in table.values()), strict=True))

    # -- looks

    def retranslate(self) -> None:
        for index, text in enumerate((tr("by step"), tr("by epoch"))):
            self.axis_box.setItemText(index, text)
        controls.name(self.axis_box, tr("Horizontal axis"))
        for name, plot in self.plots.items():
            plot.lines["training"].title = tr("learning rate") if name == _RATE else tr("training")
            if name != _RATE:
                plot.lines["validation"].title = tr("validation")
            plot.restyle()
            plot.set_axis(
                "bottom", tr("Training step") if self._axis == "step" else tr("Epoch"), whole=self._axis == "step"
            )
            if name == "loss":
                plot.set_axis("left", tr("Loss"))
                plot.setAccessibleName(tr("Plot of the loss"))
            elif name == _RATE:
                plot.set_axis("left", tr("Learning rate"))
                plot.setAccessibleName(tr("Plot of the learning rate"))
            else:
                plot.set_axis("left", tr("Accuracy (%)"), ticks=percent)
                plot.setAccessibleName(tr("Plot of the accuracy"))
        self._arrange()

    def restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_G:
            self.set_logarithmic(not self.plots["loss"].logarithmic)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        shown = [name for name, plot in self.plots.items() if not plot.isHidden()]
        line, height = self.fontMetrics().height(), self.drawing.height()
        axis = int(2.6 * line)
        if self.width() >= _WIDE * theme.scale() and self.width() > 1.5 * self.height():
            places = _BESIDE
        elif len(shown) == 3 and height - axis < 3 * _LINES * line:
            places = _LAST_BESIDE
        else:
            places = _BELOW
        placed = dict(zip(shown, places, strict=False))
        if placed != self._placed:
            self._placed = placed
            for name, place in placed.items():
                self._grid.addWidget(self.plots[name], place.row, place.column, place.height, 1)
        rows = max(place.row + place.height for place in placed.values())
        inner = max((height - axis - theme.SMALL * (rows - 1)) // rows, 1)
        lines = max(self.plots[name].fit_left_title(inner * place.height) for name, place in placed.items())
        for number in range(len(self.plots)):  # in one column all are equally high inside: the lowest carries the axis
            self._grid.setRowStretch(number, inner + axis if number == rows - 1 else inner if number < rows else 0)
            self._grid.setColumnStretch(number, any(place.column == number for place in placed.values()))
        for name, place in placed.items():
            self.plots[name].show_axis_text("bottom", place.row + place.height == rows)
            self.plots[name].set_left_width(int(self.fontMetrics().horizontalAdvance("0.000") + (1 + lines) * line))
        self.plots["loss"].show_legend(places is _BESIDE or self.plots["accuracy"].isHidden())

    def _show_accuracy(self, shown: bool) -> None:
        if self.plots["accuracy"].isHidden() == shown:
            self.plots["accuracy"].setVisible(shown)
            self._arrange()

    def _x_text(self, x: float) -> str:
        if self._axis == "step":
            return tr("Step {step}").format(step=f"{x:,.0f}")
        return tr("Epoch {epoch}").format(epoch=f"{x:.2f}")


def _columns(series: Series, axis: str, name: str) -> tuple[Values, Values]:
    """Two columns of equal length, although the trainer may add rows in between."""
    length = len(series)
    return series.column(axis)[:length], series.column(name)[:length]


def _last(series: Series) -> list[float]:
    """The latest row: step, epoch, loss, accuracy."""
    row = len(series) - 1
    return [float(series.column(name)[row]) for name in ("step", "epoch", "loss", "accuracy")]
