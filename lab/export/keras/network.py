"""The lines that build the network in Keras: a Sequential model where it is a chain, else functions of tensors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lab.document.blocks import SEPARATOR, Block
from lab.document.graph import Graph, Node
from lab.document.unfolding import unfolded
from lab.export.keras.names import HELPERS, names_of, reordered
from lab.export.scripts.formatting import Line
from lab.export.scripts.names import VARIABLES, snake, unique
from lab.export.scripts.part import Part
from lab.export.scripts.symbols import Number, Setting, with_names
from lab.layers.base import Shape
from lab.layers.channels_last import channels_last
from lab.spec.errors import FileError, LabError
from lab.spec.message import Message

# Names that the script gives to other things.
_OF_SCRIPT = """
layers keras ops network read_data shuffled load_weights save_weights make_optimizer compiled train measured trained
evaluate predict main accuracy argparse math os np find_spec load_file save_file
"""
TAKEN = frozenset(_OF_SCRIPT.split())
_PLACE = re.compile(r"_Function_(\d+)_")  # stands for a function until it has its name


@dataclass(frozen=True)
class Function:
    """A function that a block becomes.

    Attributes:
        name, titles: its own, and what the learner calls the blocks.
        inputs: what it is called with; `arguments`: numbers that it is called with behind its layers' name.
    """

    name: str
    titles: tuple[str, ...]
    inputs: tuple[str, ...]
    arguments: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Written:
    """Functions in the order in which they must stand, and the lines of the network's own."""

    functions: list[Function]
    lines: list[Line]


def written(graph: Graph) -> Written:
    """The text of a network, in pieces. LabError in words where it cannot be said in Keras."""
    functions = _Functions(set(reordered(unfolded(graph))))
    part, start = Part.of_network(graph), next(node for node in graph if node.layer.takes_samples)
    first = start.layer.keras()
    body = _Body(functions, part, names_of(graph.order()), _quoted, "")
    if _is_chain(part.graph):
        listed = [Line(f"{first},", depth=2), *(Line(f"{line.code},", line.comment, 2) for line in body.listed())]
        lines = [Line("return keras.Sequential("), Line("[", depth=1), *listed, Line("]", depth=1), Line(")")]
    else:
        lines = body.steps()
        lines = [Line(f"inputs = x = {first}"), *lines, Line(f"return keras.Model(inputs, {body.result})")]
    return functions.named(lines)


def _is_chain(graph: Graph) -> bool:
    return all(
        not isinstance(node.layer, Block) and node.layer.most_inputs == 1 and len(graph.outputs(node.id)) <= 1
        for node in graph
    ) and len(graph) == 1 + len(graph.links)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _inside(name: str) -> str:
    return f'f"{{name}}_{name}"'


def shape_words(shape: Shape) -> str:
    """The shape of one sample as Keras has it: "28 x 28 x 6"."""
    return " x ".join(map(str, channels_last(shape)))


class _Body:
    """The lines of a part of a network, as a list of layers or as steps from tensor to tensor.

    Args:
        names: of the nodes; `literal` makes of one what stands in the text.
        path: what stands before the ids of these nodes in the unfolded network.
    """

    def __init__(
        self, functions: _Functions, part: Part, names: dict[str, str], literal: Callable[[str], str], path: str
    ) -> None:
        self._functions, self._part, self._path = functions, part, path
        self._names, self._literal = names, literal
        self.inputs = VARIABLES[: len(part.inputs)]
        self._variables = dict(zip(part.inputs, self.inputs, strict=True))

    @property
    def result(self) -> str:
        """What holds the output at the end."""
        return self._variables[self._part.exit]

    def listed(self) -> list[Line]:
        """One layer after the other."""
        return [line for node in self._part.graph.order() for line in self._layers(node)]

    def steps(self) -> list[Line]:
        """Every layer, called with what it reads."""
        self._readers = Counter(source for node in self._part.graph for source in self._part.sources(node))
        lines: list[Line] = []
        for node in self._part.order():
            sources = self._part.sources(node)
            read = [self._variables[source] for source in sources] or ["inputs"]  # of which a constant sees the batch
            for source in sources:
                self._readers[source] -= 1
            self._variables[node.id] = result = self._free_variable(sources)
            if isinstance(node.layer, Block):
                lines += self._block(node, node.layer, read, result)
                continue
            called = read[0] if len(read) == 1 else f"[{', '.join(read)}]"
            for line in self._layers(node):
                lines.append(replace(line, code=f"{result} = {line.code}({called})"))
                called = result
        return lines

    def _layers(self, node: Node) -> list[Line]:
        """The expressions of a layer, and of those that help it."""
        words = node.layer.keras(*self._part.reports[node.id].inputs).splitlines()
        if not words:
            raise FileError(
                Message(
                    "{layer} ({title}) has no words for Keras. Put other layers in its place.",
                    layer=node.name,
                    title=Message(node.layer.title),
                )
            )
        if self._path + node.id in self._functions.reordered:
            words = words[-1:]  # the next weights are in Keras' order
        own, name = main_line(words), self._names[node.id]
        names: list[str] = []
        for line in words:
            names.append(name if line == own else unique(f"{name}_{HELPERS[helper_of(line)]}", names))
        codes = [_named(line, self._literal(each)) for line, each in zip(words, names, strict=True)]
        sources = self._part.sources(node)
        changed = not sources or self._part.shapes[node.id] != self._part.shapes[sources[0]]
        comments = [*[""] * (len(codes) - 1), shape_words(self._part.shapes[node.id]) if changed else ""]
        return [Line(code, comment) for code, comment in zip(codes, comments, strict=True)]

    def _block(self, node: Node, block: Block, read: list[str], result: str) -> list[Line]:
        """The calls of a block's function, repetition after repetition."""
        name, lines, last = self._names[node.id], list[Line](), shape_words(self._part.shapes[node.id])
        uses = self._functions.uses(block, self._part.reports[node.id].inputs, f"{self._path}{node.id}{SEPARATOR}")
        for call, group in groupby(enumerate(uses, start=1), key=lambda use: use[1]):
            numbers = [number for number, _ in group]
            values = "".join(f", {argument}={value}" for argument, value in call.values)
            if len(numbers) > 1:
                lines.append(Line(f"for number in range({numbers[0]}, {numbers[-1] + 1}):"))
                own = _numbered(self._literal(name), "{number}")
            else:
                own = self._literal(name if len(uses) == 1 else f"{name}_{numbers[0]}")
            code = f"{result} = _Function_{call.number}_({', '.join(read)}, {own}{values})"
            lines.append(Line(code, last if numbers[-1] == len(uses) else "", int(len(numbers) > 1)))
            read = [result]
        return lines

    def _free_variable(self, sources: list[str]) -> str:
        """The first name whose value is read no more."""
        live = {
            self._variables[value]
            for value, readers in self._readers.items()
            if readers > 0 and value in self._variables
        }
        return next((name for name in VARIABLES if name not in live), f"x{len(live)}")


def helper_of(line: str) -> str:
    """The key of HELPERS that the layer of this line is of, or ""."""
    kind = line.partition("(")[0].rpartition(".")[2]
    return next((helper for helper in HELPERS if kind.startswith(helper)), "")


def main_line(lines: Sequence[str]) -> str:
    """Of the lines of a layer the one that has its name and its weights: the first that does not only help."""
    return next((line for line in lines if helper_of(line) not in ("ZeroPadding", "Permute", "Lambda")), lines[0])


def _named(expression: str, literal: str) -> str:
    """The expression of a layer with its name; Keras' modules as the script imports them."""
    comma = "" if expression.endswith("()") else ", "
    return f"{short(expression[:-1])}{comma}name={literal})"


def short(code: str) -> str:
    """Keras' modules as the script imports them."""
    return code.replace("keras.layers.", "layers.").replace("keras.ops.", "ops.")


def _numbered(literal: str, number: str) -> str:
    return f'{literal[:-1]}_{number}"' if literal.startswith("f") else f'f{literal[:-1]}_{number}"'


# -- functions


@dataclass(frozen=True)
class _Call:
    """A call of a function: its number, and the values of its arguments."""

    number: int
    values: tuple[tuple[str, Number], ...]


@dataclass(frozen=True)
class _Draft:
    """A function without its name: what two blocks share that differ in their arguments alone."""

    name: str
    inputs: tuple[str, ...]
    arguments: tuple[str, ...]
    codes: tuple[tuple[str, int], ...]


class _Functions:
    """The functions that blocks become, collected while the network's own lines are written.

    `reordered` are the Flatten layers of the unfolded network that leave the channels last.
    """

    def __init__(self, reordered: set[str]) -> None:
        self.reordered = reordered
        self._drafts: list[_Draft] = []
        self._comments: list[list[tuple[str, ...]]] = []  # of each draft, wherever it is used
        self._titles: list[list[str]] = []  # of the blocks that are written so
        self._calls: dict[tuple[Block, tuple[Shape, ...], frozenset[str]], _Call] = {}

    def uses(self, block: Block, shapes: tuple[Shape, ...], path: str) -> list[_Call]:
        """The call for each repetition of a block; `path` stands before the ids of what is inside."""
        analyses = block.analyses(*shapes)
        arriving = [shapes, *((analysis.nodes[block.exit].output or (),) for analysis in analyses)]
        once = block.replace(repeat=1)
        return [
            self._call(once, arriving[min(number, len(analyses) - 1)], f"{path}{block.prefix(number + 1)}")
            for number in range(block.repeat)
        ]

    def _call(self, block: Block, shapes: tuple[Shape, ...], path: str) -> _Call:
        within = frozenset(name.removeprefix(path) for name in self.reordered if name.startswith(path))
        known = self._calls.get((block, shapes, within))
        if known is None:
            known = self._calls[block, shapes, within] = self._make(block, shapes, path)
        return known

    def _make(self, block: Block, shapes: tuple[Shape, ...], path: str) -> _Call:
        lines, inputs = self._lines(block, shapes, path)
        codes, used = with_names(_text(lines), [*self._settings(block, shapes, path)])
        depths = [line.depth for line in lines]
        draft = _Draft(
            snake(re.sub(r"[\W\d_]+$", "", block.title)) or "block",
            inputs,
            tuple(setting.name for setting in used),
            tuple(zip(codes.split("\n"), depths, strict=True)),
        )
        if draft not in self._drafts:
            self._drafts.append(draft)
            self._comments.append([])
            self._titles.append([])
        number = self._drafts.index(draft)
        self._comments[number].append(tuple(line.comment for line in lines))
        if block.title not in self._titles[number]:
            self._titles[number].append(block.title)
        return _Call(number, tuple((setting.name, setting.value) for setting in used))

    def _lines(self, block: Block, shapes: tuple[Shape, ...], path: str) -> tuple[list[Line], tuple[str, ...]]:
        """One repetition in plain numbers; LabError where the block does not take these shapes."""
        names = names_of(block.inside.order())
        body = _Body(self, Part.of_block(block, shapes), names, _inside, path)
        lines, last = body.steps(), body.result
        assignment, _, code = lines[-1].code.partition(" = ")
        if assignment == last and not lines[-1].depth:
            lines[-1] = replace(lines[-1], code=f"return {code}")
        else:
            lines.append(Line(f"return {last}"))
        return lines, body.inputs

    def _settings(self, block: Block, shapes: tuple[Shape, ...], path: str) -> Iterator[Setting]:
        """What may become arguments: the knobs."""
        taken = {*VARIABLES, "name", "number", "layers", "keras", "ops"}
        for knob in block.knobs:
            name = unique(snake(knob.name) or "setting", taken)
            taken.add(name)
            yield Setting(name, block.setting(knob.name), self._with_knob(block, shapes, path, knob.name))

    def _with_knob(self, block: Block, shapes: tuple[Shape, ...], path: str, knob: str) -> Callable[[Number], str]:
        """A shortcut that is the identity needs as many channels as arrive: these then change with the knob."""

        def text(value: Number) -> str:
            turned, before = block.replace(**{knob: value}), block.setting(knob)
            try:
                return _text(self._lines(turned, shapes, path)[0])
            except LabError:
                tied = tuple((int(value), *shape[1:]) if shape[0] == before else shape for shape in shapes)
                return _text(self._lines(turned, tied, path)[0])

        return text

    def named(self, network: list[Line]) -> Written:
        """The functions that the network's lines call, directly or not, by their names."""
        found: list[int] = []
        self._reach((line.code for line in network), found)
        names: dict[int, str] = {}
        for number in found:
            names[number] = unique(self._drafts[number].name, {*names.values(), *TAKEN})
        functions = []
        for number in found:
            draft, comments = self._drafts[number], self._comments[number]
            lines = tuple(
                _renamed(Line(code, comments[0][place] if len({c[place] for c in comments}) == 1 else "", depth), names)
                for place, (code, depth) in enumerate(draft.codes)
            )
            titles = tuple(self._titles[number])
            functions.append(Function(names[number], titles, draft.inputs, draft.arguments, lines))
        return Written(functions, [_renamed(line, names) for line in network])

    def _reach(self, codes: Iterator[str], found: list[int]) -> None:
        for code in codes:
            for number in map(int, _PLACE.findall(code)):
                if number not in found:
                    self._reach((code for code, _ in self._drafts[number].codes), found)
                    found.append(number)


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.code for line in lines)


def _renamed(line: Line, names: dict[int, str]) -> Line:
    return replace(line, code=_PLACE.sub(lambda found: names[int(found.group(1))], line.code))
