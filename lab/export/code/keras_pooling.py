"""Keras' poolings and normalisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from lab.export.code.binding import (
    Flag,
    Ignored,
    MaybePair,
    MaybeSingle,
    Number,
    Pair,
    Single,
    Whole,
    Word,
    only,
    reads,
)
from lab.export.code.keras_layers import padding_of
from lab.export.code.layers import layer
from lab.export.code.tensors import Apply, Part, Tensor, through
from lab.export.code.torch_shapes import pixels
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


def _pooling(reader: Reader, kind: str, size: tuple[int, ...], strides: tuple[int, ...] | None, padding: str) -> Part:
    pool = layer(
        f"{kind}_pool{len(size)}d", size=size, stride=size if strides is None else strides, padding=padding_of(padding)
    )

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 1 + len(size))
        return reader.add(pool, tensors[0])

    return Part(f"{kind.title()}Pooling{len(size)}D", apply, reader.span, last=True)


@reads("keras.layers.MaxPooling2D", "keras.layers.MaxPool2D")
def max_pool2d(
    reader: Reader,
    pool_size: Pair = (2, 2),
    strides: MaybePair = None,
    padding: Word = "valid",
    data_format: Ignored = None,
) -> Part:
    return _pooling(reader, "max", pool_size, strides, padding)


@reads("keras.layers.AveragePooling2D", "keras.layers.AvgPool2D")
def average_pool2d(
    reader: Reader,
    pool_size: Pair = (2, 2),
    strides: MaybePair = None,
    padding: Word = "valid",
    data_format: Ignored = None,
) -> Part:
    return _pooling(reader, "average", pool_size, strides, padding)


@reads("keras.layers.MaxPooling1D", "keras.layers.MaxPool1D")
def max_pool1d(
    reader: Reader,
    pool_size: Single = (2,),
    strides: MaybeSingle = None,
    padding: Word = "valid",
    data_format: Ignored = None,
) -> Part:
    return _pooling(reader, "max", pool_size, strides, padding)


@reads("keras.layers.AveragePooling1D", "keras.layers.AvgPool1D")
def average_pool1d(
    reader: Reader,
    pool_size: Single = (2,),
    strides: MaybeSingle = None,
    padding: Word = "valid",
    data_format: Ignored = None,
) -> Part:
    return _pooling(reader, "average", pool_size, strides, padding)


def _global(reader: Reader, kind: str, axes: int, keepdims: bool) -> Part:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 1 + axes)
        return pixels(reader, tensors[0], kind) if keepdims else reader.add(layer(f"global_{kind}_pool"), tensors[0])

    return Part(f"Global{kind.title()}Pooling{axes}D", apply, reader.span, last=True)


@reads("keras.layers.GlobalAveragePooling2D", "keras.layers.GlobalAvgPool2D")
def global_average_pool2d(reader: Reader, data_format: Ignored = None, keepdims: Flag = False) -> Part:
    return _global(reader, "average", 2, keepdims)


@reads("keras.layers.GlobalMaxPooling2D", "keras.layers.GlobalMaxPool2D")
def global_max_pool2d(reader: Reader, data_format: Ignored = None, keepdims: Flag = False) -> Part:
    return _global(reader, "max", 2, keepdims)


@reads("keras.layers.GlobalAveragePooling1D", "keras.layers.GlobalAvgPool1D")
def global_average_pool1d(reader: Reader, data_format: Ignored = None, keepdims: Flag = False) -> Part:
    return _global(reader, "average", 1, keepdims)


@reads("keras.layers.GlobalMaxPooling1D", "keras.layers.GlobalMaxPool1D")
def global_max_pool1d(reader: Reader, data_format: Ignored = None, keepdims: Flag = False) -> Part:
    return _global(reader, "max", 1, keepdims)


# -- normalisation


@reads("keras.layers.BatchNormalization")
def batch_norm(
    reader: Reader,
    axis: Ignored = -1,
    momentum: Number = 0.99,
    epsilon: Number = 1e-3,
    center: Annotated[bool, only(True)] = True,
    scale: Flag = True,
    beta_initializer: Ignored = "zeros",
    gamma_initializer: Ignored = "ones",
    moving_mean_initializer: Ignored = "zeros",
    moving_variance_initializer: Ignored = "ones",
    beta_regularizer: Ignored = None,
    gamma_regularizer: Ignored = None,
    renorm: Annotated[bool, only(False)] = False,
    fused: Ignored = None,
) -> Part:
    if not scale:
        reader.note(Message("Batch norm always learns a scale in the laboratory; the code switches it off."))
    made = layer("batch_norm", momentum=round(1 - momentum, 9), epsilon=epsilon)
    return Part("BatchNormalization", through(made), reader.span, weights=True, last=True)


@reads("keras.layers.LayerNormalization")
def layer_norm(
    reader: Reader,
    axis: Ignored = -1,
    epsilon: Number = 1e-3,
    center: Annotated[bool, only(True)] = True,
    scale: Annotated[bool, only(True)] = True,
) -> Part:
    made = layer("layer_norm", epsilon=epsilon)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        if len(tensors[0].shape or ()) > 1:
            reader.note(
                Message(
                    "Layer norm is over the channels of each place in Keras, and over all numbers of a sample in the "
                    "laboratory."
                )
            )
        return reader.add(made, tensors[0])

    return Part("LayerNormalization", apply, reader.span, weights=True, last=True)


@reads("keras.layers.GroupNormalization")
def group_norm(reader: Reader, groups: Whole = 32, axis: Ignored = -1, epsilon: Number = 1e-3) -> Part:
    if groups == -1:
        return Part("GroupNormalization", _each_channel(epsilon), reader.span, weights=True, last=True)
    made = layer("group_norm", groups=groups, epsilon=epsilon)
    return Part("GroupNormalization", through(made), reader.span, weights=True, last=True)


def _each_channel(epsilon: float) -> Apply:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        channels = tensors[0].shape[0] if tensors[0].shape else 1
        return reader.add(layer("group_norm", groups=channels, epsilon=epsilon), tensors[0])

    return apply
