"""What a layer says of PyTorch (`Layer.torch`), taken apart: what is made once, and what is done with its inputs."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from lab.layers.base import Layer, Shape

_MODULE = "MODULE"


@dataclass(frozen=True)
class TorchWords:
    """A layer in PyTorch.

    Attributes:
        module: the expression of what has to be made once, because it has parameters or a mode; "" where nothing has.
        _formula: the output as a tree of the names in `_inputs` and of the module.
    """

    module: str
    _formula: ast.expr
    _inputs: tuple[str, ...]

    def applied(self, inputs: Sequence[str], module: str = "") -> str:
        """The output as an expression, given those of the inputs and the name of the module."""
        given = dict(zip(self._inputs, map(_parse, inputs), strict=True))
        if self.module:
            given[_MODULE] = _parse(module)
        tree = _Put(given).visit(_parse(ast.unparse(self._formula)))
        return ast.unparse(tree).replace("'", '"')

    @property
    def uses(self) -> int:
        """How often the first input stands in the formula."""
        names = (node.id for node in ast.walk(self._formula) if isinstance(node, ast.Name))
        return sum(name in self._inputs[:1] for name in names)

    @property
    def is_identity(self) -> bool:
        """Whether the output is the input."""
        return isinstance(self._formula, ast.Name)


def torch_words(layer: Layer, *shapes: Shape) -> TorchWords | None:
    """The layer's words for PyTorch; None where it has none."""
    text = layer.torch(*shapes)
    return words(text, max(layer.takes_samples, len(shapes))) if text else None


def words(text: str, count: int) -> TorchWords:
    """A module, function or formula of so many inputs, taken apart."""
    tree = _parse(text)
    names = tuple(f"input_{number}" for number in range(count))
    if isinstance(tree, ast.Call):  # a module
        return TorchWords(text, _parse(f"{_MODULE}({', '.join(names)})"), names)
    if not isinstance(tree, ast.Lambda):  # a function
        return TorchWords("", _parse(f"{text}({', '.join(names)})"), names)
    taken = [argument.arg for argument in tree.args.args]
    given: dict[str, ast.expr] = {name: ast.Name(other) for name, other in zip(taken, names, strict=False)}
    if tree.args.vararg is not None:
        given[tree.args.vararg.arg] = ast.Tuple([ast.Name(name) for name in names[len(taken) :]])
    modules = _Modules()
    formula = modules.visit(_Put(given).visit(tree.body))
    return TorchWords(modules.found, formula, names)


def _parse(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


class _Put(ast.NodeTransformer):
    """Puts expressions in the places of names."""

    def __init__(self, given: dict[str, ast.expr]) -> None:
        self._given = given

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._given.get(node.id, node)


class _Modules(ast.NodeTransformer):
    """Takes out what is made and called at once: `torch.nn.Conv2d(1, 6, 4)` of `torch.nn.Conv2d(1, 6, 4)(x)`."""

    found = ""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Call):
            self.found = ast.unparse(node.func)
            node.func = ast.Name(_MODULE)
        return node
