"""Keras' Sequential, Input and Model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code.binding import Ignored, reads
from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import Instance
from lab.export.code.keras_common import shape_of
from lab.export.code.tensors import Tensor
from lab.export.code.values import Arguments, Refused, Unknown
from lab.layers.base import Shape
from lab.layers.input import Input
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


@reads("keras.Sequential")
def sequential(reader: Reader, layers: Any = None, name: Ignored = None, trainable: Ignored = True) -> Chain:
    chain = Chain("Sequential", last=True)
    entries = reader.entries(layers) if layers is not None else []
    if entries is None:
        reader.blame(layers, layers.node if isinstance(layers, Unknown) else reader.place)
        entries = []
    for each in entries:
        chain.add(each)
    reader.made(chain)
    return chain


@reads("keras.Input", "keras.layers.Input")
def make_input(
    reader: Reader,
    shape: Any = None,
    batch_size: Ignored = None,
    dtype: Ignored = None,
    sparse: Ignored = None,
    batch_shape: Any = None,
    name: Ignored = None,
    tensor: Ignored = None,
) -> Tensor:
    if shape is None and isinstance(batch_shape, list | tuple):
        shape = batch_shape[1:]
    found = None if isinstance(shape, Unknown) else shape_of(reader, shape)
    if found is None:
        found = reader.assumed_input()
        reader.trouble(
            reader.span,
            Message(
                "The shape of the input does not follow from the code. Write it in numbers, such as "
                "{name}=(64, 64, 3).",
                name="shape",
            ),
        )
    return input_tensor(reader, found, last=True, label=name if isinstance(name, str) else "")


def input_tensor(reader: Reader, shape: Shape | None, *, last: bool, label: str = "") -> Tensor:
    """Where the data enters; with no shape while that is being looked for."""
    layer = Input() if shape is None else Input.of_shape(shape)
    return Tensor(layer, (), shape, reader.span, last, label)


@reads("keras.Model", "keras.Functional")
def model(
    reader: Reader,
    inputs: Any = None,
    outputs: Any = None,
    name: Ignored = None,
    input: Any = None,
    output: Any = None,
    trainable: Ignored = None,
) -> Wired:
    ins, outs = reader.tensors_of([inputs, input]), reader.tensors_of([outputs, output])
    if not ins or not outs:
        unknown = next((each for each in (inputs, outputs, input, output) if isinstance(each, Unknown)), None)
        raise Refused(
            unknown.reason
            if unknown is not None
            else Message("Model needs tensors: what Input() gave, and what the last layer gave.")
        )
    wired = Wired(ins, outs)
    reader.made(wired)
    return wired


def built(reader: Reader, network: Any, arguments: Arguments) -> None:
    """model.build((None, 64, 64, 3)) says the shape of the input."""
    given = (arguments.positional or list(arguments.keywords.values()))[0]
    if isinstance(network, Chain | Instance) and isinstance(given, list | tuple) and len(given) > 1:
        network.tells = network.tells or shape_of(reader, given[1:])
