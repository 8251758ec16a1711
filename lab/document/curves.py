"""history.json of a model file: how far the run is, its curves, and what runs there were (lab.document.runs).

    {"state": {"step": 160, "epoch": 4, "batch": 0, "schedule": {"best": 0.2, "waited": 3.0, ...}},
     "record": {"layers": [...], "test": [loss, accuracy] or null,
                "steps": {"step": [...], "epoch": [...], "loss": [...], "accuracy": [...], "learning_rate": [...]},
                ...},
     "runs": [{"run": 1, "started": "2026-11-21T12:00:00Z", "setup": {...}, "last_step": 160, ...}, ...]}

JSON has no word for numbers that are not finite: they are written as "NaN", "Infinity" and "-Infinity".
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from lab.document.decoding import convert, decode_json
from lab.document.runs import MOST_STRETCHES, Stretch
from lab.spec.errors import FileError
from lab.spec.message import Message

MOST = 500_000  # numbers of one column that are kept
PIECE = 20_000  # numbers that are encoded in one go
COUNTERS = ("step", "epoch", "batch")
NEEDED = {
    "steps": {"step", "epoch", "loss", "accuracy"},
    "evaluations": {"step", "epoch", "loss", "accuracy"},
    "sizes": {"step", "gradient", "weight", "ratio"},
}
WIDE = {"gradient", "weight", "ratio"}  # columns of "sizes" with a number for each layer

Number = float | Literal["NaN", "Infinity", "-Infinity"]
Columns = dict[str, list[Number | list[Number]]]


class HistoryFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of history.json. `record` is empty when there are no curves; before version 3 there were no runs."""

    state: dict[str, Any]
    record: dict[str, Any]
    runs: Annotated[list[Stretch], msgspec.Meta(max_length=MOST_STRETCHES)] = []


def encode_history(state: dict[str, Any], record: dict[str, Any], runs: list[Stretch]) -> bytes:
    """history.json of a run. Of a column of more than MOST numbers every second (third, ...) row is kept."""
    curves = {name: _written(value) for name, value in record.items()}
    return msgspec.json.encode(HistoryFile(state, curves, runs[-MOST_STRETCHES:]))


def decode_history(data: bytes, layers: list[str]) -> tuple[dict[str, Any], dict[str, Any], list[Stretch]]:
    """State, record and runs; FileError unless a run of these layers can go on from them."""
    content: HistoryFile = convert(decode_json(data, "history.json"), HistoryFile, "history.json")
    for name in COUNTERS:
        value = content.state.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
            raise _wrong(f"state.{name}")
    if "schedule" in content.state:
        content.state["schedule"] = convert(content.state["schedule"], dict[str, float], "history.json")
    return content.state, _read_record(content.record, layers) if content.record else {}, content.runs


def _written(value: Any) -> Any:
    if isinstance(value, dict):  # the columns of a series
        first: list[Any] = next(iter(value.values()), [])
        widths = [len(column[0]) for column in value.values() if column and isinstance(column[0], list)]
        every = math.ceil(len(first) * max([1, *widths]) / MOST) or 1
        start = (len(first) - 1) % every if first else 0  # so that the last row is among them
        return {name: _written(column[start::every]) for name, column in value.items()}
    return _in_pieces(value) if isinstance(value, list) else value


def _in_pieces(values: list[Any]) -> msgspec.Raw:
    """A list as JSON, encoded piece by piece: other threads get their turn between two of them."""
    wide = len(values[0]) if values and isinstance(values[0], list) else 1
    step = max(1, PIECE // max(1, wide))
    pieces = []
    for start in range(0, len(values), step):
        piece = values[start : start + step]
        pieces.append(msgspec.json.encode(piece if _all_finite(piece) else _in_words(piece))[1:-1])
    return msgspec.Raw(b"[" + b",".join(pieces) + b"]")


def _in_words(value: Any) -> Any:
    """Numbers that are not finite, in lists of any depth, as words."""
    if isinstance(value, list):
        return [_in_words(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def _all_finite(values: list[Any]) -> bool:
    """Whether a list of anything can be written as it is."""
    try:
        return bool(np.isfinite(np.asarray(values, np.float64)).all())
    except (TypeError, ValueError):  # no numbers, or rows of different lengths
        return False


def _read_record(record: dict[str, Any], layers: list[str]) -> dict[str, Any]:
    for name, needed in NEEDED.items():
        if not isinstance(record.get(name), dict) or not needed <= record[name].keys():
            raise _wrong(f"record.{name}")
    found: dict[str, Any] = {}
    for name, value in record.items():
        if name == "layers":
            found[name] = convert(value, list[str], "history.json")
        elif isinstance(value, dict):
            found[name] = _read_series(convert(value, Columns, "history.json"), name, len(layers))
        else:
            numbers = convert(value, list[Number] | None, "history.json")
            found[name] = None if numbers is None else [float(number) for number in numbers]
    if found.get("test") is not None and len(found["test"]) != 2:
        raise _wrong("record.test")
    return in_order(found, layers)


def _read_series(columns: Columns, name: str, width: int) -> dict[str, list[Any]]:
    """Columns of equal length whose rows are numbers or, in WIDE, one number for each layer."""
    if len({len(column) for column in columns.values()}) != 1:
        raise _wrong(f"record.{name}")
    found = {}
    for title, column in columns.items():
        wide = name == "sizes" and title in WIDE
        try:
            array = np.asarray(column, np.float64)  # reads the words for numbers that are not finite as well
        except ValueError as error:  # rows of different lengths
            raise _wrong(f"record.{name}.{title}") from error
        if len(column) and array.shape[1:] != ((width,) if wide else ()):
            raise _wrong(f"record.{name}.{title}")
        found[title] = array.tolist()
    return found


def in_order(record: dict[str, Any], layers: list[str]) -> dict[str, Any]:
    """The record with its layers in the order in which the network has them."""
    given = record.get("layers", [])
    if given == layers:
        return record
    if sorted(given) != sorted(layers):
        raise FileError(
            Message("Its curves (history.json) belong to other layers than the network has. Open an earlier copy.")
        )
    order = [given.index(layer) for layer in layers]
    sizes = {
        title: [[row[place] for place in order] for row in column] if column and isinstance(column[0], list) else column
        for title, column in record["sizes"].items()
    }
    return {**record, "layers": layers, "sizes": sizes}


def _wrong(path: str) -> FileError:
    return FileError(
        Message(
            "Its part {member} is damaged ({detail}). Open an earlier copy of the file.",
            member="history.json",
            detail=f"$.{path}",
        )
    )
