"""How far the weights of each layer have moved, and the numbers of one of them in both versions."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lab.document.compare import ArrayDifference, Comparison, layer_of
from lab.document.unfolding import unfolded
from lab.spec.units import format_number, format_percent, format_shape
from lab.ui.app import theme
from lab.ui.app.i18n import tr
from lab.ui.panels import arrangement
from lab.ui.widgets.table import Column, Row, Table
from lab.ui.widgets.tensor_frame import TensorFrame


class Weights(QWidget):
    """A table of all parameters; those of the chosen row stand beside it: first, second, and their difference."""

    def __init__(self, comparison: Comparison, names: tuple[str, str]) -> None:
        super().__init__()
        self._comparison = comparison
        models = (comparison.before, comparison.after)
        self._names = {node.id: node.name for model in models for node in unfolded(model.graph)}
        self.table = Table("weights")
        self.table.setAccessibleName(tr("Weights"))
        self.frames = tuple(TensorFrame(name) for name in ("first", "second", "difference"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.SMALL, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.table, 3)
        for frame, title in zip(self.frames, (*names, tr("Difference")), strict=True):
            column = QVBoxLayout()
            label = QLabel(title)
            label.setProperty("role", "faint")
            frame.view.setAccessibleName(title)
            column.addWidget(label)
            column.addWidget(frame, 1)
            row.addLayout(column, 1)
        self.table.row_chosen.connect(self._show)
        self._write()

    def choose_layer(self, node_id: str) -> None:
        """Choose the first parameter of a layer, unless another one of it is chosen."""
        if layer_of(self.table.chosen) == node_id:
            return
        found = [row.key for row in self.table.rows if layer_of(row.key) == node_id]
        if found:
            self.table.choose(found[0])

    def _write(self) -> None:
        columns = (
            Column(tr("Weights")),
            Column(tr("Shape")),
            Column(tr("Change"), right=True),
            Column(tr("Cosine"), right=True),
            Column(tr("Largest"), right=True),
        )
        self.table.set_rows(columns, [self._row(array) for array in self._comparison.arrays])
        if self.table.rows:
            self.table.setCurrentCell(0, 0)

    def _row(self, array: ArrayDifference) -> Row:
        before, after = (format_shape(shape) if shape is not None else "–" for shape in (array.before, array.after))
        node_id, _, parameter = array.name.partition("/")
        name = f"{self._names.get(node_id, node_id)} / {parameter}"
        if array.relative is None:
            return Row((name, f"{before} → {after}", "", "", ""), array.name, tr("Other shapes: not comparable"))
        cosine = "–" if array.cosine is None else f"{array.cosine:.4f}"
        tip = tr("Norm of the difference by the norm of the first: {value}").format(value=f"{array.relative:.6g}")
        cells = (name, after, format_percent(array.relative), cosine, format_number(array.largest or 0.0))
        return Row(cells, array.name, tip)

    def _show(self, name: str) -> None:
        one, other = (model.weights.get(name) for model in (self._comparison.before, self._comparison.after))
        same_shape = one is not None and other is not None and one.shape == other.shape
        difference = other - one if same_shape and one is not None and other is not None else None
        for frame, array in zip(self.frames, (one, other, difference), strict=True):
            if array is None or array.size == 0:
                frame.set_values(None, tr("Nothing to compare"))
                continue
            arranged = arrangement.of_weights(array)
            frame.view.describe = arranged.describe
            summary = tr("from {low} to {high}").format(
                low=format_number(float(array.min())), high=format_number(float(array.max()))
            )
            frame.set_values(arranged.values, summary, wrap=arranged.wrap)
