"""The text of an exported script."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from pathlib import Path

from lab.document.model import parameters
from lab.export.base import Source
from lab.export.data import READ_DATA
from lab.export.keras import templates
from lab.export.keras.lines import formatted
from lab.export.keras.names import variables
from lab.export.keras.network import Function, shape_words, short, written
from lab.export.scripts.formatting import WIDTH, Line, docstring
from lab.export.scripts.part import Part
from lab.export.scripts.texts import COMMAND_LINE, block_words, constants, first_sentence, harmless, put

_GAP = "\n\n"
_DEEP = 150  # layers that Keras can follow for certain
# What stands in a script, and what Keras does there a little otherwise.
_OTHERWISE = {
    "layers.BatchNormalization(": "Batch norm remembers the variance of a batch with its count, not count - 1.",
    "keras.optimizers.Adam": "Adam adds epsilon to a root that is not yet corrected for its start at zero.",
    "keras.losses.BinaryCrossentropy()": "Cross-entropy keeps probabilities 1e-7 away from 0 and 1.",
}
_OWN = ("layers", "losses", "optimizers", "schedules")  # modules of `own`, in the order of the script


def script(source: Source, path: Path) -> str:
    """The whole file for a network that can be trained."""
    return _Script(source, path).text()


class _Script:
    def __init__(self, source: Source, path: Path) -> None:
        self._source, self._path, self._setup = source, path, source.model.setup
        self._graph = source.model.graph
        part = Part.of_network(self._graph)
        self._input, self._output = part.shapes[part.inputs[0]], part.shapes[part.exit]
        samples, loss = source.samples, self._setup.loss
        self._has_classes = bool(samples.classes) if samples is not None else loss.cases[0].targets != "values"

    def text(self) -> str:
        """Part after part, in the order in which a reader wants them."""
        parts = [self._network(), templates.WEIGHTS, READ_DATA, self._batches(), *self._accuracy()]
        parts += [*self._optimizer(), self._compiled(), templates.KEEP, self._train(), self._use()]
        code = _GAP.join(part.strip("\n") + "\n" for part in parts)
        code = _GAP.join([*_own(code), code])
        modules = [name for name in ("layers", "ops") if re.search(rf"\b{name}\.", code)]
        deep = self._graph.layers > _DEEP
        imports = put(templates.IMPORTS, modules=", ".join(modules), deep="import sys\n" if deep else "")
        imports += put(templates.DEEP, limit=10 * self._graph.layers) if deep else ""
        numbers = constants(self._path, self._setup, ".weights.h5")
        return f"{self._header(code)}\n{imports}\n{numbers}{_GAP}{code}"

    def _header(self, code: str) -> str:
        names = {"name": self._path.stem, "script": self._path.name, "title": self._source.name}
        names = {key: harmless(name) for key, name in names.items()}
        use = put(templates.USE, **names) if self._path.stem.isidentifier() else ""
        others = " ".join(words for sign, words in _OTHERWISE.items() if sign in code)
        otherwise = "\n\n" + textwrap.fill(f"{templates.OTHERWISE} {others}", WIDTH) if others else ""
        return put(templates.HEADER, otherwise=otherwise, use=use, **names)

    # -- the network

    def _network(self) -> str:
        network = written(self._graph)
        words = (
            f"From {shape_words(self._input)} to {shape_words(self._output)}. Comments give the shape of one sample."
        )
        own = f"def network():\n{docstring(words, 1)}{formatted(network.lines, 1)}"
        return _GAP.join([*(_function(each) for each in network.functions), own])

    # -- data and loss

    def _batches(self) -> str:
        inputs, targets = 'data["inputs"]', 'data["targets"]'
        if len(self._input) > 1:
            inputs = f"np.moveaxis({inputs}, 1, -1)  # the channels last"
        if self._has_classes and self._output[0] > 1:
            targets = f"keras.utils.to_categorical({targets}, {self._output[0]})"
        elif self._has_classes:
            targets = f'{targets}[:, None].astype("float32")'
        return put(templates.BATCHES, inputs=inputs, targets=targets)

    def _accuracy(self) -> list[str]:
        """Keras' own takes the largest of several outputs; of a single one it knows no border of scores."""
        if not self._has_classes or self._output[0] > 1:
            return []
        return [put(templates.ACCURACY, right=f"(output >= {self._setup.loss.threshold}) == (target == 1)")]

    def _compiled(self) -> str:
        arguments = ["optimizer", f"loss={self._setup.loss.keras()}"]
        if self._has_classes:
            several = 'keras.metrics.CategoricalAccuracy("accuracy")'
            arguments.append(f"metrics=[{several if self._output[0] > 1 else 'accuracy'}]")
        return put(templates.COMPILED, arguments=formatted([Line(f"{argument},") for argument in arguments], 2))

    # -- training

    def _optimizer(self) -> list[str]:
        rule, run, schedule = self._setup.optimizer, self._setup.run, self._setup.schedule
        rate = schedule.keras("LEARNING_RATE")
        changing = rate != "LEARNING_RATE" or bool(schedule.keras_callback(""))
        expression = rule.keras("rate" if rate != "LEARNING_RATE" else rate, changing)
        clipping = {"none": "", "norm": ", global_clipnorm=", "value": ", clipvalue="}[run.clipping]
        if clipping:
            expression = f"{expression[:-1]}{clipping}{run.clip_limit})"
        apart = "weight_decay=" in expression
        classes = []
        l2 = 0.0 if apart else rule.weight_decay
        if l2 or rule.l1:
            base, _, arguments = expression.partition("(")
            kind = base.rpartition(".")[2]
            words = " and ".join([*(["L2"] if l2 else []), *(["L1"] if rule.l1 else [])])
            given = {"base": base, "kind": kind, "words": words, "l1": rule.l1, "l2": l2, "biases": rule.decay_biases}
            classes.append(put(templates.REGULARIZED, **given))
            expression = f"Regularized{kind}({arguments}"
        lines = [Line(f"rate = {rate}")] if rate != "LEARNING_RATE" else []
        others = self._without_decay()
        if apart and others and not rule.decay_biases:
            lines += [
                Line(f"optimizer = {expression}"),
                Line(f"optimizer.exclude_from_weight_decay(var_names={others})"),
            ]
            lines.append(Line("return optimizer"))
        else:
            lines.append(Line(f"return {expression}"))
        help = docstring(first_sentence(rule.help), 1)
        return [*classes, f"def make_optimizer({self._given()}):\n{help}{formatted(lines, 1)}"]

    def _given(self) -> str:
        """What the optimiser depends on."""
        rate = self._setup.schedule.keras("LEARNING_RATE")
        return ", ".join(name for name in ("steps", "epochs") if re.search(rf"\b{name}\b", rate))

    def _without_decay(self) -> str:
        """The names that weights have on which no decay acts, as a list."""
        declared = parameters(self._graph)
        names = {
            variable.name.rpartition("/")[2]
            for variable in variables(self._graph)
            if declared[variable.parameter].trainable and not declared[variable.parameter].decays
        }
        return json.dumps(sorted(names)) if names else ""

    def _train(self) -> str:
        callback = self._setup.schedule.keras_callback("LEARNING_RATE")
        callbacks = ["keras.callbacks.TerminateOnNaN()", "Epochs(batches, every)", *([callback] if callback else [])]
        text = formatted([Line(f"callbacks=[{', '.join(callbacks)}],")], 2).strip()
        return put(templates.TRAIN, given=self._given()).replace("callbacks=@callbacks@,", text)

    def _use(self) -> str:
        loss = self._setup.loss
        chances = short(loss.keras_probabilities(self._output[0]))
        lines = []
        if chances != "output":
            lines.append(f"output = ops.convert_to_numpy({chances})" if "ops." in chances else f"output = {chances}")
        if not self._has_classes:
            lines += ["for values in output:", '    print(*(f"{value:.6g}" for value in values))']
        elif self._output[0] == 1:
            border = loss.threshold if chances == "output" else 0.5
            lines += [
                "for value in output[:, 0]:",
                f'    print(data["classes"][int(value >= {border})], f"{{value:.4f}}")',
            ]
        else:
            lines += [
                "for number, value in zip(output.argmax(1), output.max(1), strict=True):",
                '    print(data["classes"][number], f"{value:.4f}")',
            ]
        use = put(templates.USE_IT, print=textwrap.indent("\n".join(lines), " " * 4) + "\n")
        return use + put(COMMAND_LINE, evaluate="evaluate")


def _function(function: Function) -> str:
    called = ", ".join([*function.inputs, "name", *function.arguments])
    return f"def {function.name}({called}):\n{docstring(block_words(function.titles), 1)}{formatted(function.lines, 1)}"


def _own(code: str) -> list[str]:
    """The classes and functions that the code uses and Keras does not have, word for word; Keras need not be there."""
    found = []
    for module in _OWN:
        text = (Path(__file__).with_name("own") / f"{module}.py").read_text("utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and re.search(rf"(?<![\w.]){node.name}\b[(,)]", code):
                found.append((ast.get_source_segment(text, node) or "") + "\n")
    return found
