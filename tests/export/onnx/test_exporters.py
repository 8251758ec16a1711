"""Files of other programs' exporters: the same outputs here as in onnxruntime, readable names, and they train."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from lab.datasets.base import Samples
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.engine.network import Network
from lab.export.base import Imported
from lab.export.ways import importer_for
from lab.spec import registry
from tests.export.onnx.making import kinds, numbers, outputs_of

FOLDER = Path(__file__).with_name("files")
NAMES = sorted(path.stem for path in FOLDER.glob("*.onnx"))
FLAT = [name for name in NAMES if "decoder" not in name]


def _read(name: str) -> Imported:
    path = FOLDER / f"{name}.onnx"
    return importer_for(path)().read(path)


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_those_of_onnxruntime(name: str) -> None:
    found = _read(name)
    session = onnxruntime.InferenceSession(FOLDER / f"{name}.onnx", providers=["CPUExecutionProvider"])
    (entry,) = session.get_inputs()
    left_out = [note.values["output"] for note in found.notes if "output" in note.values]
    output = left_out[0] if left_out else session.get_outputs()[0].name
    shape = found.model.graph.order()[0].layer.output_shape()
    samples = numbers(3, *shape)
    channels_last = [size for size in entry.shape[1:] if isinstance(size, int)] != list(shape)
    fed = np.ascontiguousarray(np.moveaxis(samples, 1, -1)) if channels_last else samples
    (wanted,) = session.run([output], {entry.name: fed})
    given = outputs_of(found.model, samples)
    np.testing.assert_allclose(given.reshape(wanted.shape), wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", FLAT)
def test_they_train(name: str) -> None:
    model = _read(name).model
    network = _training(model)
    network.load_weights(model.weights)
    network.start_pass(np.arange(24))
    network.program.run(steps=3)
    losses, _ = network.take_curves()
    assert len(losses) == 3
    assert np.isfinite(losses).all()
    weight = next(name for name in network.trainable if name.endswith("/weight"))
    assert not np.array_equal(network.read(weight), model.weights[weight])
    network.close()


def _training(model: Model) -> Network:
    shape = model.graph.order()[0].layer.output_shape()
    (outputs,) = analyse(model.graph).nodes[model.graph.order()[-1].id].output or ()
    classes = tuple(f"class {number}" for number in range(max(outputs, 2)))
    data = Samples(numbers(24, *shape), np.arange(24, dtype=np.int64) % len(classes), classes)
    optimizer = registry.find("optimizer", "sgd")(learning_rate=0.01)
    return Network(model.graph, batch=8, loss=model.setup.loss, optimizer=optimizer, samples=data)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_readable_and_layers_stand_apart(name: str) -> None:
    graph = _read(name).model.graph
    labels = [node.label for node in graph]
    assert len(set(labels)) == len(labels)
    assert not any("/" in label or ":" in label or len(label) > 60 for label in labels)
    assert len({(node.x, node.y) for node in graph}) == len(labels)


def test_layers_have_the_names_of_the_modules() -> None:
    labels = {node.label for node in _read("pytorch_resnet_script").model.graph}
    assert {"stem.0", "layer1.conv1", "layer1.conv2", "fc"} <= labels


@pytest.mark.parametrize("way", ["script", "dynamo"])
def test_a_residual_network_is_as_short_as_it_was_written(way: str) -> None:
    block = ["conv2d", "relu", "conv2d", "add", "relu"]
    expected = ["conv2d", "relu", "max_pool2d", *block, "global_average_pool", "dense"]
    assert kinds(_read(f"pytorch_resnet_{way}").model) == expected


def test_the_network_of_keras_is_as_short_as_it_was_written() -> None:
    found = kinds(_read("keras_cnn_tensorflow").model)
    assert "transpose" not in found
    assert found[-5:] == ["flatten", "dense", "elu", "dense", "softmax"]


def test_the_gelu_and_layer_norm_of_pytorch_are_layers() -> None:
    assert kinds(_read("pytorch_perceptron_dynamo").model)[:3] == ["dense", "layer_norm", "gelu"]


def test_the_group_norm_of_pytorch_is_a_layer() -> None:
    assert kinds(_read("pytorch_signal_script").model)[:3] == ["conv1d", "group_norm", "prelu"]


def test_no_file_says_where_it_was_made() -> None:
    for name in NAMES:
        assert b"site-packages" not in onnx.load(FOLDER / f"{name}.onnx").SerializeToString()
