"""ONNX files: what they are called inside, what they say, what they take, and when there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from lab.datasets.base import Samples
from lab.document.graph import Graph, Link, Node
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates import template
from lab.document.unfolding import unfolded
from lab.engine.benchmark.chain import Chain
from lab.engine.evaluate import predict
from lab.export.base import Source
from lab.export.formats.onnx_file import OnnxFile
from lab.export.weights import weights_of
from lab.layers.dense import Dense
from lab.layers.dropout import Dropout
from lab.layers.input import Input
from lab.layers.maxout import Maxout
from lab.spec import registry
from lab.spec.errors import FileError, PlanError
from lab.spec.units import format_bytes
from tests.engine import networks
from tests.export.onnx_running import run

discover_all()


def _network(*labels: str) -> Graph:
    """Five numbers, and layers of these names."""
    layers = [Input(form="values", features=5), Dense(units=4), Maxout(), Dropout(), Dense(units=3)]
    named = enumerate(zip(layers, labels, strict=True))
    nodes = [Node(f"layer{number}", layer, label) for number, (layer, label) in named]
    return Graph(nodes, [Link(f"layer{number}", f"layer{number + 1}") for number in range(len(nodes) - 1)])


def _write(source: Source, path: Path, **settings: Any) -> onnx.ModelProto:
    written = OnnxFile(**settings).write(source, path)
    assert written.files == (path,)
    return onnx.load(path)


def _metadata(model: onnx.ModelProto) -> dict[str, str]:
    return {entry.key: entry.value for entry in model.metadata_props}


def test_layers_keep_their_names_whatever_these_are(tmp_path: Path) -> None:
    graph = _network("图像 输入", "dense", "卷积 · 1", "dense/weight", "dense")
    model = _write(Source(Model(graph, networks.setup()), "网络"), tmp_path / "网络 1.onnx")
    onnx.checker.check_model(model, full_check=True)
    assert model.graph.name == "网络"
    assert [entry.name for entry in model.graph.input] == ["图像 输入"]
    assert [entry.name for entry in model.graph.output] == ["dense 2"]
    named = [node.name for node in model.graph.node if node.name in node.output and "/" not in node.name]
    assert named == ["dense", "卷积 · 1", "dense 2"]
    assert next(node for node in model.graph.node if node.op_type == "Dropout").output[0] == "dense/weight"
    assert {tensor.name for tensor in model.graph.initializer} >= {"dense/weight 2", "dense 2/weight"}


def test_layers_of_blocks_are_called_by_their_blocks(tmp_path: Path) -> None:
    model = template("residual-a")
    exported = _write(Source(model, "residual"), tmp_path / "a.onnx")
    wanted = [node.name for node in unfolded(model.graph) if node.layer.most_inputs]
    assert {name for name in wanted if name.count(" · ") > 1}  # block, repetition, layer
    assert {node.name for node in exported.graph.node} >= set(wanted)
    assert len({node.name for node in exported.graph.node}) == len(exported.graph.node)


def test_every_layer_tells_the_shape_of_its_output(tmp_path: Path) -> None:
    graph = Chain(1, 8, 8).then("conv2d", "max_pool2d", "flatten", channels=2).end(3)
    model = _write(Source(Model(graph, networks.setup()), "network"), tmp_path / "a.onnx")
    known = {
        entry.name: [axis.dim_param or axis.dim_value for axis in entry.type.tensor_type.shape.dim]
        for entry in (*model.graph.input, *model.graph.value_info, *model.graph.output)
    }
    assert known == {
        "input1": ["batch", 1, 8, 8],
        "conv2d1": ["batch", 2, 8, 8],
        "max_pool2d1": ["batch", 2, 4, 4],
        "flatten1": ["batch", 32],
        "dense1": ["batch", 3],
    }


def test_it_says_what_wrote_it_and_what_it_is(tmp_path: Path) -> None:
    model = template("digits")
    exported = _write(Source.of(model, "digits"), tmp_path / "a.onnx")
    assert (exported.ir_version, exported.opset_import[0].version, exported.producer_name) == (8, 17, "CNN Lab")
    assert "1 × 8 × 8" in exported.doc_string
    assert "10 classes" in exported.doc_string
    found = _metadata(exported)
    assert json.loads(found["classes"]) == list("0123456789")
    assert (found["data"], found["seed"], found["trained"]) == ("digits", str(model.setup.run.seed), "false")
    assert json.loads(found["settings"])["optimizer"]["settings"] == model.setup.optimizer.config()


def _stored() -> tuple[Model, Samples]:
    """A network and data that it sees scaled."""
    model = Model(Chain(2, 3, 3).then("conv2d", "flatten", channels=2).end(3), networks.setup())
    inputs = np.random.default_rng(0).integers(0, 256, (30, 2, 3, 3)).astype(np.uint8)
    return model, Samples(inputs, np.arange(30) % 3, ("a", "b", "c"), scale=1 / 255, offset=-0.5)


@pytest.mark.parametrize("inside", [True, False])
def test_it_takes_the_datas_own_numbers_or_scaled_ones(inside: bool, tmp_path: Path) -> None:
    model, samples = _stored()
    exported = _write(Source(model, "network", samples), tmp_path / "a.onnx", normalisation=inside)
    scaled = (samples.inputs * samples.scale + samples.offset).astype(np.float32)
    wanted = predict(model, scaled)
    found = run(exported, samples.inputs if inside else scaled)
    np.testing.assert_allclose(model.setup.loss.probabilities(found), wanted, rtol=1e-5, atol=1e-6)
    told = json.loads(_metadata(exported)["normalisation"])
    assert told == {"scale": samples.scale, "offset": samples.offset, "inside": inside}


@pytest.mark.parametrize(
    ("loss", "config", "operator"),
    [
        ("cross_entropy", {}, "Softmax"),
        ("binary_cross_entropy", {}, "Sigmoid"),
        ("binary_cross_entropy", {"from_logits": False}, "Gemm"),
        ("mean_squared_error", {}, "Gemm"),
    ],
)
def test_probabilities_are_what_the_loss_makes_of_scores(
    loss: str, config: dict[str, Any], operator: str, tmp_path: Path
) -> None:
    model, samples = _stored()
    model.setup = model.setup.changed(loss=registry.find("loss", loss)(**config))
    source = Source(model, "network", samples)
    scores = run(_write(source, tmp_path / "scores.onnx"), samples.inputs)
    exported = _write(source, tmp_path / "probabilities.onnx", probabilities=True)
    assert exported.graph.node[-1].op_type == operator
    wanted = model.setup.loss.probabilities(scores)
    np.testing.assert_allclose(run(exported, samples.inputs), wanted, rtol=1e-5, atol=1e-6)


def test_notes_say_what_is_missing_and_what_it_takes(tmp_path: Path) -> None:
    model, samples = _stored()
    _, other = _stored()
    for source, words in [
        (Source(model, "network", samples), "0 to 255"),
        (Source(model, "network"), "not there"),
        (Source(model, "network", Samples(np.zeros((3, 5), np.float32), other.targets[:3], ("a", "b", "c"))), "fit"),
    ]:
        notes = " ".join(map(str, OnnxFile().write(source, tmp_path / "a.onnx").notes))
        assert "not trained" in notes
        assert words in notes
    model.weights = weights_of(model)
    assert "not trained" not in " ".join(map(str, OnnxFile().write(Source(model, "x"), tmp_path / "a.onnx").notes))


def test_the_same_network_gives_the_same_file(tmp_path: Path) -> None:
    model, samples = _stored()
    source = Source(model, "network", samples)
    for name in ("a", "b"):
        _write(source, tmp_path / f"{name}.onnx")
    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.onnx").read_bytes()


def test_what_is_too_large_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "old.onnx"
    path.write_bytes(b"the old file")
    large = Chain(1000).then("dense", units=1_000_000).end(3)  # 4 GB
    with pytest.raises(FileError, match=r"2\.00.GB") as error:
        OnnxFile().write(Source(Model(large, networks.setup()), "large"), path)
    assert format_bytes(4 * (1001 * 1_000_000 + 3_000_003)) in str(error.value)
    assert path.read_bytes() == b"the old file"


def test_what_is_no_network_is_refused_in_words(tmp_path: Path) -> None:
    alone = Model(Graph([Node("input1", Input(), "Data")]), networks.setup())
    with pytest.raises(PlanError, match="Data stands alone"):
        OnnxFile().write(Source(alone, "alone"), tmp_path / "a.onnx")
    with pytest.raises(FileError, match="folder"):
        OnnxFile().write(Source(_stored()[0], "network"), tmp_path)
    assert list(tmp_path.iterdir()) == []
