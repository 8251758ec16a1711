"""Sending data through a network that was read: which shape its input has, and which layers the data meets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from math import isqrt
from typing import Any

from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import Instance
from lab.export.code.expressions import TooMuch
from lab.export.code.keras_models import input_tensor
from lab.export.code.reader import Demand, Misfit, Network, Reader
from lab.export.code.tensors import Part, Tensor
from lab.export.code.values import Unknown
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.units import format_shape

STEPS = 60_000  # for following a network once
SEARCH = 300_000  # for trying sizes
USUAL_SIDES = (28, 32, 224, 64, 96, 128, 48, 16, 8, 100, 150, 180, 227, 256, 299, 512)
USUAL_LENGTHS = (128, 100, 64, 256, 512, 1000, 1024, 784, 28, 32, 200, 300, 2000)
LARGEST_SIDE, LARGEST_LENGTH = 320, 2100
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
    shapes = list(_candidates(reader, demand))
    found = next((shape for shape in shapes if _fits(reader, network, shape)), None)
    if found is None:
        return shapes[0] if shapes else None  # the likeliest, so that what is wrong is told where it stands
    larger = [(found[0], *(2 * side + 2 for side in found[1:])), (found[0], *(4 * side + 4 for side in found[1:]))]
    _tell(reader, demand, found, free=len(found) > 1 and all(_fits(reader, network, shape) for shape in larger))
    return found


def _told(network: Network) -> Shape | None:
    if isinstance(network, Chain):
        return network.input_shape or network.example
    if isinstance(network, Instance):
        return network.tells or network.example
    return getattr(network, "tells", None)


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


def _fits(reader: Reader, network: Network, shape: Shape) -> bool:
    with aside(reader, probing=False):
        try:
            outputs = trace(reader, network, shape)
            return bool(outputs) and outputs[0].shape is not None
        except Misfit:
            return False
        except (TooMuch, LabError):
            return False


def data_shape(reader: Reader) -> Shape | None:
    """What one sample is of the data that the code speaks of."""
    return next((shape for word, shape in DATA.items() if word in reader.training.data), None)


def _candidates(reader: Reader, demand: Demand) -> Iterator[Shape]:
    """Shapes to try, the likely ones first."""
    data = data_shape(reader)
    if demand.rank == 1:
        yield from _rows(demand, data)
        return
    channels = demand.channels or (data[0] if data else 3)
    if demand.rank == 2:
        for length in dict.fromkeys((*USUAL_LENGTHS, *range(1, LARGEST_LENGTH))):
            yield (channels, length)
        return
    first = [data[1]] if data and data[0] == channels else []
    if reader.training.side:
        first.insert(0, reader.training.side)
    usual = USUAL_SIDES if channels == 1 else (32, *USUAL_SIDES)
    for side in dict.fromkeys((*first, *usual, *range(1, LARGEST_SIDE))):
        yield (channels, side, side)


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
                "The code does not say what size its input has. {shape} is what its first dense layer fits.",
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
