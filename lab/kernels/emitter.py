"""Writes LLVM code of loops over cells: what the tiles of lab/kernels/tile_code.py are made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir
from numba.core import cgutils

from lab.kernels.lanes import LANES
from lab.kernels.vector_types import splat

I64, _I32 = ir.IntType(64), ir.IntType(32)
FLOAT, CELL = ir.FloatType(), ir.VectorType(ir.FloatType(), LANES)
_CONTRACT = ("contract",)  # a product and a sum may become one instruction


def constant(value: int) -> ir.Constant:
    """A 64-bit number."""
    return ir.Constant(I64, value)


class Emitter:
    """Writes one function of numbers, most of them 64-bit integers; `inline`: into those that call it."""

    def __init__(self, module: Any, name: str, arguments: list[Any], inline: bool = False) -> None:
        self.function = ir.Function(module, ir.FunctionType(ir.VoidType(), arguments), name)
        self.function.linkage = "internal"
        self.function.attributes.add("alwaysinline" if inline else "noinline")
        self.function.attributes.add("nounwind")
        self.builder = ir.IRBuilder(self.function.append_basic_block("entry"))

    @contextmanager
    def loop(self, count: Any, *walks: tuple[Any, Any]) -> Iterator[list[Any]]:
        """So many rounds; each walk is a (start, step) and gives a number that grows by the step every round."""
        builder = self.builder
        before = builder.block
        head, body, after = (self.function.append_basic_block(name) for name in ("head", "body", "after"))
        builder.branch(head)
        builder.position_at_end(head)
        values = []
        for start, _ in ((count, None), *walks):
            value = builder.phi(I64)
            value.add_incoming(start, before)
            values.append(value)
        left = values[0]
        builder.cbranch(builder.icmp_signed(">", left, constant(0)), body, after)
        builder.position_at_end(body)
        yield values[1:]
        steps = [constant(-1), *(step for _, step in walks)]
        for value, step in zip(values, steps, strict=True):
            value.add_incoming(builder.add(value, step), builder.block)
        builder.branch(head)
        builder.position_at_end(after)

    def variable(self, value: Any) -> Any:
        """A place for a vector that LLVM turns into registers."""
        with self.builder.goto_entry_block():
            place = self.builder.alloca(value.type)
        self.builder.store(value, place)
        return place

    def load(self, address: Any, kind: Any = CELL, align: int = 4) -> Any:
        """The vector at an address, a cell or of another kind."""
        return self.builder.load(self.builder.inttoptr(address, kind.as_pointer()), align=align)

    def store(self, value: Any, address: Any) -> None:
        self.builder.store(value, self.builder.inttoptr(address, value.type.as_pointer()), align=4)

    def store_number(self, value: Any, address: Any) -> None:
        self.builder.store(value, self.builder.inttoptr(address, FLOAT.as_pointer()), align=4)

    def spread(self, address: Any) -> Any:
        """The number at an address in all lanes."""
        return self.in_all_lanes(self.builder.load(self.builder.inttoptr(address, FLOAT.as_pointer())))

    def in_all_lanes(self, number: Any) -> Any:
        """A number in all lanes."""
        return splat(self.builder, number, LANES)

    def product_and_sum(self, a: Any, b: Any, c: Any) -> Any:
        """a b + c."""
        return self.builder.fadd(self.builder.fmul(a, b, flags=_CONTRACT), c, flags=_CONTRACT)

    def add_product(self, place: Any, a: Any, b: Any) -> None:
        """The variable += a b."""
        self.builder.store(self.product_and_sum(a, b, self.builder.load(place)), place)

    def prefetch(self, address: Any) -> None:
        """Ask for the cache line at an address."""
        byte = ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, _I32, _I32, _I32])
        function = cgutils.get_or_insert_function(self.builder.module, kind, "llvm.prefetch.p0")
        constants = [ir.Constant(_I32, value) for value in (0, 3, 1)]  # to read, keep near, data
        self.builder.call(function, [self.builder.inttoptr(address, byte), *constants])

    def step(self, start: Any, step: Any, count: int) -> Any:
        """The address so many steps from the start."""
        return self.builder.add(start, self.builder.mul(step, constant(count))) if count else start

    def steps(self, start: Any, step: Any, count: int) -> list[Any]:
        """start, start + step, ... : so many addresses."""
        return [self.step(start, step, k) for k in range(count)]

    def in_bytes(self, *numbers: Any) -> list[Any]:
        """Steps counted in numbers as steps in bytes."""
        return [self.builder.shl(number, constant(2)) for number in numbers]
