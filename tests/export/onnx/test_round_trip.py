"""What goes out comes back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lab.document import templates
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.export.base import Source
from lab.export.ways import exporter, importer_for
from lab.export.weights import weights_of
from lab.spec import registry
from tests.engine import networks
from tests.export.onnx.making import outputs_of
from tests.export.onnx_running import run

discover_all()
registry.discover(templates)
TEMPLATES = [template.name for template in registry.known("template")]
DEEP = [name for name in TEMPLATES if name.startswith(("plain", "residual", "resnext", "shortcut"))]
SHALLOW = [name for name in TEMPLATES if name not in DEEP]


def _written(name: str, folder: Path, **settings: bool) -> tuple[Model, Path]:
    model = registry.find("template", name)().model()
    path = folder / f"{name}.onnx"
    exporter("onnx")(**settings).write(Source.of(model, name), path)
    return model, path


@pytest.mark.parametrize("name", [*SHALLOW, *(pytest.param(name, marks=pytest.mark.slow) for name in DEEP)])
def test_a_template_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    model, path = _written(name, tmp_path)
    found = importer_for(path)().read(path).model
    assert found.graph == model.graph
    assert found.setup.loss == model.setup.loss
    assert found.setup.optimizer == model.setup.optimizer
    assert found.setup.run == model.setup.run
    assert type(found.setup.dataset) is type(model.setup.dataset)
    weights = weights_of(model, Source.of(model, name).samples)
    assert found.weights.keys() == weights.keys()
    assert all(np.array_equal(found.weights[each], weights[each]) for each in weights)


@pytest.mark.parametrize("name", SHALLOW)  # untrained, the deep ones make rounding large
def test_a_file_that_says_nothing_of_its_network_gives_the_same_outputs(tmp_path: Path, name: str) -> None:
    _, path = _written(name, tmp_path)
    file = onnx.load(path)
    del file.metadata_props[:]
    path.write_bytes(file.SerializeToString())
    found = importer_for(path)().read(path).model
    shape = found.graph.order()[0].layer.output_shape()
    inputs = np.random.default_rng(0).uniform(0, 255 if len(shape) == 3 else 1, (3, *shape)).astype(np.float32)
    wanted = run(file, inputs)
    np.testing.assert_allclose(outputs_of(found, inputs), wanted, rtol=1e-5, atol=1e-5 * np.abs(wanted).max())


def test_probabilities_at_the_end_are_the_loss_again(tmp_path: Path) -> None:
    model, path = _written("digits", tmp_path, probabilities=True, normalisation=False)
    assert importer_for(path)().read(path).model.graph == model.graph


def test_a_file_that_was_changed_is_read_as_it_is(tmp_path: Path) -> None:
    _, path = _written("digits", tmp_path)
    file = onnx.load(path)
    next(node for node in file.graph.node if node.op_type == "Relu").op_type = "Tanh"
    path.write_bytes(file.SerializeToString())
    found = importer_for(path)().read(path).model
    assert {"tanh", "relu", "scale"} <= {node.kind for node in found.graph}


def test_weights_that_were_trained_elsewhere_come_back_with_the_network(tmp_path: Path) -> None:
    model, path = _written("digits", tmp_path)
    file = onnx.load(path)
    tensor = next(tensor for tensor in file.graph.initializer if tensor.name == "dense1/bias")
    tensor.raw_data = np.arange(10, dtype=np.float32).tobytes()
    path.write_bytes(file.SerializeToString())
    found = importer_for(path)().read(path).model
    assert found.graph == model.graph
    np.testing.assert_array_equal(found.weights["dense1/bias"], np.arange(10))


def test_paths_of_this_machine_do_not_go_out(tmp_path: Path) -> None:
    model = registry.find("template", "digits")().model()
    dataset = registry.find("dataset", "mnist")(folder="/home/somebody/private")
    path = tmp_path / "made.onnx"
    exporter("onnx")().write(Source(Model(model.graph, model.setup.changed(dataset=dataset)), "made"), path)
    assert b"somebody" not in path.read_bytes()
    found = importer_for(path)().read(path)
    assert found.model.setup.dataset.name == "mnist"
    assert any("data" in str(note) for note in found.notes)


def _has_an_empty_tensor(file: onnx.ModelProto) -> bool:
    values = onnx.shape_inference.infer_shapes(file).graph.value_info
    sizes = (size for value in values for size in value.type.tensor_type.shape.dim)
    return any(size.HasField("dim_value") and size.dim_value == 0 for size in sizes)


def _check_drawn(seed: int, folder: Path) -> None:
    kinds = layer_kinds()
    graph = Lot([seed], TINY).graph(kinds[seed % len(kinds)])
    assume(not {node.kind for node in graph} & {"step", "sign"})  # rounding decides near the edge
    model = Model(graph, networks.setup())
    model.weights = weights_of(model)
    path = folder / "drawn.onnx"
    exporter("onnx")(normalisation=False).write(Source(model, "drawn"), path)
    back = importer_for(path)().read(path).model
    assert back.graph == graph
    assert all(np.array_equal(back.weights[name], array) for name, array in model.weights.items())
    file = onnx.load(path)
    del file.metadata_props[:]
    assume(not _has_an_empty_tensor(file))  # a transposed convolution of which only the output padding is left
    path.write_bytes(file.SerializeToString())
    found = importer_for(path)().read(path)
    shape = next(node for node in graph if node.layer.takes_samples).layer.output_shape()
    inputs = np.random.default_rng(seed).standard_normal((2, *shape)).astype(np.float32)
    wanted = run(file, inputs)
    largest = max(1.0, float(np.abs(wanted).max()))
    turned = any("channels last" in str(note) for note in found.notes)
    inputs = np.moveaxis(inputs, -1, 1) if turned else inputs
    given = outputs_of(found.model, inputs)
    # A norm makes rounding hundreds of times larger where all numbers are equal but for it.
    rounding = float(np.abs(given - outputs_of(found.model, inputs, "float64")).max())
    np.testing.assert_allclose(given.reshape(wanted.shape), wanted, rtol=1e-5, atol=1e-5 * largest + 4 * rounding)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_networks_drawn_by_lot_come_back(tmp_path: Path, seed: int) -> None:
    _check_drawn(seed, tmp_path)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_many_networks_drawn_by_lot_come_back(tmp_path: Path, seed: int) -> None:
    _check_drawn(seed, tmp_path)
