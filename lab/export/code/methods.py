"""Python's own functions and methods, as far as code that makes networks uses them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lab.export.code import arithmetic
from lab.export.code.arrays import Array
from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import KEEPING, ROW, Class, Instance
from lab.export.code.tensors import Part, Tensor
from lab.export.code.values import Arguments, Named, Refused, Unknown, is_plain
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Network, Reader

# Names of libraries that stand for numbers.
CONSTANTS: dict[str, Any] = {"math.pi": 3.141592653589793, "math.inf": float("inf"), "numpy.pi": 3.141592653589793}
CONSTANTS |= {"numpy.newaxis": None, "tensorflow.newaxis": None}


def described(value: Any) -> str | Message:
    """A value in a word."""
    if value is None:
        return "None"
    if is_plain(value):
        return repr(value)[:40]
    if isinstance(value, Named):
        return value.path
    if isinstance(value, Class):
        return Message("the class {name}, not an object of it", name=Verbatim(value.words()))
    words = getattr(value, "words", None)
    return words() if words is not None else type(value).__name__


# -- builtins


def builtin(reader: Reader, name: str, arguments: Arguments) -> Any:
    """One of Python's functions of anything but numbers."""
    given = arguments.positional
    if name == "super":
        return reader.superclass()
    if name == "print":
        return None
    if name == "range" and 1 <= len(given) <= 3 and all(isinstance(each, int) for each in given):
        return range(*given) if given[-1] != 0 or len(given) < 3 else Unknown(arguments.node, _UNKNOWN)
    if name == "isinstance" and len(given) == 2:
        return _is_instance(arguments, *given)
    if name == "len" and len(given) == 1:
        if isinstance(given[0], Chain):
            return len(given[0].children)
        if isinstance(given[0], Array):
            return given[0].shape[0] if given[0].shape else _passed(arguments, given[0])
        sized = isinstance(given[0], str | list | tuple | dict | range)
        return len(given[0]) if sized else _passed(arguments, given[0])
    if name == "getattr" and len(given) >= 2 and isinstance(given[1], str):
        return reader.attribute(given[0], given[1], arguments.node)
    if name == "setattr" and len(given) == 3 and isinstance(given[0], Instance) and isinstance(given[1], str):
        given[0].attributes[given[1]] = given[2]
        reader.label(given[2], given[1], attribute=True)
        return None
    if name == "dict":
        first = given[0] if given and isinstance(given[0], dict) else _pairs(reader, given)
        return {**first, **arguments.keywords}
    return _sequence(reader, name, arguments)


_UNKNOWN = Message("This cannot be computed here.")


def _passed(arguments: Arguments, value: Any) -> Unknown:
    return value if isinstance(value, Unknown) else Unknown(arguments.node, _UNKNOWN)


def _pairs(reader: Reader, given: list[Any]) -> dict[Any, Any]:
    entries = reader.entries(given[0]) if given else None
    pairs = [each for each in entries or [] if isinstance(each, list | tuple) and len(each) == 2]
    return {key: value for key, value in pairs if is_plain(key)}


def _is_instance(arguments: Arguments, value: Any, kind: Any) -> Any:
    kinds = {"int": int, "float": float, "str": str, "bool": bool}
    wanted = kind if isinstance(kind, tuple) else (kind,)
    names = [each.path.rpartition(".")[2] for each in wanted if isinstance(each, Named)]
    if len(names) != len(wanted):
        return Unknown(arguments.node, _UNKNOWN)
    known: dict[str, type] = {**kinds, "list": list, "tuple": tuple, "dict": dict}
    if all(name in known for name in names) and not isinstance(value, Unknown):
        return isinstance(value, tuple(known[name] for name in names))
    if isinstance(value, Part | Chain):
        return value.title in names or "Module" in names or "Layer" in names
    return Unknown(arguments.node, _UNKNOWN)


def _sequence(reader: Reader, name: str, arguments: Arguments) -> Any:
    """list, tuple, zip, enumerate, reversed, sorted, set."""
    entries = [reader.entries(each) for each in arguments.positional]
    known = [each for each in entries if each is not None]
    if len(known) != len(entries):
        lost = next(value for value, found in zip(arguments.positional, entries, strict=True) if found is None)
        return _passed(arguments, lost)
    first: list[Any] = known[0] if known else []
    if name in ("list", "set"):
        return first
    if name == "tuple":
        return tuple(first)
    if name == "zip":
        return [tuple(each) for each in zip(*known, strict=False)]
    if name == "enumerate":
        start = arguments.keywords.get("start", arguments.positional[1] if len(arguments.positional) > 1 else 0)
        return [(number, each) for number, each in enumerate(first, start if isinstance(start, int) else 0)]
    if name == "reversed":
        return first[::-1]
    if name == "sorted" and all(map(is_plain, first)):
        found = arithmetic.attempt(lambda: sorted(first))
        return found[0] if found else Unknown(arguments.node, _UNKNOWN)
    return reader.unread_call(arguments, name)


# -- methods of plain values


def of_plain(reader: Reader, owner: Any, name: str, arguments: Arguments) -> Any:
    """A method of a list, a dictionary or a text."""
    given = arguments.positional
    if isinstance(owner, list):
        return _of_list(reader, owner, name, arguments)
    if isinstance(owner, dict):
        if name in ("get", "pop", "setdefault") and given and is_plain(given[0]):
            return owner.get(given[0], given[1] if len(given) > 1 else None)
        if name == "update" and given and isinstance(given[0], dict) and len(owner) + len(given[0]) < arithmetic.MOST:
            owner.update(given[0])
            return None
        views: dict[str, Callable[[], list[Any]]] = {
            "items": lambda: list(owner.items()),
            "keys": lambda: list(owner),
            "values": lambda: list(owner.values()),
        }
        if name in views:
            reader.step(len(owner))
            return views[name]()
    if isinstance(owner, str):
        found = _of_text(owner, name, given)
        if found is not None:
            return found[0]
    return reader.unread_call(arguments, "")


def _of_list(reader: Reader, owner: list[Any], name: str, arguments: Arguments) -> Any:
    given = arguments.positional
    reader.step()
    if name == "append" and len(given) == 1 and len(owner) < arithmetic.MOST:
        owner.append(given[0])
    elif name == "extend" and len(given) == 1:
        more = reader.entries(given[0])
        if more is None:
            owner.append(_passed(arguments, given[0]))
        else:
            owner.extend(more[: max(arithmetic.MOST - len(owner), 0)])
    elif name == "insert" and len(given) == 2 and isinstance(given[0], int) and len(owner) < arithmetic.MOST:
        owner.insert(given[0], given[1])
    elif name == "pop" and owner and (not given or isinstance(given[0], int)):
        found = arithmetic.element(owner, given[0] if given else -1)
        if found is not None:
            del owner[given[0] if given else -1]
            return found[0]
    elif name == "reverse":
        owner.reverse()
    elif name == "copy":
        reader.step(len(owner))
        return list(owner)
    return None


def _of_text(owner: str, name: str, given: list[Any]) -> arithmetic.Answer:
    if name == "format":
        return arithmetic.formatted(owner, given)
    if name == "join" and len(given) == 1 and isinstance(given[0], list | tuple):
        return arithmetic.attempt(lambda: owner.join(given[0])) if len(given[0]) < 100 else None
    if name in ("lower", "upper", "strip", "title") and not given:
        return arithmetic.attempt(lambda: getattr(owner, name)())
    if name in ("startswith", "endswith", "split") and all(isinstance(each, str) for each in given):
        return arithmetic.attempt(lambda: getattr(owner, name)(*given))
    return None


# -- methods of networks


def of_network(reader: Reader, owner: Chain | Wired | Instance, name: str, arguments: Arguments) -> Any:
    """A method that Keras' models and PyTorch's modules have."""
    given = arguments.positional
    if name in ("compile", "fit", "fit_generator") and owner.last:
        reader.training.take(reader, owner, name, arguments)
        return None
    if name == "build" and (given or arguments.keywords):
        from lab.export.code.keras_models import built

        built(reader, owner, arguments)
        return None
    if isinstance(owner, Instance):
        return _of_instance(reader, owner, name, arguments)
    if isinstance(owner, Chain):
        if name in ("items", "named_children"):
            return list(owner.children)
        if name in ("values", "children"):
            return owner.parts
        if name == "keys":
            return [each for each, _ in owner.children]
        if change(reader, owner, name, arguments):
            return owner if not owner.last else None
    if name in KEEPING:
        return owner
    return reader.unread_call(arguments, name)


def change(reader: Reader, chain: Chain, name: str, arguments: Arguments) -> bool:
    """What changes a row of layers: add, append, insert, pop ...; whether it was one of these."""
    given, count = arguments.positional, "" if chain.last else str(len(chain.children))
    if name in ("add", "append") and len(given) == 1:
        chain.add(_placed(given[0], arguments), count)
    elif name in ("add_module", "register_module") and len(given) == 2 and isinstance(given[0], str):
        chain.add(_placed(given[1], arguments), given[0])
    elif name == "extend" and len(given) == 1:
        for number, each in enumerate(reader.entries(given[0]) or [], start=len(chain.children)):
            chain.add(each, str(number))
    elif name == "insert" and len(given) == 2 and isinstance(given[0], int):
        chain.children.insert(given[0], ("", given[1]))
    elif name == "pop" and chain.children:
        chain.children.pop()
    else:
        return False
    reader.step()
    return True


def _placed(child: Any, arguments: Arguments) -> Any:
    """What is no layer is told where it is added."""
    if isinstance(child, Part | Chain | Wired | Instance | Unknown | Tensor) or callable(getattr(child, "call", None)):
        return child
    raise Refused(Message("A layer is needed here. This is {value}.", value=described(child)), _first(arguments))


def _first(arguments: Arguments) -> ast.AST:
    return arguments.node.args[0] if arguments.node.args else arguments.node


def _of_instance(reader: Reader, owner: Instance, name: str, arguments: Arguments) -> Any:
    given = arguments.positional
    if name in ("add_module", "register_module") and len(given) == 2 and isinstance(given[0], str):
        owner.attributes[given[0]] = given[1]
        reader.label(given[1], given[0], attribute=True)
        return None
    if name in ("add", "append", "super.add") and len(given) == 1:  # a class made from Sequential
        sequence(owner).add(given[0], "")
        return None
    if name == "super.__init__" and owner.cls.roots & {"torch.nn.Sequential", "keras.Sequential"}:
        chain = sequence(owner)
        entries = given[0] if given and isinstance(given[0], list | tuple) else given
        for number, each in enumerate(entries):
            chain.add(each, str(number))
        return None
    if name in ("super.forward", "super.call") and ROW in owner.attributes:
        return sequence(owner).call(reader, arguments)
    if name.startswith("super."):
        return None
    return owner if name in KEEPING else reader.unread_call(arguments, name)


def sequence(owner: Instance) -> Chain:
    """The row of layers that an object made from Sequential is."""
    chain = owner.attributes.setdefault(ROW, Chain("Sequential", last=owner.last))
    assert isinstance(chain, Chain)
    return chain


def is_network(value: Any) -> bool:
    """Whether a value is a network or a part of one."""
    return isinstance(value, Chain | Wired) or (isinstance(value, Instance) and value.cls.network)


__all__ = ["CONSTANTS", "Network", "builtin", "described", "is_network", "of_network", "of_plain", "sequence"]
