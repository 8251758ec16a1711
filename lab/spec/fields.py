"""Declared settings: from one declaration come validation, the form, the help, the JSON and the tests."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from lab.spec.errors import FieldError
from lab.spec.message import Message

T = TypeVar("T")


def title_of(name: str) -> str:
    """The title that a field makes from its attribute's name: "kernel_size" is "Kernel size"."""
    return name.replace("_", " ").capitalize()


class Field(ABC, Generic[T]):
    """One setting of a `Declared` class, used as a descriptor. Values are immutable and JSON-ready.

    Args:
        default: the value when none is given; it must itself be allowed.
        title: what the form shows; made from the attribute's name when empty.
        unit: shown behind the value ("px", "samples").
        help: one sentence for the tooltip and the help page.
        when: (name of a Choice or Bool field, values): the form shows this field only then.
        last: whether it stands behind what derived classes declare, because that matters more.
    """

    name: str

    def __init__(
        self,
        default: T,
        *,
        title: str = "",
        unit: str = "",
        help: str = "",
        when: tuple[str, tuple[Any, ...]] | None = None,
        last: bool = False,
    ) -> None:
        self.default = default
        self.title = title
        self.unit = unit
        self.help = help
        self.when = when
        self.last = last

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.title = self.title or title_of(name)
        self.default = self.check(self.default)

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        value: T = instance.__dict__.get(self.name, self.default)
        return value

    def __set__(self, instance: object, value: T) -> None:
        raise AttributeError(f"{self.name} cannot be changed; make a copy with replace({self.name}=...)")

    @abstractmethod
    def check(self, value: Any) -> T:
        """The value in its canonical form; FieldError naming field, rule and value when it is not allowed."""

    def shown(self, values: dict[str, Any]) -> bool:
        """Whether the form shows this field, given the values of the others."""
        return self.when is None or values.get(self.when[0]) in self.when[1]

    def wrong_examples(self) -> list[Any]:
        """Values that must be refused: the tests are generated from these."""
        return []

    def _refuse(self, rule: Message, value: Any) -> FieldError:
        return FieldError(
            Message("{field} must be {rule}. Received: {value}.", field=self.title, rule=rule, value=repr(value))
        )


class Int(Field[int]):
    """A whole number in [low, high]."""

    def __init__(self, default: int, *, low: int = 0, high: int = 1_000_000, **info: Any) -> None:
        self.low, self.high = low, high
        super().__init__(default, **info)

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value or int(value) != value:
            raise self._refuse(Message("a whole number"), value)
        if not self.low <= value <= self.high:
            raise self._refuse(Message("between {low} and {high}", low=self.low, high=self.high), value)
        return int(value)

    def wrong_examples(self) -> list[Any]:
        return [self.low - 1, self.high + 1, self.low + 0.5, "three", None, True]


class Float(Field[float]):
    """A finite number in [low, high]; `low_open` and `high_open` exclude the limit itself."""

    def __init__(
        self,
        default: float,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        low_open: bool = False,
        high_open: bool = False,
        log: bool = False,
        **info: Any,
    ) -> None:
        self.low, self.high = low, high
        self.low_open, self.high_open = low_open, high_open
        self.log = log  # the form steps it by factors instead of by sums
        super().__init__(default, **info)

    def check(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self._refuse(Message("a finite number"), value)
        too_low = value < self.low or (self.low_open and value == self.low)
        too_high = value > self.high or (self.high_open and value == self.high)
        if too_low and math.isinf(self.high):
            raise self._refuse(
                Message("above {low}" if self.low_open else "at least {low}", low=f"{self.low:g}"), value
            )
        if too_low or too_high:
            raise self._refuse(Message("between {low} and {high}", low=f"{self.low:g}", high=f"{self.high:g}"), value)
        return float(value)

    def wrong_examples(self) -> list[Any]:
        wrong: list[Any] = [math.nan, math.inf, "one", None]
        if math.isfinite(self.low):
            wrong.append(self.low if self.low_open else self.low - 1)
        if math.isfinite(self.high):
            wrong.append(self.high if self.high_open else self.high + 1)
        return wrong


class Bool(Field[bool]):
    """A switch."""

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self._refuse(Message("true or false"), value)
        return value

    def wrong_examples(self) -> list[Any]:
        return ["yes", 1, None]


class Text(Field[str]):
    """A line of text of at most `longest` characters."""

    def __init__(self, default: str = "", *, longest: int = 1000, **info: Any) -> None:
        self.longest = longest
        super().__init__(default, **info)

    def check(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > self.longest:
            raise self._refuse(Message("text of at most {longest} characters", longest=self.longest), value)
        return value

    def wrong_examples(self) -> list[Any]:
        return [1, None, "x" * (self.longest + 1)]


class Path(Text):
    """The path of a file or folder, as text; the form offers a button that looks for it."""

    def __init__(self, default: str = "", *, folder: bool = False, **info: Any) -> None:
        self.folder = folder
        super().__init__(default, longest=4096, **info)


class Choice(Field[str]):
    """One of a few names; `titles` are what the form shows for them."""

    def __init__(self, default: str, *, options: dict[str, str], **info: Any) -> None:
        self.options = options
        super().__init__(default, **info)

    def check(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.options:
            raise self._refuse(Message("one of {options}", options=", ".join(self.options)), value)
        return value

    def wrong_examples(self) -> list[Any]:
        return ["no such option", 1, None]


class OneOf(Choice):
    """The name of something registered, such as an initialiser; the options are all that is known."""

    def __init__(self, kind: str, default: str, **info: Any) -> None:
        self.kind = kind
        super().__init__(default, options={}, **info)

    @property
    def options(self) -> dict[str, str]:
        """Registered names and their titles; the default alone until anything is registered."""
        from lab.spec.registry import known

        return {entry.name: entry.title for entry in known(self.kind)} or {self.default: self.default}

    @options.setter
    def options(self, value: dict[str, str]) -> None:
        """Options are derived, never set."""


class Ints(Field[tuple[int, ...]]):
    """A fixed number of whole numbers, such as the height and width of a kernel; one number stands for all.

    `parts` names them ("height", "width") for the form.
    """

    def __init__(
        self, default: Sequence[int] | int, *, parts: tuple[str, ...], low: int = 0, high: int = 1000, **info: Any
    ) -> None:
        self.parts, self.low, self.high = parts, low, high
        super().__init__(default, **info)  # type: ignore[arg-type]  # __set_name__ makes it canonical

    def check(self, value: Any) -> tuple[int, ...]:
        values = [value] * len(self.parts) if isinstance(value, int | float) else value
        wrong = (
            not isinstance(values, list | tuple)
            or len(values) != len(self.parts)
            or any(isinstance(v, bool) or not isinstance(v, int | float) or v != v or int(v) != v for v in values)
        )
        if wrong:
            raise self._refuse(Message("{count} whole numbers", count=len(self.parts)), value)
        if not all(self.low <= v <= self.high for v in values):
            raise self._refuse(Message("between {low} and {high}", low=self.low, high=self.high), value)
        return tuple(int(v) for v in values)

    def wrong_examples(self) -> list[Any]:
        count = len(self.parts)
        return [[self.low - 1] * count, [self.high + 1] * count, [self.low] * (count + 1), "wide", None]


class Declared(ABC):  # noqa: B024  (a plain base: subclasses add the abstract parts)
    """Base of everything that is configured by fields: immutable, comparable, to and from JSON.

    `name`, `title`, `group`, `order` and `help` (the first paragraph of the docstring) are set by the registry.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    group: ClassVar[str] = ""
    order: ClassVar[int] = 100
    help: ClassVar[str] = ""

    def __init__(self, **values: Any) -> None:
        fields = self.fields()
        for name in values:
            if name not in fields:
                raise FieldError(
                    Message(
                        '{thing} has no setting called "{name}". It has: {known}.',
                        thing=self.title or type(self).__name__,
                        name=name,
                        known=", ".join(fields) or Message("none"),
                    )
                )
        for name, value in values.items():
            self.__dict__[name] = fields[name].check(value)
        self.validate()

    def validate(self) -> None:
        """Rules between fields; raises FieldError."""

    @classmethod
    def fields(cls) -> dict[str, Field[Any]]:
        """The fields in the order in which they were declared, base classes first; then those marked as `last`."""
        return dict(_fields_of(cls))

    def config(self) -> dict[str, Any]:
        """Every setting, JSON-ready: `type(x)(**x.config()) == x`."""
        return {name: getattr(self, name) for name in self.fields()}

    def replace(self, **values: Any) -> Self:
        """A copy with some settings changed."""
        return type(self)(**{**self.config(), **values})

    @cached_property
    def _values(self) -> tuple[Any, ...]:
        """What every setting is, in the order of the fields; of a thousand layers it is asked for again and again."""
        return tuple(getattr(self, name) for name in _fields_of(type(self)))

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and self._values == other._values)

    def __hash__(self) -> int:
        return hash((type(self), self._values))

    def __repr__(self) -> str:
        changed = (f"{n}={v!r}" for n, v in self.config().items() if v != self.fields()[n].default)
        return f"{type(self).__name__}({', '.join(changed)})"


@cache
def _fields_of(cls: type[Declared]) -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__):
        found.update({name: value for name, value in vars(base).items() if isinstance(value, Field)})
    return dict(sorted(found.items(), key=lambda item: item[1].last))
