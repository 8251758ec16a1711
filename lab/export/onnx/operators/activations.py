"""Activations: each number by itself, and softmax."""

from __future__ import annotations

from math import prod

import numpy as np

from lab.export.onnx.conversion import Step, converts, per_channel, short
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import times_known
from lab.export.onnx.refusal import Refused
from lab.layers.elu import ELU
from lab.layers.leaky_relu import LeakyReLU
from lab.spec.message import Message

# Operators without settings, and the layers that do the same.
_PLAIN = {
    "Relu": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Softplus": "softplus",
    "Softsign": "softsign",
    "Sign": "sign",
    "HardSwish": "hard_swish",
    "Mish": "mish",
}

_SELU = (1.67326319217681884765625, 1.05070102214813232421875)  # alpha and gamma that the operator has by default


@converts(*_PLAIN)
def plain(step: Step) -> Tensor:
    """The layer of the same name."""
    return step.map(_PLAIN[step.operation.operator], step.tensor())


@converts("LeakyRelu")
def leaky_relu(step: Step) -> Tensor:
    """LeakyRelu; a slope that the layer cannot have becomes PReLU."""
    slope, x = step.operation.number("alpha", 0.01), step.tensor()
    field = LeakyReLU.slope
    if field.low <= slope <= field.high:
        return step.map("leaky_relu", x, slope=short(slope))
    return step.map("prelu", x, {"slope": np.array([slope])}, shared=True)


@converts("PRelu")
def prelu(step: Step) -> Tensor:
    """PRelu with one slope, or one for each channel."""
    x = step.tensor()
    numbers = step.spread(step.known(1), x)
    slopes = None if numbers is None else per_channel(numbers)
    if slopes is None:
        raise Refused(Message("it has slopes that differ within a channel. Here there is one for each channel."))
    shared = step.known(1).size == 1
    return step.map("prelu", x, {"slope": slopes[:1] if shared else slopes}, shared=shared)


@converts("Elu")
def elu(step: Step) -> Tensor:
    """Elu."""
    return step.map("elu", step.tensor(), alpha=short(step.operation.number("alpha", 1)))


@converts("Selu")
def selu(step: Step) -> Tensor:
    """Selu; with other numbers than the usual ones it is a scaled Elu."""
    alpha, gamma = step.operation.number("alpha", _SELU[0]), step.operation.number("gamma", _SELU[1])
    x = step.tensor()
    if np.allclose((alpha, gamma), _SELU, rtol=1e-4):
        return step.map("selu", x)
    ELU.alpha.check(alpha)
    return times_known(step, step.map("elu", x, alpha=short(alpha)), np.array(gamma))


@converts("HardSigmoid")
def hard_sigmoid(step: Step) -> Tensor:
    """HardSigmoid: max(0, min(1, alpha x + beta))."""
    slope, middle = step.operation.number("alpha", 0.2), step.operation.number("beta", 0.5)
    return step.map("hard_sigmoid", step.tensor(), slope=short(slope), middle=short(middle))


@converts("Gelu")
def gelu(step: Step) -> Tensor:
    """Gelu, exact or by tanh."""
    form = {"none": "exact", "tanh": "tanh"}[step.operation.text("approximate", "none")]
    return step.map("gelu", step.tensor(), form=form)


@converts("Softmax", "LogSoftmax")
def softmax(step: Step) -> Tensor:
    """Over one axis; before version 13 over that axis and all behind it together."""
    kind = "softmax" if step.operation.operator == "Softmax" else "log_softmax"
    x, old = step.tensor(), step.operation.version < 13
    axis = step.axis(step.operation.integer("axis", 1 if old else -1))
    seen = x
    if old:
        seen = Tensor(x.node, x.view.reshaped((*x.shape[:axis], prod(x.shape[axis:]))))
    order = (axis, *(other for other in range(len(seen.shape)) if other != axis))
    turned = step.moved(seen, order)
    rest = turned.shape[1:]
    if len(rest) > 2:
        turned = Tensor(turned.node, turned.view.reshaped((turned.shape[0], prod(rest))))
    y = step.add(kind, step.network.laid_out(turned))
    back = step.moved(Tensor(y.node, y.view.reshaped((seen.shape[axis], *rest))), np.argsort(order).tolist())
    return Tensor(back.node, back.view.reshaped(x.shape))


@converts("Dropout")
def dropout(step: Step) -> Tensor:
    """Dropout, which does nothing once training is over."""
    operation = step.operation
    operation.ignore("seed")
    if step.has(2) and step.known(2).any():
        raise Refused(Message("it drops numbers while predicting too. Export the network for inference."))
    ratio = step.optional(1)
    rate = operation.number("ratio", 0.5) if ratio is None else float(ratio)
    return step.map("dropout", step.tensor(), rate=short(rate))
