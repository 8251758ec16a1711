"""Blocks as classes: a block that stands there several times is written once, with its numbers as arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lab.document.blocks import Block
from lab.export.pytorch.forward import Body, body
from lab.export.pytorch.naming import RESERVED, TAKEN, attributes
from lab.export.scripts.formatting import Line
from lab.export.scripts.names import VARIABLES, camel, snake, unique
from lab.export.scripts.part import Part
from lab.export.scripts.symbols import Number, Setting, with_names
from lab.layers.base import Shape
from lab.spec.errors import LabError

_PART = "\f"  # between the lines of __init__ and those of forward
_PLACE = re.compile(r"_Class_(\d+)_")  # stands for a class until it has its name
_OTHERS = ("self", "nn", "torch", "range", "super")  # names that the lines of a class have for other things
_Key = tuple[Block, tuple[Shape, ...]]


@dataclass(frozen=True)
class ModuleClass:
    """A class: its name, the blocks that it is, its arguments with their types, and its lines."""

    name: str
    titles: tuple[str, ...]
    arguments: tuple[tuple[str, str], ...]
    body: Body


@dataclass(frozen=True)
class _Draft:
    """What all blocks have in common that become one class. Its name is what it would like to have."""

    name: str
    arguments: tuple[tuple[str, str], ...]
    made: tuple[str, ...]
    steps: tuple[str, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class _Use:
    """A block at its place: the number of its draft, the arguments, and the remarks that are true there."""

    draft: int
    values: tuple[tuple[str, Number], ...]
    of_made: tuple[str, ...]
    of_steps: tuple[str, ...]

    @property
    def call(self) -> str:
        return f"_Class_{self.draft}_({', '.join(f'{name}={value}' for name, value in self.values)})"


@dataclass(frozen=True)
class _Turn:
    """A number that may become an argument, and the lines that there would be with another one."""

    name: str
    value: Number
    lines: Callable[[Number], Body]

    def setting(self, text: Callable[[Body], str]) -> Setting:
        return Setting(self.name, self.value, lambda value: text(self.lines(value)))


class Classes:
    """The classes that blocks become, collected while the lines of the network are written."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._known: dict[_Key, _Use] = {}
        self._there: dict[_Key, _Use] = {}  # those that the network has; others were only tried
        self._trying = 0

    def module(self, block: Block, shapes: tuple[Shape, ...]) -> str:
        """The expression that makes the module of a block, all its repetitions one after the other."""
        analyses = block.analyses(*shapes)
        arriving = [shapes, *((analysis.nodes[block.exit].output or (),) for analysis in analyses)]
        calls = [self._use(block, each).call for each in arriving[: len(analyses)]]
        calls += [calls[-1]] * (block.repeat - len(calls))
        if block.repeat == 1:
            return calls[0]
        groups: list[tuple[str, int]] = []
        for call in calls:
            count = groups.pop()[1] if groups and groups[-1][0] == call else 0
            groups.append((call, count + 1))
        parts = [call if count == 1 else f"*({call} for _ in range({count}))" for call, count in groups]
        return f"nn.Sequential({', '.join(parts)})"

    def named(self, network: Body) -> list[ModuleClass]:
        """The classes, each after those that it uses, and last the network's own."""
        found: list[int] = []
        self._reach([line.code for line in network.made], found)
        names: dict[int, str] = {}
        for number in found:
            names[number] = unique(self._drafts[number].name, {*names.values(), *TAKEN})
        whole = Body(_renamed(network.made, names), network.steps, network.inputs)
        return [*(self._class(number, names) for number in found), ModuleClass("Network", (), (), whole)]

    def _reach(self, codes: Sequence[str], found: list[int]) -> None:
        for number in (int(number) for code in codes for number in _PLACE.findall(code)):
            if number not in found:
                self._reach(self._drafts[number].made, found)
                found.append(number)

    def _class(self, number: int, names: dict[int, str]) -> ModuleClass:
        draft = self._drafts[number]
        uses = [use for use in self._there.values() if use.draft == number]
        made = _with_comments(draft.made, [use.of_made for use in uses])
        steps = _with_comments(draft.steps, [use.of_steps for use in uses])
        titles = dict.fromkeys(block.title for (block, _), use in self._there.items() if use.draft == number)
        return ModuleClass(
            names[number], tuple(titles), draft.arguments, Body(_renamed(made, names), steps, draft.inputs)
        )

    # -- one block

    def _use(self, block: Block, shapes: tuple[Shape, ...]) -> _Use:
        key = (block.replace(repeat=1), shapes)
        if key not in self._known:
            self._known[key] = self._make(*key)
        elif not self._trying and key not in self._there:
            self._lines(*key)  # so that the blocks inside are there as well
        if not self._trying:
            self._there[key] = self._known[key]
        return self._known[key]

    def _make(self, block: Block, shapes: tuple[Shape, ...]) -> _Use:
        lines, turns = self._lines(block, shapes), list(self._turns(block, shapes))
        self._trying += 1
        codes, used = with_names(_codes(lines), [turn.setting(_codes) for turn in turns])
        names = [setting.name for setting in used]
        comments, _ = with_names(_comments(lines), [turn.setting(_comments) for turn in turns if turn.name in names])
        self._trying -= 1
        made, steps = map(_lines_of, codes.split(_PART))
        of_made, of_steps = map(_lines_of, comments.split(_PART))
        kept = [name for name in names if any(re.search(rf"\b{name}\b", step) for step in steps)]
        for name in kept:  # forward needs it as well
            steps = tuple(re.sub(rf"\b{name}\b", f"self.{name}", step) for step in steps)
        draft = _Draft(
            camel(re.sub(r"[\W\d_]+$", "", block.title)),
            tuple((setting.name, type(setting.value).__name__) for setting in used),
            (*(f"self.{name} = {name}" for name in kept), *made),
            steps,
            lines.inputs,
        )
        if draft not in self._drafts:
            self._drafts.append(draft)
        values = tuple((setting.name, setting.value) for setting in used)
        return _Use(self._drafts.index(draft), values, (*[""] * len(kept), *of_made), of_steps)

    def _lines(self, block: Block, shapes: tuple[Shape, ...]) -> Body:
        """One repetition in plain numbers; LabError where the block does not take these shapes."""
        return body(Part.of_block(block, shapes), self.module)

    def _turns(self, block: Block, shapes: tuple[Shape, ...]) -> Iterator[_Turn]:
        """What may become arguments: the channels that arrive, and the knobs."""
        taken = {*RESERVED, *VARIABLES, *_OTHERS, *attributes(block.inside.order()).values()}
        for number, shape in enumerate(shapes):
            name = unique("inputs", taken)
            taken.add(name)
            yield _Turn(name, shape[0], self._with_channels(block, shapes, number))
        for knob in block.knobs:
            name = unique(snake(knob.name) or "setting", taken)
            taken.add(name)
            yield _Turn(name, block.setting(knob.name), self._with_knob(block, shapes, knob.name))

    def _with_channels(self, block: Block, shapes: tuple[Shape, ...], number: int) -> Callable[[Number], Body]:
        def lines(value: Number) -> Body:
            other = (int(value), *shapes[number][1:])
            return self._lines(block, (*shapes[:number], other, *shapes[number + 1 :]))

        return lines

    def _with_knob(self, block: Block, shapes: tuple[Shape, ...], knob: str) -> Callable[[Number], Body]:
        """A shortcut that is the identity needs as many channels as arrive: these then change with the knob."""

        def lines(value: Number) -> Body:
            turned, before = block.replace(**{knob: value}), block.setting(knob)
            try:
                return self._lines(turned, shapes)
            except LabError:
                tied = tuple((int(value), *shape[1:]) if shape[0] == before else shape for shape in shapes)
                return self._lines(turned, tied)

        return lines


def _codes(lines: Body) -> str:
    return _PART.join("".join(f"{line.code}\n" for line in part) for part in (lines.made, lines.steps))


def _comments(lines: Body) -> str:
    return _PART.join("".join(f"{line.comment}\n" for line in part) for part in (lines.made, lines.steps))


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")[:-1])


def _with_comments(codes: Sequence[str], remarks: Sequence[Sequence[str]]) -> list[Line]:
    """The lines with those remarks that are true wherever the block stands."""
    return [
        Line(code, remarks[0][place] if len({remark[place] for remark in remarks}) == 1 else "")
        for place, code in enumerate(codes)
    ]


def _renamed(lines: Sequence[Line], names: dict[int, str]) -> list[Line]:
    return [Line(_PLACE.sub(lambda found: names[int(found.group(1))], line.code), line.comment) for line in lines]
