"""Following code that makes a network: names, numbers and calls are traced, nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lab.export.code import arithmetic, calls, keras_common, methods
from lab.export.code.arrays import Array
from lab.export.code.binding import handler_of
from lab.export.code.chains import Chain, Wired
from lab.export.code.definitions import Class, Function, Instance, Super, Variables
from lab.export.code.expressions import Expressions
from lab.export.code.flow import Flow
from lab.export.code.names import BARE, BUILTINS, USUAL, canonical
from lab.export.code.slicing import sliced
from lab.export.code.spans import Span
from lab.export.code.statements import Ending, Statements, assign
from lab.export.code.tensors import Part, Tensor
from lab.export.code.training import Training
from lab.export.code.values import (
    Arguments,
    BatchSize,
    Method,
    Named,
    Refused,
    Unknown,
    Value,
)
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.spec.message import Message, Verbatim

Network = Chain | Wired | Instance | Part


class Reader(Flow):
    """The state while code is read.

    Attributes:
        networks: every network that was made, in order; origins: by its id, the id of the call that made it.
        classes: every class that the code defines.
        training: what the code says of how it is trained.
        channels_first: whether Keras was told to count channels first.
        late_losses: losses that are called where nothing is known, in functions of training.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.networks: list[Network] = []
        self.origins: dict[int, int] = {}
        self.classes: list[Class] = []
        self.stars: list[str] = []
        self.training = Training()
        self.channels_first = False
        self.late_losses: list[str] = []
        self._scopes: tuple[Variables, ...] = ({},)
        self._expressions = Expressions(self)
        self._statements = Statements(self)
        self._unused: ast.AST | None = None

    # -- going through the code

    def follow(self, body: list[ast.stmt]) -> None:
        """All statements of a module."""
        self._statements.follow(body)

    def value(self, node: ast.expr, *, unused: bool = False) -> Any:
        """What an expression stands for."""
        if unused:
            self._unused = node
        return self._expressions.value(node)

    def value_in(self, node: ast.expr, scope: tuple[Variables, ...]) -> Any:
        """What an expression stands for where it was written."""
        before, self._scopes = self._scopes, scope
        try:
            return self.value(node)
        finally:
            self._scopes = before

    def operated(self, node: ast.AST, kind: type[ast.operator], left: Any, right: Any) -> Any:
        """left (operator) right."""
        return self._expressions.operated(node, kind, left, right)

    def truth(self, value: Any) -> bool | None:
        """Whether Python takes it as true; None where that is not known."""
        return self._expressions.truth(value)

    def called(self, what: Any, arguments: Arguments) -> Any:
        """What a call gives."""
        return self._expressions.called(what, arguments)

    def run(self, node: ast.AST, scope: tuple[Variables, ...]) -> Any:
        """What a function gives whose arguments stand in the innermost scope."""
        self.step()
        before, self._scopes = self._scopes, scope
        try:
            if isinstance(node, ast.Lambda):
                return self.value(node.body)
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            ending = self._statements.follow(node.body)
            return ending.value if isinstance(ending, Ending) and ending.kind == "return" else None
        finally:
            self._scopes = before

    @contextmanager
    def in_scope(self, variables: Variables) -> Iterator[None]:
        """Names are kept in `variables` meanwhile."""
        before, self._scopes = self._scopes, (*self._scopes, variables)
        try:
            yield
        finally:
            self._scopes = before

    def assumed_input(self) -> Shape:
        """The shape of an input of which the code says nothing."""
        from lab.export.code.tracing import data_shape

        return data_shape(self) or (3, keras_common.ASSUMED, keras_common.ASSUMED)

    def restore(self) -> None:
        """Back to the module, after following had to end somewhere inside."""
        self._scopes = self._scopes[:1]
        self._path, self._label, self.tracing = [], "", False
        self._expressions = Expressions(self)

    def call_late_loss(self) -> None:
        """Take the loss that a function of training uses."""
        path = f"torch.nn.{self.late_losses[-1]}"
        call = ast.Call(ast.Name("loss"), [], [], lineno=1, col_offset=0)
        self.call_named(path, Arguments(ast.fix_missing_locations(call), [], {}))

    # -- names

    @property
    def variables(self) -> Variables:
        """The names of the innermost scope."""
        return self._scopes[-1]

    @property
    def globals(self) -> Variables:
        """The names of the module."""
        return self._scopes[0]

    def look_up(self, name: str, node: ast.AST) -> Any:
        """What a name stands for."""
        for variables in reversed(self._scopes):
            if name in variables:
                return variables[name]
        for module in self.stars:
            path = canonical(f"{module}.{name}")
            if handler_of(path) is not None:
                return Named(path)
        if name in BUILTINS:
            return Named(f"builtins.{name}")
        if arithmetic.computes(name):
            return Named(name)
        if name == "__name__":
            return "__main__"
        if name in USUAL:
            return Named(USUAL[name])
        for module in BARE:
            if handler_of(f"{module}.{name}") is not None:
                return Named(f"{module}.{name}")
        return Unknown(node, Message('"{name}" is not defined in this code.', name=Verbatim(name)))

    def named(self, path: str) -> Any:
        """What a name of a library stands for."""
        path = canonical(path)
        return methods.CONSTANTS.get(path, Named(path))

    def assign(self, target: ast.expr, value: Any) -> None:
        """target = value"""
        assign(self, target, value)

    def label(self, value: Any, name: str, *, attribute: bool = False) -> None:
        """A layer is called what the variable is called that it is given to first."""
        if (isinstance(value, Part) and (attribute or len(name) > 2)) or (
            attribute and isinstance(value, Chain | Instance)
        ):
            value.label = value.label or name
        elif isinstance(value, Tensor) and len(name) > 2 and not name.startswith(("input", "output", "x_", "out")):
            named = value.main or value
            named.label = named.label or name

    def attribute(self, owner: Any, name: str, node: ast.expr) -> Any:
        """owner.name"""
        if isinstance(owner, Value):
            return owner.attribute(self, name, node)
        return Method(owner, name)

    def entries(self, value: Any) -> list[Any] | None:
        """What a loop over a value goes through."""
        found = value.parts if isinstance(value, Chain) else arithmetic.listed(value)
        if found is not None:
            self.step(len(found))
        return found

    def item(self, value: Any, index: Any, node: ast.Subscript) -> tuple[Any] | None:
        """value[index] of what is no plain value; None leaves it to arithmetic."""
        if isinstance(value, Chain):
            if isinstance(index, str):
                return next(((child,) for name, child in value.children if name == index), None)
            if isinstance(index, slice):
                return (Chain(value.title, value.children[index], value.last, value.flows),)
            return arithmetic.element(value.parts, index)
        if isinstance(value, Array):
            found = value.item(index)
            return (found,) if found is not None else None
        return (sliced(self, value, index, node),) if isinstance(value, Tensor) else None

    def set_item(self, owner: Any, index: Any, value: Any) -> None:
        """owner[index] = value"""
        if isinstance(owner, Chain) and isinstance(index, str):
            owner.add(value, index)
        elif (
            isinstance(owner, Chain) and isinstance(index, int) and -len(owner.children) <= index < len(owner.children)
        ):
            owner.children[index] = (owner.children[index][0], value)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Function:
        """A function that is defined here; the names of a class around it are not its own."""
        classes = {id(cls.members) for cls in self.classes}
        return Function(node, tuple(v for v in self._scopes if id(v) not in classes))

    # -- what is told

    def blame(self, value: Any, at: ast.AST | Span) -> None:
        """The network needs what is not known."""
        if isinstance(value, Unknown):
            if not value.told:
                self.trouble(value.node, value.reason)
                value.told = not (self.strict or self.probing)
            return
        self.trouble(at, Message("A layer is needed here. This is {value}.", value=methods.described(value)))

    def refuse(self, refused: Refused, arguments: Arguments) -> Any:
        """A call that is not understood is left out: what flows in flows on."""
        unknown = getattr(refused, "value", None)
        if not (isinstance(unknown, Unknown) and unknown.told):
            self.trouble(refused.at or arguments.node, refused.message)
        tensors = self.tensors_of(arguments.given())
        return tensors[0] if tensors else Unknown(arguments.node, refused.message, told=True)

    def unread_call(self, arguments: Arguments, name: str) -> Any:
        """A call of which nothing is known: harmless, unless a part of the network goes through it."""
        tensors = self.tensors_of(arguments.given())
        reason = (
            Message("What {name} gives does not follow from the code.", name=Verbatim(name))
            if name
            else Message("What this gives does not follow from the code.")
        )
        if tensors and not self.is_unused(arguments.node):
            self.trouble(
                arguments.node,
                Message("{name} is not known here, and is left out.", name=Verbatim(name))
                if name
                else Message("This is not known here, and is left out."),
            )
            return tensors[0]
        unknown = next((value for value in arguments.given() if isinstance(value, Unknown)), None)
        return unknown if unknown is not None and not name else Unknown(arguments.node, reason)

    def is_unused(self, node: ast.AST) -> bool:
        """Whether nobody takes what a call gives, as with print(...)."""
        return self._unused is node

    # -- calls

    def call_named(self, path: str, arguments: Arguments) -> Any:
        """A call of something from a library."""
        return calls.of_library(self, path, arguments)

    def call_method(self, owner: Any, name: str, arguments: Arguments) -> Any:
        """owner.name(...)"""
        return calls.of_method(self, owner, name, arguments)

    def superclass(self) -> Any:
        """What `super()` is here."""
        for variables in reversed(self._scopes):
            if "__self__" in variables:
                return Super(variables["__self__"], variables["__class__"])
        return None

    def made(self, network: Network) -> None:
        """A network was made."""
        self.networks.append(network)
        self.origins[id(network)] = id(self.place)

    def remember_example(self, network: Chain | Instance, arguments: Arguments) -> None:
        """What the code sends through a network tells the shape of its input."""
        for value in arguments.given():
            shape = getattr(value, "sample_shape", None)
            if shape is not None and network.example is None:
                network.example = shape

    def ends_of(self, chain: Chain, name: str, node: ast.expr) -> Any:
        """Input or output of a Keras Sequential that another model goes on from."""
        from lab.export.code.tracing import ends

        return ends(self, chain, name, node)

    def hint_epochs(self, node: ast.For | ast.AsyncFor, over: Any) -> None:
        """A loop `for epoch in range(10)` says how long the training is."""
        if isinstance(node.target, ast.Name) and "epoch" in node.target.id and isinstance(over, range):
            self.training.epochs = self.training.epochs or len(over)

    # -- the network

    def use(self, part: Part, tensors: tuple[Tensor, ...]) -> Tensor:
        """What a layer makes of what flows in."""
        if part.weights and self.round in part.used:
            self.trouble(
                self.span,
                Message(
                    "{layer} is used twice, with the same weights. In the laboratory each place has its own.",
                    layer=part.label or part.title,
                ),
            )
        part.used.add(self.round)
        names = [name for name in self._path if name]
        if part.label and names[-1:] != [part.label]:
            names.append(part.label)
        before, self._label = self._label, "" if not names or names[-1].isdigit() else ".".join(names)
        try:
            return part.apply(self, tensors)
        finally:
            self._label = before

    def combine(self, node: ast.AST, kind: type[ast.operator], left: Any, right: Any) -> Any:
        """An operator between tensors, or a tensor and a number."""
        from lab.export.code.operators import combine

        with self.at(node):
            try:
                return combine(self, kind, left, right)
            except LabError as error:
                self.trouble(node, error.message)
            except Refused as refused:
                self.trouble(refused.at or node, refused.message)
        return left if isinstance(left, Tensor) else right

    def pass_through(self, child: Any, x: Any, at: ast.AST) -> Any:
        """What a part of a Sequential makes of what flows in; what is not understood is left out."""
        if not isinstance(x, Tensor):
            return x
        found: Any = x
        try:
            if isinstance(child, Part):
                with self.at(child.span):
                    found = self.use(child, (x,))
            elif isinstance(child, Chain | Wired | Instance):
                found = child.forward(self, (x,), at)
            elif isinstance(child, Function):
                found = child.run(self, [x], {}, at)
            elif isinstance(child, Tensor) and child.enters:
                return x  # Input() in a Sequential says the shape and nothing else
            elif isinstance(child, Value) and not isinstance(child, Unknown | BatchSize):
                call = ast.fix_missing_locations(ast.copy_location(ast.Call(ast.Name("layer"), [], []), at))
                found = child.call(self, Arguments(call, [x], {}))
            else:
                self.blame(child, at)
        except Refused as refused:
            self.trouble(refused.at or at, refused.message)
        except LabError as error:
            self.trouble(self.span, error.message)
        if isinstance(found, list | tuple) and len(found) == 1:
            found = found[0]
        if not isinstance(found, Tensor):
            if found is not x:
                self.blame(found, at)
            return x
        return found
