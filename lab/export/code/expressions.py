"""Reading expressions: numbers are computed, names looked up, calls given to what they call."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lab.export.code import arithmetic
from lab.export.code.arrays import Array
from lab.export.code.syntax import method_name
from lab.export.code.values import Arguments, Named, Refused, Unknown, Value, is_plain
from lab.spec.errors import LabError
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

DEEPEST = 120  # calls and expressions in each other


class TooMuch(Exception):
    """The code would take too long to follow."""


class Expressions:
    """What the parts of an expression stand for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._depth = 0

    def value(self, node: ast.expr) -> Any:
        """What an expression stands for; never raises but TooMuch."""
        self._reader.step()
        if self._depth > DEEPEST:
            raise TooMuch
        self._depth += 1
        try:
            read = getattr(self, method_name(type(node).__name__), None)
            return self._unknown(node) if read is None else read(node)
        finally:
            self._depth -= 1

    def _unknown(self, node: ast.AST, reason: Message | None = None) -> Unknown:
        return Unknown(node, reason or Message("This is not something that can be read without running the code."))

    def _answer(self, node: ast.AST, answer: arithmetic.Answer, *parts: Any) -> Any:
        """A computed value; where there is none, what was unknown before is unknown still."""
        if answer is not None:
            return answer[0]
        unknown = next((part for part in parts if isinstance(part, Unknown)), None)
        return unknown or self._unknown(node, Message("This cannot be computed here."))

    # -- what stands for itself

    def _constant(self, node: ast.Constant) -> Any:
        if node.value is Ellipsis:
            return node.value
        if not is_plain(node.value):
            return self._unknown(node)
        return self._answer(node, arithmetic.bounded(node.value))

    def _name(self, node: ast.Name) -> Any:
        return self._reader.look_up(node.id, node)

    def _tuple(self, node: ast.Tuple) -> Any:
        return tuple(self._elements(node.elts))

    def _list(self, node: ast.List) -> Any:
        return self._elements(node.elts)

    def _set(self, node: ast.Set) -> Any:
        return self._elements(node.elts)

    def _elements(self, nodes: list[ast.expr]) -> list[Any]:
        found: list[Any] = []
        for each in nodes:
            if isinstance(each, ast.Starred):
                value = self.value(each.value)
                inside = self._reader.entries(value)
                found += [value if isinstance(value, Unknown) else self._unknown(each)] if inside is None else inside
            else:
                found.append(self.value(each))
            if len(found) > arithmetic.MOST:
                raise TooMuch
        return found

    def _dict(self, node: ast.Dict) -> Any:
        made: dict[Any, Any] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            found = self.value(value)
            if key is None:
                made.update(found if isinstance(found, dict) else {})
            else:
                name = self.value(key)
                if is_plain(name):
                    made[name] = found
        return made

    def _joined_str(self, node: ast.JoinedStr) -> Any:
        parts: list[str] = []
        for each in node.values:
            found = self.value(each)
            if not isinstance(found, str):
                return found if isinstance(found, Unknown) else self._unknown(node)
            parts.append(found)
        return self._answer(node, arithmetic.bounded("".join(parts)))

    def _formatted_value(self, node: ast.FormattedValue) -> Any:
        value = self.value(node.value)
        spec = "" if node.format_spec is None else self.value(node.format_spec)
        if not is_plain(value) or not isinstance(spec, str) or re.search(r"\d{3}", spec):
            return value if isinstance(value, Unknown) else self._unknown(node)
        return self._answer(node, arithmetic.attempt(lambda: format(value, spec)))

    def _starred(self, node: ast.Starred) -> Any:
        return self._unknown(node)

    # -- computed

    def _bin_op(self, node: ast.BinOp) -> Any:
        return self.operated(node, type(node.op), self.value(node.left), self.value(node.right))

    def operated(self, node: ast.AST, kind: type[ast.operator], left: Any, right: Any) -> Any:
        """left (operator) right."""
        if self._reader.holds_tensor(left, right):
            return self._reader.combine(node, kind, left, right)
        array = next((side for side in (left, right) if isinstance(side, Array)), None)
        if array is not None:
            return array
        if isinstance(left, list | tuple) and isinstance(right, list | tuple):
            self._reader.step(len(left) + len(right))
        return self._answer(node, arithmetic.binary(kind, left, right), left, right)

    def _unary_op(self, node: ast.UnaryOp) -> Any:
        value = self.value(node.operand)
        if self._reader.holds_tensor(value) and isinstance(node.op, ast.USub):
            return self._reader.combine(node, ast.Mult, value, -1)
        return self._answer(node, arithmetic.unary(type(node.op), value), value)

    def _bool_op(self, node: ast.BoolOp) -> Any:
        value: Any = None
        for each in node.values:
            value = self.value(each)
            known = self.truth(value)
            if known is None:
                return value if isinstance(value, Unknown) else self._unknown(node)
            if known is isinstance(node.op, ast.Or):
                return value
        return value

    def truth(self, value: Any) -> bool | None:
        """Whether Python takes a value as true; None where that is not known."""
        if isinstance(value, Value) and not isinstance(value, Unknown | Named):
            return True  # a layer, a network
        return arithmetic.truth(value)

    def _compare(self, node: ast.Compare) -> Any:
        left = self.value(node.left)
        for kind, each in zip(node.ops, node.comparators, strict=True):
            right = self.value(each)
            unknown = next((each for each in (left, right) if isinstance(each, Unknown)), None)
            if unknown is not None:
                return unknown
            found = self._answer(node, arithmetic.compare(type(kind), left, right), left, right)
            if found is not True:
                return found
            left = right
        return True

    def _if_exp(self, node: ast.IfExp) -> Any:
        known = self.truth(self.value(node.test))
        if known is None:
            body, other = self.value(node.body), self.value(node.orelse)
            return body if not isinstance(body, Unknown) else other
        return self.value(node.body if known else node.orelse)

    def _subscript(self, node: ast.Subscript) -> Any:
        value, index = self.value(node.value), self._index(node.slice)
        found = self._reader.item(value, index, node)
        return self._answer(node, arithmetic.element(value, index), value) if found is None else found[0]

    def _index(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Tuple):
            return tuple(self._index(each) for each in node.elts)
        if not isinstance(node, ast.Slice):
            return self.value(node)
        parts = [None if part is None else self.value(part) for part in (node.lower, node.upper, node.step)]
        if all(part is None or isinstance(part, int) for part in parts):
            return slice(*parts)
        return self._unknown(node)

    def _attribute(self, node: ast.Attribute) -> Any:
        owner = self.value(node.value)
        return self._reader.attribute(owner, node.attr, node)

    def _named_expr(self, node: ast.NamedExpr) -> Any:
        value = self.value(node.value)
        self._reader.assign(node.target, value)
        return value

    def _lambda(self, node: ast.Lambda) -> Any:
        return self._reader.function(node)

    # -- made by going through

    def _list_comp(self, node: ast.ListComp) -> Any:
        return self._comprehension(node, node.generators, lambda: [self.value(node.elt)])

    _set_comp = _list_comp
    _generator_exp = _list_comp

    def _dict_comp(self, node: ast.DictComp) -> Any:
        pairs = self._comprehension(node, node.generators, lambda: [(self.value(node.key), self.value(node.value))])
        if isinstance(pairs, Unknown):
            return pairs
        return {key: value for key, value in pairs if is_plain(key)}

    def _comprehension(self, node: ast.expr, generators: list[ast.comprehension], make: Any) -> Any:
        first, *rest = generators
        over = self.value(first.iter)
        entries = self._reader.entries(over)
        if entries is None:
            return over if isinstance(over, Unknown) else self._unknown(node)
        found: list[Any] = []
        for entry in self._bound(first, entries):
            if all(self.truth(self.value(test)) for test in first.ifs):
                inner = self._comprehension(node, rest, make) if rest else make()
                if isinstance(inner, Unknown):
                    return inner
                found += inner
            del entry
        return found

    def _bound(self, generator: ast.comprehension, entries: list[Any]) -> Iterator[Any]:
        for entry in entries:
            self._reader.step()
            self._reader.assign(generator.target, entry)
            yield entry

    # -- calls

    def _call(self, node: ast.Call) -> Any:
        called = self.value(node.func)
        positional = self._elements(node.args)
        keywords: dict[str, Any] = {}
        places: dict[str, ast.AST] = {}
        for keyword in node.keywords:
            value = self.value(keyword.value)
            if keyword.arg is not None:
                keywords[keyword.arg], places[keyword.arg] = value, keyword
            elif isinstance(value, dict):
                keywords.update({name: each for name, each in value.items() if isinstance(name, str)})
        return self.called(called, Arguments(node, positional, keywords, places))

    def called(self, what: Any, arguments: Arguments) -> Any:
        """What a call gives; what is wrong with it is told."""
        self._reader.step()
        if not isinstance(what, Value):
            return self._reader.unread_call(arguments, "")
        try:
            with self._reader.at(arguments.node):
                return what.call(self._reader, arguments)
        except Refused as refused:
            return self._reader.refuse(refused, arguments)
        except LabError as error:
            return self._reader.refuse(Refused(error.message), arguments)
