"""Comparisons with known numbers, and choices by them. What is true is 1, what is not is 0."""

from __future__ import annotations

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import merged, plus_known, times_known
from lab.layers.step import Step as StepFunction

_MIRRORED = {"Greater": "Less", "Less": "Greater", "GreaterOrEqual": "LessOrEqual", "LessOrEqual": "GreaterOrEqual"}


@converts(*_MIRRORED)
def compare(step: Step) -> Tensor:
    """A step at the known number, or at 0 of the difference."""
    operator = step.operation.operator
    if step.is_known(0):
        operator, x, limit = _MIRRORED[operator], step.tensor(1), step.known(0)
        distance = plus_known(step, x, -limit)
    elif step.is_known(1):
        distance = plus_known(step, step.tensor(0), -step.known(1))
    else:
        distance = merged(step, "subtract", [step.tensor(0), step.tensor(1)])
    if operator in ("GreaterOrEqual", "Less"):
        found = step.map("step", distance)
        return found if operator == "GreaterOrEqual" else _otherwise(step, found)
    found = step.map("step", step.map("negative", distance))  # 1 where it is at most 0
    return found if operator == "LessOrEqual" else _otherwise(step, found)


@converts("Not")
def negate(step: Step) -> Tensor:
    """1 for 0 and 0 for 1."""
    return _otherwise(step, step.tensor())


@converts("Where")
def choose(step: Step) -> Tensor:
    """One or the other of two, by what is 1 or 0."""
    condition = step.tensor(0)
    if not (step.is_known(1) and step.is_known(2)):
        chosen = _let_through(step, condition, 1), _let_through(step, _otherwise(step, condition), 2)
        return merged(step, "add", chosen)
    yes, no = step.known(1), step.known(2)
    layer = step.network.layer(condition.node)
    if isinstance(layer, StepFunction) and step.is_lone(condition) and (yes == 1).all() and (no == -1).all():
        step.network.change(condition.node, layer.replace(low="-1"))
        return condition
    return plus_known(step, times_known(step, condition, yes - no), no)


def _let_through(step: Step, gate: Tensor, place: int) -> Tensor:
    """An input where the gate is 1, and 0 where it is 0."""
    if step.is_known(place):
        return times_known(step, gate, step.known(place))
    return merged(step, "multiply", [step.tensor(place), gate])


def _otherwise(step: Step, x: Tensor) -> Tensor:
    """1 - x."""
    one: Array = np.array(1, np.float32)
    return plus_known(step, step.map("negative", x), one)
