"""Sums and products: of tensors that layers compute, and with numbers of the file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts, full_shape, of_one_sample, per_channel, short
from lab.export.onnx.network import Tensor
from lab.export.onnx.refusal import Refused
from lab.layers.affine import Affine
from lab.layers.clip import LARGEST
from lab.layers.scale import Scale
from lab.spec.message import Message

MOST_INPUTS = 8  # of layers that merge


@converts("Add", "Sum")
def add(step: Step) -> Tensor:
    """Sums; what is known is a bias."""
    tensors, known = parted(step)
    total = merged(step, "add", tensors)
    for array in known:
        total = plus_known(step, total, array)
    return total


@converts("Mul")
def multiply(step: Step) -> Tensor:
    """Products. A number times its own sigmoid is the swish."""
    tensors, known = parted(step)
    if len(tensors) == 2:
        return _swish(step, *tensors) or merged(step, "multiply", tensors)
    return times_known(step, tensors[0], known[0])


@converts("Sub")
def subtract(step: Step) -> Tensor:
    """Differences; what is known is a bias."""
    tensors, known = parted(step)
    if not known:
        return merged(step, "subtract", tensors)
    if step.is_known(1):
        return plus_known(step, tensors[0], -known[0])
    return plus_known(step, times_known(step, tensors[0], np.array(-1.0)), known[0])


@converts("Div")
def divide(step: Step) -> Tensor:
    """Quotients; dividing by known numbers is multiplying."""
    tensors, known = parted(step)
    if not known:
        return merged(step, "divide", tensors)
    if not step.is_known(1):
        return times_known(step, step.map("reciprocal", tensors[0]), known[0])
    if not known[0].all():
        raise Refused(Message("it divides by zero."))
    return times_known(step, tensors[0], 1 / known[0].astype(np.float64))


@converts("Mean")
def mean(step: Step) -> Tensor:
    """The mean of all inputs."""
    tensors, known = parted(step)
    if not known and len(tensors) <= MOST_INPUTS:
        return merged(step, "mean", tensors)
    total = merged(step, "add", tensors)
    for array in known:
        total = plus_known(step, total, array)
    return times_known(step, total, np.array(1 / len(step.values)))


@converts("Max", "Min")
def extreme(step: Step) -> Tensor:
    """The largest or smallest of all inputs; a known number is a limit."""
    tensors, known = parted(step)
    largest = step.operation.operator == "Max"
    found = merged(step, "maximum" if largest else "minimum", tensors)
    for array in known:
        if (array != array.reshape(-1)[:1]).any() or array.ndim > len(found.shape) + 1 or np.isnan(array).any():
            found = with_constant(step, "maximum" if largest else "minimum", found, array)
        else:
            limit = float(array.reshape(-1)[0])
            found = clipped(step, found, *((limit, np.inf) if largest else (-np.inf, limit)))
    return found


def clipped(step: Step, x: Tensor, low: float, high: float) -> Tensor:
    """x within limits; from 0 on it is the rectifier."""
    if (low, high) == (0, np.inf):
        return step.map("relu", x)
    if (low, high) == (-np.inf, np.inf):
        return x
    low, high = (short(float(np.clip(limit, -LARGEST, LARGEST))) for limit in (low, high))
    return step.map("clip", x, low=low, high=high)


def parted(step: Step) -> tuple[list[Tensor], list[Array]]:
    """The inputs that layers compute, at least one, and those that are known."""
    tensors = [value for value in step.values if isinstance(value, Tensor)]
    known = [value for value in step.values if isinstance(value, np.ndarray)]
    if not tensors:
        raise Refused(Message("it has no inputs."))
    return tensors, known


def merged(step: Step, kind: str, tensors: Sequence[Tensor]) -> Tensor:
    """A layer that merges the tensors number by number; more of them where there are many."""
    first, *others = tensors
    if not others:
        return first
    if len(tensors) > MOST_INPUTS:
        return merged(step, kind, [merged(step, kind, tensors[:MOST_INPUTS]), *tensors[MOST_INPUTS:]])
    shapes = {step.network.shape(tensor.node) for tensor in tensors}
    if len(shapes) == 1 and all(tensor.view == first.view for tensor in others):
        made = step.add(kind, *(tensor.node for tensor in tensors))
        return Tensor(made.node, first.view)
    whole = np.broadcast_shapes(*(full_shape(step, tensor) for tensor in tensors))
    if any(len(tensor.shape) + 1 != len(whole) for tensor in tensors):
        raise Refused(Message("its inputs have different numbers of axes, so that samples would be mixed."))
    return step.add(kind, *(step.network.laid_out(tensor) for tensor in tensors))


def plus_known(step: Step, x: Tensor, array: Array) -> Tensor:
    """x + numbers of the file: into the bias of the layer before where that can be, else as for products."""
    numbers = step.spread(array, x)
    if numbers is None:
        return with_constant(step, "add", x, array)
    if not numbers.any():
        return x
    shift = per_channel(numbers)
    if shift is None:
        return with_constant(step, "add", x, array)
    network, layer = step.network, step.network.layer(x.node)
    offset = float(shift[0])
    if step.is_lone(x) and isinstance(layer, Scale) and array.size == 1:
        network.change(x.node, layer.replace(offset=short(layer.offset + offset)))
        return x
    if step.is_lone(x) and getattr(layer, "bias", None) is False:
        network.change(x.node, layer.replace(bias=True), bias=shift)
        return x
    if step.is_lone(x) and isinstance(layer, Affine):
        network.change(x.node, layer, bias=network.array(x.node, "bias") + shift)
        return x
    if array.size == 1 and Scale.offset.low <= offset <= Scale.offset.high:
        return step.map("scale", x, factor=1, offset=short(offset))
    return step.map("affine", x, {"bias": shift})


def times_known(step: Step, x: Tensor, array: Array) -> Tensor:
    """x · numbers of the file: Scale where it is one number, else Affine or Constant."""
    numbers = step.spread(np.asarray(array), x)
    factors = None if numbers is None else per_channel(numbers)
    if numbers is None or factors is None:
        return with_constant(step, "multiply", x, array)
    factor = float(factors[0])
    if (factors == 1).all():
        return x
    if np.asarray(array).size == 1 and Scale.factor.low <= factor <= Scale.factor.high:
        return step.map("scale", x, factor=short(factor))
    network, layer = step.network, step.network.layer(x.node)
    if step.is_lone(x) and isinstance(layer, Affine):
        old = {name: network.array(x.node, name) * factors for name in ("weight", "bias")}
        network.change(x.node, layer, **old)
        return x
    return step.map("affine", x, {"weight": factors})


def with_constant(step: Step, kind: str, x: Tensor, array: Array) -> Tensor:
    """A layer that joins x and numbers of the file, which become a Constant."""
    numbers = step.spread(array, x)
    if numbers is not None:  # as x's own layer has its axes
        for axis in range(numbers.ndim):
            if (numbers == numbers.take([0], axis)).all():
                numbers = numbers.take([0], axis)
        source, view = x.node, x.view
    else:
        numbers = of_one_sample(array, len(x.shape) + 1, step.batch)
        if numbers is None:
            raise Refused(Message("its known numbers differ between samples, or have more axes than its input."))
        source, view = step.network.laid_out(x), None
    made = step.add(kind, source, step.constant(numbers).node)
    return made if view is None else Tensor(made.node, view)


def _swish(step: Step, one: Tensor, other: Tensor) -> Tensor | None:
    """x · sigmoid(x) as one layer; None where it is something else."""
    graph = step.network.graph
    for x, gate in ((one, other), (other, one)):
        inputs = graph.inputs(gate.node)
        is_gate = step.network.layer(gate.node).name == "sigmoid" and inputs[0].source == x.node
        if is_gate and x.view == gate.view and step.is_lone(gate):
            return step.map("swish", Tensor(step.network.discard(gate.node), x.view))
    return None
