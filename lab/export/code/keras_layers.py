"""Keras' layers with weights, poolings and normalisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lab.export.code.activations import behind
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
from lab.export.code.keras_common import finish, initializer, regularised
from lab.export.code.layers import layer
from lab.export.code.tensors import Apply, Part, Tensor, through
from lab.export.code.values import Refused
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Unconstrained = Annotated[None, only(None)]


def _padding(padding: str) -> str:
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
        padding=_padding(padding),
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
    same = _padding(padding) == "same"
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
        padding=_padding(padding),
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
        padding=_padding(padding),
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


# -- poolings


def _pooling(reader: Reader, kind: str, size: tuple[int, ...], strides: tuple[int, ...] | None, padding: str) -> Part:
    pool = layer(
        f"{kind}_pool{len(size)}d", size=size, stride=size if strides is None else strides, padding=_padding(padding)
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
        x = reader.add(layer(f"global_{kind}_pool"), tensors[0])
        return finish(reader, x, axes) if keepdims else x

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
