"""The text of an exported script."""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from lab.document.model import parameters
from lab.engine.torch_words import words
from lab.export.base import Source
from lab.export.data import READ_DATA
from lab.export.pytorch import templates
from lab.export.pytorch.classes import Classes, ModuleClass
from lab.export.pytorch.forward import body, shape_words, short
from lab.export.pytorch.helpers import helpers_of
from lab.export.scripts.formatting import Line, docstring, filled, formatted
from lab.export.scripts.part import Part
from lab.export.scripts.texts import COMMAND_LINE, block_words, constants, first_sentence, harmless, put

_GAP = "\n\n"


def script(source: Source, path: Path) -> str:
    """The whole file for a network that can be trained."""
    return _Script(source, path).text()


@dataclass(frozen=True)
class _Targets:
    """What a batch has as targets: the expression, what it is, and which answers are right ("" where none can be)."""

    expression: str
    help: str
    right: str = ""


class _Script:
    def __init__(self, source: Source, path: Path) -> None:
        self._source, self._path, self._setup = source, path, source.model.setup
        self._part = Part.of_network(source.model.graph)
        self._output = self._part.shapes[self._part.exit]
        self._targets = self._find_targets()
        self._network = _GAP.join(self._class(each) for each in self._classes())

    def text(self) -> str:
        """Part after part, in the order in which a reader wants them."""
        parts = [
            *helpers_of(self._network),
            self._network,
            templates.LOAD,
            READ_DATA,
            self._samples(),
            *self._measures(),
        ]
        parts += [*self._optimizer(), *self._schedule(), self._step(), self._evaluate(), templates.START]
        parts += [self._keep(), self._train(), self._use()]
        code = _GAP.join(part.strip("\n") + "\n" for part in parts)
        numbers = constants(self._path, self._setup, ".pt") + "\n" + templates.PROCESSES
        return f"{self._header()}\n{_imports(code)}\n{numbers}{_GAP}{code}"

    # -- the network

    def _header(self) -> str:
        names = {"name": self._path.stem, "script": self._path.name, "title": self._source.name}
        names = {key: harmless(name) for key, name in names.items()}
        use = put(templates.USE, **names) if self._path.stem.isidentifier() else ""
        return put(templates.HEADER, use=use, **names)

    def _classes(self) -> list[ModuleClass]:
        classes = Classes()
        return classes.named(body(self._part, classes.module))

    def _class(self, module: ModuleClass) -> str:
        arguments = "".join(f", {name}: {kind}" for name, kind in module.arguments)
        inputs = "".join(f", {name}: Tensor" for name in module.body.inputs)
        shapes = shape_words(self._part.shapes[self._part.inputs[0]]), shape_words(self._output)
        help = f"From batch x {shapes[0]} to batch x {shapes[1]}. Comments give the shape of one sample."
        if module.titles:
            help = block_words(module.titles)
        text = f"class {module.name}(nn.Module):\n" + docstring(help, 1)
        if module.body.made:
            text += f"\n    def __init__(self{arguments}) -> None:\n        super().__init__()\n"
            text += formatted(module.body.made, 2)
        return text + f"\n    def forward(self{inputs}) -> Tensor:\n" + formatted(module.body.steps, 2)

    # -- data and loss

    def _find_targets(self) -> _Targets:
        samples, loss, count = self._source.samples, self._setup.loss, self._output[0]
        has_classes = bool(samples.classes) if samples is not None else loss.cases[0].targets != "values"
        chosen, largest = "self.targets[chosen]", "output.argmax(dim=1)"
        if not has_classes:
            classes = count > 1 and loss.torch_targets == "classes"
            return _Targets(f"{chosen}.argmax(dim=1)" if classes else chosen, "the values that are wanted")
        if count == 1:
            right = f"(output >= {loss.threshold}) == (target == 1)"
            return _Targets(f"{chosen}.float().unsqueeze(1)", "targets, 0 or 1", right)
        if loss.torch_targets == "rows":
            rows = f"F.one_hot({chosen}, {count}).float()"
            return _Targets(rows, "targets, rows with a 1 at the class", f"{largest} == target.argmax(dim=1)")
        return _Targets(chosen, "the numbers of the classes", f"{largest} == target")

    def _samples(self) -> str:
        return put(templates.SAMPLES, target=self._targets.expression, target_help=self._targets.help)

    def _measures(self) -> list[str]:
        loss = self._setup.loss
        formula = short(words(loss.torch(self._output[0]), 2).applied(["output", "target"]))
        returned = formatted([Line(f"return {formula}")], 1)
        measures = [put(templates.LOSS, loss=returned, help=docstring(first_sentence(loss.help), 1))]
        if self._targets.right:
            right = formatted([Line(f"return ({self._targets.right}).sum()")], 1)
            measures.append(put(templates.RIGHT, right=right))
        return measures

    # -- training

    def _optimizer(self) -> list[str]:
        rule = self._setup.optimizer
        penalties = [name for name, strength in (("weight decay", rule.weight_decay), ("L1", rule.l1)) if strength]
        some = bool(penalties) and not rule.decay_biases
        groups = some and rule.weight_decay > 0
        expression = re.sub(r"lr=[^,)]+", "lr=LEARNING_RATE", _without_defaults(rule.torch()))
        if not groups:
            expression = re.sub(r"\bparameters\b", "network.parameters()", expression, count=1)
        declared = parameters(self._source.model.graph).values()
        plain = all(each.decays == (len(each.shape) > 1) for each in declared if each.trainable)
        chosen = templates.MATRICES if plain else templates.WEIGHTS_BY_NAME
        others = "each.ndim <= 1" if plain else "all(each is not weight for weight in weights)"
        made = put(
            templates.OPTIMIZER,
            help=docstring(first_sentence(rule.help), 1),
            groups=put(templates.GROUPS, others=others) if groups else "",
            optimizer=formatted([Line(f"return {expression}")], 1),
        )
        act = " and ".join(penalties) + (" act" if len(penalties) > 1 else " acts")
        return [*([put(templates.DECAYING, penalties=act, chosen=chosen)] if some else []), made]

    def _schedule(self) -> list[str]:
        schedule = self._setup.schedule
        help = filled(first_sentence(schedule.help), 1) + "\n"
        texts = ((templates.FACTOR, schedule.python()), (templates.LOOK, schedule.python_look()))
        return [put(template, help=help, lines=textwrap.indent(lines, "    ")) for template, lines in texts if lines]

    def _step(self) -> str:
        rule, run = self._setup.optimizer, self._setup.run
        between = put(templates.L1, l1=rule.l1) if rule.l1 else ""
        if rule.decay_biases:
            between = between.replace("decaying(model)", "model.parameters()")
        return put(templates.STEP, between=between + put(templates.CLIP[run.clipping], limit=run.clip_limit))

    def _evaluate(self) -> str:
        if not self._targets.right:
            return put(templates.EVALUATE, count=1, add_right="", names="(loss,)", words='f"loss {loss:.4f}"')
        return put(
            templates.EVALUATE,
            count=2,
            add_right="        sums[1] += count_right(output, target)\n",
            names="loss, right",
            words='f"loss {loss:.4f}, {right:.2%} right"',
        )

    def _keep(self) -> str:
        remembers = bool(self._setup.schedule.python_look())
        return put(
            templates.KEEP,
            memory_type="    memory: dict[str, float],\n" if remembers else "",
            memory_entry='        "memory": memory,\n' if remembers else "",
        )

    def _train(self) -> str:
        schedule = self._setup.schedule
        varies, remembers = bool(schedule.python()), bool(schedule.python_look())
        factors = [*(["factor"] if varies else []), *(['memory.get("scale", 1.0)'] if remembers else [])]
        set_rate = put(templates.SET_RATE, product=" * ".join(factors), rate=templates.RATE if varies else "")
        return put(
            templates.TRAIN,
            sync=templates.SYNC if "nn.BatchNorm" in self._network else "",
            memory=templates.MEMORY if remembers else "",
            recall=templates.RECALL if remembers else "",
            judge=templates.JUDGE if remembers else "",
            loss_seen="loss" if remembers else "_",
            memory_argument=", memory" if remembers else "",
            set_rate=set_rate if factors else "",
        )

    def _use(self) -> str:
        loss = self._setup.loss
        chances = short(words(loss.torch_probabilities(), 1).applied(["output"]))
        lines = [f"output = {chances}"] if chances != "output" else []
        if not self._targets.right:
            lines += ["for values in output.tolist():", '    print(*(f"{value:.6g}" for value in values))']
        elif self._output[0] == 1:
            border = loss.threshold if chances == "output" else 0.5
            lines += [
                "for value in output.flatten().tolist():",
                f'    print(samples.classes[value >= {border}], f"{{value:.4f}}")',
            ]
        else:
            lines += [
                "values, numbers = output.max(dim=1)",
                "for value, number in zip(values.tolist(), numbers.tolist()):",
                '    print(samples.classes[number], f"{value:.4f}")',
            ]
        use = put(templates.USE_IT, print=textwrap.indent("\n".join(lines), " " * 8) + "\n")
        return use + put(COMMAND_LINE, evaluate="measure")


def _imports(code: str) -> str:
    functional = "from torch.nn import functional as F\n" if re.search(r"\bF\.", code) else ""
    return put(templates.IMPORTS, functional=functional)


def _without_defaults(call: str) -> str:
    """The call of an optimiser without settings that PyTorch has by itself."""
    tree = ast.parse(call, mode="eval").body
    assert isinstance(tree, ast.Call)
    usual: dict[str | None, object] = {
        "momentum": 0.0,
        "centered": False,
        "alpha": 0.99,
        "betas": (0.9, 0.999),
        "eps": 1e-10 if "Adagrad" in call else 1e-8,
        "weight_decay": 0.01 if "AdamW" in call else 0.0,
    }
    names = usual.keys()
    tree.keywords = [
        each for each in tree.keywords if each.arg not in names or ast.literal_eval(each.value) != usual[each.arg]
    ]
    return ast.unparse(tree)
