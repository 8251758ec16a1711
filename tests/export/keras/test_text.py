"""What is written for Keras, where Keras need not be there: whole, well written, and with everything in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lab.document.blocks import Block
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import RunSettings, discover_all
from lab.document.templates import template, templates
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.export.base import Source
from lab.export.formats.keras import Keras
from lab.export.keras.names import names_of, variables
from lab.export.keras.script import script
from lab.export.weights import weights_of
from lab.export.weights_in import with_weights
from lab.spec import registry
from tests.document.networks import node
from tests.engine import networks

discover_all()

TOOLS = [sys.executable, "-m", "ruff"]
FOLDER = Path("lab/export/keras/own")


def text_of(model: Model, name: str = "network") -> str:
    return script(Source(model, name), Path(f"{name}.py"))


def assert_well_written(folder: Path) -> None:
    """Neither complaints nor another format from Ruff, as it comes; and it compiles."""
    for path in folder.glob("*.py"):
        compile(path.read_text(), str(path), "exec")
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run([*TOOLS, *command, "--isolated", folder], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def assert_names_everything(graph: Graph, text: str) -> None:
    """Every layer by its name, of blocks by the names inside."""
    assert all(f'name="{name}"' in text for name in _names(graph)), text


def _names(graph: Graph) -> list[str]:
    names = names_of(graph.order())
    return [names[each.id] for each in graph if each.kind != "block" and not each.layer.takes_samples]


def test_every_template_is_well_written(tmp_path: Path) -> None:
    for kind in templates():
        model = template(kind.name)
        text = text_of(model, kind.name)
        assert_names_everything(model.graph, text)
        (tmp_path / f"{kind.name}.py").write_text(text)
    assert_well_written(tmp_path)


def test_networks_drawn_by_lot_are_well_written(tmp_path: Path) -> None:
    for number, kind in enumerate(layer_kinds()):
        model = Model(Lot([number, 9], TINY).graph(kind), networks.setup())
        text = text_of(model)
        assert_names_everything(model.graph, text)
        (tmp_path / f"drawn_{number}.py").write_text(text)
    assert_well_written(tmp_path)


def test_every_way_to_train_is_well_written(tmp_path: Path) -> None:
    model = template("digits")
    for kind in ("loss", "optimizer", "schedule"):
        for way in registry.known(kind):
            for number, case in enumerate(way.cases):
                config = getattr(case, "config", case)
                model.setup = networks.setup().changed(
                    **{kind: way(**config)}, run=RunSettings(clipping=("norm", "value")[number % 2])
                )
                (tmp_path / f"{kind}_{way.name}_{number}.py").write_text(text_of(model))
    regularized = registry.find("optimizer", "adam")(l1=0.01, weight_decay=0.1, decay_biases=True)  # type: ignore[call-arg]
    model.setup = networks.setup().changed(optimizer=regularized)
    (tmp_path / "regularized.py").write_text(text_of(model))
    assert_well_written(tmp_path)


def test_every_layer_has_words() -> None:
    for kind in registry.known("layer"):
        for case in kind.cases:
            assert kind(**case.config).keras(*case.shapes), kind.name


def test_what_keras_has_not_stands_there_once_and_only_where_it_is_used() -> None:
    assert "class " not in text_of(template("lenet5")).partition("class Batches")[0]
    assert text_of(template("highway")).count("class Gate(") == 1
    own = Chain(2, 4, 4).then("zero_shortcut", channels=3).then("symmetric_log", "symmetric_log").then("flatten").end(3)
    text = text_of(Model(own, networks.setup()))
    assert text.count("def symmetric_log(") == text.count("class ZeroShortcut(") == 1


def test_own_classes_are_formatted_for_scripts() -> None:
    assert_well_written(FOLDER)
    assert max(len(line) for path in FOLDER.glob("[a-z]*.py") for line in path.read_text().splitlines()) <= 88


def test_a_chain_is_sequential_and_blocks_are_functions_that_loop() -> None:
    assert "keras.Sequential(" in text_of(template("lenet5"))
    text = text_of(template("residual-b"))
    assert "keras.Model(inputs, x)" in text
    assert "def stage(x, name, width):" in text
    assert text.count("x = stage(") == 2  # two stages of one function, with other numbers
    assert "for number in range(1, 9):" in text


def test_a_dense_layer_behind_flatten_has_its_weights_in_order_else_the_axes_are_permuted() -> None:
    plain = Chain(3, 4, 4).then("flatten", "dropout").end(5)
    other = Chain(3, 4, 4).then("flatten", "layer_norm").end(5)
    assert "Permute" not in text_of(Model(plain, networks.setup()))
    assert "layers.Permute((3, 1, 2)" in text_of(Model(other, networks.setup()))
    first = {each.parameter: each.flattened for each in variables(plain)}
    assert first["dense1/weight"] == (3, 4, 4)
    assert {each.flattened for each in variables(other)} == {None}


@pytest.mark.parametrize("number", range(0, len(layer_kinds()), 3))
def test_weights_come_back_from_their_order_in_keras(number: int) -> None:
    graph = Lot([number, 3], TINY).graph(layer_kinds()[number])
    weights = weights_of(Model(graph, networks.setup()))
    for each in variables(graph):
        there = each.to_keras(weights[each.parameter])
        assert there.shape == each.keras_shape
        np.testing.assert_array_equal(each.from_keras(there), weights[each.parameter])


@pytest.mark.parametrize("name", ["digits", "residual-b", "signals"])
def test_weights_come_back_from_an_exported_program(name: str, tmp_path: Path) -> None:
    learned = template(name)
    learned.weights = weights_of(learned)
    for array in learned.weights.values():
        array += 0.5
    Keras().write(Source(learned, name), tmp_path / "script.py")
    again = with_weights(template(name), tmp_path / "script.safetensors").model
    assert again.weights.keys() == learned.weights.keys()
    assert all(np.array_equal(again.weights[each], array) for each, array in learned.weights.items())


def test_names_of_layers_never_meet() -> None:
    nodes = [node(f"n{number}", "relu") for number in range(5)]
    labels = ["Conv 1", "conv-1", "卷积", "block1_relu", "class"]
    names = names_of([each.changed(label=label) for each, label in zip(nodes, labels, strict=True)])
    assert list(names.values()) == ["conv_1", "conv_12", "n2", "block1_relu", "class_"]
    deep = template("residual-b").graph
    first = next(each for each in deep if each.kind == "block")
    wicked = Graph([first.changed(label="block1"), node("other", "relu").changed(label="block1_1_conv1")])
    found = [each.name for each in variables(deep)]
    assert len(found) == len(set(found)) == len(weights_of(Model(deep, networks.setup())))
    assert not names_of(wicked.nodes)["other"].startswith(f"{names_of(wicked.nodes)[first.id]}_")


def test_texts_of_learners_stay_texts() -> None:
    wicked = 'a """ + exit() # \\'
    model = template("residual-b")
    block = next(each for each in model.graph if each.kind == "block")
    assert isinstance(block.layer, Block)
    parts = {name: getattr(block.layer, name) for name in ("nodes", "links", "entries", "exit", "repeat")}
    model.graph.replace_node(block.changed(layer=Block(**parts, title=wicked), label=wicked))
    compile(script(Source(model, wicked), Path("x.py")), "x.py", "exec")
