"""Keras' convolutions and dense layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lab.export.code.activations import behind
from lab.export.code.binding import (
    Flag,
    Ignored,
    MaybePair,
    MaybeSingle,
    Pair,
    Single,
    Whole,
    Word,
    only,
    reads,
)
from lab.export.code.keras_common import initializer, regularised
from lab.export.code.layers import layer
from lab.export.code.tensors import Apply, Part, Tensor
from lab.export.code.values import Refused
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Unconstrained = Annotated[None, only(None)]


def padding_of(padding: str) -> str:
    if padding.lower() not in ("valid", "same"):
        raise Refused(
            Message('Padding must be "valid" or "same" in the laboratory. This is "{padding}".', padding=padding)
        )
    return padding.lower()


def _convolution(
    reader: Reader,
    axes: int,
    filters: int,
    kernel_size: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    dilation_rate: tuple[int, ...],
    groups: int,
    activation: Any,
    use_bias: bool,
    kernel_initializer: Any,
) -> Part:
    convolution = layer(
        f"conv{axes}d",
        channels=filters,
        kernel=kernel_size,
        stride=strides,
        padding=padding_of(padding),
        dilation=dilation_rate,
        groups=groups,
        bias=use_bias,
        **initializer(reader, kernel_initializer),
    )

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 1 + axes)
        return reader.add(convolution, tensors[0])

    title = f"Conv{axes}D"
    return Part(title, behind(reader, apply, activation), reader.span, weights=True, last=True, units=filters)


@reads("keras.layers.Conv2D", "keras.layers.Convolution2D")
def conv2d(
    reader: Reader,
    filters: Whole,
    kernel_size: Pair,
    strides: Pair = (1, 1),
    padding: Word = "valid",
    data_format: Ignored = None,
    dilation_rate: Pair = (1, 1),
    groups: Whole = 1,
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Unconstrained = None,
    kernel_constraint: Unconstrained = None,
    bias_constraint: Unconstrained = None,
) -> Part:
    regularised(reader, kernel_regularizer, bias_regularizer)
    return _convolution(
        reader,
        2,
        filters,
        kernel_size,
        strides,
        padding,
        dilation_rate,
        groups,
        activation,
        use_bias,
        kernel_initializer,
    )


@reads("keras.layers.Conv1D", "keras.layers.Convolution1D")
def conv1d(
    reader: Reader,
    filters: Whole,
    kernel_size: Single,
    strides: Single = (1,),
    padding: Word = "valid",
    data_format: Ignored = None,
    dilation_rate: Single = (1,),
    groups: Whole = 1,
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Unconstrained = None,
    kernel_constraint: Unconstrained = None,
    bias_constraint: Unconstrained = None,
) -> Part:
    regularised(reader, kernel_regularizer, bias_regularizer)
    return _convolution(
        reader,
        1,
        filters,
        kernel_size,
        strides,
        padding,
        dilation_rate,
        groups,
        activation,
        use_bias,
        kernel_initializer,
    )


def _transposed(
    reader: Reader,
    axes: int,
    filters: int,
    kernel: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    output_padding: tuple[int, ...] | None,
    dilation: tuple[int, ...],
    activation: Any,
    use_bias: bool,
    kernel_initializer: Any,
) -> Part:
    """Keras' output side is n s + max(f - s, 0), or n s for "same"; ours is (n - 1) s - 2 p + d (f - 1) + o + 1."""
    same = padding_of(padding) == "same"
    cut: list[int] = []
    more: list[int] = []
    for number, (size, stride, gap) in enumerate(zip(kernel, strides, dilation, strict=True)):
        over = gap * (size - 1) + 1 - stride  # by which the painted output is longer than n s
        if output_padding is not None:
            cut.append((gap * (size - 1)) // 2 if same else 0)
            more.append(output_padding[number])
        else:
            cut.append((max(over, 0) + 1) // 2 if same else 0)
            more.append(2 * cut[-1] - over if same else max(-over, 0))
        if same and output_padding is None and over > 0 and over % 2:
            reader.note(
                Message(
                    "Of the odd pixel that a transposed convolution cuts off, Keras takes it from the end, and the "
                    "laboratory from the beginning: its output is one pixel further on."
                )
            )
    transposed = layer(
        f"transposed_conv{axes}d",
        channels=filters,
        kernel=kernel,
        stride=strides,
        padding=tuple(cut),
        output_padding=tuple(more),
        dilation=dilation,
        bias=use_bias,
        **initializer(reader, kernel_initializer),
    )

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 1 + axes)
        return reader.add(transposed, tensors[0])

    title = f"Conv{axes}DTranspose"
    return Part(title, behind(reader, apply, activation), reader.span, weights=True, last=True, units=filters)


@reads("keras.layers.Conv2DTranspose", "keras.layers.Deconvolution2D", "keras.layers.Convolution2DTranspose")
def conv2d_transpose(
    reader: Reader,
    filters: Whole,
    kernel_size: Pair,
    strides: Pair = (1, 1),
    padding: Word = "valid",
    output_padding: MaybePair = None,
    data_format: Ignored = None,
    dilation_rate: Pair = (1, 1),
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Unconstrained = None,
) -> Part:
    regularised(reader, kernel_regularizer, bias_regularizer)
    rest = (output_padding, dilation_rate, activation, use_bias, kernel_initializer)
    return _transposed(reader, 2, filters, kernel_size, strides, padding, *rest)


@reads("keras.layers.Conv1DTranspose")
def conv1d_transpose(
    reader: Reader,
    filters: Whole,
    kernel_size: Single,
    strides: Single = (1,),
    padding: Word = "valid",
    output_padding: MaybeSingle = None,
    data_format: Ignored = None,
    dilation_rate: Single = (1,),
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
) -> Part:
    regularised(reader, kernel_regularizer, bias_regularizer)
    rest = (output_padding, dilation_rate, activation, use_bias, kernel_initializer)
    return _transposed(reader, 1, filters, kernel_size, strides, padding, *rest)


def _depthwise(axes: int, kernel: tuple[int, ...], **settings: Any) -> Apply:
    depthwise = layer(f"depthwise_conv{axes}d", kernel=kernel, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 1 + axes)
        return reader.add(depthwise, tensors[0])

    return apply


@reads("keras.layers.DepthwiseConv2D")
def depthwise_conv2d(
    reader: Reader,
    kernel_size: Pair,
    strides: Pair = (1, 1),
    padding: Word = "valid",
    depth_multiplier: Whole = 1,
    data_format: Ignored = None,
    dilation_rate: Pair = (1, 1),
    activation: Any = None,
    use_bias: Flag = True,
    depthwise_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    depthwise_regularizer: Any = None,
    bias_regularizer: Any = None,
) -> Part:
    regularised(reader, depthwise_regularizer, bias_regularizer)
    apply = _depthwise(
        2,
        kernel_size,
        stride=strides,
        padding=padding_of(padding),
        multiplier=depth_multiplier,
        dilation=dilation_rate,
        bias=use_bias,
        **initializer(reader, depthwise_initializer),
    )
    return Part("DepthwiseConv2D", behind(reader, apply, activation), reader.span, weights=True, last=True)


def _separable(
    reader: Reader,
    axes: int,
    filters: int,
    kernel: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    dilation: tuple[int, ...],
    multiplier: int,
    activation: Any,
    use_bias: bool,
    first_weights: Any,
) -> Part:
    """A depthwise convolution without bias, then one of 1 × 1."""
    deep = _depthwise(
        axes,
        kernel,
        stride=strides,
        padding=padding_of(padding),
        multiplier=multiplier,
        dilation=dilation,
        bias=False,
        **initializer(reader, first_weights),
    )
    point = layer(
        f"conv{axes}d", channels=filters, kernel=1, padding="valid", bias=use_bias, **initializer(reader, first_weights)
    )

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        return reader.add(point, deep(reader, tensors))

    title = f"SeparableConv{axes}D"
    return Part(title, behind(reader, apply, activation), reader.span, weights=True, last=True, units=filters)


@reads("keras.layers.SeparableConv2D", "keras.layers.SeparableConvolution2D")
def separable_conv2d(
    reader: Reader,
    filters: Whole,
    kernel_size: Pair,
    strides: Pair = (1, 1),
    padding: Word = "valid",
    data_format: Ignored = None,
    dilation_rate: Pair = (1, 1),
    depth_multiplier: Whole = 1,
    activation: Any = None,
    use_bias: Flag = True,
    depthwise_initializer: Any = "glorot_uniform",
    pointwise_initializer: Ignored = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    depthwise_regularizer: Any = None,
    pointwise_regularizer: Any = None,
    bias_regularizer: Any = None,
) -> Part:
    regularised(reader, depthwise_regularizer, pointwise_regularizer, bias_regularizer)
    rest = (dilation_rate, depth_multiplier, activation, use_bias, depthwise_initializer)
    return _separable(reader, 2, filters, kernel_size, strides, padding, *rest)


@reads("keras.layers.SeparableConv1D", "keras.layers.SeparableConvolution1D")
def separable_conv1d(
    reader: Reader,
    filters: Whole,
    kernel_size: Single,
    strides: Single = (1,),
    padding: Word = "valid",
    data_format: Ignored = None,
    dilation_rate: Single = (1,),
    depth_multiplier: Whole = 1,
    activation: Any = None,
    use_bias: Flag = True,
    depthwise_initializer: Any = "glorot_uniform",
    pointwise_initializer: Ignored = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
) -> Part:
    rest = (dilation_rate, depth_multiplier, activation, use_bias, depthwise_initializer)
    return _separable(reader, 1, filters, kernel_size, strides, padding, *rest)


@reads("keras.layers.Dense")
def dense(
    reader: Reader,
    units: Whole,
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Ignored = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Unconstrained = None,
    kernel_constraint: Unconstrained = None,
    bias_constraint: Unconstrained = None,
) -> Part:
    regularised(reader, kernel_regularizer, bias_regularizer)
    settings = {"bias": use_bias, **initializer(reader, kernel_initializer)}
    flat = layer("dense", units=units, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        reader.need(x, 1)
        axes = len(x.shape or ()) - 1
        if axes < 1:
            return reader.add(flat, x)
        reader.note(
            Message(
                "A Dense layer on pictures or signals works on the channels of each place by itself. "
                "That is a convolution of size 1, and so it stands here."
            )
        )
        return reader.add(layer(f"conv{axes}d", channels=units, kernel=1, padding="valid", **settings), x)

    return Part("Dense", behind(reader, apply, activation), reader.span, weights=True, last=True, units=units)
