"""What the names of the libraries mean: functions whose signatures are those of Keras and PyTorch.

A handler is registered under the library's names and declares the library's arguments, with the library's defaults; its
annotations say what may be given (`Whole`, `Pair`, ...). What cannot be taken is told at the argument itself.
"""

from __future__ import annotations

import ast
import difflib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from lab.export.code.values import Arguments, Refused, Unknown, is_number
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

LARGEST = 10**9  # number that a network may be made of


@dataclass(frozen=True)
class Convert:
    """How an argument's value is taken: `check` gives it in one form, or None where it is wrong; `rule` says what is
    right. `instead` is what is taken where nothing else is possible here."""

    check: Callable[[Any], tuple[Any] | None]
    rule: Message
    instead: tuple[Any] | None = None


def _whole(value: Any) -> tuple[int] | None:
    good = is_number(value) and value == value and abs(value) <= LARGEST and int(value) == value
    return (int(value),) if good else None


def _number(value: Any) -> tuple[float] | None:
    good = is_number(value) and abs(value) <= LARGEST
    return (float(value),) if good else None


def _sides(count: int) -> Callable[[Any], tuple[tuple[int, ...]] | None]:
    def check(value: Any) -> tuple[tuple[int, ...]] | None:
        values = list(value) if isinstance(value, list | tuple) else [value] * count
        if len(values) == 1:
            values *= count
        whole = [_whole(each) for each in values]
        if len(whole) != count or not all(whole):
            return None
        return (tuple(each[0] for each in whole if each),)

    return check


def _instance(*kinds: type) -> Callable[[Any], tuple[Any] | None]:
    return lambda value: (value,) if isinstance(value, kinds) else None


def _or_none(check: Callable[[Any], tuple[Any] | None]) -> Callable[[Any], tuple[Any] | None]:
    return lambda value: (None,) if value is None else check(value)


def _shape(value: Any) -> tuple[tuple[int | None, ...]] | None:
    values = value if isinstance(value, list | tuple) else [value]
    sides = [_or_none(_whole)(each) for each in values]
    return (tuple(side[0] for side in sides if side),) if all(sides) else None


_WHOLE, _NUMBER = Message("a whole number"), Message("a number")
Whole = Annotated[int, Convert(_whole, _WHOLE)]
MaybeWhole = Annotated[int | None, Convert(_or_none(_whole), _WHOLE)]
Number = Annotated[float, Convert(_number, _NUMBER)]
MaybeNumber = Annotated[float | None, Convert(_or_none(_number), _NUMBER)]
Single = Annotated[tuple[int, ...], Convert(_sides(1), _WHOLE)]
Pair = Annotated[tuple[int, ...], Convert(_sides(2), Message("one or two whole numbers"))]
MaybeSingle = Annotated[tuple[int, ...] | None, Convert(_or_none(_sides(1)), _WHOLE)]
MaybePair = Annotated[tuple[int, ...] | None, Convert(_or_none(_sides(2)), Message("one or two whole numbers"))]
Flag = Annotated[bool, Convert(_instance(bool), Message("True or False"))]
Word = Annotated[str, Convert(_instance(str), Message("a text"))]
Sizes = Annotated[tuple[int | None, ...], Convert(_shape, Message("whole numbers"))]
Ignored = Any  # may be anything: it does not change what the network computes


def only(value: Any) -> Convert:
    """An argument that may have one value alone."""
    return Convert(
        lambda given: (given,) if type(given) is type(value) and given == value else None,
        Message("{value}", value=repr(value)),
        (value,),
    )


Handler = Callable[..., Any]
_handlers: dict[str, Handler] = {}


def reads(*paths: str) -> Callable[[Handler], Handler]:
    """Register a handler: its first argument is the reader, the others are the library's."""

    def enter(handler: Handler) -> Handler:
        for path in paths:
            _handlers[path] = handler
        return handler

    return enter


def handler_of(path: str) -> Handler | None:
    """What reads this name, if anything does."""
    return _handlers.get(path)


def near_names(path: str) -> list[str]:
    """Names of the same module that come near one that nobody reads."""
    module, _, name = path.rpartition(".")
    names = {known.rpartition(".")[2] for known in _handlers if known.rpartition(".")[0] == module}
    return difflib.get_close_matches(name, names, n=1, cutoff=0.75)


@lru_cache(maxsize=1024)
def _declared(handler: Handler) -> tuple[inspect.Signature, dict[str, Convert]]:
    hints = get_type_hints(handler, localns={"Reader": object}, include_extras=True)
    converts = {
        name: convert
        for name, hint in hints.items()
        if get_origin(hint) is Annotated
        for convert in get_args(hint)[1:]
        if isinstance(convert, Convert)
    }
    return inspect.signature(handler), converts


def bound(reader: Reader, handler: Handler, arguments: Arguments, name: str) -> inspect.BoundArguments:
    """The call's arguments as the handler takes them; Refused with what does not fit, at its place."""
    signature, converts = _declared(handler)
    try:
        taken = signature.bind(reader, *arguments.positional, **arguments.keywords)
    except TypeError:
        raise _does_not_fit(signature, arguments, name) from None
    numbers = {parameter: number - 1 for number, parameter in enumerate(signature.parameters)}
    for parameter, value in taken.arguments.items():
        if parameter not in converts:
            continue
        place = arguments.place(parameter, numbers[parameter])
        convert = converts[parameter]
        if convert.instead is not None and convert.check(value) is None:
            reader.trouble(
                place,
                Message(
                    "Nothing but {name}={value} is possible in the laboratory, and was taken. The code says {given}.",
                    name=Verbatim(parameter),
                    value=repr(convert.instead[0]),
                    given=shown(value),
                ),
            )
            taken.arguments[parameter] = convert.instead[0]
        else:
            taken.arguments[parameter] = converted(convert, value, parameter, place)
    return taken


def converted(convert: Convert, value: Any, name: str, place: ast.AST) -> Any:
    """A value in the form that is needed; Refused where it has none."""
    if isinstance(value, Unknown):
        raise NeedsUnknown(value, name, place)
    found = convert.check(value)
    if found is None:
        raise Refused(
            Message(
                '"{name}" must be {rule} here. This is {value}.',
                name=Verbatim(name),
                rule=convert.rule,
                value=shown(value),
            ),
            place,
        )
    return found[0]


class NeedsUnknown(Refused):
    """The network needs a value that the code does not tell."""

    def __init__(self, value: Unknown, name: str, place: ast.AST) -> None:
        super().__init__(
            Message(
                'The network needs the number "{name}". {reason} Write the number here.',
                name=Verbatim(name),
                reason=value.reason,
            ),
            place,
        )
        self.value = value


def shown(value: Any) -> str:
    """A value in a few characters."""
    if isinstance(value, str | int | float | bool | None):
        return repr(value)[:40]
    if isinstance(value, list | tuple) and len(value) <= 6 and all(isinstance(v, int | float) for v in value):
        return str(value)[:40]
    return type(value).__name__


def _does_not_fit(signature: inspect.Signature, arguments: Arguments, name: str) -> Refused:
    names = list(signature.parameters)[1:]
    for keyword in arguments.keywords:
        if keyword not in names:
            near = difflib.get_close_matches(keyword, names, n=1)
            place = arguments.places.get(keyword)
            if near:
                return Refused(
                    Message(
                        '{name} has no argument called "{keyword}". Did you mean "{near}"?',
                        name=Verbatim(name),
                        keyword=Verbatim(keyword),
                        near=Verbatim(near[0]),
                    ),
                    place,
                )
            return Refused(
                Message(
                    '{name} has no argument called "{keyword}". Take it out.',
                    name=Verbatim(name),
                    keyword=Verbatim(keyword),
                ),
                place,
            )
    if len(arguments.positional) > len(names):
        return Refused(
            Message(
                "{name} takes at most {count} arguments. Give the others by name.",
                name=Verbatim(name),
                count=len(names),
            ),
            arguments.node.args[-1] if arguments.node.args else None,
        )
    missing = [
        parameter.name
        for number, parameter in enumerate(list(signature.parameters.values())[1:])
        if parameter.default is inspect.Parameter.empty
        and number >= len(arguments.positional)
        and parameter.name not in arguments.keywords
        and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    if missing:
        return Refused(
            Message('{name} needs the argument "{missing}".', name=Verbatim(name), missing=Verbatim(missing[0]))
        )
    return Refused(Message("{name} is given an argument twice. Take one of them out.", name=Verbatim(name)))
