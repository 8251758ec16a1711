"""One number of all along some axes."""

from __future__ import annotations

from math import prod
from typing import Any

from lab.export.onnx.conversion import Step, converts
from lab.export.onnx.network import Tensor
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import axes_of
from lab.export.onnx.views import View
from lab.layers.axes import PLACES
from lab.layers.base import AXES
from lab.spec.message import Message

_METHODS = {"ReduceMean": "mean", "ReduceSum": "sum", "ReduceMax": "maximum"}


@converts(*_METHODS)
def reduction(step: Step) -> Tensor:
    """The mean, the sum or the largest; over all places of each channel it is global pooling."""
    x, operation = step.tensor(), step.operation
    given = axes_of(operation, [None, step.optional(1)])
    keeps, nothing = operation.integer("keepdims", 1), operation.integer("noop_with_empty_axes", 0)
    if not given:
        if nothing:
            return x
        raise Refused(Message("it takes all samples of a batch together. Here every sample goes by itself."))
    chosen = {step.axis(axis) for axis in given}
    method = _METHODS[operation.operator]
    if len(x.shape) > max(AXES):
        y = _of_many_axes(step, method, x, sorted(chosen))
    else:
        node, order = step.along(x)
        y = step.moved(_reduced(step, method, node, {order[axis] for axis in chosen}), order)
    # With length 1 along the axes, in the order that the file has them.
    if keeps:
        return y
    return Tensor(y.node, y.view.reshaped(tuple(size for axis, size in enumerate(y.shape) if axis not in chosen)))


def _of_many_axes(step: Step, method: str, x: Tensor, chosen: list[int]) -> Tensor:
    """Neighbouring axes as one, and what stands before and behind them as one each."""
    first, last = chosen[0], chosen[-1]
    if chosen != list(range(first, last + 1)):
        raise Refused(Message("it takes axes together that are no neighbours, of a sample with more than three."))
    seen = tuple(prod(part) for part in (x.shape[:first], x.shape[first : last + 1], x.shape[last + 1 :]))
    y = _reduced(step, method, step.network.laid_out(Tensor(x.node, x.view.reshaped(seen))), {1})
    return Tensor(y.node, y.view.reshaped((*x.shape[:first], *(1 for _ in chosen), *x.shape[last + 1 :])))


def _reduced(step: Step, method: str, node: str, axes: set[int]) -> Tensor:
    """The layer's output reduced along these axes, which keep the length 1."""
    shape = step.network.shape(node)
    kept = tuple(1 if axis in axes else size for axis, size in enumerate(shape))
    pooling = {"mean": "global_average_pool", "maximum": "global_max_pool"}
    if method in pooling and axes == set(range(1, len(shape))) and len(shape) > 1:
        made = step.add(pooling[method], node).node
    else:
        chosen = {PLACES[len(shape)][axis] for axis in axes}
        over: dict[str, Any] = {name: place in chosen for place, name in enumerate(("channels", "height", "width"))}
        made = step.add("reduce", node, method=method, **over).node
    return Tensor(made, View.plain(step.network.shape(made)).reshaped(kept))
