"""PyTorch's functions and the methods of its tensors, as `forward` uses them."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from lab.export.code import arithmetic
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
    Whole,
    Word,
    reads,
)
from lab.export.code.keras_shapes import reshaped
from lab.export.code.layers import layer, optional
from lab.export.code.slicing import transposed
from lab.export.code.tensors import Apply, Tensor, merged
from lab.export.code.torch_shapes import adaptive, around, flattened, pixels, pooled, upsampled
from lab.export.code.values import BATCH, BatchSize, Refused, Unknown
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


def _function(name: str) -> tuple[str, str, str]:
    """The names of a function that is also a method of tensors."""
    return f"torch.nn.functional.{name}", f"torch.{name}", f"tensor.{name}"


def _of(reader: Reader, x: Any, apply: Apply) -> Any:
    """What becomes of a tensor; of anything else nothing is known."""
    tensors = reader.tensors_of([x])
    if not tensors:
        return x if isinstance(x, Unknown) else Unknown(reader.call_node, Message("No data flows here."))
    return apply(reader, tensors)


def _layer(kind: str, title: str, **settings: Any) -> Apply:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        return reader.add(optional(kind, title, **settings), tensors[0])

    return apply


# -- activations


def _plain(name: str, kind: str, title: str) -> None:
    @reads(*_function(name), *_function(f"{name}_"))
    def apply(
        reader: Reader,
        input: Any,
        dim: Ignored = None,
        inplace: Ignored = False,
        dtype: Ignored = None,
        approximate: Ignored = "none",
    ) -> Any:
        return _of(reader, input, _layer(kind, title))


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


@reads(*_function("log_softmax"))
def log_softmax(reader: Reader, input: Any, dim: Ignored = None, dtype: Ignored = None) -> Any:
    return _of(reader, input, _layer("log_softmax", "Log softmax"))


@reads(*_function("leaky_relu"))
def leaky_relu(reader: Reader, input: Any, negative_slope: Number = 0.01, inplace: Ignored = False) -> Any:
    return _of(reader, input, _layer("leaky_relu", "Leaky ReLU", slope=negative_slope))


@reads(*_function("elu"))
def elu(reader: Reader, input: Any, alpha: Number = 1.0, inplace: Ignored = False) -> Any:
    return _of(reader, input, _layer("elu", "ELU", alpha=alpha))


@reads(*_function("relu6"))
def relu6(reader: Reader, input: Any, inplace: Ignored = False) -> Any:
    return _of(reader, input, lambda reader, x: reader.add(clipped(0.0, 6.0), x[0]))


@reads(*_function("clamp"))
def clamp(reader: Reader, input: Any, min: Number = -1e9, max: Number = 1e9) -> Any:
    return _of(reader, input, lambda reader, x: reader.add(clipped(min, max), x[0]))


@reads(*_function("dropout"))
def dropout(reader: Reader, input: Any, p: Number = 0.5, training: Ignored = True, inplace: Ignored = False) -> Any:
    return _of(reader, input, _layer("dropout", "Dropout", rate=p))


@reads(*_function("dropout2d"))
def spatial_dropout(
    reader: Reader, input: Any, p: Number = 0.5, training: Ignored = True, inplace: Ignored = False
) -> Any:
    return _of(reader, input, _layer("spatial_dropout", "Spatial dropout", rate=p))


# -- pooling


@reads(*_function("max_pool2d"))
def max_pool2d(
    reader: Reader,
    input: Any,
    kernel_size: Pair,
    stride: MaybePair = None,
    padding: Pair = (0, 0),
    dilation: Ignored = 1,
    ceil_mode: Flag = False,
) -> Any:
    return _of(reader, input, pooled("max", kernel_size, stride, padding, ceil_mode))


@reads(*_function("max_pool1d"))
def max_pool1d(
    reader: Reader,
    input: Any,
    kernel_size: Single,
    stride: MaybeSingle = None,
    padding: Single = (0,),
    dilation: Ignored = 1,
    ceil_mode: Flag = False,
) -> Any:
    return _of(reader, input, pooled("max", kernel_size, stride, padding, ceil_mode))


@reads(*_function("avg_pool2d"))
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

    return _of(reader, input, apply)


def _adaptive(kind: str, axes: int, name: str) -> None:
    @reads(*_function(name))
    def apply(reader: Reader, input: Any, output_size: Any) -> Any:
        return _of(reader, input, adaptive(kind, axes, output_size))


_adaptive("average", 2, "adaptive_avg_pool2d")
_adaptive("average", 1, "adaptive_avg_pool1d")
_adaptive("max", 2, "adaptive_max_pool2d")
_adaptive("max", 1, "adaptive_max_pool1d")


@reads(*_function("interpolate"))
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
    return _of(reader, input, lambda reader, x: reader.add(upsampled(scale_factor, mode, align_corners), x[0]))


@reads("torch.nn.functional.pad")
def pad(reader: Reader, input: Any, pad: Any, mode: Word = "constant", value: MaybeNumber = None) -> Any:
    if isinstance(pad, list | tuple) and len(pad) == 6 and not any(pad[:5]) and not value:
        return _of(reader, input, lambda reader, x: _more_channels(reader, x[0], pad[5]))
    made = around(pad, mode, value or 0.0)
    return _of(reader, input, lambda reader, x: reader.add(made, x[0]))


def _more_channels(reader: Reader, x: Tensor, count: Any) -> Tensor:
    """Channels of zeros behind the others, as a shortcut without weights has them."""
    if x.shape is None or not isinstance(count, int):
        return x
    if x.layer.name == "zero_shortcut":  # that has taken every second row and column: both in one
        return reader.add(
            layer("zero_shortcut", channels=x.shape[0] + count, stride=x.layer.setting("stride")), *x.sources
        )
    return reader.add(layer("zero_shortcut", channels=x.shape[0] + count, stride=1), x)


# -- shapes


@reads(*_function("flatten"))
def flatten(reader: Reader, input: Any, start_dim: Any = 0, end_dim: Any = -1) -> Any:
    if start_dim != 1 or end_dim != -1:
        raise Refused(Message("Only all axes behind the batch can be made flat: start_dim=1."))
    return _of(reader, input, lambda reader, x: flattened(reader, x[0]))


@reads("tensor.view", *_function("reshape"))
def view(reader: Reader, input: Any, *shape: Any) -> Any:
    sides = list(shape[0]) if len(shape) == 1 and isinstance(shape[0], list | tuple) else list(shape)
    tensors = reader.tensors_of([input])
    if not tensors:
        return Unknown(reader.call_node, Message("No data flows here."))
    x = tensors[0]
    unknown = next((side for side in sides if isinstance(side, Unknown)), None)
    if not sides or unknown is not None:
        if x.shape is None and len(sides) == 2:
            return reader.add(layer("flatten"), x)
        raise Refused(unknown.reason if unknown is not None else Message("A shape is needed here."))
    batch, *rest = sides
    if batch == -1 and not rest:  # right where there is one number for each sample
        if x.shape is not None and prod(x.shape) != 1:
            count = prod(x.shape)
            reader.misfit(
                Message(
                    "This is for one number of each sample; {count} arrive here. Write x.view(x.size(0), -1).",
                    count=count,
                ),
                count - 1,
            )
        return flattened(reader, x)
    if not rest or not all(isinstance(side, int) for side in rest):
        raise Refused(Message("The batch must stay the first axis here: x.view(x.size(0), -1)."))
    if len(rest) == 1:
        return _row(reader, x, batch, rest[0])
    return reshaped(reader, x, tuple(rest), last=False)


def _row(reader: Reader, x: Tensor, batch: Any, features: int) -> Tensor:
    """x.view(batch, features)"""
    if not isinstance(batch, BatchSize | int) or (features == -1 and batch == -1):
        raise Refused(Message("The batch must stay the first axis here: x.view(x.size(0), -1)."))
    if features != -1:
        reader.need(_as_flat(x), 1, features=features)
        if x.shape is not None and prod(x.shape) != features:
            reader.misfit(
                Message(
                    "{given} numbers arrive here, not {wanted}. Change one of the two.",
                    given=prod(x.shape),
                    wanted=features,
                ),
                prod(x.shape) - features,
            )
    return flattened(reader, x)


def _as_flat(x: Tensor) -> Tensor:
    return Tensor(x.layer, x.sources, x.shape, x.span, x.last, flat=True)


@reads("tensor.size")
def size(reader: Reader, input: Any, dim: Any = None) -> Any:
    tensors = reader.tensors_of([input])
    sides = tensors[0].attribute(reader, "shape", reader.call_node) if tensors else input
    if dim is None or isinstance(sides, Unknown):
        if isinstance(sides, Unknown) and dim == 0:
            return BATCH
        return sides
    found = arithmetic.element(sides, dim)
    return found[0] if found else Unknown(reader.call_node, Message("There is no such axis."))


@reads("tensor.dim")
def count_axes(reader: Reader, input: Any) -> Any:
    tensors = reader.tensors_of([input])
    return (
        1 + len(tensors[0].shape)
        if tensors and tensors[0].shape is not None
        else Unknown(reader.call_node, Message("The shape is not known here."))
    )


@reads("tensor.contiguous", "tensor.float", "tensor.to", "tensor.cuda", "tensor.cpu", "tensor.double", "tensor.clone")
def same(reader: Reader, input: Any, *more: Ignored, **others: Ignored) -> Any:
    return input


@reads(*_function("squeeze"))
def squeeze(reader: Reader, input: Any, dim: Any = None) -> Any:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        if x.shape is not None and prod(x.shape[1:]) == 1:
            return flattened(reader, x) if len(x.shape) <= 3 and dim != 1 else x
        raise Refused(Message("Only sides of one pixel can be taken away here. Use a global pooling before."))

    return _of(reader, input, apply)


@reads(*_function("unsqueeze"))
def unsqueeze(reader: Reader, input: Any, dim: Any) -> Any:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        if x.shape is None:
            return x
        axes = len(x.shape)
        place = dim if isinstance(dim, int) else 0
        place = place - 1 if place > 0 else axes + 1 + place
        if isinstance(dim, int) and 0 <= place <= axes and dim != 0 and axes < 3:
            return reshaped(reader, x, (*x.shape[:place], 1, *x.shape[place:]), last=False)
        raise Refused(Message("The laboratory has rows of numbers, signals and pictures. This is another shape."))

    return _of(reader, input, apply)


@reads("torch.permute", "tensor.permute")
def permute(reader: Reader, input: Any, *dims: Any) -> Any:
    given = dims[0] if len(dims) == 1 and isinstance(dims[0], list | tuple) else dims
    if not given or given[0] != 0 or not all(isinstance(each, int) for each in given):
        raise Refused(Message("The batch must stay the first axis here: x.permute(0, 2, 3, 1)."))
    return _of(reader, input, lambda reader, x: transposed(reader, x[0], [each - 1 for each in given[1:]]))


@reads("torch.transpose", "tensor.transpose", "torch.swapaxes")
def transpose(reader: Reader, input: Any, dim0: Whole, dim1: Whole) -> Any:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        axes = len(tensors[0].shape or ()) + 1
        order = list(range(axes))
        one, other = dim0 % axes, dim1 % axes
        order[one], order[other] = order[other], order[one]
        if order[0] != 0:
            raise Refused(Message("The batch must stay the first axis here."))
        return transposed(reader, tensors[0], [each - 1 for each in order[1:]])

    return _of(reader, input, apply)


# -- over places


def _over_axes(name: str, method: str, *more: str) -> None:
    @reads(*(path for each in (name, *more) for path in _function(each)))
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

        return _of(reader, input, reduce)


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
