"""PyTorch's functions and methods of tensors that give data another shape."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from lab.export.code import arithmetic
from lab.export.code.binding import (
    Ignored,
    Whole,
    reads,
)
from lab.export.code.keras_shapes import reshaped
from lab.export.code.layers import layer
from lab.export.code.slicing import transposed
from lab.export.code.tensors import Tensor
from lab.export.code.torch_shapes import applied, flattened, function_names
from lab.export.code.values import BATCH, BatchSize, Refused, Unknown
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


@reads(*function_names("flatten"))
def flatten(reader: Reader, input: Any, start_dim: Any = 0, end_dim: Any = -1) -> Any:
    if start_dim != 1 or end_dim != -1:
        raise Refused(Message("Only all axes behind the batch can be made flat: start_dim=1."))
    return applied(reader, input, lambda reader, x: flattened(reader, x[0]))


@reads("tensor.view", *function_names("reshape"))
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


@reads(*function_names("squeeze"))
def squeeze(reader: Reader, input: Any, dim: Any = None) -> Any:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        if x.shape is not None and prod(x.shape[1:]) == 1:
            return flattened(reader, x) if len(x.shape) <= 3 and dim != 1 else x
        raise Refused(Message("Only sides of one pixel can be taken away here. Use a global pooling before."))

    return applied(reader, input, apply)


@reads(*function_names("unsqueeze"))
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

    return applied(reader, input, apply)


@reads("torch.permute", "tensor.permute")
def permute(reader: Reader, input: Any, *dims: Any) -> Any:
    given = dims[0] if len(dims) == 1 and isinstance(dims[0], list | tuple) else dims
    if not given or given[0] != 0 or not all(isinstance(each, int) for each in given):
        raise Refused(Message("The batch must stay the first axis here: x.permute(0, 2, 3, 1)."))
    return applied(reader, input, lambda reader, x: transposed(reader, x[0], [each - 1 for each in given[1:]]))


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

    return applied(reader, input, apply)
