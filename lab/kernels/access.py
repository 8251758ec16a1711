"""What a kernel does with its arguments, read from its source: which it writes, and whether threads keep to themselves.

A textbook kernel shares out the blocks of samples, the slowest axis:

    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        y[n, c, i, j] = ... x[n, ...]

Where the blocks can be shared out evenly, one and the same thread then works on a block in every such kernel, so that
between two of them no thread has to wait for another (lab/kernels/barriers.py). Whatever is not understood here counts
as written, anywhere, by any thread: then they wait.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import linecache
from collections import Counter
from dataclasses import dataclass, replace
from json import dumps, loads
from pathlib import Path
from typing import Any

from lab.kernels import disk_cache, fingerprint, lanes
from lab.kernels.kernel import DECODERS, Kernel, share

Places = frozenset[int] | None  # which numbers of an array: these, or (None) any of them
NOWHERE: Places = frozenset()

_SHAPE = {"blocks", "channels", "height", "width", "samples", "lanes", "size", "shape", "dtype"}
_SHAPE |= {"block_stride", "channel_stride", "row_stride", "column_stride"}
_NO_READING = {lanes.zeros_like, lanes.lane_numbers}  # use only the number type of what they are given


@dataclass(frozen=True)
class Use:
    """What a kernel does with one argument: which numbers are read and written, and whether by whom they belong to.

    `own`: a thread touches only cells of its own blocks of samples, where those can be shared out evenly.
    """

    read: Places = NOWHERE
    written: Places = NOWHERE
    own: bool = True

    def __or__(self, other: Use) -> Use:
        return Use(_union(self.read, other.read), _union(self.written, other.written), self.own and other.own)


ANYTHING = Use(None, None, own=False)


def _union(a: Places, b: Places) -> Places:
    return None if a is None or b is None else a | b


@functools.cache
def uses(kernel: Kernel) -> dict[str, Use]:
    """What a kernel does with each argument. A fast form writes what its plain form writes, and may read anything.

    Of its further arguments only it knows.
    """
    found = _known(kernel)
    if not kernel.takes_threads:
        found = {name: replace(use, own=False) for name, use in found.items()}
    if kernel.plain is None:
        return found
    plain = uses(kernel.plain)
    return {name: _of_fast(use, plain[name], kernel.blockwise) if name in plain else use for name, use in found.items()}


def _of_fast(fast: Use, plain: Use, blockwise: bool) -> Use:
    return Use(_union(fast.read, plain.read), plain.written, plain.own if blockwise else fast.own)


def _known(kernel: Kernel) -> dict[str, Use]:
    """`_read`, or what an earlier start has kept of it: reading source takes a hundredth of a second a kernel."""
    name = f"{kernel.function.__name__}-{fingerprint.of_kernel(kernel, 'float32')}-{_reader()}.uses"
    content = disk_cache.read(name)
    if content is not None:
        return {argument: Use(_places(read), _places(written), own) for argument, read, written, own in loads(content)}
    found = _read(kernel)
    uses = [[argument, _listed(use.read), _listed(use.written), use.own] for argument, use in found.items()]
    disk_cache.write(name, dumps(uses).encode())
    return found


@functools.cache
def _reader() -> str:
    """What says how this file reads."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]


def _listed(places: Places) -> list[int] | None:
    return None if places is None else sorted(places)


def _places(listed: list[int] | None) -> Places:
    return None if listed is None else frozenset(listed)


def _read(kernel: Kernel) -> dict[str, Use]:
    function, found = kernel.function, {name: Use() for name in kernel.arguments}
    tree = _definition(function)
    if tree is None:
        return dict.fromkeys(found, ANYTHING)
    roles = {name: _Role(name, _axes(annotation)) for name, annotation in kernel.arguments.items()}
    reader = _Reader(function.__globals__, _stores(tree), roles, *_own_block(tree, function.__globals__), found)
    reader.read(tree)
    return found


def _axes(annotation: Any) -> tuple[int, ...]:
    """By how many indices one number or cell of an argument is reached; fewer give a view, which is not followed."""
    decoder = DECODERS[annotation][0]
    if decoder == "tensor":
        return (4, 5)
    return (int(decoder[-1]),) if decoder.startswith("array") else (1,)


@functools.cache
def _definitions(path: str) -> dict[int, ast.FunctionDef]:
    """Functions of a file by the line where they start, decorators included."""
    try:
        tree = ast.parse("".join(linecache.getlines(path)))
    except SyntaxError:
        return {}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {min([node.lineno, *(one.lineno for one in node.decorator_list)]): node for node in functions}


def _definition(function: Any) -> ast.FunctionDef | None:
    code = function.__code__
    tree = _definitions(code.co_filename).get(code.co_firstlineno)
    return tree if tree is not None and tree.name == code.co_name else None


def _stores(tree: ast.FunctionDef) -> Counter[str]:
    """How often each name is given a value."""
    return Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


# -- whose block it is


def _own_block(tree: ast.FunctionDef, names: dict[str, Any]) -> tuple[str | None, str | None]:
    """Names of the variables that hold the thread's block and sample, if the work is shared out by blocks."""
    nothing = (None, None)
    shared = [node for node in tree.body if isinstance(node, ast.Assign) and _is_share(node.value, names)]
    if len(shared) != 1 or any(
        sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree)) != 1
        for name in ("thread", "threads")
    ):
        return nothing
    call, target = shared[0].value, shared[0].targets[0]
    assert isinstance(call, ast.Call)
    blocks, *rest = _factors(call.args[0])
    if not (isinstance(blocks, ast.Attribute) and blocks.attr == "blocks"):
        return nothing
    stores = _stores(tree)
    for loop in tree.body:
        if not (isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) and isinstance(target, ast.Tuple)):
            continue
        place = loop.target.id
        within = f"range({', '.join(ast.unparse(bound) for bound in target.elts)})"
        once = all(stores[name] == 1 for name in (place, *(ast.unparse(bound) for bound in target.elts)))
        if ast.unparse(loop.iter) != within or not once or not _are_constant(rest, stores):
            continue
        if not rest:
            return place, None
        is_lanes = len(rest) == 1 and isinstance(rest[0], ast.Name) and names.get(rest[0].id) == lanes.LANES
        sample = place if is_lanes else None
        return _block_variable(loop, place, rest, stores), sample
    return nothing


def _is_share(value: ast.expr, names: dict[str, Any]) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and names.get(value.func.id) is share


def _factors(value: ast.expr) -> list[ast.expr]:
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return [*_factors(value.left), *_factors(value.right)]
    return [value]


def _are_constant(values: list[ast.expr], stores: Counter[str]) -> bool:
    used = [node for value in values for node in ast.walk(value) if isinstance(node, ast.Name)]
    return all(stores[name.id] <= 1 for name in used)


def _block_variable(loop: ast.For, place: str, rest: list[ast.expr], stores: Counter[str]) -> str | None:
    """The name n in `n = place // rest` or `n, c = place // rest, ...`."""
    for statement in loop.body:
        if not isinstance(statement, ast.Assign):
            continue
        target, value = statement.targets[0], statement.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            target, value = target.elts[0], value.elts[0]
        if not (isinstance(target, ast.Name) and isinstance(value, ast.BinOp) and isinstance(value.op, ast.FloorDiv)):
            continue
        divided = isinstance(value.left, ast.Name) and value.left.id == place
        if divided and stores[target.id] == 1 and _texts(_factors(value.right)) == _texts(rest):
            return target.id
    return None


def _texts(values: list[ast.expr]) -> list[str]:
    return sorted(ast.unparse(value) for value in values)


# -- what is done with the arguments


@dataclass(frozen=True)
class _Role:
    """What a name stands for: an argument of the kernel, with so many axes, possibly seen in another shape."""

    argument: str
    axes: tuple[int, ...]
    reshaped: bool = False


class _Reader(ast.NodeVisitor):
    """Walks through a function and notes in `found` what is done with the names that have a role.

    block, sample: the variables that hold the thread's block and sample.
    """

    def __init__(
        self,
        names: dict[str, Any],
        stores: Counter[str],
        roles: dict[str, _Role],
        block: str | None,
        sample: str | None,
        found: dict[str, Use],
    ) -> None:
        self._names, self._stores, self._roles = names, stores, roles
        self._block, self._sample, self._found = block, sample, found

    def read(self, tree: ast.FunctionDef) -> None:
        """Go through a function's body."""
        for name, role in self._roles.items():
            if self._stores[name]:
                self._note(role, ANYTHING)
        for statement in tree.body:
            self.visit(statement)

    def _note(self, role: _Role, use: Use) -> None:
        self._found[role.argument] |= use

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self._roles:  # handed on to something that is not understood
            self._note(self._roles[node.id], ANYTHING)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not (isinstance(node.value, ast.Name) and node.attr in _SHAPE):
            self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.value, ast.Name) and node.value.id in self._roles:
            role = self._roles[node.value.id]
            self._note(role, self._use(role, node.slice, isinstance(node.ctx, ast.Load)))
        else:
            self.visit(node.value)
        self.visit(node.slice)

    def _use(self, role: _Role, index: ast.expr, reads: bool) -> Use:
        indices = index.elts if isinstance(index, ast.Tuple) else [index]
        if len(indices) not in role.axes or any(isinstance(one, ast.Slice) for one in indices):
            return ANYTHING
        first = indices[0].id if isinstance(indices[0], ast.Name) else ""
        own = not role.reshaped and first == (self._sample if role.axes == (1,) else self._block)
        number = self._constant(index) if role.axes == (1,) and not role.reshaped else None
        places = None if number is None else frozenset({number})
        return Use(read=places, own=own) if reads else Use(written=places, own=own)

    def _constant(self, index: ast.expr) -> int | None:
        if isinstance(index, ast.Name) and not self._stores[index.id]:
            value = self._names.get(index.id)
        else:
            value = index.value if isinstance(index, ast.Constant) else None
        return value if isinstance(value, int) else None

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Subscript):  # it reads what it writes
            self.visit(ast.Subscript(node.target.value, node.target.slice, ast.Load()))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        target, value = node.targets[0], node.value
        base = value.func if isinstance(value, ast.Call) else None
        if (
            isinstance(value, ast.Call)
            and isinstance(base, ast.Attribute)
            and base.attr == "reshape"
            and isinstance(base.value, ast.Name)
            and base.value.id in self._roles
            and isinstance(target, ast.Name)
            and self._stores[target.id] == 1
        ):
            self._roles[target.id] = _Role(self._roles[base.value.id].argument, (len(value.args),), reshaped=True)
            for argument in value.args:
                self.visit(argument)
        else:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = self._names.get(node.func.id) if isinstance(node.func, ast.Name) else None
        tree = _definition(function) if getattr(function, "__kernel_helper__", False) and not node.keywords else None
        if function in _NO_READING:
            return
        if tree is None or function is None:
            self.generic_visit(node)
            return
        stores, roles, places = _stores(tree), {}, {}
        for parameter, argument in zip(tree.args.args, node.args, strict=False):
            name = argument.id if isinstance(argument, ast.Name) else ""
            if name in self._roles:
                roles[parameter.arg] = self._roles[name]
            elif name in (self._block, self._sample) and not stores[parameter.arg]:
                places[name] = parameter.arg
            else:
                self.visit(argument)
        block, sample = (places.get(name) if name else None for name in (self._block, self._sample))
        _Reader(function.__globals__, stores, roles, block, sample, self._found).read(tree)
