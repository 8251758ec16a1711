"""Sending data through a network that was read: which shape its input has, and which layers the data meets."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isqrt
from typing import Any

from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import Instance
from lab.export.code.expressions import TooMuch
from lab.export.code.flow import Demand, Misfit
from lab.export.code.keras_models import input_tensor
from lab.export.code.reader import Network, Reader
from lab.export.code.tensors import Part, Tensor
from lab.export.code.values import Refused, Unknown
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.units import format_shape

STEPS = 60_000  # for following a network once
SEARCH = 300_000  # for trying sizes
USUAL_SIDES = (28, 32, 224, 64, 96, 128, 48, 16, 8, 100, 150, 180, 227, 256, 299, 512)
USUAL_LENGTHS = (128, 100, 64, 256, 512, 1000, 1024, 784, 28, 32, 200, 300, 2000)
LARGEST = 4000  # side that is looked for
_NOTHING = Misfit(Message("Nothing comes out."), 0)
DATA = {  # a word in the code: what one sample of these data is
    "cifar": (3, 32, 32),
    "svhn": (3, 32, 32),
    "mnist": (1, 28, 28),
    "stl10": (3, 96, 96),
    "imagenet": (3, 224, 224),
    "flowers": (3, 180, 180),
}


def trace(reader: Reader, network: Network, shape: Shape | None) -> tuple[Tensor, ...]:
    """What a network makes of an input of that shape; nothing where that is not known."""
    if isinstance(network, Wired):
        return network.outputs
    reader.round += 1
    reader.tracing = True
    place = getattr(getattr(network, "cls", None), "node", None) or ast.Pass(lineno=1, col_offset=0)
    try:
        with reader.at(place):
            count = _inputs(network)
            xs = tuple(input_tensor(reader, shape, last=network.last) for _ in range(count))
            if isinstance(network, Part):
                return (reader.use(network, xs),)
            found: Any = network.forward(reader, xs, place)
        outputs = reader.tensors_of([found])
        if not outputs:
            reader.blame(found, place)
        return outputs
    except Refused as refused:
        reader.trouble(refused.at or place, refused.message)
        return ()
    finally:
        reader.tracing = False


def _inputs(network: Network) -> int:
    flow = network.flow() if isinstance(network, Instance) else None
    return max(len(flow.needed()), 1) if flow is not None else 1


@contextmanager
def aside(reader: Reader, *, probing: bool) -> Iterator[None]:
    """What is found out meanwhile is not told."""
    before = reader.troubles, reader.notes
    reader.troubles, reader.notes = [], []
    reader.strict, reader.probing = not probing, probing
    try:
        yield
    finally:
        reader.troubles, reader.notes = before
        reader.strict = reader.probing = False


def input_shape(reader: Reader, network: Network) -> Shape | None:
    """The shape of one sample: what the code says of it, or one that fits all of the network."""
    told = _told(network)
    if told is not None:
        return told
    reader.allow(SEARCH)
    demand = _demand(reader, network)
    if demand is None:
        return None
    if demand.rank == 1:
        rows = list(_rows(demand, data_shape(reader)))
        found = next((shape for shape in rows if _misfit(reader, network, shape) is None), None)
        _tell(reader, demand, found or rows[0], free=False)
        return found or rows[0]
    channels, sides = _likely(reader, demand)
    axes = demand.rank - 1
    side = _side(lambda side: _misfit(reader, network, (channels, *(side,) * axes)), sides)
    if side is None:
        return (channels, *(sides[0],) * axes)  # the likeliest, so that what is wrong is told where it stands
    found = (channels, *(side,) * axes)
    larger = [(channels, *(factor * (side + 1),) * axes) for factor in (2, 4)]
    _tell(reader, demand, found, free=all(_misfit(reader, network, shape) is None for shape in larger))
    return found


def _side(misfit: Callable[[int], Misfit | None], likely: list[int]) -> int | None:
    """A side that fits: a likely one if there is one, else by halving the range between too small and too large."""
    small, large = 0, LARGEST
    before: Misfit | None = None
    for side in likely:
        if not small < side < large:
            continue
        found = misfit(side)
        if found is None:
            return side
        if before is not None and found.message == before.message:
            return None  # it says the same whatever the size is
        before = found
        small = side if found.size < 0 else small
        large = side if found.size > 0 else large
    if small == 0 and large == LARGEST:
        return None
    while large - small > 1:
        side = (small + large) // 2
        found = misfit(side)
        if found is None:
            return side
        if found.size == 0:
            return None
        small, large = (side, large) if found.size < 0 else (small, side)
    return None


def _told(network: Network) -> Shape | None:
    if isinstance(network, Chain):
        return network.input_shape or network.example
    if isinstance(network, Instance):
        return network.tells or network.example or _documented(network)
    return getattr(network, "tells", None)


def _documented(network: Instance) -> Shape | None:
    """What the class says of itself, as the laboratory's own scripts do: "From batch x 1 x 28 x 28 to batch x 10"."""
    found = re.search(r"[Ff]rom batch x (\d+(?: x \d+){0,2}) to", ast.get_docstring(network.cls.node) or "")
    return tuple(min(int(side), 100_000) for side in found[1].split(" x ")) if found else None


def _demand(reader: Reader, network: Network) -> Demand | None:
    """What the first layer needs that says so."""
    with aside(reader, probing=True):
        try:
            trace(reader, network, None)
        except Demand as demand:
            return demand
        except (TooMuch, LabError):
            return None
    return None


def _misfit(reader: Reader, network: Network, shape: Shape) -> Misfit | None:
    """What does not fit an input of that shape; None where all does."""
    with aside(reader, probing=False):
        try:
            outputs = trace(reader, network, shape)
        except Misfit as misfit:
            return misfit
        except (TooMuch, LabError):
            return _NOTHING
        return None if outputs and outputs[0].shape is not None else _NOTHING


def data_shape(reader: Reader) -> Shape | None:
    """What one sample is of the data that the code speaks of."""
    return next((shape for word, shape in DATA.items() if word in reader.training.data), None)


def _likely(reader: Reader, demand: Demand) -> tuple[int, list[int]]:
    """How many channels the input has, and sides to try, the likely ones first."""
    data = data_shape(reader)
    channels = demand.channels or (data[0] if data and demand.rank == 3 else 3 if demand.rank == 3 else 1)
    if demand.rank == 2:
        return channels, list(USUAL_LENGTHS)
    first = [reader.training.side] if reader.training.side else []
    first += [data[1]] if data and data[0] == channels else []
    return channels, list(dict.fromkeys((*first, *(USUAL_SIDES if channels == 1 else (32, *USUAL_SIDES)))))


def _rows(demand: Demand, data: Shape | None) -> Iterator[Shape]:
    features = demand.features
    if features is None:
        yield from ([data] if data and demand.flat else [(data[0] * data[1] * data[2],)] if data else [(10,)])
        return
    if demand.flat:
        if data and data[0] * data[1] * data[2] == features:
            yield data
        for channels in (1, 3):
            side = isqrt(features // channels)
            if channels * side * side == features and side > 1:
                yield (channels, side, side)
    yield (features,)


def _tell(reader: Reader, demand: Demand, found: Shape, *, free: bool) -> None:
    """What was taken, and why; `free` where other sizes fit as well."""
    shape = format_shape(found)
    if free or (demand.rank == 1 and demand.features is None):
        reader.note(
            Message(
                "The code does not say what size its input has. {shape} was taken; change it at the layer Input.",
                shape=shape,
            )
        )
    elif demand.rank > 1:
        reader.note(
            Message(
                "The code does not say what size its input has. {shape} is what its layers fit.",
                shape=shape,
            )
        )
    elif len(found) > 1:
        reader.note(
            Message(
                "The code flattens pictures of {count} numbers. {shape} was taken.", count=demand.features, shape=shape
            )
        )


def ends(reader: Reader, chain: Chain, name: str, node: ast.expr) -> Any:
    """`model.input`, `model.output` of a Keras Sequential."""
    shape = chain.input_shape
    if shape is None:
        return Unknown(node, Message("The shape of the input does not follow from the code."))
    wired = getattr(chain, "wired", None)
    if wired is None:
        x = input_tensor(reader, shape, last=True)
        y = chain.forward(reader, (x,), node)
        wired = Wired((x,), (y,))
        chain.wired = wired
    if name.endswith("_shape"):
        tensor = wired.inputs[0] if name.startswith("input") else wired.outputs[0]
        return reader.attribute(tensor, "shape", node)
    return wired.attribute(reader, name, node)
