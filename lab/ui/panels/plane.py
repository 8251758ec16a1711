"""A network of two inputs as what it does to the plane: its regions, and how a layer bends them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider

from lab.engine.plane import SIDE, grid, is_plane, shown_samples
from lab.engine.snapshot import Interest, Snapshot
from lab.spec.units import format_count
from lab.ui.app import colormaps, icons, theme
from lab.ui.app.i18n import tr, translate
from lab.ui.panels import network
from lab.ui.panels import samples as words
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls
from lab.ui.widgets.bent_plane import BentPlane, Planes
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.plot_line import resolve_color

if TYPE_CHECKING:
    from lab.datasets.base import Samples
    from lab.losses.base import Loss

_STRENGTH = 0.45  # of the regions' colours, so that samples stand out
_MOST_LINES = 12  # more would hide the plane
_THERE_AND_BACK = 5000  # ms of the animation
_FULL = 100  # steps of the slider


@register_panel
class PlanePanel(Panel):
    """Left the plane of the inputs, right the plane of a layer with two features, which the slider bends into it."""

    kind: ClassVar[str] = "plane"
    icon_name: ClassVar[str] = "plane"

    def build(self) -> None:
        self._drawn = False  # the planes of this document
        self.layer_box = QComboBox()
        self.layer_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer_box.activated.connect(lambda index: self.session.choose(self.layer_box.itemData(index)))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _FULL)
        self.slider.setValue(_FULL)
        self.slider.setMinimumWidth(64)
        self.slider.valueChanged.connect(self._on_slider)
        self.slider.sliderPressed.connect(self.pause)
        self.play_button = controls.button(self, "train", lambda: tr("Bend the plane to and fro"), self.toggle)
        self.summary = ElidedLabel()
        self.fit_button = controls.button(self, "fit", lambda: tr("Fit (F)"), self._fit)
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        for widget in (self.layer_box, self.slider, self.play_button):
            head.addWidget(widget)
        head.addWidget(self.summary, 1)
        head.addWidget(self.fit_button)
        self.body.addLayout(head)

        self.flat, self.bent = BentPlane(), BentPlane(1.0, with_legend=False)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for view in (self.flat, self.bent):
            row.addWidget(view, 1)
            view.clicked.connect(self.session.choose_sample)
            view.hovered.connect(self._on_hovered)
            view.failed.connect(self.tell)
        self.body.addLayout(row, 1)
        self.footer = ElidedLabel()
        self.body.addWidget(self.footer)

        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0)
        self._animation.setKeyValueAt(0.5, _FULL)
        self._animation.setEndValue(0)
        self._animation.setLoopCount(-1)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._animation.valueChanged.connect(self.slider.setValue)

    # -- which layer

    @property
    def layers(self) -> list[str]:
        """Layers behind the input that give two features: their outputs can be drawn as a plane."""
        reports = self.session.document.unfolded_analysis.nodes
        return [
            node.id
            for node in self.session.document.unfolded.order()
            if not node.layer.takes_samples and reports[node.id].output == (2,)
        ]

    @property
    def layer(self) -> str | None:
        """The chosen layer, or the last that a dense layer reads, or the last, of those with two features."""
        found = self.layers
        if self.session.chosen in found:
            return self.session.chosen
        read = [node_id for node_id in found if self._reader(node_id) is not None]
        return (read or found or [None])[-1]  # type: ignore[list-item]

    def _reader(self, node_id: str | None) -> str | None:
        """The dense layer whose units divide the plane of this one by lines."""
        graph = self.session.document.unfolded
        if node_id is None:
            return None
        readers = [link.target for link in graph.outputs(node_id) if graph.node(link.target).kind == "dense"]
        return readers[0] if readers else None

    @property
    def _input(self) -> str | None:
        return next((node.id for node in self.session.document.unfolded if node.layer.takes_samples), None)

    # -- what the panel says of itself

    def interest(self) -> Interest | None:
        data = self.session.samples
        if data is None or not is_plane(data) or self._input is None:
            return None
        layer, output = self.layer, network.output_layer(self.session)
        dense = {self._reader(self._input), self._reader(layer)}
        return Interest(
            weights=frozenset(dense - {None}),  # type: ignore[arg-type]
            plane=frozenset({layer, output} - {None}),  # type: ignore[arg-type]
            sample=self.session.sample,
        )

    def notice(self) -> Notice | None:
        session = self.session
        if session.data_failure is not None:
            return Notice(translate(session.data_failure))
        if session.samples is None:
            return Notice(tr("Loading the data …"))
        if not is_plane(session.samples):
            return Notice(tr("This shows networks with two inputs. Choose points in the plane as data, such as XOR."))
        if self.runner.snapshot is None:
            return network.not_started(session, tr("Press Train and watch the regions form."))
        if not self._drawn and self._answers(self.runner.snapshot) is None:
            return Notice(tr("Reading the plane …"))
        return None

    def forget(self) -> None:
        self._drawn = False

    def refresh(self) -> None:
        data, snapshot = self.session.samples, self.runner.snapshot
        assert data is not None
        assert snapshot is not None
        answers, indices, layer = self._answers(snapshot), shown_samples(data), self.layer
        if answers is None:
            self.footer.setText(tr("Reading the plane …"))
            return
        points, mesh = grid(data), _on_grid(answers)
        seen, looks = data.inputs[indices] * data.scale + data.offset, self._looks(indices)
        colors, borders = self._colors(mesh), self._decision(mesh)
        guides = _sums(self._lines(snapshot, self._input), points)
        if self._is_last(self._reader(self._input)):
            borders, guides = guides if self._ends_in_step else borders, []  # a step jumps somewhere within a cell
        self.flat.show_planes(Planes(points, points, colors, seen, seen, borders, guides), indices, **looks)
        made = snapshot.plane.get(layer or "")
        if made is not None and made.shape == (len(answers), 2):
            bent, dots = _on_grid(made), made[SIDE * SIDE :]
            lines = self._lines(snapshot, layer)
            planes = Planes(points, bent, colors, seen, dots, _sums(lines, bent) or borders, lines=lines)
            self.bent.show_planes(planes, indices, **looks)
        self._drawn = True
        self._offer_layers()
        self._count(answers[SIDE * SIDE :], indices)
        for view in (self.flat, self.bent):
            view.choose(self.session.sample)
        self._say()

    def _answers(self, snapshot: Snapshot) -> NDArray[Any] | None:
        """The network's answers on the grid and for the samples shown; None while the run has not given them."""
        answers = snapshot.plane.get(network.output_layer(self.session) or "")
        fits = answers is not None and len(answers) == SIDE * SIDE + len(shown_samples(self._data))
        return answers if fits else None

    # -- what is drawn

    def _looks(self, indices: NDArray[np.int64]) -> dict[str, Any]:
        """How the samples are coloured: by class or by value."""
        data = self._data
        if data.classes:
            return {"classes": data.targets[indices], "names": words.class_names(data)}
        return {"values": data.targets[indices, 0]}

    def _colors(self, outputs: NDArray[Any]) -> NDArray[np.uint8]:
        """(row, column, 3) colours of the cells: the classes' colours mixed by the answer, or the value's."""
        cells = (outputs[:-1, :-1] + outputs[:-1, 1:] + outputs[1:, 1:] + outputs[1:, :-1]) / 4
        if self._data.classes:
            table = np.array([_rgb(f"series:{number}") for number in range(len(self._data.classes))])
            chances = _chances(self._loss.probabilities(cells.reshape(-1, cells.shape[2])))
            mixed = (chances @ table).reshape(*cells.shape[:2], 3)
        else:
            share = (cells[..., 0] - cells[..., 0].min()) / max(float(np.ptp(cells[..., 0])), 1e-12)
            mixed = colormaps.unsigned("viridis")[(255 * share).astype(int)][..., :3].astype(float)
        surface = np.array(_rgb("surface"))
        colors: NDArray[np.uint8] = np.rint(surface + _STRENGTH * (mixed - surface)).astype(np.uint8)
        return colors

    def _decision(self, outputs: NDArray[Any]) -> list[NDArray[Any]]:
        """Functions on the grid that are zero where the answer changes from one class to another."""
        if not self._data.classes:
            return []
        count = outputs.shape[2]
        if count == 1:
            return [outputs[..., 0] - self._loss.threshold]
        margins = [outputs[..., k] - np.delete(outputs, k, axis=2).max(axis=2) for k in range(count)]
        return margins[: 1 if count == 2 else _MOST_LINES]

    def _lines(self, snapshot: Snapshot, node_id: str | None) -> NDArray[Any]:
        """(line, 3) numbers a, b, c of the lines a x + b y + c = 0 by which a dense layer divides the plane before it.

        Each of its units draws one. Of the last dense layer it is the line between two classes.
        """
        reader = self._reader(node_id)
        weights = snapshot.weights.get(reader or "", {})
        if "weight" not in weights or weights["weight"].shape[1] != 2:
            return np.empty((0, 3))
        bias = weights.get("bias", np.zeros(len(weights["weight"]), np.float32))
        lines: NDArray[Any] = np.column_stack([weights["weight"], bias]).astype(float)[:_MOST_LINES]
        if not self._is_last(reader):
            return lines
        if not self._data.classes or len(lines) > 2:
            return np.empty((0, 3))
        if len(lines) == 2:
            lines = lines[:1] - lines[1:]
        elif reader == network.output_layer(self.session):
            lines[0, 2] -= self._loss.threshold
        return lines

    def _is_last(self, node_id: str | None) -> bool:
        """Whether this is a dense layer and no other follows."""
        dense = [node.id for node in self.session.document.unfolded.order() if node.kind == "dense"]
        return node_id is not None and node_id == dense[-1]

    @property
    def _ends_in_step(self) -> bool:
        """Whether the answer jumps, so that its border is known only to a cell of the grid."""
        output = network.output_layer(self.session)
        return output is not None and self.session.document.unfolded.node(output).kind == "step"

    @property
    def _data(self) -> Samples:
        assert self.session.samples is not None
        return self.session.samples

    @property
    def _loss(self) -> Loss:
        return self.session.document.setup.loss

    # -- what is said

    def _count(self, answers: NDArray[Any], indices: NDArray[np.int64]) -> None:
        """How many of the samples are right."""
        if not self._data.classes:
            self.summary.setText("")
            return
        single = answers.shape[1] == 1
        guess = answers[:, 0] > self._loss.threshold if single else answers.argmax(axis=1)
        right = int((guess == self._data.targets[indices]).sum())
        self.summary.setText(
            tr("{right} of {count} right").format(right=format_count(right), count=format_count(len(indices)))
        )

    def _say(self, index: int | None = None) -> None:
        """Which sample is under the mouse, or chosen."""
        index = self.session.sample if index is None else index
        if index < len(self._data):
            about = words.about(self.session, index)
            self.footer.setText(tr("Sample {number}, {about}").format(number=index, about=about))

    def words(self) -> str:
        return " ".join(f"{text}." for text in (self.footer.text(), self.summary.text()) if text)

    def retranslate(self) -> None:
        controls.name(self.layer_box, tr("Layer whose plane is shown"))
        controls.name(self.slider, tr("From the plane of the inputs to that of the layer"))
        self.flat.setAccessibleName(tr("Plane of the inputs"))
        self.bent.setAccessibleName(tr("Plane of the layer"))
        self.flat.set_axes(tr("First value"), tr("Second value"))
        self.bent.set_axes(tr("First feature"), tr("Second feature"))

    # -- the controls

    @property
    def playing(self) -> bool:
        """Whether the plane is being bent to and fro."""
        return self._animation.state() == QVariantAnimation.State.Running

    def toggle(self) -> None:
        """Bend the plane to and fro, or stop; where motion is reduced, go to the other end at once."""
        duration = theme.duration(_THERE_AND_BACK)
        if self.playing:
            self.pause()
        elif not duration:
            self.slider.setValue(0 if self.slider.value() else _FULL)
        else:
            self._animation.setDuration(duration)
            self._animation.start()
            self._name_play()

    def pause(self) -> None:
        """Leave the plane as it is now."""
        self._animation.stop()
        self._name_play()

    def _name_play(self) -> None:
        self.play_button.setIcon(icons.icon("pause" if self.playing else "train"))
        controls.name(self.play_button, tr("Pause") if self.playing else tr("Bend the plane to and fro"))

    def _offer_layers(self) -> None:
        """The layers to choose from; without any, the plane of the inputs alone."""
        layers, box = self.layers, self.layer_box
        named = [(network.short_name(self.session, node_id), node_id) for node_id in layers]
        if named != [(box.itemText(index), box.itemData(index)) for index in range(box.count())]:
            box.clear()
            for name, node_id in named:
                box.addItem(name, node_id)
        if self.layer in layers:
            box.setCurrentIndex(layers.index(self.layer))
        for widget in (box, self.slider, self.play_button, self.bent):
            widget.setVisible(bool(layers))

    def _on_slider(self, value: int) -> None:
        self.bent.set_bend(value / _FULL)

    def _on_hovered(self, index: int | None) -> None:
        self._say(index)

    def _fit(self) -> None:
        self.flat.fit()
        self.bent.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pause()


def _on_grid(outputs: NDArray[Any]) -> NDArray[Any]:
    """(SIDE, SIDE, feature) outputs at the points of the grid."""
    return outputs[: SIDE * SIDE].reshape(SIDE, SIDE, -1)


def _sums(lines: NDArray[Any], points: NDArray[Any]) -> list[NDArray[Any]]:
    """a x + b y + c of each line at each point."""
    return [points @ line[:2] + line[2] for line in lines]


def _chances(probabilities: NDArray[Any]) -> NDArray[Any]:
    """(point, class) shares that add up to 1."""
    if probabilities.shape[1] == 1:
        second = probabilities.clip(0, 1)
        return np.hstack([1 - second, second])
    shares = probabilities.clip(1e-9, None)
    summed: NDArray[Any] = shares / shares.sum(axis=1, keepdims=True)
    return summed


def _rgb(color: str) -> tuple[int, int, int]:
    made = resolve_color(color)
    return made.red(), made.green(), made.blue()
