"""What several of Keras' layers share: shapes channels last, first weights, regularisers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lab.export.code.binding import Number, reads
from lab.export.code.values import Arguments, Named, Refused, Unknown, Value
from lab.layers.base import Shape
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

ASSUMED = 64  # px of a side that the code leaves open

_INITIALIZERS: dict[str, dict[str, Any]] = {
    "glorot_uniform": {"initializer": "xavier_uniform"},
    "glorot_normal": {"initializer": "xavier"},
    "he_uniform": {"initializer": "he_uniform"},
    "he_normal": {"initializer": "he"},
    "zeros": {"initializer": "zeros"},
    "zero": {"initializer": "zeros"},
    "ones": {"initializer": "constant", "spread": 1.0},
    "uniform": {"initializer": "uniform", "spread": 0.05},
    "random_uniform": {"initializer": "uniform", "spread": 0.05},
    "normal": {"initializer": "normal", "spread": 0.05},
    "random_normal": {"initializer": "normal", "spread": 0.05},
    "truncated_normal": {"initializer": "normal", "spread": 0.05},
    "orthogonal": {"initializer": "orthogonal"},
}


@dataclass(frozen=True)
class FirstWeights(Value):
    """An object of keras.initializers."""

    settings: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Regulariser(Value):
    """An object of keras.regularizers."""

    l1: float = 0.0
    l2: float = 0.0


def initializer(reader: Reader, given: Any) -> dict[str, Any]:
    """The settings by which a layer draws its first weights as Keras does; what is not known is left as it is here."""
    if isinstance(given, FirstWeights):
        return dict(given.settings)
    name = given if isinstance(given, str) else given.path.rpartition(".")[2] if isinstance(given, Named) else ""
    found = _INITIALIZERS.get(_snake(name))
    if found is None:
        reader.note(
            Message(
                "The rule for the first weights was not taken over everywhere. The laboratory's own (He) stands there."
            )
        )
    return found or {}


def _snake(name: str) -> str:
    """ "HeNormal" as "he_normal"."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _known_initializer(name: str) -> None:
    @reads(f"keras.initializers.{name}")
    def make(reader: Reader, seed: Any = None) -> FirstWeights:
        return FirstWeights(tuple(_INITIALIZERS[_snake(name)].items()))


for _name in ("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "Zeros", "Ones"):
    _known_initializer(_name)


@reads("keras.initializers.RandomNormal", "keras.initializers.TruncatedNormal")
def random_normal(reader: Reader, mean: Number = 0.0, stddev: Number = 0.05, seed: Any = None) -> FirstWeights:
    return FirstWeights((("initializer", "normal"), ("spread", stddev)))


@reads("keras.initializers.RandomUniform")
def random_uniform(reader: Reader, minval: Number = -0.05, maxval: Number = 0.05, seed: Any = None) -> FirstWeights:
    return FirstWeights((("initializer", "uniform"), ("spread", maxval)))


@reads("keras.regularizers.l2", "keras.regularizers.L2")
def l2(reader: Reader, l2: Number = 0.01) -> Regulariser:
    return Regulariser(l2=l2)


@reads("keras.regularizers.l1", "keras.regularizers.L1")
def l1(reader: Reader, l1: Number = 0.01) -> Regulariser:
    return Regulariser(l1=l1)


@reads("keras.regularizers.l1_l2", "keras.regularizers.L1L2")
def l1_l2(reader: Reader, l1: Number = 0.01, l2: Number = 0.01) -> Regulariser:
    return Regulariser(l1, l2)


def regularised(reader: Reader, *given: Any) -> None:
    """Regularisers belong to a layer in Keras, and to the optimiser in the laboratory."""
    for each in given:
        if isinstance(each, str) and each in ("l1", "l2"):
            each = Regulariser(**{each: 0.01})
        if isinstance(each, Regulariser):
            reader.training.l1 = max(reader.training.l1, each.l1)
            reader.training.l2 = max(reader.training.l2, 2 * each.l2)  # Keras adds l2 w², whose gradient is 2 l2 w
            reader.note(
                Message(
                    "Keras regularises layer by layer. In the laboratory this is a setting of the optimiser, and acts "
                    "on all weights."
                )
            )


def shape_of(reader: Reader, given: Any) -> Shape | None:
    """A sample's shape as Keras writes it, channels first; None where the code does not say it."""
    values = list(given) if isinstance(given, list | tuple) else [given]
    if not 1 <= len(values) <= 3:
        raise Refused(
            Message(
                "The laboratory reads rows of numbers, signals and pictures: one to three sides. Here are {count}.",
                count=len(values),
            )
        )
    sides: list[int] = []
    for number, value in enumerate(values):
        channels = number == (0 if reader.channels_first else len(values) - 1)
        if value is None and not channels:
            sides.append(ASSUMED)
            reader.note(
                Message(
                    "The code leaves the size of the input open. {side} px were taken; change it at the input.",
                    side=ASSUMED,
                )
            )
        elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
            return None
        else:
            sides.append(value)
    return tuple(sides) if reader.channels_first else channels_first(sides)


def channels_first(sides: Sequence[int]) -> Shape:
    """(height, width, channels) as (channels, height, width)."""
    return (sides[-1], *sides[:-1])


def told_shape(reader: Reader, arguments: Arguments) -> Shape | None:
    """Takes from a layer's arguments what it says of the network's input."""
    keywords, shape = arguments.keywords, None
    for name, whole_batch in (("input_shape", False), ("batch_input_shape", True), ("batch_shape", True)):
        if name in keywords:
            given = keywords.pop(name)
            if isinstance(given, list | tuple) and whole_batch:
                given = given[1:]
            shape = _told(reader, arguments, name, given)
    if "input_dim" in keywords:
        features = keywords.pop("input_dim")
        length = keywords.pop("input_length", None)
        shape = _told(reader, arguments, "input_dim", features if length is None else (length, features))
    return shape


def _told(reader: Reader, arguments: Arguments, name: str, given: Any) -> Shape | None:
    place = arguments.places.get(name, arguments.node)
    unknown = given if isinstance(given, Unknown) else None
    if isinstance(given, list | tuple):
        unknown = next((each for each in given if isinstance(each, Unknown)), None)
    shape = None if unknown is not None else shape_of(reader, given)
    if shape is None:
        reader.trouble(
            place,
            Message(
                "The shape of the input does not follow from the code. Write it in numbers, such as "
                "{name}=(64, 64, 3).",
                name=Verbatim(name),
            ),
        )
    return shape
