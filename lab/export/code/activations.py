"""Activations by the names that both libraries give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code.definitions import Function
from lab.export.code.layers import layer, optional
from lab.export.code.tensors import Part, Tensor, through
from lab.export.code.values import Named, Refused, Unknown, Value
from lab.layers.base import Layer
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader
    from lab.export.code.tensors import Apply

PLAIN = {  # a name in lower case without underscores: the kind of layer and its title
    "relu": ("relu", "ReLU"),
    "sigmoid": ("sigmoid", "Sigmoid"),
    "tanh": ("tanh", "Tanh"),
    "softmax": ("softmax", "Softmax"),
    "selu": ("selu", "SELU"),
    "elu": ("elu", "ELU"),
    "softplus": ("softplus", "Softplus"),
    "softsign": ("softsign", "Softsign"),
    "swish": ("swish", "Swish"),
    "silu": ("swish", "Swish"),
    "gelu": ("gelu", "GELU"),
    "hardsigmoid": ("hard_sigmoid", "Hard sigmoid"),
    "hardswish": ("hard_swish", "Hard swish"),
    "hardsilu": ("hard_swish", "Hard swish"),
    "mish": ("mish", "Mish"),
    "logsoftmax": ("log_softmax", "Log softmax"),
    "leakyrelu": ("leaky_relu", "Leaky ReLU"),
    "exponential": ("exponential", "Exponential"),
}


def activation(name: str) -> tuple[Layer, ...]:
    """The layers of an activation, none for a linear one; Refused for a name that is not known."""
    short = name.lower().replace("_", "")
    if short in ("linear", "identity"):
        return ()
    if short == "relu6":
        return (clipped(0.0, 6.0),)
    if short == "leakyrelu":
        return (layer("leaky_relu", slope=0.2),)
    if short not in PLAIN:
        raise Refused(
            Message('The laboratory has no activation "{name}". The network is read without it.', name=Verbatim(name))
        )
    return (optional(*PLAIN[short]),)


def clipped(low: float, high: float) -> Layer:
    """Numbers cut off below and above, such as a ReLU6."""
    return layer("clip", low=low, high=high)


def behind(reader: Reader, first: Apply, given: Any) -> Apply:
    """`first`, then the activation that is given as a text, a function or a layer. What is not understood is told, and
    left out."""
    if given is None:
        return first
    if isinstance(given, Unknown):
        reader.blame(given, given.node)
        return first
    if isinstance(given, str | Named):
        name = given if isinstance(given, str) else given.path.rpartition(".")[2]
        then = through(*activation(name))
    elif isinstance(given, Part):
        then = given.apply
    elif isinstance(given, Function):
        function = given

        def then(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
            found = function.run(reader, list(tensors), {}, function.node)
            return found if isinstance(found, Tensor) else tensors[0]

    else:
        words = given.words() if isinstance(given, Value) else repr(given)[:40]
        raise Refused(Message("An activation is needed here. This is {value}.", value=words))

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        x = first(reader, tensors)
        y = then(reader, (x,))
        if x is not tensors[0]:
            y.main = x
        return y

    return apply
