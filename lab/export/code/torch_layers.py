"""PyTorch's modules with weights: convolutions, linear layers, normalisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lab.export.code.binding import Flag, Ignored, Number, Pair, Single, Whole, Word, only, reads
from lab.export.code.layers import convolution, layer
from lab.export.code.tensors import Apply, Part, Tensor, through
from lab.export.code.torch_shapes import around, fits
from lab.export.code.values import Refused, Unknown
from lab.layers.base import Layer
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Zeros = Annotated[str, only("zeros")]  # of transposed convolutions
Always = Annotated[bool, only(True)]


def _part(reader: Reader, title: str, apply: Apply, *, weights: bool = True, units: int | None = None) -> Part:
    return Part(title, apply, reader.span, weights=weights, units=units)


# -- convolution


def _convolution(
    reader: Reader,
    inputs: int,
    outputs: int,
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    padding: Any,
    dilation: tuple[int, ...],
    groups: int,
    bias: bool,
    mode: str,
) -> Part:
    axes = len(kernel)
    settings = {"channels": outputs, "kernel": kernel, "stride": stride, "dilation": dilation, "groups": groups}
    border: Layer | None = None
    if padding in ("same", "valid"):
        made = layer(f"conv{axes}d", padding=padding, bias=bias, **settings)
    else:
        sides = padding if isinstance(padding, list | tuple) else (padding,) * axes
        if len(sides) != axes or not all(isinstance(side, int) for side in sides):
            if isinstance(padding, Unknown):
                raise Refused(padding.reason)
            raise Refused(Message('Padding is a whole number, one for each side, "same" or "valid".'))
        if mode != "zeros" and any(sides):
            top, left = (0, *sides)[-2:]
            border, sides = around((left, left, top, top), mode), (0,) * axes
        made = convolution(f"conv{axes}d", (*sides, *sides), bias=bias, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 1 + axes, channels=inputs)
        return reader.add(made, tensors[0] if border is None else reader.add(border, tensors[0], helps=True))

    return _part(reader, f"Conv{axes}d", apply, units=outputs)


@reads("torch.nn.Conv2d")
def conv2d(
    reader: Reader,
    in_channels: Whole,
    out_channels: Whole,
    kernel_size: Pair,
    stride: Pair = (1, 1),
    padding: Any = 0,
    dilation: Pair = (1, 1),
    groups: Whole = 1,
    bias: Flag = True,
    padding_mode: Word = "zeros",
    device: Ignored = None,
    dtype: Ignored = None,
) -> Part:
    rest = (stride, padding, dilation, groups, bias, padding_mode)
    return _convolution(reader, in_channels, out_channels, kernel_size, *rest)


@reads("torch.nn.Conv1d")
def conv1d(
    reader: Reader,
    in_channels: Whole,
    out_channels: Whole,
    kernel_size: Single,
    stride: Single = (1,),
    padding: Any = 0,
    dilation: Single = (1,),
    groups: Whole = 1,
    bias: Flag = True,
    padding_mode: Word = "zeros",
    device: Ignored = None,
    dtype: Ignored = None,
) -> Part:
    rest = (stride, padding, dilation, groups, bias, padding_mode)
    return _convolution(reader, in_channels, out_channels, kernel_size, *rest)


def _transposed(reader: Reader, inputs: int, outputs: int, kernel: tuple[int, ...], **settings: Any) -> Part:
    axes = len(kernel)
    made = layer(f"transposed_conv{axes}d", channels=outputs, kernel=kernel, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 1 + axes, channels=inputs)
        return reader.add(made, tensors[0])

    return _part(reader, f"ConvTranspose{axes}d", apply, units=outputs)


@reads("torch.nn.ConvTranspose2d")
def conv_transpose2d(
    reader: Reader,
    in_channels: Whole,
    out_channels: Whole,
    kernel_size: Pair,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    output_padding: Pair = (0, 0),
    groups: Whole = 1,
    bias: Flag = True,
    dilation: Pair = (1, 1),
    padding_mode: Zeros = "zeros",
) -> Part:
    settings = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    return _transposed(reader, in_channels, out_channels, kernel_size, groups=groups, bias=bias, **settings)


@reads("torch.nn.ConvTranspose1d")
def conv_transpose1d(
    reader: Reader,
    in_channels: Whole,
    out_channels: Whole,
    kernel_size: Single,
    stride: Single = (1,),
    padding: Single = (0,),
    output_padding: Single = (0,),
    groups: Whole = 1,
    bias: Flag = True,
    dilation: Single = (1,),
    padding_mode: Zeros = "zeros",
) -> Part:
    settings = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    return _transposed(reader, in_channels, out_channels, kernel_size, groups=groups, bias=bias, **settings)


@reads("torch.nn.Linear")
def linear(
    reader: Reader,
    in_features: Whole,
    out_features: Whole,
    bias: Flag = True,
    device: Ignored = None,
    dtype: Ignored = None,
) -> Part:
    made = layer("dense", units=out_features, bias=bias)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 1, features=in_features)
        return reader.add(made, tensors[0])

    return _part(reader, "Linear", apply, units=out_features)


@reads("torch.nn.LazyLinear")
def lazy_linear(reader: Reader, out_features: Whole, bias: Flag = True) -> Part:
    return _part(reader, "LazyLinear", through(layer("dense", units=out_features, bias=bias)))


@reads("torch.nn.LazyConv2d")
def lazy_conv2d(
    reader: Reader,
    out_channels: Whole,
    kernel_size: Pair,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
    groups: Whole = 1,
    bias: Flag = True,
) -> Part:
    settings = {"channels": out_channels, "kernel": kernel_size, "stride": stride, "dilation": dilation}
    made = convolution("conv2d", (*padding, *padding), groups=groups, bias=bias, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        reader.need(tensors[0], 3)
        return reader.add(made, tensors[0])

    return _part(reader, "LazyConv2d", apply, units=out_channels)


# -- normalisation


def _batch_norm(axes: int) -> None:
    @reads(f"torch.nn.BatchNorm{axes}d")
    def make(
        reader: Reader,
        num_features: Whole,
        eps: Number = 1e-5,
        momentum: Number = 0.1,
        affine: Always = True,
        track_running_stats: Always = True,
        device: Ignored = None,
        dtype: Ignored = None,
    ) -> Part:
        made = layer("batch_norm", momentum=momentum, epsilon=eps)

        def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
            fits(reader, tensors[0], 3 if axes == 2 else 0, channels=num_features)
            return reader.add(made, tensors[0])

        return _part(reader, f"BatchNorm{axes}d", apply)


_batch_norm(1)
_batch_norm(2)


@reads("torch.nn.GroupNorm")
def group_norm(
    reader: Reader, num_groups: Whole, num_channels: Whole, eps: Number = 1e-5, affine: Always = True
) -> Part:
    made = layer("group_norm", groups=num_groups, epsilon=eps)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 0, channels=num_channels)
        return reader.add(made, tensors[0])

    return _part(reader, "GroupNorm", apply)


@reads("torch.nn.InstanceNorm2d", "torch.nn.InstanceNorm1d")
def instance_norm(
    reader: Reader, num_features: Whole, eps: Number = 1e-5, momentum: Ignored = 0.1, affine: Flag = False
) -> Part:
    made = layer("group_norm", groups=num_features, epsilon=eps)
    if not affine:
        reader.note(Message("Group norm always learns a scale and a shift in the laboratory; the code's does not."))

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 0, channels=num_features)
        return reader.add(made, tensors[0])

    return _part(reader, "InstanceNorm", apply, weights=affine)


@reads("torch.nn.LayerNorm")
def layer_norm(
    reader: Reader, normalized_shape: Any, eps: Number = 1e-5, elementwise_affine: Always = True, bias: Always = True
) -> Part:
    made = layer("layer_norm", epsilon=eps)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        if len(tensors[0].shape or ()) > 1:
            reader.note(
                Message("Layer norm learns a scale for each number in PyTorch, and for each channel in the laboratory.")
            )
        return reader.add(made, tensors[0])

    return _part(reader, "LayerNorm", apply)
