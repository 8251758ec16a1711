"""Teaches Numba what lab/kernels/lanes.py means: cells of sixteen lanes as LLVM vectors, tensors as strided views.

Importing this module imports Numba; only the compiler does.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_builtin, lower_cast, lower_getattr_generic
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_getattr, infer_global, signature
from numba.extending import models, register_model
from numba.np.arrayobj import populate_array

from lab.kernels import lanes, vector_math

# Everything but "no NaN" and "no infinity": those a learner must be able to meet.
MATH_FLAGS = ("contract", "reassoc", "arcp", "nsz")


class LanesType(types.Type):  # type: ignore[misc]
    """Sixteen floating-point numbers, or one."""

    def __init__(self, dtype: types.Float, count: int) -> None:
        self.dtype, self.count = dtype, count
        super().__init__(name=f"Lanes({dtype}, {count})")


class MaskType(types.Type):  # type: ignore[misc]
    """As many truth values."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(name=f"Mask({count})")


class TensorType(types.Type):  # type: ignore[misc]
    """A strided view of cells of lanes."""

    def __init__(self, dtype: types.Float, count: int) -> None:
        self.dtype = dtype
        self.lanes = LanesType(dtype, count)
        super().__init__(name=f"Tensor({dtype}, {count})")


TENSOR_FIELDS = ("blocks", "channels", "height", "width")
STRIDE_FIELDS = ("block_stride", "channel_stride", "row_stride", "column_stride")
FIELDS = (*TENSOR_FIELDS, *STRIDE_FIELDS, "samples", "lanes")  # in the order of the slots of a row
_PLACES = {name: place for place, name in enumerate(("data", *FIELDS))}


def element_type(dtype: types.Float) -> ir.Type:
    """LLVM's type of one number."""
    return ir.FloatType() if dtype.bitwidth == 32 else ir.DoubleType()


@register_model(LanesType)
class LanesModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, fe_type: LanesType) -> None:
        super().__init__(manager, fe_type, ir.VectorType(element_type(fe_type.dtype), fe_type.count))


@register_model(MaskType)
class MaskModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, fe_type: MaskType) -> None:
        super().__init__(manager, fe_type, ir.VectorType(ir.IntType(1), fe_type.count))


@register_model(TensorType)
class TensorModel(models.StructModel):  # type: ignore[misc]
    def __init__(self, manager: Any, fe_type: TensorType) -> None:
        members = [("data", types.CPointer(fe_type.dtype))]
        members += [(name, types.int64) for name in FIELDS]
        super().__init__(manager, fe_type, members)


@infer_getattr
class _TensorFields(AttributeTemplate):  # type: ignore[misc]
    key = TensorType

    def generic_resolve(self, tensor: TensorType, name: str) -> Any:
        return types.int64 if name in FIELDS else None


@lower_getattr_generic(TensorType)
def _field(context: Any, builder: Any, kind: TensorType, tensor: Any, name: str) -> Any:
    return tensor_field(builder, tensor, name)


def tensor_field(builder: Any, tensor: Any, name: str) -> Any:
    """What is in one of a tensor's fields, or its "data"."""
    return builder.extract_value(tensor, _PLACES[name])


def splat(builder: Any, scalar: Any, count: int) -> Any:
    """The scalar in all lanes."""
    vector = ir.VectorType(scalar.type, count)
    first = builder.insert_element(ir.Constant(vector, ir.Undefined), scalar, ir.Constant(ir.IntType(32), 0))
    zero_mask = ir.Constant(ir.VectorType(ir.IntType(32), count), None)
    return builder.shuffle_vector(first, ir.Constant(vector, ir.Undefined), zero_mask)


@lower_cast(types.Number, LanesType)
@lower_cast(types.Boolean, LanesType)
def _number_to_lanes(context: Any, builder: Any, fromty: Any, toty: LanesType, value: Any) -> Any:
    return splat(builder, context.cast(builder, value, fromty, toty.dtype), toty.count)


def _is_operand(kind: Any) -> bool:
    return isinstance(kind, LanesType | types.Number | types.Boolean)


def _lanes_among(args: tuple[Any, ...]) -> LanesType | None:
    if all(_is_operand(arg) for arg in args):
        return next((arg for arg in args if isinstance(arg, LanesType)), None)
    return None


def _call(builder: Any, intrinsic: str, *args: Any) -> Any:
    kind = args[0].type
    suffix = f"v{kind.count}f{32 if isinstance(kind.element, ir.FloatType) else 64}"
    function = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(kind, [kind] * len(args)), f"llvm.{intrinsic}.{suffix}"
    )
    return builder.call(function, args, fastmath=MATH_FLAGS)


Emitter = Callable[..., Any]


def _define(functions: tuple[Any, ...], arity: int, emit: Emitter, result: Any = None) -> None:
    """Give functions of `arity` lanes (or scalars among lanes) a meaning; `result(lanes)` is what they return."""

    class Template(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
            kind = _lanes_among(args) if len(args) == arity and not kws else None
            return signature(result(kind) if result else kind, *[kind] * arity) if kind else None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return emit(builder, *args)

    for function in functions:
        infer_global(function)(type(f"Lanes_{function.__name__}", (Template,), {"key": function}))
        lower_builtin(function, *[LanesType] * arity)(lower)


def _arithmetic(name: str) -> Emitter:
    return lambda builder, a, b: getattr(builder, name)(a, b, flags=MATH_FLAGS)


def _compare(sign: str) -> Emitter:
    compare = "fcmp_unordered" if sign == "!=" else "fcmp_ordered"
    return lambda builder, a, b: getattr(builder, compare)(sign, a, b)


for _functions, _instruction in (
    ((operator.add, operator.iadd), "fadd"),
    ((operator.sub, operator.isub), "fsub"),
    ((operator.mul, operator.imul), "fmul"),
    ((operator.truediv, operator.itruediv), "fdiv"),
):
    _define(_functions, 2, _arithmetic(_instruction))
for _function, _sign in (
    (operator.lt, "<"),
    (operator.le, "<="),
    (operator.gt, ">"),
    (operator.ge, ">="),
    (operator.eq, "=="),
    (operator.ne, "!="),
):
    _define((_function,), 2, _compare(_sign), result=lambda kind: MaskType(kind.count))


def _pick(sign: str) -> Emitter:
    # NaN in `a` fails the ordered comparison, so `a` is kept then; NaN in `b` is kept by the second test.
    def emit(builder: Any, a: Any, b: Any) -> Any:
        b_wins = builder.fcmp_ordered(sign, b, a)
        b_nan = builder.fcmp_unordered("!=", b, b)
        return builder.select(builder.or_(b_wins, b_nan), b, a)

    return emit


larger = _pick(">")


def lanes_total(builder: Any, a: Any) -> Any:
    """Sum of the lanes of a vector."""
    half = a.type.count
    while half > 1:  # a fixed tree: the same order of additions on every machine
        half //= 2
        undefined = ir.Constant(a.type, ir.Undefined)
        upper = [half + lane if lane < half else 0 for lane in range(a.type.count)]
        mask = ir.Constant(ir.VectorType(ir.IntType(32), a.type.count), upper)
        a = builder.fadd(a, builder.shuffle_vector(a, undefined, mask))
    return builder.extract_element(a, ir.Constant(ir.IntType(32), 0))


_define((operator.neg,), 1, lambda builder, a: builder.fneg(a, flags=MATH_FLAGS))
_define((lanes.maximum,), 2, larger)
_define((lanes.minimum,), 2, _pick("<"))
for _name in ("exp", "expm1", "log", "log1p", "tanh", "erf", "sign"):
    _define((getattr(lanes, _name),), 1, getattr(vector_math, _name))
_define((lanes.sqrt,), 1, lambda builder, a: _call(builder, "sqrt", a))
_define((lanes.absolute,), 1, lambda builder, a: _call(builder, "fabs", a))
_define((lanes.total,), 1, lanes_total, result=lambda kind: kind.dtype)
_define((lanes.zeros_like,), 1, lambda builder, a: ir.Constant(a.type, None))
_define((lanes.lane_numbers,), 1, lambda builder, a: ir.Constant(a.type, [float(i) for i in range(a.type.count)]))


@infer_global(lanes.where)
class _WhereTemplate(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        if len(args) == 3 and isinstance(args[0], MaskType) and (kind := _lanes_among(args[1:])):
            return signature(kind, args[0], kind, kind)
        return None


@lower_builtin(lanes.where, MaskType, LanesType, LanesType)
def _where(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.select(*args)


for _function, _name in ((operator.and_, "and_"), (operator.or_, "or_")):

    class _MaskTemplate(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
            fits = len(args) == 2 and isinstance(args[0], MaskType) and args[0] == args[1]
            return signature(args[0], *args) if fits else None

    infer_global(_function)(type(f"Mask_{_name}", (_MaskTemplate,), {"key": _function}))
    lower_builtin(_function, MaskType, MaskType)(
        lambda context, builder, sig, args, name=_name: getattr(builder, name)(*args)
    )


# -- tensors: t[n, c, i, j] is a cell, t[n, c, i, j, lane] a number


def _index_type(tensor: Any, index: Any) -> Any:
    if isinstance(tensor, TensorType) and isinstance(index, types.BaseTuple):
        return {4: tensor.lanes, 5: tensor.dtype}.get(len(index))
    return None


@infer_global(operator.getitem)
class _TensorGet(AbstractTemplate):  # type: ignore[misc]
    key = operator.getitem

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        value = _index_type(*args)
        return signature(value, args[0], types.UniTuple(types.int64, len(args[1]))) if value else None


@infer_global(operator.setitem)
class _TensorSet(AbstractTemplate):  # type: ignore[misc]
    key = operator.setitem

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        value = _index_type(*args[:2])
        if not value:
            return None
        return signature(types.none, args[0], types.UniTuple(types.int64, len(args[1])), value)


def cell_pointer(context: Any, builder: Any, kind: TensorType, value: Any, indices: list[Any]) -> Any:
    """The pointer to the cell at four indices, or to the number at five."""
    data = tensor_field(builder, value, "data")
    offset = ir.Constant(ir.IntType(64), 0)
    for number, name in zip(indices, STRIDE_FIELDS, strict=False):
        stride = tensor_field(builder, value, name)
        offset = builder.add(offset, builder.mul(number, stride, flags=("nsw",)), flags=("nsw",))
    if len(indices) > len(STRIDE_FIELDS):
        return builder.gep(data, [builder.add(offset, indices[4])])
    vector = ir.VectorType(element_type(kind.dtype), kind.lanes.count)
    return builder.bitcast(builder.gep(data, [offset]), vector.as_pointer())


def _alignment(kind: TensorType) -> int:
    return int(kind.dtype.bitwidth) // 8


@lower_builtin(operator.getitem, TensorType, types.UniTuple)
def _get_cell(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    indices = cgutils.unpack_tuple(builder, args[1], len(sig.args[1]))
    pointer = cell_pointer(context, builder, sig.args[0], args[0], indices)
    return builder.load(pointer, align=_alignment(sig.args[0]))


@lower_builtin(operator.setitem, TensorType, types.UniTuple, LanesType)
@lower_builtin(operator.setitem, TensorType, types.UniTuple, types.Float)
def _set_cell(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    indices = cgutils.unpack_tuple(builder, args[1], len(sig.args[1]))
    pointer = cell_pointer(context, builder, sig.args[0], args[0], indices)
    builder.store(args[2], pointer, align=_alignment(sig.args[0]))
    return context.get_dummy_value()


# -- arrays


def contiguous_array(context: Any, builder: Any, kind: types.Array, data: Any, shape: list[Any]) -> Any:
    """An array of C-contiguous numbers that belong to somebody else."""
    array = context.make_array(kind)(context, builder)
    itemsize = ir.Constant(ir.IntType(64), context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    strides = [itemsize]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    populate_array(array, data=data, shape=shape, strides=strides, itemsize=itemsize, meminfo=None)
    return array._getvalue()


@lower_builtin("array.reshape", types.Array, types.int64)
def _flat(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """All numbers of an array with one axis. Numba's own reshape calls a function of Numba's library."""
    array = context.make_array(sig.args[0])(context, builder, args[0])
    return contiguous_array(context, builder, sig.return_type, array.data, [args[1]])
