"""What the chosen layer makes of the chosen sample, beside the sample itself and the network's answer."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from lab.engine.snapshot import Interest
from lab.spec.units import format_number, format_shape
from lab.ui.app import theme
from lab.ui.app.i18n import tr, translate
from lab.ui.panels import arrangement, network, samples
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls
from lab.ui.widgets.bar_strip import BarStrip
from lab.ui.widgets.class_bars import ClassBars
from lab.ui.widgets.color_scale import ColorScale
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.tensor_frame import TensorFrame
from lab.ui.widgets.tensor_view import TensorView

_SIDE = 112  # width of the sample and the answer, in pixels
_WIDE_SIDE = 200


@register_panel
class FeatureMapsPanel(Panel):
    """Left the sample and the answer, right the maps (or bars) of the layer."""

    kind: ClassVar[str] = "feature_maps"
    icon_name: ClassVar[str] = "maps"

    def build(self) -> None:
        self._layer: str | None = None
        self._range = (0.0, 0.0)
        self.layer_label = ElidedLabel(role="faint")
        self.previous = controls.button(
            self, "previous", lambda: tr("Previous sample"), lambda: self._choose(self.session.sample - 1)
        )
        self.next = controls.button(
            self, "next", lambda: tr("Next sample"), lambda: self._choose(self.session.sample + 1)
        )
        self.number = QSpinBox()
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setKeyboardTracking(False)
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("000000") + 2 * theme.LARGE)
        self.number.valueChanged.connect(self._choose)
        self.each = controls.switch(
            self, lambda: tr("each"), lambda: tr("Give each map its own colour scale, by its own largest value")
        )
        self.each.clicked.connect(self._on_each)
        self.fit_button = controls.button(self, "fit", lambda: tr("Fit (F)"), lambda: self.frame.view.fit())

        head = QHBoxLayout()
        head.setSpacing(theme.TINY)
        head.addWidget(self.layer_label, 1)
        for widget in (self.previous, self.number, self.next, self.each, self.fit_button):
            head.addWidget(widget)
        self.body.addLayout(head)

        self.picture = TensorView("sample", ColorScale("picture"))
        self.about = ElidedLabel()
        self.bars = ClassBars()
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(self.picture, 1)
        column.addWidget(self.about)
        column.addWidget(self.bars, 1)

        self.frame = TensorFrame("maps")
        self.strip = BarStrip("outputs")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.frame.view)
        self.stack.addWidget(self.strip)
        self.frame.replace_view(self.stack)
        for view in (self.picture, self.frame.view, self.strip):
            view.failed.connect(self.tell)
        self.picture.readout_changed.connect(self.frame.say)
        self.strip.readout_changed.connect(self.frame.say)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.side)
        row.addWidget(self.frame, 1)
        self.body.addLayout(row, 1)

    # -- which layer, which sample

    @property
    def layer(self) -> str | None:
        """The layer that is shown: the chosen one, or the first with weights while none is chosen."""
        return self.session.chosen or network.first_with_weights(self.session)

    def interest(self) -> Interest | None:
        wanted = {self.layer, network.output_layer(self.session)} - {None}
        if not wanted or self.session.samples is None:
            return None
        return Interest(maps=frozenset(wanted), sample=self.session.sample)  # type: ignore[arg-type]

    def notice(self) -> Notice | None:
        session = self.session
        if session.data_failure is not None:
            return Notice(translate(session.data_failure))
        if session.samples is None:
            return Notice(tr("Loading the data …"))
        if self.layer is None:
            if not len(session.document.graph):
                return network.not_started(session, "")
            return Notice(tr("Choose a layer in the network to see what it makes of a sample."))
        if self.runner.snapshot is None:
            return network.not_started(session, tr("Press Train to see what the layers make of a sample."))
        return None if self.layer in self.runner.snapshot.maps else network.new_layer(session, self.layer)

    def _choose(self, index: int) -> None:
        data = self.session.samples
        if data is not None:
            self.session.choose_sample(max(0, min(index, len(data) - 1)))

    def _on_each(self) -> None:
        self.frame.view.scale.each = self.each.isChecked()
        self.frame.view.restyle()
        self.frame.bar.refresh()

    # -- showing

    def forget(self) -> None:
        self._layer = None
        self.bars.show_answer(None)

    def refresh(self) -> None:
        self._show_sample()
        snapshot, layer = self.runner.snapshot, self.layer
        assert snapshot is not None
        assert layer is not None
        self.layer_label.setText(network.long_name(self.session, layer))
        values = snapshot.maps.get(layer)
        if values is None or snapshot.sample != self.session.sample:
            if layer != self._layer:  # else the last maps stay for the moment that the answer takes
                self.frame.set_values(None, tr("Reading {layer} …").format(layer=layer))
                self.stack.setCurrentIndex(0)
            return
        if layer != self._layer:
            self._layer = layer
            self.frame.view.scale.forget()
        self._range = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
        text = tr("{shape} outputs, from {low} to {high}") if values.ndim == 1 else tr("{shape}, from {low} to {high}")
        summary = text.format(
            shape=format_shape(values.shape), low=format_number(self._range[0]), high=format_number(self._range[1])
        )
        if values.ndim == 1:
            self._show_features(values, summary)
        else:
            self._show_maps(values, summary)

    def _show_maps(self, values: NDArray[np.float32], summary: str) -> None:
        arranged = arrangement.of_maps(values)
        view = self.frame.view
        view.scale.set_kind("signed" if self._range[0] < 0 else "unsigned")
        view.describe = arranged.describe
        view.csv_header = tuple(name or "-" for name in arranged.names)
        view.exporter.name = f"{self._layer}-maps"
        self.each.setVisible(values.ndim == 3 and len(values) > 1)
        self.stack.setCurrentIndex(0)
        self.frame.set_values(arranged.values, summary, wrap=arranged.wrap)

    def _show_features(self, values: NDArray[np.float32], summary: str) -> None:
        data = self.session.samples
        is_answer = data is not None and self._layer == network.output_layer(self.session)
        names = samples.class_names(data) if data is not None and is_answer else ()
        named = len(names) == len(values)
        self.strip.labels = names if named else ()
        self.strip.describe = lambda index: (
            tr("class {name}").format(name=names[index]) if named else tr("feature {number}").format(number=index)
        )
        self.strip.exporter.name = f"{self._layer}-outputs"
        self.each.hide()
        self.stack.setCurrentIndex(1)
        self.frame.bar.hide()
        self.frame.set_summary(summary)
        self.strip.set_values(values)

    def _show_sample(self) -> None:
        data, index = self.session.samples, self.session.sample
        assert data is not None
        index = min(index, len(data) - 1)
        self.number.blockSignals(True)
        self.number.setRange(0, len(data) - 1)
        self.number.setValue(index)
        self.number.blockSignals(False)
        self.previous.setEnabled(index > 0)
        self.next.setEnabled(index < len(data) - 1)
        scale = self.picture.scale
        low, high = samples.value_range(data)
        if (scale.low, scale.high) != (low, high):
            self.picture.scale = ColorScale("picture", low, high)
        arranged = samples.tile(data, index)
        self.picture.describe = lambda cell: samples.place(cell, arranged.shape[:4])
        self.picture.set_values(arranged)
        about = samples.about(self.session, index)
        self.about.setText(about)
        answer = samples.answer(self.session)
        if answer is not None or self.session.runner.snapshot is None:
            self.bars.show_answer(answer)

    def words(self) -> str:
        parts = [tr("Sample {number}, {about}.").format(number=self.session.sample, about=self.about.text())]
        if self.bars.answer is not None:
            parts.append(self.bars.answer.words())
        low, high = (format_number(value) for value in self._range)
        parts.append(
            tr("{layer}: values from {low} to {high}.").format(layer=self.layer_label.text(), low=low, high=high)
        )
        return " ".join(parts)

    def speak(self) -> None:
        if self.frame.view.pointed is None:
            self.frame.view.setAccessibleDescription(self.frame.footer.text())
        if self.strip.pointed is None:
            self.strip.setAccessibleDescription(self.frame.footer.text())

    def retranslate(self) -> None:
        controls.name(self.number, tr("Number of the sample"))
        self.number.lineEdit().setAccessibleName(tr("Number of the sample"))
        self.picture.setAccessibleName(tr("The sample"))
        self.bars.setAccessibleName(tr("The network's answer"))
        self.frame.view.setAccessibleName(tr("Feature maps of the layer"))
        self.strip.setAccessibleName(tr("Outputs of the layer"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > 640 * theme.scale()
        self.side.setFixedWidth(int((_WIDE_SIDE if wide else _SIDE) * theme.scale()))
