"""PyTorch's functions and the methods of its tensors, as `forward` uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code.activations import PLAIN, clipped
from lab.export.code.binding import (
    Flag,
    Ignored,
    MaybeNumber,
    MaybePair,
    MaybeSingle,
    Number,
    Pair,
    Single,
    Word,
    reads,
)
from lab.export.code.layers import layer, optional
from lab.export.code.tensors import Apply, Tensor, merged
from lab.export.code.torch_shapes import adaptive, applied, around, flattened, function_names, pixels, pooled, upsampled
from lab.export.code.values import Refused, Unknown
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


def _layer(kind: str, title: str, **settings: Any) -> Apply:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        return reader.add(optional(kind, title, **settings), tensors[0])

    return apply


# -- activations


def _plain(name: str, kind: str, title: str) -> None:
    @reads(*function_names(name), *function_names(f"{name}_"))
    def apply(
        reader: Reader,
        input: Any,
        dim: Ignored = None,
        inplace: Ignored = False,
        dtype: Ignored = None,
        approximate: Ignored = "none",
    ) -> Any:
        return applied(reader, input, _layer(kind, title))


for _name in [
    "relu",
    "sigmoid",
    "tanh",
    "softmax",
    "selu",
    "softsign",
    "silu",
    "hardsigmoid",
    "hardswish",
    "mish",
    "gelu",
    "softplus",
]:
    _plain(_name, *PLAIN[_name])


@reads(*function_names("log_softmax"))
def log_softmax(reader: Reader, input: Any, dim: Ignored = None, dtype: Ignored = None) -> Any:
    return applied(reader, input, _layer("log_softmax", "Log softmax"))


@reads(*function_names("leaky_relu"))
def leaky_relu(reader: Reader, input: Any, negative_slope: Number = 0.01, inplace: Ignored = False) -> Any:
    return applied(reader, input, _layer("leaky_relu", "Leaky ReLU", slope=negative_slope))


@reads(*function_names("elu"))
def elu(reader: Reader, input: Any, alpha: Number = 1.0, inplace: Ignored = False) -> Any:
    return applied(reader, input, _layer("elu", "ELU", alpha=alpha))


@reads(*function_names("relu6"))
def relu6(reader: Reader, input: Any, inplace: Ignored = False) -> Any:
    return applied(reader, input, lambda reader, x: reader.add(clipped(0.0, 6.0), x[0]))


@reads(*function_names("clamp"))
def clamp(reader: Reader, input: Any, min: Number = -1e9, max: Number = 1e9) -> Any:
    return applied(reader, input, lambda reader, x: reader.add(clipped(min, max), x[0]))


@reads(*function_names("dropout"))
def dropout(reader: Reader, input: Any, p: Number = 0.5, training: Ignored = True, inplace: Ignored = False) -> Any:
    return applied(reader, input, _layer("dropout", "Dropout", rate=p))


@reads(*function_names("dropout2d"))
def spatial_dropout(
    reader: Reader, input: Any, p: Number = 0.5, training: Ignored = True, inplace: Ignored = False
) -> Any:
    return applied(reader, input, _layer("spatial_dropout", "Spatial dropout", rate=p))


# -- pooling


@reads(*function_names("max_pool2d"))
def max_pool2d(
    reader: Reader,
    input: Any,
    kernel_size: Pair,
    stride: MaybePair = None,
    padding: Pair = (0, 0),
    dilation: Ignored = 1,
    ceil_mode: Flag = False,
) -> Any:
    return applied(reader, input, pooled("max", kernel_size, stride, padding, ceil_mode))


@reads(*function_names("max_pool1d"))
def max_pool1d(
    reader: Reader,
    input: Any,
    kernel_size: Single,
    stride: MaybeSingle = None,
    padding: Single = (0,),
    dilation: Ignored = 1,
    ceil_mode: Flag = False,
) -> Any:
    return applied(reader, input, pooled("max", kernel_size, stride, padding, ceil_mode))


@reads(*function_names("avg_pool2d"))
def avg_pool2d(
    reader: Reader,
    input: Any,
    kernel_size: Any,
    stride: MaybePair = None,
    padding: Pair = (0, 0),
    ceil_mode: Flag = False,
    count_include_pad: Flag = True,
) -> Any:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        size = tuple(kernel_size) if isinstance(kernel_size, list | tuple) else (kernel_size, kernel_size)
        if len(size) != 2 or not all(isinstance(side, int) for side in size):
            raise Refused(Message("The window is one or two whole numbers here."))
        return pooled("average", size, stride, padding, ceil_mode, count_include_pad)(reader, tensors)

    return applied(reader, input, apply)


def _adaptive(kind: str, axes: int, name: str) -> None:
    @reads(*function_names(name))
    def apply(reader: Reader, input: Any, output_size: Any) -> Any:
        return applied(reader, input, adaptive(kind, axes, output_size))


_adaptive("average", 2, "adaptive_avg_pool2d")
_adaptive("average", 1, "adaptive_avg_pool1d")
_adaptive("max", 2, "adaptive_max_pool2d")
_adaptive("max", 1, "adaptive_max_pool1d")


@reads(*function_names("interpolate"))
def interpolate(
    reader: Reader,
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: Any = "nearest",
    align_corners: Any = None,
) -> Any:
    if scale_factor is None:
        raise Refused(Message("The laboratory makes pictures larger by a factor: give scale_factor."))
    return applied(reader, input, lambda reader, x: reader.add(upsampled(scale_factor, mode, align_corners), x[0]))


@reads("torch.nn.functional.pad")
def pad(reader: Reader, input: Any, pad: Any, mode: Word = "constant", value: MaybeNumber = None) -> Any:
    if isinstance(pad, list | tuple) and len(pad) == 6 and not any(pad[:5]) and not value:
        return applied(reader, input, lambda reader, x: _more_channels(reader, x[0], pad[5]))
    made = around(pad, mode, value or 0.0)
    return applied(reader, input, lambda reader, x: reader.add(made, x[0]))


def _more_channels(reader: Reader, x: Tensor, count: Any) -> Tensor:
    """Channels of zeros behind the others, as a shortcut without weights has them."""
    if x.shape is None or not isinstance(count, int):
        return x
    if x.layer.name == "zero_shortcut":  # that has taken every second row and column: both in one
        return reader.add(
            layer("zero_shortcut", channels=x.shape[0] + count, stride=x.layer.setting("stride")), *x.sources
        )
    return reader.add(layer("zero_shortcut", channels=x.shape[0] + count, stride=1), x)


# -- over places


def _over_axes(name: str, method: str, *more: str) -> None:
    @reads(*(path for each in (name, *more) for path in function_names(each)))
    def apply(reader: Reader, input: Any, dim: Any = None, keepdim: Flag = False) -> Any:
        def reduce(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
            (x,) = tensors
            axes = len(x.shape or ()) + 1
            dims = dim if isinstance(dim, list | tuple) else [dim]
            given = {each % axes for each in dims if isinstance(each, int)}
            if x.shape is None or len(given) != len(dims) or 0 in given:
                raise Refused(Message("Axes behind the batch are taken together here, such as dim=(2, 3)."))
            places = set(range(2, axes))
            if given == places and not keepdim and method in ("mean", "maximum"):
                return flattened(reader, pixels(reader, x, {"mean": "average", "maximum": "max"}[method]))
            chosen = {
                "channels": 1 in given,
                "height": axes == 4 and 2 in given,
                "width": axes - 1 in given and axes > 2,
            }
            return reader.add(layer("reduce", method=method, keep=keepdim, **chosen), x)

        return applied(reader, input, reduce)


_over_axes("mean", "mean")
_over_axes("sum", "sum")
_over_axes("amax", "maximum")


# -- merging


@reads("torch.cat", "torch.concat", "torch.concatenate")
def cat(reader: Reader, tensors: Any, dim: Any = 0) -> Any:
    found = reader.tensors_of([tensors])
    if not found:
        return Unknown(reader.call_node, Message("No data flows here."))
    rank = len(found[0].shape or ()) + 1
    if dim != 1 and not (isinstance(dim, int) and dim < 0 and dim + rank == 1):
        raise Refused(Message("Channels are joined here, or features: dim=1."))
    return merged(layer("concatenate"))(reader, found)


def _operator(name: str, kind: str, title: str) -> None:
    import ast

    operators: dict[str, type[ast.operator]] = {"add": ast.Add, "multiply": ast.Mult, "subtract": ast.Sub}
    sign = operators.get(kind, ast.Div)

    @reads(f"torch.{name}", f"tensor.{name}", f"tensor.{name}_")
    def apply(reader: Reader, input: Any, other: Any, inplace: Ignored = False) -> Any:
        if not reader.holds_tensor(input, other):
            return Unknown(reader.call_node, Message("No data flows here."))
        return reader.combine(reader.call_node, sign, input, other)


_operator("add", "add", "Add")
_operator("mul", "multiply", "Multiply")
_operator("multiply", "multiply", "Multiply")
_operator("sub", "subtract", "Subtract")
_operator("div", "divide", "Divide")


@reads("torch.maximum", "torch.max")
def maximum(reader: Reader, input: Any, other: Any = None, dim: Ignored = None) -> Any:
    tensors = reader.tensors_of([input, other])
    if len(tensors) != 2:
        return Unknown(reader.call_node, Message("The laboratory has no layer that computes this."))
    return merged(optional("maximum", "Maximum"))(reader, tensors)


@reads("torch.minimum")
def minimum(reader: Reader, input: Any, other: Any) -> Any:
    return merged(optional("minimum", "Minimum"))(reader, reader.tensors_of([input, other]))
