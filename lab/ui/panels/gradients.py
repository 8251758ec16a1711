"""Gradient size of every layer over time and now, and how fast the weights change for their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from lab.spec.units import format_number
from lab.ui.app import colormaps, theme
from lab.ui.app.i18n import tr
from lab.ui.panels import network
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls, export
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.layer_table import LayerTable, Row, verdict
from lab.ui.widgets.plot import Plot
from lab.ui.widgets.plot_line import Line

if TYPE_CHECKING:
    from lab.engine.record import Record

_MOST_LINES = 24  # of a deep network some layers are drawn; the table has them all


@register_panel
class GradientsPanel(Panel):
    """Left the sizes over time on a logarithmic axis, right the sizes now and the update-to-weight ratios."""

    kind: ClassVar[str] = "gradients"
    icon_name: ClassVar[str] = "gradients"

    def build(self) -> None:
        self._record: Record | None = None
        self._layers: tuple[str, ...] = ()
        self._news: tuple[object, ...] = ()
        self.plot = Plot("gradients", legend=None)
        self.plot.x_text = lambda x: tr("Step {step}").format(step=f"{x:,.0f}")
        self.plot.line_clicked.connect(self.session.choose)
        self.plot.failed.connect(self.tell)
        self.verdict_label = ElidedLabel(role="faint")
        self.log_button = controls.switch(self, lambda: tr("log"), lambda: tr("Logarithmic axis (G)"))
        self.log_button.clicked.connect(lambda: self.plot.set_logarithmic(self.log_button.isChecked()))
        self.fit_button = controls.button(self, "fit", lambda: tr("Fit (F)"), lambda: self.plot.fit())
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self.verdict_label, 1)
        head.addWidget(self.log_button)
        head.addWidget(self.fit_button)
        self.body.addLayout(head)

        self.plot.logarithmic_changed.connect(self.log_button.setChecked)
        self.plot.set_logarithmic(True)
        self.table = LayerTable()
        self.table.layer_clicked.connect(self.session.choose)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.plot)
        self.splitter.addWidget(self.table)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([10_000, 1])
        self.body.addWidget(self.splitter, 1)
        self.plot.exporter = export.Exporter(self.splitter, "gradients", self.csv, self.tell)

    # -- showing

    def notice(self) -> Notice | None:
        record = self.runner.record
        if record is not None and record.layers and len(record.sizes):
            return None
        return network.not_started(self.session, tr("Press Train to see how large the gradients of each layer are."))

    def refresh(self) -> None:
        record = self.runner.record
        if record is not self._record or record.layers != self._layers:
            self._record, self._layers = record, record.layers
            self.plot.clear_data()
            self.plot.following = True
        names = tuple(network.short_name(self.session, layer) for layer in self._layers)
        news = (id(record), len(record.sizes), self.session.chosen, self.runner.state, names)
        if news == self._news:  # sizes are taken less often than the panel is refreshed
            return
        self._news = news
        self._show_lines(record)
        self._show_rows(record)
        self.plot.emphasise(self.session.chosen)
        self.plot.runs_on = self.runner.state.name == "TRAINING"
        self.plot.draw()

    def drawn_layers(self) -> list[int]:
        """Which layers have a line: all, or some from the first to the last and the chosen one."""
        count = len(self._layers)
        some = set(np.unique(np.linspace(0, count - 1, min(count, _MOST_LINES)).round().astype(int)).tolist())
        if self.session.chosen in self._layers:
            some.add(self._layers.index(self.session.chosen))
        return sorted(some)

    def _show_lines(self, record: Record) -> None:
        drawn = self.drawn_layers()
        wanted = [self._layers[number] for number in drawn]
        if list(self.plot.lines) != wanted:
            for key in list(self.plot.lines):
                self.plot.remove_line(key)
            for number in drawn:
                self.plot.add_line(Line(self._layers[number], "", self._color(number)))
        length = len(record.sizes)
        steps, sizes = record.sizes.column("step")[:length], record.sizes.column("gradient")[:length]
        for number in drawn:
            line = self.plot.lines[self._layers[number]]
            line.title = network.short_name(self.session, line.key)
            self.plot.set_data(line.key, steps, sizes[:, number])

    def _show_rows(self, record: Record) -> None:
        row = len(record.sizes) - 1
        gradients, ratios = (record.sizes.column(name)[row].tolist() for name in ("gradient", "ratio"))
        rows = [
            Row(
                layer,
                network.short_name(self.session, layer),
                theme.tokens().group(network.group_of(self.session, layer)).name(),
                self._color(number),
                gradients[number],
                ratios[number],
            )
            for number, layer in enumerate(self._layers)
        ]
        self.table.layers.set_rows(rows)
        self.table.choose(self.session.chosen)
        self._judge(rows)

    def _judge(self, rows: list[Row]) -> None:
        """Say in a sentence whether the weights change at a healthy pace."""
        found = {kind: [row for row in rows if verdict(row.ratio) == kind] for kind in ("large", "small", "none")}
        if found["large"]:
            worst = max(found["large"], key=lambda row: row.ratio)
            text = tr("{layer} changes too fast ({ratio}): try a smaller learning rate.")
        elif found["small"]:
            worst = min(found["small"], key=lambda row: row.ratio)
            text = tr("{layer} learns very slowly ({ratio}): its gradient or the learning rate is small.")
        elif found["none"]:
            worst = found["none"][0]
            text = tr("{layer} does not change: no gradient reaches it, or it has not been updated yet.")
        else:
            self._say(tr("Updates are healthy in all layers (near 0.001)."), "faint")
            return
        self._say(text.format(layer=worst.name, ratio=format_number(worst.ratio)), "warning")

    def _say(self, text: str, role: str) -> None:
        self.verdict_label.setText(text)
        if self.verdict_label.property("role") != role:
            self.verdict_label.setProperty("role", role)
            self.verdict_label.style().polish(self.verdict_label)

    def _color(self, number: int) -> str:
        """By depth, from early to late along a perceptual map, where it is seen on the background."""
        table = colormaps.unsigned("viridis")
        share = number / max(len(self._layers) - 1, 1)
        low, high = (0.3, 1.0) if theme.tokens().name == "dark" else (0.0, 0.72)
        red, green, blue, _ = table[int(255 * (low + (high - low) * share))].tolist()
        return QColor(red, green, blue).name()

    def words(self) -> str:
        rows = [self.verdict_label.text()]
        rows += [
            tr("{layer}: gradient {gradient}.").format(layer=row.name, gradient=format_number(row.gradient))
            for row in self.table.layers.rows[:12]
        ]
        return " ".join(rows)

    def speak(self) -> None:
        self.plot.speak()

    def csv(self) -> str:
        """One row for each step that was looked at: gradient and update-to-weight ratio of every layer."""
        sizes, layers = self.runner.record.sizes, self._layers
        names = [network.short_name(self.session, layer) for layer in layers]
        header = ["step", *(f"gradient {name}" for name in names), *(f"update/weight {name}" for name in names)]
        length = len(sizes)
        columns = [
            sizes.column("step")[:length, None],
            sizes.column("gradient")[:length],
            sizes.column("ratio")[:length],
        ]
        return export.table(header, np.concatenate(columns, axis=1).tolist())

    # -- looks

    def retranslate(self) -> None:
        self.plot.set_axis("bottom", tr("Training step"), whole=True)
        self.plot.set_axis("left", tr("Gradient norm"))
        self.plot.setAccessibleName(tr("Plot of the gradient of each layer"))
        self.table.setAccessibleName(tr("Gradients and updates now"))
        self.table.layers.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)
        self._news = ()

    def restyle(self) -> None:
        for number, layer in enumerate(self._layers):
            if layer in self.plot.lines:
                self.plot.lines[layer].color = self._color(number)
        self.plot.restyle()
        self._news = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() > 1.2 * self.width()
        self.splitter.setOrientation(Qt.Orientation.Vertical if tall else Qt.Orientation.Horizontal)
