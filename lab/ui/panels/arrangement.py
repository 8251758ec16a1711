"""How an array of a layer becomes tiles, and what its axes are called there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.ui.app.i18n import tr
from lab.ui.widgets.mosaic import Cell

Values = NDArray[Any]


@dataclass(frozen=True)
class Arrangement:
    """`values` as (rows, columns, height, width); `names` of these four axes, empty for an axis of length 1.

    groups: in a grouped convolution the column counts channels within the group of the row.
    """

    values: Values
    names: tuple[str, str, str, str]
    wrap: bool = False
    groups: int = field(default=1)

    def index(self, cell: Cell) -> list[tuple[str, int]]:
        """Each axis' name and the index along it."""
        numbers = list(cell)
        if self.groups > 1:
            group = cell.row * self.groups // self.values.shape[0]
            numbers[1] += group * self.values.shape[1]
        return [(name, number) for name, number in zip(self.names, numbers, strict=True) if name]

    def describe(self, cell: Cell) -> str:
        """The full index in words: "out 3, in 0, row 1, column 2"."""
        return ", ".join(f"{name} {number}" for name, number in self.index(cell))


def of_weights(
    array: Values, picture: tuple[int, ...] | None = None, groups: int = 1, inputs_first: bool = False
) -> Arrangement:
    """Kernels as tiles, a dense layer's weights as a matrix (or pictures of the input's shape), a vector in a row."""
    channels = (tr("in"), tr("out")) if inputs_first else (tr("out"), tr("in"))
    if array.ndim == 4:
        return Arrangement(array, (*channels, tr("row"), tr("column")), array.shape[1] == 1, groups)
    if array.ndim == 3:
        names = (*channels, "", tr("place"))
        return Arrangement(array[:, :, None, :], names, array.shape[1] == 1, groups)
    if array.ndim == 2 and picture is not None:
        values = array.reshape(len(array), *picture)
        return Arrangement(values, (tr("out"), tr("channel"), tr("row"), tr("column")), picture[0] == 1)
    if array.ndim == 2:
        return Arrangement(array[None, None], ("", "", tr("out"), tr("in")))
    return Arrangement(np.reshape(array, (-1, 1, 1, 1)), (tr("channel"), "", "", ""), wrap=True)


def of_maps(array: Values) -> Arrangement:
    """Feature maps as tiles, the channels of a signal as rows of one tile."""
    if array.ndim == 3:
        return Arrangement(array[:, None], (tr("channel"), "", tr("row"), tr("column")), wrap=True)
    return Arrangement(array[None, None], ("", "", tr("channel"), tr("place")))
