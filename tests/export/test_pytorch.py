"""Exported PyTorch programs: the same outputs, the same training, and code that one may show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates import template, templates
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.engine.network import Network
from lab.export.base import Source
from lab.export.pytorch.naming import RESERVED
from lab.export.pytorch.script import script
from lab.export.weights import weights_of
from tests.export.exported import export

torch = pytest.importorskip("torch")
discover_all()

NEAR = 1e-5
TOOLS = [sys.executable, "-m", "ruff"]


def assert_same_outputs(model: Model, module: Any, seed: int = 0) -> None:
    """In float32, but for very deep networks: untrained, they double every error again and again."""
    deep = model.graph.layers > 100
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


@pytest.mark.slow
def test_many_random_networks_give_the_same_outputs(tmp_path: Path) -> None:
    for seed in range(8, 208):
        model = random_model(seed)
        assert_same_outputs(model, export(model, tmp_path / f"drawn_{seed}.py"), seed)
    assert_well_written(*tmp_path.glob("*.py"))


def test_no_name_hides_one_of_the_module() -> None:
    assert {name for name in dir(torch.nn.Module()) if not name.startswith("_")} == RESERVED
