"""Teaches Numba the integer lanes of lab/kernels/lanes.py: sixteen unsigned 32-bit numbers as one LLVM vector.

Importing this module imports Numba; only the compiler does.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba.core import types
from numba.core.imputils import lower_builtin, lower_cast
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import models, register_model

from lab.kernels import lanes
from lab.kernels.lanes import LANES
from lab.kernels.vector_types import LanesType, splat

_WORD = ir.IntType(32)


class WordsType(types.Type):  # type: ignore[misc]
    """Sixteen unsigned 32-bit numbers."""

    def __init__(self) -> None:
        super().__init__(name="Words")


WORDS = WordsType()


@register_model(WordsType)
class WordsModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, fe_type: WordsType) -> None:
        super().__init__(manager, fe_type, ir.VectorType(_WORD, LANES))


@lower_cast(types.Integer, WordsType)
def _integer_to_words(context: Any, builder: Any, fromty: Any, toty: WordsType, value: Any) -> Any:
    return splat(builder, builder.trunc(context.cast(builder, value, fromty, types.int64), _WORD), LANES)


class _Operator(AbstractTemplate):  # type: ignore[misc]
    """Words with words or an integer."""

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 2 and WORDS in args and all(isinstance(arg, WordsType | types.Integer) for arg in args)
        return signature(WORDS, WORDS, WORDS) if fits else None


for _function, _instruction in (
    (operator.add, "add"),
    (operator.mul, "mul"),
    (operator.and_, "and_"),
    (operator.xor, "xor"),
    (operator.rshift, "lshr"),
):
    infer_global(_function)(type(f"Words_{_function.__name__}", (_Operator,), {"key": _function}))
    lower_builtin(_function, WordsType, WordsType)(
        lambda context, builder, sig, args, instruction=_instruction: getattr(builder, instruction)(*args)
    )


@infer_global(lanes.words)
class _WordsTemplate(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(WORDS, types.int64) if len(args) == 1 and isinstance(args[0], types.Integer) else None


@lower_builtin(lanes.words, types.int64)
def _words(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    counts = ir.Constant(ir.VectorType(_WORD, LANES), list(range(LANES)))
    return builder.add(splat(builder, builder.trunc(args[0], _WORD), LANES), counts)


@infer_global(lanes.as_lanes)
class _AsLanesTemplate(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 2 and args[0] == WORDS and isinstance(args[1], LanesType)
        return signature(args[1], *args) if fits else None


@lower_builtin(lanes.as_lanes, WordsType, LanesType)
def _as_lanes(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    count = args[1].type.count  # of narrow cells: the first ones
    first = builder.shuffle_vector(args[0], args[0], ir.Constant(ir.VectorType(_WORD, count), list(range(count))))
    return builder.sitofp(first, args[1].type)
