"""Tile and Expand: the same numbers several times. Keras makes pictures larger in this way."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from lab.export.onnx.conversion import Step, converts, full_shape
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import MOST_INPUTS
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import integers
from lab.export.onnx.views import View
from lab.spec.message import Message


@converts("Expand")
def expand(step: Step) -> Tensor:
    """Axes of size 1 made as long as told."""
    x = step.tensor()
    shape = full_shape(step, x)
    wanted = np.broadcast_shapes(shape, integers(step.known(1)))
    if len(wanted) != len(shape):
        raise Refused(Message("it puts axes in front of the batch."))
    return _repeated(step, x, [new // old for new, old in zip(wanted, shape, strict=True)])


@converts("Tile")
def tile(step: Step) -> Tensor:
    """Every axis several times, one behind the other."""
    x = step.tensor()
    times = integers(step.known(1))
    if len(times) != len(x.shape) + 1 or min(times) < 1:
        raise Refused(Message("how often it repeats does not fit its input."))
    return _repeated(step, x, times)


def _repeated(step: Step, x: Tensor, times: Sequence[int]) -> Tensor:
    """Each axis so many times, the batch's first."""
    if times[0] != 1:
        raise Refused(
            Message("it repeats the samples of a batch. Here every sample goes through the network by itself.")
        )
    for axis, count in enumerate(times[1:]):
        if count > 1 and x.shape[axis] == 1:
            x = _stretched(step, x, axis, count)
        elif count > 1:
            x = _in_a_row(step, x, axis, count)
    return x


def _stretched(step: Step, x: Tensor, axis: int, count: int) -> Tensor:
    """An axis of size 1 made longer: every cell of the axis before it repeated, which is what Upsample does."""
    rest = (*x.shape[:axis], *x.shape[axis + 1 :])
    thin = Tensor(x.node, x.view.reshaped(rest))
    before = axis - 1
    if before < 0:
        thin, before = Tensor(x.node, x.view.reshaped((1, prod(rest)))), 0
    node, order = step.along(thin)
    shape = step.network.shape(node)
    along = order[before]
    if along == 0:  # channels are not repeated, but the rows of a picture are
        node, factor = step.network.seen_as(node, (1, shape[0], prod(shape[1:]))), (count, 1)
    else:
        factor = (count, 1) if len(shape) == 3 and along == 1 else (1, count)
    larger = step.add("upsample", node, factor=factor, method="nearest")
    whole = tuple(size * count if place == along else size for place, size in enumerate(shape))
    y = step.moved(Tensor(larger.node, View.plain(whole)), order)
    return Tensor(y.node, y.view.reshaped((*x.shape[:axis], count, *x.shape[axis + 1 :])))


def _in_a_row(step: Step, x: Tensor, axis: int, count: int) -> Tensor:
    """The whole tensor several times along an axis."""
    if count > MOST_INPUTS:
        raise Refused(Message("it repeats an axis more than {most} times.", most=MOST_INPUTS))
    order = (axis, *(other for other in range(len(x.shape)) if other != axis))
    node = step.network.laid_out(step.moved(x, order))
    joined = step.add("concatenate", *[node] * count)
    return step.moved(joined, np.argsort(order).tolist())
