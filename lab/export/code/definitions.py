"""Functions and classes that the code itself defines, and what is made of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lab.export.code.tensors import Tensor
from lab.export.code.values import Arguments, Method, Named, Refused, Unknown, Value
from lab.layers.base import Shape
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

Variables = dict[str, Any]
ROW = "(row)"  # attribute of an object whose class is made from Sequential: its layers
KERAS_BASES = frozenset({"keras.Model", "keras.layers.Layer", "keras.Sequential"})
TORCH_BASES = frozenset(
    {
        "torch.nn.Module",
        "torch.nn.Sequential",
        "pytorch_lightning.LightningModule",
        "lightning.LightningModule",
        "lightning.pytorch.LightningModule",
    }
)
# What may be done to a whole network without changing what it computes; it gives the network again.
KEEPING = frozenset(
    [
        "to",
        "cuda",
        "cpu",
        "float",
        "double",
        "half",
        "train",
        "eval",
        "requires_grad_",
        "apply",
        "share_memory",
        "bfloat16",
        "compile",
    ]
)


@dataclass(eq=False)
class Function(Value):
    """A function, a method or a lambda. `scope` is where it was defined, the innermost last."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: tuple[Variables, ...]
    owner: Class | None = None

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        return self.run(reader, arguments.positional, arguments.keywords, arguments.node)

    def run(self, reader: Reader, positional: list[Any], keywords: Variables, at: ast.AST) -> Any:
        """What it gives for these arguments."""
        variables = self._bound(reader, positional, keywords, at)
        if self.owner is not None and positional:
            variables["__class__"], variables["__self__"] = self.owner, positional[0]
        return reader.run(self.node, (*self.scope, variables))

    def _bound(self, reader: Reader, positional: list[Any], keywords: Variables, at: ast.AST) -> Variables:
        given, spec = dict(keywords), self.node.args
        names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
        variables: Variables = dict(zip(names, positional, strict=False))
        if spec.vararg is not None:
            variables[spec.vararg.arg] = tuple(positional[len(names) :])
        elif len(positional) > len(names):
            raise Refused(Message("{name} is given more arguments than it takes.", name=Verbatim(self.words())), at)
        defaults = dict(zip(names[len(names) - len(spec.defaults) :], spec.defaults, strict=True))
        for arg, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
            names.append(arg.arg)
            if default is not None:
                defaults[arg.arg] = default
        for name in names:
            if name in given:
                variables[name] = given.pop(name)
            elif name not in variables:
                if name not in defaults:
                    raise Refused(
                        Message(
                            '{name} needs the argument "{missing}".',
                            name=Verbatim(self.words()),
                            missing=Verbatim(name),
                        ),
                        at,
                    )
                variables[name] = reader.value_in(defaults[name], self.scope)
        if spec.kwarg is not None:
            variables[spec.kwarg.arg] = given
        elif given:
            raise Refused(
                Message(
                    '{name} has no argument called "{keyword}".',
                    name=Verbatim(self.words()),
                    keyword=Verbatim(next(iter(given))),
                ),
                at,
            )
        return variables

    def needed(self) -> list[str]:
        """Arguments without a default, `self` left out."""
        spec = self.node.args
        names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
        missing = names[: len(names) - len(spec.defaults)]
        missing += [a.arg for a, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if default is None]
        return [name for name in missing if name != "self"]

    def words(self) -> str:
        return getattr(self.node, "name", "lambda")


@dataclass(eq=False)
class Class(Value):
    """A class that the code defines."""

    node: ast.ClassDef
    bases: list[Any]
    members: Variables

    def find(self, name: str, after: Class | None = None) -> Any:
        """A member of the class or of what it comes from; with `after`, of what comes after that class."""
        line = self.line()
        if after in line:
            line = line[line.index(after) + 1 :]
        return next((cls.members[name] for cls in line if name in cls.members), None)

    def line(self) -> list[Class]:
        """The class and what it comes from, as far as the code defines it."""
        found: list[Class] = [self]
        for base in self.bases:
            found += [cls for cls in base.line() if cls not in found] if isinstance(base, Class) else []
        return found

    @property
    def roots(self) -> set[str]:
        """Names of the library's classes that it comes from."""
        return {base.path for cls in self.line() for base in cls.bases if isinstance(base, Named)}

    @property
    def network(self) -> bool:
        """Whether its instances are networks or parts of them."""
        return bool(self.roots & (KERAS_BASES | TORCH_BASES))

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        made = Instance(self)
        start = self.find("__init__")
        if isinstance(start, Function):
            start.run(reader, [made, *arguments.positional], arguments.keywords, arguments.node)
        if self.network:
            reader.made(made)
        return made

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        found = self.find(name)
        return found if found is not None else super().attribute(reader, name, node)

    def words(self) -> str:
        return self.node.name


@dataclass(eq=False)
class Instance(Value):
    """An object of a class that the code defines: a network, a block, or anything else."""

    cls: Class
    attributes: Variables = field(default_factory=dict)
    label: str = ""
    example: Shape | None = None  # of what the code sends through it
    tells: Shape | None = None
    used: set[int] = field(default_factory=set)

    @property
    def last(self) -> bool:
        """Whether channels are counted last, as in Keras."""
        return bool(self.cls.roots & KERAS_BASES)

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        if self.cls.network and not reader.tensors_of(arguments.given()):
            reader.remember_example(self, arguments)
            return reader.unread_call(arguments, self.words())
        return self._flow_through(reader, arguments.positional, arguments.keywords, arguments.node)

    def flow(self) -> Function | None:
        """What computes its output."""
        names = ("call", "forward") if self.last else ("forward", "call")
        found = next((self.cls.find(name) for name in (*names, "__call__") if self.cls.find(name)), None)
        return found if isinstance(found, Function) else None

    def forward(self, reader: Reader, tensors: tuple[Tensor, ...], at: ast.AST) -> Any:
        """What it makes of what flows in."""
        return self._flow_through(reader, list(tensors), {}, at)

    def _flow_through(self, reader: Reader, positional: list[Any], keywords: Variables, at: ast.AST) -> Any:
        flow, row = self.flow(), self.attributes.get(ROW)
        with reader.inside(self.label):
            if flow is not None:
                return flow.run(reader, [self, *positional], keywords, at)
            if row is not None:
                return row.forward(reader, reader.tensors_of(positional), at)
        raise Refused(
            Message(
                'The class {name} says nothing of what it computes. Give it "forward".', name=Verbatim(self.words())
            )
        )

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name in self.attributes:
            return self.attributes[name]
        found = self.cls.find(name)
        if isinstance(found, Function):
            decorators = {getattr(each, "id", "") for each in getattr(found.node, "decorator_list", [])}
            if "property" in decorators:
                return found.run(reader, [self], {}, node)
            return found if "staticmethod" in decorators else BoundMethod(self, found)
        if found is not None:
            return found
        if name == "training":
            return True
        if name == "__class__":
            return self.cls
        return Method(self, name) if self.cls.network else super().attribute(reader, name, node)

    def words(self) -> str:
        return self.cls.words()


@dataclass(frozen=True, eq=False)
class BoundMethod(Value):
    """A method of an object that the code defines."""

    owner: Instance
    function: Function

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        return self.function.run(reader, [self.owner, *arguments.positional], arguments.keywords, arguments.node)

    def words(self) -> str:
        return self.function.words()


@dataclass(frozen=True, eq=False)
class Super(Value):
    """`super()`: the members of what a class comes from."""

    owner: Any
    cls: Class

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if not isinstance(self.owner, Instance):
            return Unknown(node, Message("This is not known here."))
        found = self.owner.cls.find(name, after=self.cls)
        if isinstance(found, Function):
            return BoundMethod(self.owner, found)
        return Method(self.owner, f"super.{name}")
