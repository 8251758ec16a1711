"""Arithmetic, reductions, borders, parts and sizes of a file become layers that compute the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from lab.document.model import Model
from lab.engine.benchmark.chain import Chain
from lab.engine.network import Network
from lab.export.base import Source
from lab.export.onnx.writing import onnx_file
from lab.spec.errors import FileError
from tests.engine import networks
from tests.export.onnx.making import check, file_of, kinds, node, numbers, outputs_of, read

PLACES = numbers(1, 3, 4, 5)


@pytest.mark.parametrize("operator", ["Abs", "Neg", "Exp", "Sqrt", "Log", "Reciprocal"])
def test_functions(tmp_path: Path, operator: str) -> None:
    assert len(kinds(check(file_of([node(operator, "x")], [2, 5]), tmp_path, within=1e-4))) == 1


@pytest.mark.parametrize(
    ("operator", "inputs", "known", "wanted"),
    [
        ("Sub", "x k", np.float32(2), ["scale"]),
        ("Sub", "k x", np.float32(2), ["scale"]),
        ("Div", "x k", np.float32(4), ["scale"]),
        ("Div", "k x", numbers(3, 1, 1), ["reciprocal", "affine"]),
        ("Pow", "x k", np.float32(3), ["power"]),
        ("Max", "x k", np.float32(0), ["relu"]),
        ("Max", "x k", np.float32(-0.5), ["clip"]),
        ("Min", "k x", np.float32(0.5), ["clip"]),
        ("Max", "x k", numbers(3, 1, 1), ["constant", "maximum"]),
        ("Mean", "x k", PLACES, ["constant", "add", "scale"]),
        ("Add", "x k", PLACES, ["constant", "add"]),
        ("Mul", "x k", PLACES[:, :1], ["constant", "multiply"]),
        ("Sub", "k x", PLACES, ["scale", "constant", "add"]),
    ],
)
def test_known_numbers(tmp_path: Path, operator: str, inputs: str, known: Any, wanted: list[str]) -> None:
    model = check(file_of([node(operator, inputs)], [2, 3, 4, 5], {"k": known}), tmp_path, within=2e-4)
    assert sorted(kinds(model)) == sorted(wanted)


def test_constants_are_as_small_as_they_can_be(tmp_path: Path) -> None:
    known = np.broadcast_to(numbers(4, 1), (3, 4, 5))
    model = check(file_of([node("Add", "x k")], [2, 3, 4, 5], {"k": known}), tmp_path)
    assert [array.shape for array in model.weights.values()] == [(1, 4, 1)]


def test_known_numbers_beside_channels_that_stand_last(tmp_path: Path) -> None:
    nodes = [
        node("Transpose", "x", "t", perm=[0, 3, 1, 2]),
        node("Conv", "t w", "c"),
        node("Transpose", "c", "b", perm=[0, 2, 3, 1]),
        node("Add", "b k"),
    ]
    known = {"w": numbers(4, 2, 1, 1), "k": numbers(3, 5, 4)}
    found = read(file_of(nodes, [2, 3, 5, 2], known), tmp_path).model
    x = numbers(2, 3, 5, 2)
    wanted = np.einsum("nhwc,oc->nhwo", x, known["w"][:, :, 0, 0]) + known["k"]
    given = outputs_of(found, np.moveaxis(x, -1, 1))
    np.testing.assert_allclose(given, np.moveaxis(wanted, -1, 1) if given.shape[1] == 4 else wanted, atol=1e-5)


@pytest.mark.parametrize("operator", ["Sub", "Div", "Max", "Min", "Mean"])
def test_computed_numbers_meet(tmp_path: Path, operator: str) -> None:
    nodes = [node("Sigmoid", "x", "a"), node("ReduceMean", "a", "m", axes=[2, 3]), node(operator, "a m")]
    model = check(file_of(nodes, [2, 3, 4, 5]), tmp_path, within=1e-4)
    assert "reduce" not in kinds(model)
    assert "global_average_pool" in kinds(model)


@pytest.mark.parametrize(
    ("attributes", "opset", "low_and_high"),
    [({"min": 0.0, "max": 6.0}, 10, []), ({}, 17, [-0.3, 0.4]), ({}, 17, [-0.3])],
)
def test_clip(tmp_path: Path, attributes: dict, opset: int, low_and_high: list[float]) -> None:
    names = ["low", "high"][: len(low_and_high)]
    known = dict(zip(names, np.array(low_and_high, np.float32), strict=True))
    clip = node("Clip", " ".join(["x", *names]), **attributes)
    assert kinds(check(file_of([clip], [2, 3, 4], known, opset), tmp_path)) == ["clip"]


@pytest.mark.parametrize("operator", ["ReduceMean", "ReduceMax"])
@pytest.mark.parametrize(("axes", "keeps"), [([1], 0), ([-1], 1), ([2, 3], 0), ([1, 3], 1), ([1, 2, 3], 1)])
def test_reductions(tmp_path: Path, operator: str, axes: list[int], keeps: int) -> None:
    check(file_of([node(operator, "x", axes=axes, keepdims=keeps)], [2, 3, 4, 5]), tmp_path)


def test_a_sum_over_channels_that_stand_last_moves_nothing(tmp_path: Path) -> None:
    nodes = [
        node("Conv", "x w", "c"),
        node("Transpose", "c", "b", perm=[0, 2, 3, 1]),
        node("ReduceSum", "b axes", "r", keepdims=1),
        node("Transpose", "r", perm=[0, 3, 1, 2]),
    ]
    known = {"w": numbers(4, 2, 1, 1), "axes": np.array([-1])}
    assert kinds(check(file_of(nodes, [2, 2, 3, 5], known), tmp_path)) == ["conv2d", "reduce"]


@pytest.mark.parametrize(
    ("pads", "mode"),
    [
        ([0, 0, 1, 2, 0, 0, 0, 3], "constant"),
        ([0, 1, 1, 2, 0, 2, 0, 3], "constant"),
        ([0, 1, 0, 2, 0, 0, 1, 2], "reflect"),
        ([0, 0, 2, 0, 0, 0, 0, 3], "edge"),
        ([0, 0, -1, 2, 0, 0, 0, -2], "constant"),
    ],
)
def test_borders(tmp_path: Path, pads: list[int], mode: str) -> None:
    known = {"pads": np.array(pads)} | ({"value": np.float32(1.5)} if mode == "constant" else {})
    check(file_of([node("Pad", " ".join(["x", *known]), mode=mode)], [2, 3, 4, 5], known), tmp_path)


@pytest.mark.parametrize("shape", [[2, 5], [2, 3, 5]])
def test_borders_of_features_and_channels(tmp_path: Path, shape: list[int]) -> None:
    pads = np.array([0] + [1] * (len(shape) - 1) + [0] + [2] * (len(shape) - 1))
    check(file_of([node("Pad", "x pads", mode="edge")], shape, {"pads": pads}), tmp_path)


@pytest.mark.parametrize(
    ("starts", "ends", "axes", "steps"),
    [([1], [3], [1], [1]), ([1, -3], [99, -1], [2, 3], [1, 1]), ([0, 1], [4, 5], [2, 3], [2, 3])],
)
def test_parts(tmp_path: Path, starts: list[int], ends: list[int], axes: list[int], steps: list[int]) -> None:
    known = {name: np.array(row) for name, row in zip("abcd", (starts, ends, axes, steps), strict=True)}
    check(file_of([node("Slice", "x a b c d")], [2, 4, 5, 6], known), tmp_path)


def test_the_halves_of_a_split_meet_again(tmp_path: Path) -> None:
    nodes = [node("Split", "x", "a b", axis=1), node("Sigmoid", "b", "s"), node("Mul", "a s")]
    model = check(file_of(nodes, [2, 6, 3]), tmp_path)
    assert sorted(kinds(model)) == ["multiply", "sigmoid", "slice", "slice"]


def test_one_place_of_an_axis(tmp_path: Path) -> None:
    check(file_of([node("Gather", "x k", axis=2)], [2, 3, 4], {"k": np.array(-1)}), tmp_path)


@pytest.mark.parametrize(
    ("attributes", "scales"),
    [
        ({"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}, [1, 1, 2, 3]),
        ({"mode": "linear"}, [1, 1, 3, 2]),
        ({"mode": "linear", "coordinate_transformation_mode": "align_corners"}, [1, 1, 2, 2]),
        ({"mode": "linear", "coordinate_transformation_mode": "asymmetric"}, [1, 1, 2, 1]),
    ],
)
def test_sizes(tmp_path: Path, attributes: dict, scales: list[float]) -> None:
    known = {"scales": np.array(scales, np.float32)}
    assert kinds(check(file_of([node("Resize", "x - scales", **attributes)], [2, 2, 3, 4], known), tmp_path)) == [
        "upsample"
    ]


@pytest.mark.parametrize("mode", ["nearest", "linear"])
def test_places_that_were_channels_become_more(tmp_path: Path, mode: str) -> None:
    """The axis that grows lies behind a transpose, which the importer does not carry out before it must."""
    way = {"mode": mode, "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    nodes = [node("Transpose", "x", "t", perm=[0, 2, 1]), node("Resize", "t - scales", **way)]
    model = check(file_of(nodes, [2, 3, 4], {"scales": np.array([1, 1, 2], np.float32)}), tmp_path)
    assert kinds(model) == ["transpose", "upsample"]
    nodes[0] = node("Transpose", "x", "t", perm=[0, 3, 2, 1])
    check(file_of(nodes, [2, 3, 4, 5], {"scales": np.array([1, 1, 2, 3], np.float32)}), tmp_path)


@pytest.mark.parametrize("scales", [[1, 2, 1, 1], [1, 2, 1, 3], [1, 3, 2, 1], [1, 2, 1]])
def test_channels_become_more_as_places_do(tmp_path: Path, scales: list[float]) -> None:
    nearest = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    known = {"scales": np.array(scales, np.float32)}
    check(file_of([node("Resize", "x - scales", **nearest)], [2, 3, 4, 5][: len(scales)], known), tmp_path)


@pytest.mark.parametrize("steps", [[2, 1, 1], [2, 1, 3], [1, 2, 1]])
def test_every_so_many_channels(tmp_path: Path, steps: list[int]) -> None:
    known = {"first": np.zeros(3, int), "last": np.array([5, 4, 6]), "axes": np.arange(1, 4), "steps": np.array(steps)}
    check(file_of([node("Slice", "x first last axes steps")], [2, 5, 4, 6], known), tmp_path)


def test_channels_are_shuffled(tmp_path: Path) -> None:
    """As ShuffleNet does it: seen as groups, the groups turned, seen as channels again."""
    nodes = [
        node("Reshape", "x apart", "a"),
        node("Transpose", "a", "t", perm=[0, 2, 1, 3, 4]),
        node("Reshape", "t together", "s"),
        node("Conv", "s w"),
    ]
    known = {"apart": np.array([0, 2, 3, 4, 5]), "together": np.array([0, 6, 4, 5]), "w": numbers(2, 6, 3, 3)}
    assert "transpose" in kinds(check(file_of(nodes, [2, 6, 4, 5], known), tmp_path))


def test_pixels_are_shuffled(tmp_path: Path) -> None:
    """Channels become pixels in between, which takes more axes than a layer has."""
    nodes = [node("Reshape", "x apart", "a"), node("Transpose", "a", "t", perm=[0, 1, 4, 2, 5, 3])]
    nodes += [node("Reshape", "t together", "s"), node("Relu", "s")]
    known = {"apart": np.array([0, 2, 2, 3, 4, 5]), "together": np.array([0, 2, 8, 15])}
    model = check(file_of(nodes, [2, 12, 4, 5], known), tmp_path)
    assert kinds(model).count("transpose") <= 3


@pytest.mark.parametrize(
    ("operator", "inputs", "known", "attributes", "words"),
    [
        ("Pow", "x k", {"k": numbers(5)}, {}, "one exponent for all"),
        ("Resize", "x - k", {"k": np.array([1, 1, 1.5, 2], np.float32)}, {}, "larger by whole factors only"),
        ("Resize", "x - k", {"k": np.array([1, 1, 2, 2], np.float32)}, {"mode": "cubic"}, '"cubic"'),
        ("Resize", "x - k", {"k": np.array([1, 2, 2, 2], np.float32)}, {"mode": "linear"}, "more channels"),
        ("ReduceMean", "x", {}, {"axes": [0]}, "across the samples of a batch"),
        ("ReduceMax", "x", {}, {}, "takes all samples of a batch together"),
        ("Slice", "x a b", {"a": np.array([1]), "b": np.array([2])}, {}, "some samples of a batch"),
        ("Gather", "x k", {"k": np.array([2, 0])}, {"axis": 1}, "no neighbours"),
        ("Add", "x k", {"k": numbers(2, 1, 1, 1)}, {}, "differ between samples"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    tmp_path: Path, operator: str, inputs: str, known: dict, attributes: dict, words: str
) -> None:
    with pytest.raises(FileError, match=words):
        read(file_of([node(operator, inputs, **attributes)], [2, 3, 4, 5], known), tmp_path)


def test_constants_come_back(tmp_path: Path) -> None:
    """A network of ours with a learned map that is added and one that stands beside the channels."""
    chain = Chain(2, 4, 4)
    start = chain.last
    chain.merge("constant", channels=2, height=4, width=4, start=0.5)
    chain.merge("add", start, chain.last)
    chain.merge("constant", channels=1, height=4, width=4, start=-1.0)
    graph = chain.merge("concatenate", "add1", chain.last).then("conv2d", "flatten").end(3)
    network = Network(graph, batch=4)
    network.initialize(0)
    weights = {**network.weights(), "constant1/value": numbers(2, 4, 4)}
    network.load_weights(weights)
    inputs = numbers(4, 2, 4, 4)
    wanted = network.outputs(inputs)
    content, _ = onnx_file(Source(Model(graph, networks.setup(), weights), "network"))
    back = read(onnx.load_model_from_string(content), tmp_path).model
    np.testing.assert_allclose(outputs_of(back, inputs), wanted, rtol=1e-5, atol=1e-5)
    assert kinds(back).count("constant") == 2
