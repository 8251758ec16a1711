"""Which numbers in a text follow from which settings: found by turning each setting and looking at what changes.

A block stands in the exported file as a class with arguments. Its lines are first written with plain numbers. Then each
setting is turned twice, and a number that grows in proportion becomes an expression of that setting: 32 is `2 * width`
where the width is 16.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lab.spec.errors import LabError

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])")
Number = int | float


@dataclass(frozen=True)
class Setting:
    """A number by a name, and the text that there would be with another number (LabError where none can be)."""

    name: str
    value: Number
    text: Callable[[Number], str]


def with_names(text: str, settings: Sequence[Setting]) -> tuple[str, tuple[Setting, ...]]:
    """The text with expressions of settings in the places of numbers that follow from them, and the settings used."""
    numbers = [_exact(number) for number in _NUMBER.findall(text)]
    slopes = {setting: found for setting in settings if (found := _slopes(text, setting)) is not None}
    while True:
        left = [
            number - sum(slope[place] * _exact(setting.value) for setting, slope in slopes.items())
            for place, number in enumerate(numbers)
        ]
        # Numbers that change with a setting, but are not made of settings alone.
        odd = [
            setting
            for place, rest in enumerate(left)
            for setting, slope in slopes.items()
            if slope[place] and (rest != 0 or not _says(slope[place], setting.value))
        ]
        if not odd:
            break
        del slopes[odd[0]]
    place = iter(range(len(numbers)))

    def put(found: re.Match[str]) -> str:
        number = next(place)
        terms = [_term(slope[number], setting.name) for setting, slope in slopes.items() if slope[number]]
        return " + ".join(terms) or found.group()

    used = tuple(setting for setting, slope in slopes.items() if any(slope))
    return _NUMBER.sub(put, text), used


def _slopes(text: str, setting: Setting) -> list[Fraction] | None:
    """By how much each number of the text changes with the setting; None where that is not in proportion."""
    found: list[list[Fraction]] = []
    for value in _others(setting.value):
        try:
            other = setting.text(value)
        except LabError:
            continue
        if _NUMBER.sub("#", other) != _NUMBER.sub("#", text):
            continue
        before, after = (map(_exact, _NUMBER.findall(each)) for each in (text, other))
        way = _exact(value) - _exact(setting.value)
        found.append([(new - old) / way for old, new in zip(before, after, strict=True)])
        if len(found) == 2:
            return found[0] if found[0] == found[1] else None
    return None


def _others(value: Number) -> list[Number]:
    if isinstance(value, float):
        return [value / 2, value / 4, 2 * value]
    return [2 * value, 4 * value, 3 * value, *([value // 2] if value > 1 else [])]


def _exact(number: str | Number) -> Fraction:
    return Fraction(str(number))


def _says(slope: Fraction, value: Number) -> bool:
    """Whether the product has a plain expression: a multiple, or a part that is whole."""
    return slope > 0 and (slope.denominator == 1 or (slope.numerator == 1 and isinstance(value, int)))


def _term(slope: Fraction, name: str) -> str:
    if slope.denominator > 1:
        return f"{name} // {slope.denominator}"
    return name if slope == 1 else f"{slope.numerator} * {name}"
