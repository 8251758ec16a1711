"""Matrix products: dense layers, and 1 × 1 convolutions where there are places."""

from __future__ import annotations

from math import prod

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts
from lab.export.onnx.network import Tensor
from lab.export.onnx.refusal import Refused
from lab.spec.message import Message


@converts("Gemm")
def general_product(step: Step) -> Tensor:
    """Gemm: y = alpha x B + beta C."""
    operation = step.operation
    alpha, beta = operation.number("alpha", 1), operation.number("beta", 1)
    if operation.integer("transA", 0):
        raise Refused(Message("it swaps the axes of its first input, and with them samples and features (transA = 1)."))
    matrix = step.known(1)
    if matrix.ndim != 2 or len(step.tensor(0).shape) != 1:
        raise Refused(Message("it multiplies what is no matrix."))
    weight = scaled(matrix if operation.integer("transB", 0) else matrix.T, alpha)
    bias = step.optional(2)
    if bias is not None:
        rows = np.broadcast_to(bias, np.broadcast_shapes(bias.shape, (1, len(weight))))
        if len(rows) not in (1, step.batch) or not (rows == rows[:1]).all():
            raise Refused(Message("what it adds differs between the samples of a batch."))
        bias = scaled(rows[0], beta)
    return dense(step, step.tensor(0), weight, bias)


@converts("MatMul")
def product(step: Step) -> Tensor:
    """MatMul with a known matrix on one side."""
    if step.is_known(0):
        return _from_left(step, step.known(0), step.tensor(1))
    x, matrix = step.tensor(0), step.known(1)
    if matrix.ndim == 1:
        y = product_along(step, x, matrix[None, :])
        return Tensor(y.node, y.view.reshaped(y.shape[:-1]))
    if matrix.ndim > 2 and prod(matrix.shape[:-2]) == 1 and matrix.ndim <= len(x.shape) + 1:
        matrix = matrix.reshape(matrix.shape[-2:])
    if matrix.ndim != 2:
        raise Refused(Message("it multiplies with several matrices at a time."))
    return product_along(step, x, matrix.T)


def dense(step: Step, x: Tensor, weight: Array, bias: Array | None) -> Tensor:
    """A dense layer on a flat tensor; where the file has the numbers in another order, so have the weights then."""
    if weight.shape[1] != prod(x.shape):
        raise Refused(
            Message(
                "its weights are for {wanted} inputs; it gets {given}.", wanted=weight.shape[1], given=prod(x.shape)
            )
        )
    weight = weight[:, x.view.reshaped(x.shape).to_layer(np.arange(weight.shape[1]))]
    source = step.network.seen_as(x.node, (weight.shape[1],))
    return step.add("dense", source, arrays={"weight": weight, "bias": bias}, units=len(weight), bias=bias is not None)


def product_along(step: Step, x: Tensor, weight: Array) -> Tensor:
    """weight · x along the last axis, the same at every place: dense, or a convolution with a window of one."""
    if len(x.shape) == 1:
        return dense(step, x, weight, None)
    *places, features = x.shape
    if features != weight.shape[1]:
        raise Refused(
            Message("its weights are for {wanted} inputs; it gets {given}.", wanted=weight.shape[1], given=features)
        )
    turned = step.moved(Tensor(x.node, x.view.reshaped((prod(places), features))), (1, 0))
    y = step.add(
        "conv1d",
        step.network.laid_out(turned),
        arrays={"weight": weight[:, :, None]},
        channels=len(weight),
        kernel=1,
        padding="valid",
        bias=False,
    )
    back = step.moved(y, (1, 0))
    return Tensor(back.node, back.view.reshaped((*places, len(weight))))


def _from_left(step: Step, matrix: Array, x: Tensor) -> Tensor:
    """matrix · x, x being (channels, places): a convolution with a window of one."""
    if matrix.ndim != 2 or len(x.shape) != 2:
        raise Refused(Message("it multiplies known numbers with what is no matrix."))
    source = step.network.laid_out(x)
    weight = matrix[:, :, None]
    settings = {"channels": len(matrix), "kernel": 1, "padding": "valid", "bias": False}
    return step.add("conv1d", source, arrays={"weight": weight}, **settings)


def scaled(array: Array, factor: float) -> Array:
    """The numbers times a factor, untouched where it is 1."""
    return array if factor == 1 else array * array.dtype.type(factor)
