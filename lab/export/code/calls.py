"""Calls while code is followed: of a library's names, and of methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code import arithmetic, keras_arguments, methods
from lab.export.code.arrays import Array
from lab.export.code.binding import bound, handler_of, near_names
from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import Instance
from lab.export.code.tensors import Tensor
from lab.export.code.values import Arguments, Refused, Unknown
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


def of_library(reader: Reader, path: str, arguments: Arguments) -> Any:
    """A call of something from a library."""
    handler = handler_of(path)
    name = path.rpartition(".")[2]
    if handler is not None and path.startswith("keras.layers."):
        return keras_arguments.call(reader, path, handler, arguments)
    if handler is not None:
        taken = bound(reader, handler, arguments, name)
        return handler(*taken.args, **taken.kwargs)
    if arithmetic.computes(path):
        found = arithmetic.number_function(path, arguments.positional)
        return found[0] if found else reader.unread_call(arguments, "")
    if path.startswith("builtins."):
        return methods.builtin(reader, name, arguments)
    if path.startswith(("keras.layers.", "torch.nn.")) and name[:1].isupper():
        return _no_layer(path, name, arguments)
    if path.startswith(("keras.applications.", "torchvision.models.")):
        return Unknown(
            arguments.node,
            Message(
                "{name} is a ready-made network: its layers do not stand in this code. The network is read without it.",
                name=Verbatim(name),
            ),
        )
    return reader.unread_call(arguments, path)


def _no_layer(path: str, name: str, arguments: Arguments) -> Any:
    near = near_names(path)
    if near:
        reason = Message(
            'There is no layer called "{name}". Did you mean "{near}"?', name=Verbatim(name), near=Verbatim(near[0])
        )
    else:
        reason = Message("The laboratory has no {name}. The network is read without it.", name=Verbatim(name))
    return Unknown(arguments.node.func, reason)


def of_method(reader: Reader, owner: Any, name: str, arguments: Arguments) -> Any:
    """owner.name(...)"""
    if isinstance(owner, Tensor):
        handler = handler_of(f"tensor.{name}") or handler_of(f"torch.{name}")
        if handler is None:
            return reader.unread_call(Arguments(arguments.node, [owner, *arguments.positional], {}), name)
        given = Arguments(arguments.node, [owner, *arguments.positional], arguments.keywords, arguments.places)
        try:
            taken = bound(reader, handler, given, name)
            return handler(*taken.args, **taken.kwargs)
        except Refused as refused:
            return reader.refuse(refused, given)
    if isinstance(owner, Array):
        found = owner.method(name, arguments.positional)
        return found if found is not None else reader.unread_call(arguments, name)
    if isinstance(owner, Chain | Wired | Instance):
        return methods.of_network(reader, owner, name, arguments)
    return methods.of_plain(reader, owner, name, arguments)
