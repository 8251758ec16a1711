"""Pictures of one row, as which TensorFlow writes signals: their convolutions and poolings are those of signals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lab.export.onnx.conversion import Step
from lab.export.onnx.network import Tensor


def as_signal(convert: Callable[[Step], Tensor]) -> Callable[[Step], Tensor]:
    """The conversion, which gets a signal where the file has a picture of one row that is a signal here."""

    def converted(step: Step) -> Tensor:
        signal = _signal(step)
        if signal is None:
            return convert(step)
        y = convert(signal)
        return Tensor(y.node, y.view.reshaped((y.shape[0], 1, *y.shape[1:])))

    return converted


def _signal(step: Step) -> Step | None:
    """The operator on the row alone; None where there are more rows, or the window reaches beyond it."""
    x = step.values[0] if step.values else None
    if not isinstance(x, Tensor) or len(x.shape) != 3 or x.shape[1] != 1:
        return None
    row = Tensor(x.node, x.view.reshaped((x.shape[0], x.shape[2])))
    if row.view.axes(step.network.shape(x.node)) != (0, 1):
        return None
    weights = step.values[1] if len(step.values) > 1 else None
    narrow = step.operation.along_the_last_axis()
    if narrow is None or (isinstance(weights, np.ndarray) and (weights.ndim != 4 or weights.shape[2] != 1)):
        return None
    kernel = (
        []
        if weights is None
        else [weights.reshape(*weights.shape[:2], -1) if isinstance(weights, np.ndarray) else weights]
    )
    return step.replaced(narrow, [row, *kernel, *step.values[2:]])
