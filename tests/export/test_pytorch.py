"""Exported PyTorch programs: the same outputs, the same training, and code that one may show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.document.blocks import Block, block
from lab.document.graph import Graph, Node
from lab.document.knobs import Knob, Target
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates import template, templates
from lab.document.templates.base import chain, layer
from lab.document.templates.residual_parts import convolution
from lab.document.templates.wiring import Wiring
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.engine.network import Network
from lab.export.base import Source
from lab.export.formats.pytorch import PyTorch
from lab.export.pytorch.naming import RESERVED
from lab.export.pytorch.script import script
from lab.export.weights import weights_of
from lab.spec.errors import PlanError
from tests.export.exported import export, module_of

torch = pytest.importorskip("torch")
discover_all()

NEAR = 1e-5
TOOLS = [sys.executable, "-m", "ruff"]


def assert_same_outputs(model: Model, module: Any, seed: int = 0, *, deep: bool = False) -> None:
    """In float32, but for very deep networks: untrained, they double every error again and again."""
    deep = deep or model.graph.layers > 100
    shape = next(node.layer.output_shape() for node in model.graph if node.layer.takes_samples)
    x = np.random.default_rng(seed).random((3, *shape)).astype("float64" if deep else "float32")
    network = Network(
        model.graph, batch=3, training=False, dtype=x.dtype.name, tier="plain" if deep else "fast", keep=()
    )
    network.load_weights(weights_of(model))
    wanted = network.outputs(x)
    theirs = module.load_weights(module.Network()).to(torch.from_numpy(x).dtype)
    with torch.no_grad():
        found = theirs(torch.from_numpy(x)).numpy()
    np.testing.assert_allclose(found, wanted, rtol=NEAR, atol=NEAR * max(1.0, float(np.abs(wanted).max())))


def assert_well_written(*scripts: Path) -> None:
    """Neither complaints nor another format from Ruff, as it comes."""
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run([*TOOLS, *command, "--isolated", *scripts], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


NAMES = [kind.name for kind in templates()]
DEEP = [name for name in NAMES if template(name).graph.layers > 100 and name != "residual-original"]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in DEEP else name for name in NAMES]
)
def test_every_template_gives_the_same_outputs(name: str, tmp_path: Path) -> None:
    model = template(name)
    assert_same_outputs(model, export(model, tmp_path / f"{name}.py"))


def test_every_template_is_well_written(tmp_path: Path) -> None:
    for name in NAMES:
        model = template(name)
        path = tmp_path / f"{name}.py"
        path.write_text(script(Source(model, name), path))
    assert_well_written(*tmp_path.glob("*.py"))


def random_model(seed: int) -> Model:
    kinds = layer_kinds()
    return Model(Lot([seed, 5], TINY).graph(kinds[seed % len(kinds)]), template("digits").setup)


@pytest.mark.parametrize("seed", range(8))
def test_random_networks_give_the_same_outputs(seed: int, tmp_path: Path) -> None:
    model = random_model(seed)
    assert_same_outputs(model, export(model, tmp_path / "drawn.py"), seed)


def test_layers_that_are_in_no_lot(tmp_path: Path) -> None:
    graph = chain(
        [
            layer("input", channels=2, height=7, width=7),
            layer("batch_norm", frozen=True),
            layer("stochastic_pool2d", size=3, stride=2, padding="same"),
            layer("flatten"),
            layer("dense", units=3),
        ]
    )
    model = Model(graph, template("digits").setup)
    assert_same_outputs(model, export(model, tmp_path / "some.py"))
    assert_well_written(tmp_path / "some.py")


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_many_random_networks_give_the_same_outputs(tmp_path: Path, seed: int) -> None:
    model = random_model(seed)
    path = tmp_path / f"drawn_{seed}.py"
    # In float64: some of so many networks norm numbers that are nearly the same, of which rounding is a large part.
    assert_same_outputs(model, export(model, path), seed, deep=True)
    assert_well_written(path)


def test_no_name_hides_one_of_the_module() -> None:
    assert {name for name in dir(torch.nn.Module()) if not name.startswith("_")} == RESERVED


def bottleneck() -> Block:
    """A residual block with a knob: two convolutions, the second half as wide, and a way back."""
    wiring = Wiring()
    wide = convolution(8)
    end = wiring.chain(None, wide, "relu", convolution(4, kernel=1), "batch_norm", "relu", convolution(8))
    wiring.chain(wiring.add("add", end, None), "relu")
    targets = [Target(node.id, "channels") for node in wiring.graph if node.kind == "conv2d"]
    knob = Knob("Width", (targets[0], Target(targets[1].node, "channels", 0.5), targets[2]))
    return block(wiring.graph, "Bottleneck", repeat=2, knobs=[knob])


def test_blocks_are_classes_with_their_knobs_as_arguments(tmp_path: Path) -> None:
    narrow = bottleneck()
    outer = Wiring()
    outer.chain(None, convolution(6), narrow.replace(Width=6), convolution(8))
    whole = Wiring()
    digits = layer("input", channels=1, height=4, width=4)
    around = block(outer.graph, "Around")
    end = whole.chain(None, digits, convolution(8), around, narrow, convolution(12), narrow.replace(Width=12))
    whole.chain(end, "global_average_pool", layer("dense", units=3))
    model = Model(whole.graph, template("digits").setup)
    exported = export(model, tmp_path / "blocks.py")
    assert_same_outputs(model, exported)
    assert_well_written(tmp_path / "blocks.py")
    classes = [
        name for name, kind in vars(exported).items() if isinstance(kind, type) and kind.__module__ == exported.__name__
    ]
    assert classes[:3] == ["Bottleneck", "Around", "Network"]
    wide = exported.Bottleneck(width=20)
    assert wide(torch.zeros(2, 20, 5, 5)).shape == (2, 20, 5, 5)
    assert wide.state_dict()["conv2.weight"].shape == (10, 20, 1, 1)
    code = (tmp_path / "blocks.py").read_text()
    for width in (6, 8, 12):
        assert f"nn.Sequential(*(Bottleneck(width={width}) for _ in range(2)))" in code


def test_what_forward_needs_of_a_knob_is_kept(tmp_path: Path) -> None:
    inside = chain([layer("dense", units=12), layer("reshape", form="signal", channels=4, length=3), layer("flatten")])
    knobs = [Knob("Units", (Target("dense1", "units"), Target("reshape1", "channels", 1 / 3)))]
    some = block(inside, "Turned", knobs=knobs)
    graph = chain([layer("input", form="values", features=5), some, some.replace(Units=24), layer("dense", units=2)])
    model = Model(graph, template("digits").setup)
    exported = export(model, tmp_path / "turned.py")
    assert_same_outputs(model, exported)
    assert exported.Turned(inputs=7, units=6)(torch.zeros(3, 7)).shape == (3, 6)


def test_names_are_python_s(tmp_path: Path) -> None:
    nodes = chain([layer("input", form="values", features=3), *(layer("dense", units=3) for _ in range(6))])
    graph = Graph(
        nodes=[node.changed(label=label) for node, label in zip(nodes, LABELS, strict=True)], links=nodes.links
    )
    model = Model(graph, template("digits").setup)
    path = tmp_path / 'a "strange" \\ name.py'
    exported = export(model, path)
    assert_same_outputs(model, exported)
    found = [name for name, _ in exported.Network().named_children()]
    assert found == ["train_2", "first_layer", "class_", "layer_2nd", "dense5", "first_layer_2"]


LABELS = ("", "train", "First layer", "class", "2nd", "\u5377\u79ef", "first-layer")


def test_what_pytorch_draws_by_lot() -> None:
    from lab.engine.torch_layers import DropPath, StochasticPool

    torch.manual_seed(0)
    x = torch.tensor([[[1.0, 3.0, -5.0, -1.0]]]).repeat(4000, 1, 1)
    pooled = StochasticPool((2,), stride=(2,))(x)
    assert set(pooled[:, 0, 0].tolist()) == {1.0, 3.0}
    assert (pooled[:, 0, 0] == 3).float().mean() == pytest.approx(3 / 4, abs=0.03)
    assert not pooled[:, 0, 1].any()
    dropped = DropPath(0.5)(torch.ones(4000, 2, 3))
    assert set(dropped.flatten().tolist()) == {0.0, 2.0}
    assert (dropped[:, 0, 0] == 0).float().mean() == pytest.approx(0.5, abs=0.03)
    assert (dropped == dropped[:, :1, :1]).all()


def test_without_data_the_reader_is_told(tmp_path: Path) -> None:
    model = template("digits")
    written = PyTorch().write(Source(model, "digits"), tmp_path / "digits.py")
    assert written.files == (tmp_path / "digits.py", tmp_path / "digits.safetensors")
    assert "digits-data.npz is missing" in str(written.notes[0])
    with pytest.raises(SystemExit, match=r"digits-data\.npz is missing"):
        module_of(tmp_path / "digits.py").measure()


def test_what_is_no_network_is_refused(tmp_path: Path) -> None:
    model = Model(Graph([Node("dense1", layer("dense", units=2))]), template("digits").setup)
    with pytest.raises(PlanError):
        PyTorch().write(Source(model, "some"), tmp_path / "some.py")
    assert not list(tmp_path.iterdir())
