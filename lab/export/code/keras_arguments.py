"""What may stand in the call of any of Keras' layers, and how old versions of Keras called their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code.binding import Handler, bound
from lab.export.code.keras_common import told_shape
from lab.export.code.tensors import Part
from lab.export.code.values import Arguments
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_OLD = {  # Keras 1, and early Keras 2
    "nb_filter": "filters",
    "border_mode": "padding",
    "subsample": "strides",
    "subsample_length": "strides",
    "filter_length": "kernel_size",
    "dim_ordering": "data_format",
    "init": "kernel_initializer",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
    "W_constraint": "kernel_constraint",
    "b_constraint": "bias_constraint",
    "bias": "use_bias",
    "output_dim": "units",
    "p": "rate",
    "pool_length": "pool_size",
    "stride": "strides",
    "alpha": "negative_slope",
    "mode": "mode",
    "concat_axis": "axis",
}
_ALPHA = ("ELU",)  # layers that still call it alpha
_PLANE = ("Conv2D", "Convolution2D", "Conv2DTranspose", "Deconvolution2D", "SeparableConv2D", "SeparableConvolution2D")
_ANYWHERE = ("trainable", "dtype", "batch_size", "autocast", "activity_regularizer", "ragged", "synchronized", "seed")


def call(reader: Reader, path: str, handler: Handler, arguments: Arguments) -> Any:
    """A call of something in keras.layers: the arguments that all of them have are taken here."""
    name = path.rpartition(".")[2]
    arguments = _renamed(reader, name, arguments)
    label = arguments.keywords.pop("name", None)
    tells = told_shape(reader, arguments)
    taken = bound(reader, handler, arguments, name)
    made = handler(*taken.args, **taken.kwargs)
    if isinstance(made, Part):
        made.label = label if isinstance(label, str) else ""
        made.tells = tells or made.tells
    return made


def _renamed(reader: Reader, name: str, arguments: Arguments) -> Arguments:
    positional, keywords, places = list(arguments.positional), dict(arguments.keywords), dict(arguments.places)
    rows, columns = keywords.pop("nb_row", None), keywords.pop("nb_col", None)
    if rows is not None and columns is not None:
        keywords["kernel_size"] = (rows, columns)
    elif name in _PLANE and len(positional) > 2 and all(isinstance(each, int) for each in positional[1:3]):
        kernel = (positional[1], positional[2])
        reader.note(
            Message(
                "{name}(…, {rows}, {columns}) is the old way to write a kernel of {rows} × {columns}, and was read so.",
                name=Verbatim(name),
                rows=kernel[0],
                columns=kernel[1],
            )
        )
        positional[1:3] = [kernel]
    for old, new in _OLD.items():
        if old in keywords and not (old == "alpha" and name in _ALPHA) and new not in keywords:
            keywords[new] = keywords.pop(old)
            if old in places:
                places[new] = places.pop(old)
    if keywords.get("data_format") in ("tf", "th"):
        del keywords["data_format"]
    for each in _ANYWHERE:
        if each != "activity_regularizer" or keywords.get(each, 0) is None:
            keywords.pop(each, None)
    keywords.pop("mode", None)
    node = arguments.node
    if len(positional) != len(arguments.positional):
        places = {**places, "kernel_size": node.args[1]}
    return Arguments(node, positional, keywords, places)
