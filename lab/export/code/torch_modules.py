"""PyTorch's modules: torch.nn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lab.export.code.activations import PLAIN, clipped
from lab.export.code.binding import (
    Flag,
    Ignored,
    MaybePair,
    MaybeSingle,
    Number,
    Pair,
    Single,
    Whole,
    only,
    reads,
)
from lab.export.code.chains import Chain
from lab.export.code.layers import convolution, layer, optional
from lab.export.code.tensors import Apply, Part, Tensor, through
from lab.export.code.torch_shapes import adaptive, fits, flattened, pooled
from lab.export.code.values import Refused, Unknown
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Zeros = Annotated[str, only("zeros")]
Never = Annotated[bool, only(False)]
Always = Annotated[bool, only(True)]


def _part(reader: Reader, title: str, apply: Apply, *, weights: bool = False, units: int | None = None) -> Part:
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
) -> Part:
    axes = len(kernel)
    settings = {"channels": outputs, "kernel": kernel, "stride": stride, "dilation": dilation, "groups": groups}
    if padding in ("same", "valid"):
        made = layer(f"conv{axes}d", padding=padding, bias=bias, **settings)
    else:
        sides = padding if isinstance(padding, list | tuple) else (padding,) * axes
        if len(sides) != axes or not all(isinstance(side, int) for side in sides):
            if isinstance(padding, Unknown):
                raise Refused(padding.reason)
            raise Refused(Message('Padding is a whole number, one for each side, "same" or "valid".'))
        made = convolution(f"conv{axes}d", (*sides, *sides), bias=bias, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 1 + axes, channels=inputs)
        return reader.add(made, tensors[0])

    return _part(reader, f"Conv{axes}d", apply, weights=True, units=outputs)


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
    padding_mode: Zeros = "zeros",
    device: Ignored = None,
    dtype: Ignored = None,
) -> Part:
    return _convolution(reader, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias)


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
    padding_mode: Zeros = "zeros",
    device: Ignored = None,
    dtype: Ignored = None,
) -> Part:
    return _convolution(reader, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias)


def _transposed(reader: Reader, inputs: int, outputs: int, kernel: tuple[int, ...], **settings: Any) -> Part:
    axes = len(kernel)
    made = layer(f"transposed_conv{axes}d", channels=outputs, kernel=kernel, **settings)

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        fits(reader, tensors[0], 1 + axes, channels=inputs)
        return reader.add(made, tensors[0])

    return _part(reader, f"ConvTranspose{axes}d", apply, weights=True, units=outputs)


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

    return _part(reader, "Linear", apply, weights=True, units=out_features)


@reads("torch.nn.LazyLinear")
def lazy_linear(reader: Reader, out_features: Whole, bias: Flag = True) -> Part:
    return _part(reader, "LazyLinear", through(layer("dense", units=out_features, bias=bias)), weights=True)


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

    return _part(reader, "LazyConv2d", apply, weights=True, units=out_channels)


# -- pooling


@reads("torch.nn.MaxPool2d")
def max_pool2d(
    reader: Reader,
    kernel_size: Pair,
    stride: MaybePair = None,
    padding: Pair = (0, 0),
    dilation: Annotated[int, only(1)] = 1,
    return_indices: Never = False,
    ceil_mode: Flag = False,
) -> Part:
    return _part(reader, "MaxPool2d", pooled("max", kernel_size, stride, padding, ceil_mode))


@reads("torch.nn.MaxPool1d")
def max_pool1d(
    reader: Reader,
    kernel_size: Single,
    stride: MaybeSingle = None,
    padding: Single = (0,),
    dilation: Annotated[int, only(1)] = 1,
    return_indices: Never = False,
    ceil_mode: Flag = False,
) -> Part:
    return _part(reader, "MaxPool1d", pooled("max", kernel_size, stride, padding, ceil_mode))


@reads("torch.nn.AvgPool2d")
def average_pool2d(
    reader: Reader,
    kernel_size: Pair,
    stride: MaybePair = None,
    padding: Pair = (0, 0),
    ceil_mode: Flag = False,
    count_include_pad: Flag = True,
    divisor_override: Annotated[None, only(None)] = None,
) -> Part:
    apply = pooled("average", kernel_size, stride, padding, ceil_mode, count_include_pad)
    return _part(reader, "AvgPool2d", apply)


@reads("torch.nn.AvgPool1d")
def average_pool1d(
    reader: Reader,
    kernel_size: Single,
    stride: MaybeSingle = None,
    padding: Single = (0,),
    ceil_mode: Flag = False,
    count_include_pad: Flag = True,
) -> Part:
    apply = pooled("average", kernel_size, stride, padding, ceil_mode, count_include_pad)
    return _part(reader, "AvgPool1d", apply)


def _adaptive(kind: str, axes: int, title: str) -> None:
    @reads(f"torch.nn.{title}")
    def make(reader: Reader, output_size: Any, return_indices: Never = False) -> Part:
        return _part(reader, title, adaptive(kind, axes, output_size))


_adaptive("average", 2, "AdaptiveAvgPool2d")
_adaptive("average", 1, "AdaptiveAvgPool1d")
_adaptive("max", 2, "AdaptiveMaxPool2d")
_adaptive("max", 1, "AdaptiveMaxPool1d")


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

        return _part(reader, f"BatchNorm{axes}d", apply, weights=True)


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

    return _part(reader, "GroupNorm", apply, weights=True)


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

    return _part(reader, "LayerNorm", apply, weights=True)


# -- activations, dropout, shapes


def _plain(title: str) -> None:
    kind = PLAIN[title.lower()]

    @reads(f"torch.nn.{title}")
    def make(reader: Reader, inplace: Ignored = False, dim: Ignored = None, approximate: Ignored = "none") -> Part:
        return _part(reader, title, through(optional(*kind)))


for _title in ["ReLU", "Sigmoid", "Tanh", "SELU", "Softsign", "SiLU", "Hardsigmoid", "Hardswish", "Mish"]:
    _plain(_title)


@reads("torch.nn.GELU")
def gelu(reader: Reader, approximate: Ignored = "none") -> Part:
    return _part(reader, "GELU", through(layer("gelu")))


@reads("torch.nn.Softmax")
def softmax(reader: Reader, dim: Ignored = None) -> Part:
    return _part(reader, "Softmax", through(layer("softmax")))


@reads("torch.nn.LogSoftmax")
def log_softmax(reader: Reader, dim: Ignored = None) -> Part:
    return _part(reader, "LogSoftmax", through(layer("log_softmax")))


@reads("torch.nn.ReLU6")
def relu6(reader: Reader, inplace: Ignored = False) -> Part:
    return _part(reader, "ReLU6", through(clipped(0.0, 6.0)))


@reads("torch.nn.LeakyReLU")
def leaky_relu(reader: Reader, negative_slope: Number = 0.01, inplace: Ignored = False) -> Part:
    return _part(reader, "LeakyReLU", through(layer("leaky_relu", slope=negative_slope)))


@reads("torch.nn.PReLU")
def prelu(reader: Reader, num_parameters: Whole = 1, init: Number = 0.25) -> Part:
    made = optional("prelu", "PReLU", shared=num_parameters == 1, start=init)
    return _part(reader, "PReLU", through(made), weights=True)


@reads("torch.nn.ELU")
def elu(reader: Reader, alpha: Number = 1.0, inplace: Ignored = False) -> Part:
    return _part(reader, "ELU", through(layer("elu", alpha=alpha)))


@reads("torch.nn.Softplus")
def softplus(reader: Reader, beta: Annotated[int, only(1)] = 1, threshold: Ignored = 20) -> Part:
    return _part(reader, "Softplus", through(layer("softplus")))


@reads("torch.nn.Hardtanh")
def hardtanh(reader: Reader, min_val: Number = -1.0, max_val: Number = 1.0, inplace: Ignored = False) -> Part:
    return _part(reader, "Hardtanh", through(clipped(min_val, max_val)))


@reads("torch.nn.Dropout", "torch.nn.AlphaDropout")
def dropout(reader: Reader, p: Number = 0.5, inplace: Ignored = False) -> Part:
    return _part(reader, "Dropout", through(layer("dropout", rate=p)))


@reads("torch.nn.Dropout2d", "torch.nn.Dropout1d")
def spatial_dropout(reader: Reader, p: Number = 0.5, inplace: Ignored = False) -> Part:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        flat = len(tensors[0].shape or ()) == 1
        return reader.add(layer("dropout" if flat else "spatial_dropout", rate=p), tensors[0])

    return _part(reader, "Dropout2d", apply)


@reads("torch.nn.Identity")
def identity(reader: Reader, *unused: Ignored, **more: Ignored) -> Part:
    return _part(reader, "Identity", lambda reader, tensors: tensors[0])


@reads("torch.nn.Flatten")
def flatten(reader: Reader, start_dim: Whole = 1, end_dim: Whole = -1) -> Part:
    if (start_dim, end_dim) != (1, -1):
        raise Refused(Message("Only all axes behind the batch can be made flat: start_dim=1, end_dim=-1."))
    return _part(reader, "Flatten", lambda reader, tensors: flattened(reader, tensors[0]))


@reads("torch.nn.Unflatten")
def unflatten(reader: Reader, dim: Whole, unflattened_size: Any) -> Part:
    from lab.export.code.keras_shapes import reshaped

    if dim != 1 or not isinstance(unflattened_size, list | tuple):
        raise Refused(Message("Only the axis behind the batch can be unfolded: dim=1."))
    sides = tuple(unflattened_size)
    return _part(reader, "Unflatten", lambda reader, tensors: reshaped(reader, tensors[0], sides, last=False))


@reads("torch.nn.Upsample", "torch.nn.UpsamplingNearest2d", "torch.nn.UpsamplingBilinear2d")
def upsample(
    reader: Reader,
    size: Annotated[None, only(None)] = None,
    scale_factor: Any = 2,
    mode: Any = "nearest",
    align_corners: Ignored = None,
) -> Part:
    return _part(reader, "Upsample", through(upsampled(scale_factor, mode)))


def upsampled(factor: Any, mode: Any) -> Any:
    """The layer that makes pictures or signals larger by a whole factor."""
    methods = {"nearest": "nearest", "bilinear": "linear", "linear": "linear"}
    factors = set(factor) if isinstance(factor, list | tuple) else {factor}
    if len(factors) != 1 or mode not in methods:
        raise Refused(
            Message("The laboratory makes pictures larger by one factor for both sides, by nearest or bilinear.")
        )
    return layer("upsample", factor=factors.pop(), method=methods[mode])


@reads("torch.nn.ZeroPad2d")
def zero_pad2d(reader: Reader, padding: Any) -> Part:
    left, right, top, bottom = padding if isinstance(padding, list | tuple) and len(padding) == 4 else (padding,) * 4
    return _part(reader, "ZeroPad2d", through(layer("zero_padding", pads=(top, left, bottom, right))))


# -- rows and lists


@reads("torch.nn.Sequential")
def sequential(reader: Reader, *parts: Any) -> Chain:
    chain = Chain("Sequential")
    if len(parts) == 1 and isinstance(parts[0], dict):
        chain.children = [(str(name), child) for name, child in parts[0].items()]
    elif len(parts) == 1 and isinstance(parts[0], list):
        raise Refused(Message("nn.Sequential takes layers one after the other, not a list. Put a * before the list."))
    else:
        chain.children = [(str(number), child) for number, child in enumerate(parts)]
    reader.made(chain)
    return chain


@reads("torch.nn.ModuleList")
def module_list(reader: Reader, modules: Any = ()) -> Chain:
    entries = reader.entries(modules)
    if entries is None:
        reader.blame(modules, reader.place)
    children = [(str(number), child) for number, child in enumerate(entries or [])]
    return Chain("ModuleList", children, flows=False)


@reads("torch.nn.ModuleDict")
def module_dict(reader: Reader, modules: Any = None) -> Chain:
    children = [(str(name), child) for name, child in modules.items()] if isinstance(modules, dict) else []
    return Chain("ModuleDict", children, flows=False)


@reads("collections.OrderedDict")
def ordered_dict(reader: Reader, entries: Any = (), **more: Any) -> dict[Any, Any]:
    if isinstance(entries, dict):
        return {**entries, **more}
    pairs = [each for each in reader.entries(entries) or [] if isinstance(each, list | tuple) and len(each) == 2]
    return {str(name): child for name, child in pairs} | more
