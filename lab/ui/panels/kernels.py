"""The weights of the chosen layer, changing while it learns."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from lab.engine.snapshot import Interest
from lab.spec.units import format_number, format_shape
from lab.ui.app import theme
from lab.ui.app.i18n import tr
from lab.ui.panels import arrangement, network
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.tensor_frame import TensorFrame


@register_panel
class KernelsPanel(Panel):
    """One mosaic for the whole layer; number and full index under the cursor."""

    kind: ClassVar[str] = "kernels"
    icon_name: ClassVar[str] = "kernels"

    def build(self) -> None:
        self._parameter = "weight"
        self._drawn: tuple[object, ...] = ()
        self._range = (0.0, 0.0)
        self.layer_label = ElidedLabel(role="faint")
        self.parameter_box = QComboBox()
        self.parameter_box.activated.connect(self._on_parameter)
        self.parameter_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.gradients = controls.switch(
            self, lambda: tr("gradients"), lambda: tr("Show the gradients of the last step instead of the values")
        )
        self.gradients.clicked.connect(self._on_changed)
        self.pictures = controls.switch(
            self, lambda: tr("as pictures"), lambda: tr("Show each output's weights in the shape of the input")
        )
        self.pictures.clicked.connect(self._on_changed)
        self.fit_button = controls.button(self, "fit", lambda: tr("Fit (F)"), lambda: self.frame.view.fit())
        self.frame = TensorFrame("kernels")
        self.frame.view.failed.connect(self.tell)

        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self.layer_label, 1)
        for widget in (self.pictures, self.gradients, self.parameter_box, self.fit_button):
            head.addWidget(widget)
        self.body.addLayout(head)
        self.body.addWidget(self.frame, 1)

    # -- which layer

    @property
    def layer(self) -> str | None:
        """The layer that is shown: the chosen one, or the first with weights while none is chosen."""
        chosen = self.session.chosen
        return chosen if chosen is not None else network.first_with_weights(self.session)

    def interest(self) -> Interest | None:
        layer = self.layer
        if layer is None or not network.has_weights(self.session, layer):
            return None
        return Interest(weights=frozenset({layer}), sample=self.session.sample)

    def notice(self) -> Notice | None:
        layer = self.layer
        if layer is None:
            if not len(self.session.document.graph):
                return network.not_started(self.session, "")
            return Notice(tr("No layer of this network has weights yet. Add a convolution or a dense layer."))
        if not network.has_weights(self.session, layer):
            return self._without_weights(layer)
        if self.runner.snapshot is None:
            return network.not_started(self.session, tr("Press Train and watch the weights change."))
        return network.new_layer(self.session, layer) if layer not in self.runner.snapshot.weights else None

    def _without_weights(self, layer: str) -> Notice:
        name = network.long_name(self.session, layer)
        if network.takes_weights(self.session, layer):
            return Notice(tr("The weights of {layer} are known as soon as its input is linked.").format(layer=name))
        near = network.nearest_with_weights(self.session, layer)
        text = tr("{layer} has no weights: there is nothing in it to learn.").format(layer=name)
        if near is None:
            return Notice(text)
        show = tr("Show {layer}").format(layer=network.short_name(self.session, near))
        return Notice(text, show, lambda: self.session.choose(near))

    # -- showing

    def refresh(self) -> None:
        snapshot, layer = self.runner.snapshot, self.layer
        assert snapshot is not None
        assert layer is not None
        self.layer_label.setText(network.long_name(self.session, layer))
        parameters = snapshot.weights.get(layer, {})
        if not parameters:  # the run has not answered yet
            self.frame.set_values(None, tr("Reading {layer} …").format(layer=network.short_name(self.session, layer)))
            return
        self._offer(layer, list(parameters), has_gradients=bool(snapshot.gradients.get(layer)))
        name = self._parameter if self._parameter in parameters else next(iter(parameters))
        arrays = parameters
        if self.gradients.isChecked() and name in snapshot.gradients.get(layer, {}):
            arrays = snapshot.gradients[layer]
        array = arrays[name]
        picture = network.picture_before(self.session, layer) if array.ndim == 2 else None
        self.pictures.setVisible(picture is not None)
        picture = picture if self.pictures.isChecked() else None
        groups, inputs_first = network.groups_of(self.session, layer), network.inputs_first(self.session, layer)
        arranged = arrangement.of_weights(array, picture, groups, inputs_first)
        shown = (layer, name, arrays is parameters, picture)
        if shown != self._drawn:
            self._drawn = shown
            self.frame.view.scale.forget()
        view = self.frame.view
        view.describe = arranged.describe
        view.csv_header = tuple(name or "-" for name in arranged.names)
        view.exporter.name = f"{layer}-{name}"
        self._range = (float(array.min()), float(array.max()))
        summary = tr("{shape}, from {low} to {high}").format(
            shape=format_shape(array.shape), low=format_number(self._range[0]), high=format_number(self._range[1])
        )
        self.frame.set_values(arranged.values, summary, wrap=arranged.wrap)
        self.frame.set_summary(f"{summary}{self._directions(arranged)}")

    def _directions(self, arranged: arrangement.Arrangement) -> str:
        """What runs to the right and what downwards: "; out →, in ↓"."""
        row, column = arranged.names[:2]
        if arranged.wrap or not row or not column:
            row, column = (arranged.names[2], arranged.names[3]) if not row else ("", "")
        if not row:
            return ""
        turned = self.frame.view.layout_now.grid.turned
        across, down = (row, column) if turned else (column, row)
        return f"; {across} →, {down} ↓"

    def words(self) -> str:
        low, high = (format_number(value) for value in self._range)
        layer = self.layer_label.text()
        return tr("{layer}: values from {low} to {high}.").format(layer=layer, low=low, high=high)

    def speak(self) -> None:
        if self.frame.view.pointed is None:
            self.frame.view.setAccessibleDescription(self.frame.footer.text())

    def retranslate(self) -> None:
        controls.name(self.parameter_box, tr("Which numbers of the layer"))
        self.frame.view.setAccessibleName(tr("Weights of the layer"))
        for index in range(self.parameter_box.count()):
            self.parameter_box.setItemText(index, network.parameter_title(self.parameter_box.itemData(index)))

    def _offer(self, layer: str, names: list[str], *, has_gradients: bool) -> None:
        box = self.parameter_box
        if names != [box.itemData(index) for index in range(box.count())]:
            box.clear()
            for name in names:
                box.addItem(network.parameter_title(name), name)
            picture = network.picture_before(self.session, layer)
            self.pictures.setChecked(picture is not None and picture[0] == 1)
        if self._parameter in names:
            box.setCurrentIndex(names.index(self._parameter))
        box.setVisible(len(names) > 1)
        self.gradients.setVisible(has_gradients)

    def _on_parameter(self, index: int) -> None:
        self._parameter = self.parameter_box.itemData(index)
        self.update_now()

    def _on_changed(self) -> None:
        self.update_now()
