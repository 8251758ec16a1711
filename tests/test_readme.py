"""The layer in the README is a whole one: it registers, trains and agrees with numeric gradients."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest

from lab.document.model import Model
from lab.engine.gradcheck import check
from lab.engine.network import Network
from lab.export.base import Source
from lab.export.ways import exporter
from lab.spec import registry
from tests.engine import networks
from tests.export import onnx_running

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def gaussian(tmp_path: Path) -> Iterator[None]:
    """Registers the example while a test runs."""
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "gaussian.py"
    path.write_text(code, encoding="utf-8")
    specification = importlib.util.spec_from_file_location("gaussian", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["gaussian"] = module
    specification.loader.exec_module(module)
    yield
    del registry._entries["layer"]["gaussian"], sys.modules["gaussian"]


@pytest.mark.usefixtures("gaussian")
def test_the_layer_of_the_readme_works() -> None:
    graph = networks.Chain(1, 4, 4).then("conv2d", "gaussian", "flatten", channels=2).end(3)
    found = check(graph, networks.setup(), networks.samples())
    assert all(one.passed for one in found), found


@pytest.mark.usefixtures("gaussian")
def test_the_layer_of_the_readme_is_the_same_in_onnx(tmp_path: Path) -> None:
    graph = networks.Chain(1, 4, 4).then("conv2d", "gaussian", "flatten", channels=2).end(3)
    model, path = Model(graph, networks.setup()), tmp_path / "gaussian.onnx"
    exporter("onnx")().write(Source(model, "gaussian"), path)
    inputs = np.random.default_rng(0).normal(size=(3, 1, 4, 4)).astype(np.float32)
    found = onnx_running.run(onnx.load(path), inputs)
    network = Network(graph, batch=3, training=False, keep=())
    network.initialize(model.setup.run.seed)
    np.testing.assert_allclose(found, network.outputs(inputs), atol=1e-5)


def test_the_readme_names_files_that_exist() -> None:
    text = README.read_text(encoding="utf-8")
    for name in re.findall(r"`(lab/[a-z_/]+\.py)`", text) + re.findall(r"\]\((?!http)([^)]+)\)", text):
        assert (README.parent / name).exists() or name.endswith("gaussian.py"), name
