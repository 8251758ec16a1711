"""Which network of the code counts, and what holds for all of the code."""

from __future__ import annotations

import ast

from lab.export.code.chains import Chain, Wired, in_order
from lab.export.code.definitions import Class, Function, Instance
from lab.export.code.reader import Network, Reader
from lab.export.code.tensors import Part, Tensor
from lab.export.code.torch_training import FUNCTIONS
from lab.export.code.values import Arguments
from lab.spec.message import Message, Verbatim

# Arguments of a class that say how many classes there are: 10, where the code never makes an object of it.
_CLASSES = ("num_classes", "n_classes", "nb_classes", "classes", "num_class", "output_dim", "out_features")


def look_ahead(reader: Reader, tree: ast.Module) -> None:
    """What holds for all of the code, wherever it stands: the order of Keras' axes, and losses in functions of
    training, which nobody calls with anything known."""
    if not any(word in reader.training.data for word in ("data_format", "dim_ordering", "f.")):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("data_format", "dim_ordering"):
            reader.channels_first |= _says_first(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, node.func.value
            if name in ("set_image_data_format", "set_image_dim_ordering") and node.args:
                reader.channels_first = _says_first(node.args[0])
            if name in FUNCTIONS and isinstance(owner, ast.Name) and owner.id == "F":
                reader.late_losses.append(FUNCTIONS[name])


def _says_first(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in ("channels_first", "th")


def main_network(reader: Reader) -> tuple[Network | None, str]:
    """The network that counts, and what the code calls it."""
    if not reader.networks:
        _make_something(reader)
    found = reader.networks
    if not found:
        return _lone_part(reader)
    inside = {id(part) for network in found for part in _inside(network)}
    whole = [network for network in found if id(network) not in inside and not _is_layer_class(network)]
    candidates = whole or found
    trained = reader.training.network
    chosen = trained if any(trained is each for each in found) else candidates[-1]
    if reader.training.loss is None and reader.late_losses:
        reader.call_late_loss()
    name = next((key for key, value in reader.globals.items() if value is chosen), "")
    kinds = {_kind(reader, network) for network in candidates}
    if len(kinds) > 1:
        reader.note(
            Message(
                "The code makes {count} networks. {name} was taken, the last one.",
                count=len(kinds),
                name=Verbatim(name or "…"),
            )
            if chosen is candidates[-1]
            else Message(
                "The code makes {count} networks. {name}, which is trained, was taken.",
                count=len(kinds),
                name=Verbatim(name or "…"),
            )
        )
    return chosen, name


def _kind(reader: Reader, network: Network) -> tuple[int, int]:
    """What networks have in common that a function or a class makes anew wherever it is called."""
    if isinstance(network, Instance):
        return id(network.cls), 0
    size = len(in_order(network.outputs)) if isinstance(network, Wired) else len(_children(network))
    return reader.origins[id(network)], size


def _is_layer_class(network: Network) -> bool:
    """Whether it is only a part by its class: what comes from keras.layers.Layer."""
    return isinstance(network, Instance) and network.cls.roots == {"keras.layers.Layer"}


def _inside(network: Network) -> list[object]:
    """Networks that are parts of this one."""
    found: list[object] = []
    waiting: list[object] = list(_children(network))
    seen: set[int] = set()
    while waiting:
        child = waiting.pop()
        if id(child) in seen:
            continue
        seen.add(id(child))
        if isinstance(child, Chain | Wired | Instance):
            found.append(child)
            waiting += _children(child)
        elif isinstance(child, list | tuple):
            waiting += child
        elif isinstance(child, dict):
            waiting += child.values()
    return found


def _children(network: object) -> list[object]:
    if isinstance(network, Chain):
        return network.parts
    return list(network.attributes.values()) if isinstance(network, Instance) else []


def _make_something(reader: Reader) -> None:
    """Code that only defines a class or a function: an object of the class, what the function gives."""
    used = {id(base) for cls in reader.classes for base in cls.line()[1:]}
    for cls in reversed(reader.classes):
        whole = cls.network and id(cls) not in used and cls.roots != {"keras.layers.Layer"}
        if whole and _try(reader, cls, cls.find("__init__")):
            return
    for value in reversed(list(reader.globals.values())):
        if isinstance(value, Function) and _gives_something(value) and _try(reader, value, value):
            return


def _gives_something(function: Function) -> bool:
    """Whether a function has a `return` with a value."""
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function.node))


def _try(reader: Reader, what: Class | Function, takes: object) -> bool:
    """Call a class or a function that needs nothing that is not known; whether that made a network."""
    needed = takes.needed() if isinstance(takes, Function) else []
    given = {name: 10 for name in needed if name in _CLASSES}
    place = what.node
    if len(given) < len(needed):
        if isinstance(what, Class):
            reader.trouble(
                place,
                Message(
                    '{name} needs "{missing}", and the code never makes one. Add a line such as model = {name}(…).',
                    name=Verbatim(what.words()),
                    missing=Verbatim(next(name for name in needed if name not in given)),
                ),
            )
        return isinstance(what, Class)
    if given:
        reader.note(Message("The code does not say how many classes there are. 10 were taken."))
    call = ast.Call(ast.Name(what.words(), ast.Load()), [], [])
    ast.copy_location(call, place)
    call.end_lineno, call.end_col_offset = call.lineno, call.col_offset
    ast.fix_missing_locations(call)
    reader.called(what, Arguments(call, [], given))
    return bool(reader.networks)


def _lone_part(reader: Reader) -> tuple[Network | None, str]:
    """Code that makes no network but wires tensors (Keras' functional way without its last line), or a layer alone."""
    tensors = [(name, value) for name, value in reader.globals.items() if isinstance(value, Tensor) and value.sources]
    if tensors:
        name, last = tensors[-1]
        starts = tuple(tensor for tensor in in_order((last,)) if tensor.enters)
        return Wired(starts, (last,)), name
    parts = [(name, value) for name, value in reader.globals.items() if isinstance(value, Part)]
    return (parts[-1][1], "") if parts else (None, "")
