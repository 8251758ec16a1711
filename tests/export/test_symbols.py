"""Numbers that follow from settings become expressions of them; all others stay what they are."""

from __future__ import annotations

from lab.export.scripts.symbols import Number, Setting, with_names
from lab.spec.errors import LabError
from lab.spec.message import Message


def text_of(inputs: Number, width: Number) -> str:
    return f"conv1: {inputs}, {2 * width}, 3; dense: {64 * width}, {width // 4}, {inputs + width}, 0.5"


def settings(inputs: int, width: int) -> list[Setting]:
    return [
        Setting("inputs", inputs, lambda value: text_of(value, width)),
        Setting("width", width, lambda value: text_of(inputs, value)),
    ]


def test_multiples_parts_and_sums() -> None:
    found, used = with_names(text_of(3, 16), settings(3, 16))
    assert found == "conv1: inputs, 2 * width, 3; dense: 64 * width, width // 4, inputs + width, 0.5"
    assert [setting.name for setting in used] == ["inputs", "width"]


def test_what_is_not_in_proportion_stays() -> None:
    found, used = with_names("2, 5", [Setting("width", 2, lambda value: f"{value}, {value**2 + 1}")])
    assert (found, used) == ("2, 5", ())
    found, used = with_names("2, 5", [Setting("width", 2, lambda value: f"{value}, {value + 3}")])
    assert (found, used) == ("2, 5", ())


def test_a_setting_that_cannot_be_turned_or_changes_more_than_numbers_is_left_out() -> None:
    def refuse(value: Number) -> str:
        raise LabError(Message("no"))

    other = Setting("rows", 3, lambda value: f"{'pad' * int(value)} 3")
    found, used = with_names("padpadpad 3", [Setting("width", 3, refuse), other])
    assert (found, used) == ("padpadpad 3", ())


def test_fractions_are_not_divided_into_whole_numbers() -> None:
    found, used = with_names("0.5, 0.25", [Setting("rate", 0.5, lambda value: f"{value}, {value / 2}")])
    assert (found, used) == ("0.5, 0.25", ())
    found, _ = with_names("0.5, 1.0", [Setting("rate", 0.5, lambda value: f"{value}, {2 * value}")])
    assert found == "rate, 2 * rate"
