"""The samples themselves: pictures, signals or points, by part and class; a click chooses one everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from lab.spec.units import format_count, format_number
from lab.ui.app import theme
from lab.ui.app.i18n import labelled, tr, translate
from lab.ui.panels import samples as words
from lab.ui.panels.base import Notice, Panel, register_panel
from lab.ui.widgets import controls
from lab.ui.widgets.color_scale import ColorScale
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.sample_grid import SampleGrid
from lab.ui.widgets.scatter import Scatter
from lab.ui.widgets.tensor_view import TensorView

if TYPE_CHECKING:
    from lab.datasets.base import Samples, Split

_WIDE = 600  # from here on the chosen sample stands beside the others, large


@register_panel
class DataPanel(Panel):
    """A grid of pictures, or points in the plane."""

    kind: ClassVar[str] = "data"
    icon_name: ClassVar[str] = "data"
    uses_run: ClassVar[bool] = False

    def build(self) -> None:
        self._data: Samples | None = None
        self._split: Split | None = None
        self._filter: tuple[object, ...] = ()
        self._large: tuple[object, ...] = ()
        self.part_box, self.class_box = QComboBox(), QComboBox()
        for box in (self.part_box, self.class_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self._on_filter)
        self.part_box.addItems([""] * (1 + len(words.PARTS)))
        self.counts = ElidedLabel()
        self.fit_button = controls.button(self, "fit", lambda: tr("Usual size"), self._fit)
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self.part_box)
        head.addWidget(self.class_box)
        head.addWidget(self.counts, 1)
        head.addWidget(self.fit_button)
        self.body.addLayout(head)

        self.grid, self.scatter = SampleGrid(), Scatter()
        self.stack = QStackedWidget()
        for view in (self.grid, self.scatter):
            self.stack.addWidget(view)
            view.clicked.connect(self.session.choose_sample)
            view.hovered.connect(self._on_hovered)
            view.failed.connect(self.tell)
        self.picture = TensorView("sample", ColorScale("picture"))
        self.picture.readout_changed.connect(self._on_pixel)
        self.picture.failed.connect(self.tell)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.stack, 3)
        row.addWidget(self.picture, 2)
        self.body.addLayout(row, 1)
        self.footer = ElidedLabel()
        self.body.addWidget(self.footer)
        self.session.data_loading.progressed.connect(self._on_news)

    # -- showing

    def notice(self) -> Notice | None:
        session = self.session
        if session.data_failure is not None:
            return Notice(translate(session.data_failure))
        if session.samples is None:
            progress = session.data_loading.progress
            if progress is None or not progress.share:
                return Notice(tr("Loading the data …"))
            return Notice(tr("Loading the data … {percent} %").format(percent=f"{100 * progress.share:.0f}"))
        return None

    def refresh(self) -> None:
        data, split = self.session.samples, self.session.split
        assert data is not None
        if data is not self._data:
            self._take(data)
        wanted = (id(data), id(split), self.part_box.currentIndex(), self.class_box.currentIndex())
        if wanted != self._filter:
            same_data = self._filter[:1] == wanted[:1]
            self._filter, self._split = wanted, split
            self._show(data, self.shown_samples(), refit=not same_data)
            self._count()
        index = self.session.sample
        if self.scatter is self.stack.currentWidget():
            self.scatter.choose(index)
        elif index != self.grid.chosen:
            self.grid.choose(index)
        self._show_large(data, index)
        self._say()

    def shown_samples(self) -> NDArray[np.int64]:
        """Indices of the samples that pass both filters, in rising order."""
        data, split = self.session.samples, self.session.split
        assert data is not None
        part = self.part_box.currentIndex() - 1
        if part < 0 or split is None:
            indices: NDArray[np.int64] = np.arange(len(data))
        else:
            indices = np.sort(split.part(words.PARTS[part]))
        wanted = self.class_box.currentIndex() - 1
        if data.classes and wanted >= 0:
            indices = indices[data.targets[indices] == wanted]
        return indices

    def _take(self, data: Samples) -> None:
        """Other samples: other classes, another kind of picture."""
        self._data, self._filter, self._large = data, (), ()
        self.class_box.blockSignals(True)
        self.class_box.clear()
        self.class_box.addItems([tr("All classes"), *words.class_names(data)])
        self.class_box.blockSignals(False)
        self.class_box.setVisible(bool(data.classes))
        self.grid.caption = lambda index: words.short_target(data, index)
        self.grid.curves = len(data.shape) == 2
        low, high = words.value_range(data)
        self.picture.scale = ColorScale("picture", low, high)
        self.picture.describe = lambda cell: words.place(cell, words.tile(data, 0).shape[:4])
        self.grid.fetch = lambda indices: _thumbnails(data, indices, low, high)
        self._arrange()

    def _show(self, data: Samples, indices: NDArray[np.int64], *, refit: bool) -> None:
        if data.shape == (2,):
            targets = data.targets[indices]
            self.stack.setCurrentWidget(self.scatter)
            classes = targets if data.classes else None
            values = None if data.classes else targets.reshape(len(indices), -1)[:, 0]
            self.scatter.show_samples(
                indices,
                data.inputs[indices],
                classes=classes,
                names=words.class_names(data),
                values=values,
                refit=refit,
            )
            return
        self.stack.setCurrentWidget(self.grid)
        shape = data.shape[1:] if len(data.shape) == 3 else (1, 2) if len(data.shape) == 2 else (1, data.shape[0])
        self.grid.show_samples(indices, (shape[0], shape[1]))
        self.grid.show_chosen()

    def _show_large(self, data: Samples, index: int) -> None:
        shown = (id(data), index)
        if not self.picture.isHidden() and shown != self._large:
            self._large = shown
            self.picture.set_values(words.tile(data, min(index, len(data) - 1)))

    def _count(self) -> None:
        split, data = self.session.split, self.session.samples
        assert data is not None
        shown = len(self.grid.indices if self.grid is self.stack.currentWidget() else self.scatter.indices)
        texts = [tr("{count} shown").format(count=format_count(shown))] if shown != len(data) else []
        if split is not None:
            texts.append(tr("split seed {seed}").format(seed=split.seed))
        self.counts.setText(" · ".join(texts))
        self._name_parts()

    def _name_parts(self) -> None:
        """The parts and how many samples each has."""
        data, split = self.session.samples, self.session.split
        texts = [tr("All parts"), *(words.part_title(part) for part in words.PARTS)]
        if data is not None and split is not None:
            sizes = [len(data), *(len(split.part(part)) for part in words.PARTS)]
            texts = [labelled(text, format_count(size)) for text, size in zip(texts, sizes, strict=True)]
        for index, text in enumerate(texts):
            self.part_box.setItemText(index, text)

    def _say(self, index: int | None = None) -> None:
        """Which sample is under the mouse, or chosen."""
        index = self.session.sample if index is None else index
        data = self.session.samples
        if data is None or not 0 <= index < len(data):
            return
        text = tr("Sample {number}, {about}").format(number=index, about=words.about(self.session, index))
        if data.shape == (2,):
            point = ", ".join(format_number(value) for value in data.inputs[index].tolist())
            text = f"{text} ({point})"
        self.footer.setText(text)

    def words(self) -> str:
        return f"{self.footer.text()}. {self.counts.text()}."

    # -- what happens

    def _on_filter(self) -> None:
        self.update_now()

    def _on_hovered(self, index: int | None) -> None:
        self._say(index)

    def _on_pixel(self, readout: str) -> None:
        if readout:
            self.footer.setText(readout)
        else:
            self._say()

    def _fit(self) -> None:
        self.grid.reset_zoom()
        self.grid.show_chosen()
        self.scatter.fit()
        self.picture.fit()

    # -- looks

    def retranslate(self) -> None:
        self._name_parts()
        if self._data is not None:
            for index, text in enumerate((tr("All classes"), *words.class_names(self._data))):
                self.class_box.setItemText(index, text)
        self._filter = ()
        controls.name(self.part_box, tr("Part of the data"))
        controls.name(self.class_box, tr("Class"))
        self.grid.setAccessibleName(tr("Samples"))
        self.scatter.setAccessibleName(tr("Samples as points"))
        self.scatter.set_axes(tr("First value"), tr("Second value"))
        self.picture.setAccessibleName(tr("The chosen sample"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._data is not None and self.session.samples is self._data:
            self._show_large(self._data, self.session.sample)

    def _arrange(self) -> None:
        points = self._data is not None and self._data.shape == (2,)
        self.picture.setVisible(self.width() >= _WIDE * theme.scale() and not points)


def _thumbnails(data: Samples, indices: NDArray[np.int64], low: float, high: float) -> NDArray[Any]:
    """Pictures as bytes; curves of signals as they are; rows of values, and of other channels, as grey bytes."""
    if words.is_picture(data) and data.shape[0] == 3:
        return words.pictures(data, indices)
    values: NDArray[Any] = data.inputs[indices]
    if values.ndim == 3:
        return values
    grey: NDArray[Any] = values[:, 0] if values.ndim == 4 else values[:, None, :]
    share = (grey.astype(np.float32) - low) / (high - low)
    shades: NDArray[Any] = (np.clip(share, 0, 1) * 255).astype(np.uint8)
    return shades
