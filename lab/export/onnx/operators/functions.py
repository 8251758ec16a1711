"""Elementary functions of each number by itself."""

from __future__ import annotations

import numpy as np

from lab.export.onnx.conversion import Step, converts, short
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import clipped
from lab.export.onnx.refusal import Refused
from lab.spec.message import Message

_FUNCTIONS = {
    "Abs": "absolute",
    "Neg": "negative",
    "Sqrt": "square_root",
    "Exp": "exponential",
    "Log": "logarithm",
    "Reciprocal": "reciprocal",
}


@converts(*_FUNCTIONS)
def function(step: Step) -> Tensor:
    """The layer of the same name."""
    return step.map(_FUNCTIONS[step.operation.operator], step.tensor())


@converts("Pow")
def power(step: Step) -> Tensor:
    """Powers with one known exponent for all numbers."""
    x, exponents = step.tensor(), step.known(1)
    if exponents.size == 0 or (exponents != exponents.reshape(-1)[0]).any() or exponents.ndim > len(x.shape) + 1:
        raise Refused(Message("it raises numbers to different powers. Here there is one exponent for all."))
    exponent = float(exponents.reshape(-1)[0])
    return x if exponent == 1 else step.map("power", x, exponent=short(exponent))


@converts("Clip")
def clip(step: Step) -> Tensor:
    """Limits, which are attributes before version 11; one that is not there does not limit."""
    operation = step.operation
    if operation.version < 11:
        low, high = operation.number("min", -np.inf), operation.number("max", np.inf)
    else:
        given = [step.optional(place) for place in (1, 2)]
        low, high = (
            limit if array is None else float(array.reshape(-1)[0])
            for array, limit in zip(given, (-np.inf, np.inf), strict=True)
        )
    return clipped(step, step.tensor(), low, high)
