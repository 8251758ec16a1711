"""PyTorch's modules without weights: poolings, activations, shapes, and rows and lists of modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lab.export.code.activations import PLAIN, clipped
from lab.export.code.binding import Flag, Ignored, MaybePair, MaybeSingle, Number, Pair, Single, Whole, only, reads
from lab.export.code.chains import Chain
from lab.export.code.layers import layer, optional
from lab.export.code.tensors import Apply, Part, Tensor, through
from lab.export.code.torch_shapes import adaptive, around, flattened, pooled, upsampled
from lab.export.code.values import Refused
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Never = Annotated[bool, only(False)]


def _part(reader: Reader, title: str, apply: Apply, *, weights: bool = False) -> Part:
    return Part(title, apply, reader.span, weights=weights)


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
    align_corners: Any = None,
) -> Part:
    return _part(reader, "Upsample", through(upsampled(scale_factor, mode, align_corners)))


def _pad(title: str, mode: str) -> None:
    @reads(f"torch.nn.{title}2d", f"torch.nn.{title}1d")
    def make(reader: Reader, padding: Any, value: Number = 0.0) -> Part:
        return _part(reader, title, through(around(padding, mode, value)))


_pad("ZeroPad", "zeros")
_pad("ConstantPad", "constant")
_pad("ReflectionPad", "reflect")
_pad("ReplicationPad", "replicate")
_pad("CircularPad", "circular")


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
