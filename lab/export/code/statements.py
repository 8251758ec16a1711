"""Following statements: assignments, functions, classes, loops over what is known. Nothing is executed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from lab.export.code.arithmetic import MOST
from lab.export.code.binding import handler_of
from lab.export.code.definitions import Class, Function, Instance, Variables
from lab.export.code.names import canonical
from lab.export.code.syntax import method_name
from lab.export.code.tensors import Part
from lab.export.code.values import Named, Unknown, is_plain
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

MOST_ROUNDS = 1000  # of a loop


class Ending:
    """How a row of statements ended early."""

    def __init__(self, kind: str, value: Any = None) -> None:
        self.kind, self.value = kind, value


class Statements:
    """What statements do to the variables."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def follow(self, body: list[ast.stmt]) -> Ending | None:
        """Statements in their order, until one of them leaves."""
        for statement in body:
            self._reader.step()
            follow = getattr(self, method_name(type(statement).__name__), None)
            ending: Ending | None = follow(statement) if follow is not None else None
            if ending is not None:
                return ending
        return None

    # -- names

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            path = alias.name if alias.asname else alias.name.split(".")[0]
            self._reader.variables[alias.asname or path] = self._reader.named(path)

    def _import_from(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            module = node.module or ""
            if alias.name == "*":
                self._reader.stars.append(module)
            else:
                self._reader.variables[alias.asname or alias.name] = self._reader.named(f"{module}.{alias.name}")

    def _assign(self, node: ast.Assign) -> None:
        value = self._reader.value(node.value)
        for target in node.targets:
            self._reader.assign(target, value)

    def _ann_assign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._reader.assign(node.target, self._reader.value(node.value))

    def _aug_assign(self, node: ast.AugAssign) -> None:
        target = node.target
        before = self._reader.value(target)
        added = self._reader.value(node.value)
        if isinstance(before, list) and isinstance(node.op, ast.Add) and isinstance(added, list | tuple):
            self._reader.step(len(added))
            before.extend(added[: max(0, MOST - len(before))])  # in place, as Python does
            return
        self._reader.assign(target, self._reader.operated(node, type(node.op), before, added))

    def _expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self._reader.value(node.value, unused=True)

    def _function_def(self, node: ast.FunctionDef) -> None:
        self._reader.variables[node.name] = self._reader.function(node)

    def _class_def(self, node: ast.ClassDef) -> None:
        reader = self._reader
        bases = [reader.value(base) for base in node.bases]
        members: Variables = {}
        cls = Class(node, bases, members)
        with reader.in_scope(members):
            self.follow(node.body)
        for member in members.values():
            if isinstance(member, Function):
                member.owner = cls
        reader.variables[node.name] = cls
        reader.classes.append(cls)

    def _return(self, node: ast.Return) -> Ending:
        return Ending("return", None if node.value is None else self._reader.value(node.value))

    def _break(self, node: ast.Break) -> Ending:
        return Ending("break")

    def _continue(self, node: ast.Continue) -> Ending:
        return Ending("continue")

    def _raise(self, node: ast.Raise) -> Ending:
        return Ending("return", Unknown(node, Message("The code raises an error here.")))

    # -- ways

    def _if(self, node: ast.If) -> Ending | None:
        known = self._reader.truth(self._reader.value(node.test))
        if known is not None:
            return self.follow(node.body if known else node.orelse)
        if self._reader.tracing and self._makes_layers(node.body):
            self._reader.trouble(
                node.test,
                Message("Whether this holds does not follow from the code. It is read as if it did."),
            )
            return self.follow(node.body)
        first = self.follow(node.body) if not _leaves(node.body) else None
        return self.follow(node.orelse) or first

    def _for(self, node: ast.For) -> Ending | None:
        over = self._reader.value(node.iter)
        self._reader.hint_epochs(node, over)
        entries = range(0) if isinstance(over, range) and len(over) > MOST_ROUNDS else self._reader.entries(over)
        if entries is None or (isinstance(over, range) and len(over) > MOST_ROUNDS):
            self._unfollowed(node, over)
            return None
        for entry in entries:
            self._reader.step()
            self._reader.assign(node.target, entry)
            ending = self.follow(node.body)
            if ending is not None and ending.kind == "break":
                return None
            if ending is not None and ending.kind == "return":
                return ending
        return self.follow(node.orelse)

    _async_for = _for

    def _unfollowed(self, node: ast.For | ast.While, over: Any) -> None:
        """A loop of which is not known how often it runs, or that runs too often: told if it makes layers."""
        if self._makes_layers(node.body):
            place = node.iter if isinstance(node, ast.For) else node.test
            if isinstance(over, range):
                self._reader.trouble(
                    place,
                    Message(
                        "This loop makes layers {count} times; at most {most} are followed. Make it shorter.",
                        count=f"{min(len(over), 10**12):,}",
                        most=MOST_ROUNDS,
                    ),
                )
            else:
                self._reader.trouble(
                    place,
                    Message("How often this loop runs does not follow from the code. Go through a list or a range."),
                )

    def _while(self, node: ast.While) -> Ending | None:
        for _ in range(MOST_ROUNDS):
            self._reader.step()
            known = self._reader.truth(self._reader.value(node.test))
            if known is False:
                return self.follow(node.orelse)
            if known is None or isinstance(node.test, ast.Constant):
                break
            ending = self.follow(node.body)
            if ending is not None and ending.kind == "break":
                return None
            if ending is not None and ending.kind == "return":
                return ending
        self._unfollowed(node, None)
        return None

    def _with(self, node: ast.With) -> Ending | None:
        for item in node.items:
            value = self._reader.value(item.context_expr)
            if item.optional_vars is not None:
                self._reader.assign(item.optional_vars, value)
        return self.follow(node.body)

    _async_with = _with

    def _try(self, node: ast.Try) -> Ending | None:
        return self.follow(node.body) or self.follow(node.orelse) or self.follow(node.finalbody)

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._reader.variables.pop(target.id, None)

    def _makes_layers(self, body: list[ast.stmt]) -> bool:
        """Whether a row of statements calls what makes layers, or uses layers that are there."""
        for statement in body:
            for node in ast.walk(statement):
                self._reader.step()
                if isinstance(node, ast.Call) and self._names_layer(node.func):
                    return True
        return False

    def _names_layer(self, node: ast.expr) -> bool:
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.insert(0, node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        found = self._reader.look_up(node.id, node)
        if isinstance(found, Class):
            return found.network and not parts
        if isinstance(found, Part):
            return not parts and self._reader.tracing
        if isinstance(found, Instance):
            return bool(parts) and isinstance(found.attributes.get(parts[0]), Part)
        if not isinstance(found, Named):
            return False
        path = canonical(".".join([found.path, *parts]))
        return path.startswith(("keras.layers.", "torch.nn.")) and handler_of(path) is not None and path[-1] != "_"


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether a row of statements ends in leaving the function or the program."""
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise)


def assign(reader: Reader, target: ast.expr, value: Any) -> None:
    """target = value"""
    if isinstance(target, ast.Name):
        reader.variables[target.id] = value
        reader.label(value, target.id)
    elif isinstance(target, ast.Tuple | ast.List):
        _unpack(reader, target.elts, value)
    elif isinstance(target, ast.Attribute):
        owner = reader.value(target.value)
        if isinstance(owner, Instance):
            owner.attributes[target.attr] = value
            reader.label(value, target.attr, attribute=True)
    elif isinstance(target, ast.Subscript):
        owner = reader.value(target.value)
        index = None if isinstance(target.slice, ast.Slice) else reader.value(target.slice)
        number = isinstance(index, int) and isinstance(owner, list) and -len(owner) <= index < len(owner)
        if number or (isinstance(owner, dict) and is_plain(index) and len(owner) < MOST):
            owner[index] = value  # a list or dictionary of ours
        else:
            reader.set_item(owner, index, value)


def _unpack(reader: Reader, targets: list[ast.expr], value: Any) -> None:
    entries = reader.entries(value)
    starred = next((number for number, each in enumerate(targets) if isinstance(each, ast.Starred)), None)
    if entries is not None and starred is not None and len(entries) >= len(targets) - 1:
        behind = len(targets) - starred - 1
        middle = entries[starred : len(entries) - behind]
        entries = [*entries[:starred], middle, *entries[len(entries) - behind :]]
    if entries is None or len(entries) != len(targets):
        lost = value if isinstance(value, Unknown) else Unknown(targets[0], Message("This cannot be taken apart here."))
        entries = [lost] * len(targets)
    for each, entry in zip(targets, entries, strict=True):
        assign(reader, each.value if isinstance(each, ast.Starred) else each, entry)
