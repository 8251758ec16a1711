"""What a run leaves behind: every training step's loss, every evaluation, the sizes of gradients layer by layer.

The worker thread appends, any thread reads: columns only ever grow, and a reader sees whole rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]


class Series:
    """Columns of equal length that grow at the end. A column is (row,) or, with `width`, (row, width) float64."""

    def __init__(self, *names: str, widths: dict[str, int] | None = None) -> None:
        self._widths = widths or {}
        self._data: dict[str, Column] = {name: self._empty(name, 256) for name in names}
        self._length = 0

    def _empty(self, name: str, rows: int) -> Column:
        return np.empty((rows, self._widths[name]) if name in self._widths else rows)

    def append(self, **columns: Any) -> None:
        """Add rows: arrays of equal length, or single values for one row. A column that is not given gets NaN."""
        arrays = {}
        for name in columns.keys() & self._data.keys():
            value = np.asarray(columns[name], dtype=np.float64)
            single = value.ndim == (1 if name in self._widths else 0)
            arrays[name] = value[None] if single else value
        added = len(next(iter(arrays.values())))
        for name in self._data.keys() - columns.keys():
            arrays[name] = np.full_like(self._empty(name, added), np.nan)
        start, end = self._length, self._length + added
        for name, array in arrays.items():
            if end > len(self._data[name]):
                larger = self._empty(name, max(end, 2 * len(self._data[name])))
                larger[:start] = self._data[name][:start]
                self._data[name] = larger
            self._data[name][start:end] = array
        self._length = end  # last: a reader never sees half a row

    def __len__(self) -> int:
        return self._length

    def column(self, name: str, start: int = 0) -> Column:
        """The column from row `start` on, as a read-only view."""
        length = self._length
        view = self._data[name][start:length]
        view.flags.writeable = False
        return view

    def columns(self) -> dict[str, list[Any]]:
        """All columns as lists, for JSON."""
        return {name: self.column(name).tolist() for name in self._data}

    def truncate(self, length: int) -> None:
        """Forget all rows from `length` on."""
        self._length = min(self._length, length)


class Record:
    """The curves of one run.

    steps: one row for each training step: step (1 is the first), epoch, loss, accuracy (NaN where there is none) and
        the learning rate of its update (NaN in runs of older files).
    evaluations: validation at step 0 and after each epoch: step, epoch, loss, accuracy.
    sizes: for each layer of `layers` the norm of its gradient and of its weights and the update-to-weight ratio
        |update| / |weight| (mean absolute values), at the steps that were looked at; step 1 always is.
    test: loss and accuracy on the test samples once the run is finished.
    """

    def __init__(self, layers: tuple[str, ...] = ()) -> None:
        self.layers = layers
        self.test: tuple[float, float] | None = None
        width = len(layers)
        self.steps = Series("step", "epoch", "loss", "accuracy", "learning_rate")
        self.evaluations = Series("step", "epoch", "loss", "accuracy")
        self.sizes = Series(
            "step", "gradient", "weight", "ratio", widths={"gradient": width, "weight": width, "ratio": width}
        )

    def to_json(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "layers": list(self.layers),
            "test": list(self.test) if self.test else None,
            "steps": self.steps.columns(),
            "evaluations": self.evaluations.columns(),
            "sizes": self.sizes.columns(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Record:
        """The record that `to_json` was made from."""
        record = cls(tuple(data["layers"]))
        record.test = (data["test"][0], data["test"][1]) if data.get("test") else None
        for name, series in (
            ("steps", record.steps),
            ("evaluations", record.evaluations),
            ("sizes", record.sizes),
        ):
            if data[name]["step"]:
                series.append(**data[name])
        return record
