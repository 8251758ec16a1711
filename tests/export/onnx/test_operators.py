"""Operators become layers that compute the same, and are as few and as readable as they can be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lab.spec.errors import FileError
from tests.export.onnx.making import check, file_of, kinds, node, numbers, outputs_of, read
from tests.export.onnx_running import run


@pytest.mark.parametrize(
    ("attributes", "padding"),
    [
        ({"pads": [1, 1, 1, 1]}, "same"),
        ({"pads": [1, 0, 2, 1], "strides": [2, 1]}, "explicit"),
        ({"auto_pad": "SAME_UPPER", "strides": [2, 2]}, "same"),
        ({"auto_pad": "SAME_LOWER", "strides": [2, 2]}, "explicit"),
        ({"auto_pad": "VALID", "dilations": [2, 1]}, "valid"),
    ],
)
def test_convolutions_of_images(tmp_path: Path, attributes: dict, padding: str) -> None:
    known = {"w": numbers(4, 2, 3, 3), "b": numbers(4)}
    model = check(file_of([node("Conv", "x w b", **attributes)], ["n", 2, 6, 8], known), tmp_path)
    (layer,) = [entry.layer for entry in model.graph if entry.kind == "conv2d"]
    assert layer.padding == padding


def test_convolutions_of_signals_with_groups(tmp_path: Path) -> None:
    known = {"w": numbers(6, 2, 3)}
    model = check(file_of([node("Conv", "x w", group=2, pads=[2, 0])], [2, 4, 9], known), tmp_path)
    assert kinds(model) == ["conv1d"]


def test_a_group_for_each_channel_is_a_depthwise_convolution(tmp_path: Path) -> None:
    known = {"w": numbers(6, 1, 3, 3)}
    model = check(file_of([node("Conv", "x w", group=3)], [2, 3, 5, 5], known), tmp_path)
    assert kinds(model) == ["depthwise_conv2d"]


@pytest.mark.parametrize(
    "attributes",
    [
        {"strides": [2, 2], "pads": [1, 1, 1, 1], "output_padding": [1, 1]},
        {"strides": [3, 3], "auto_pad": "SAME_UPPER"},
        {"strides": [2, 2], "auto_pad": "SAME_UPPER"},
        {"strides": [2, 2], "pads": [0, 2, 3, 0]},
        {"strides": [2, 3], "output_shape": [9, 12]},
        {"group": 2, "dilations": [2, 1]},
    ],
)
def test_transposed_convolutions(tmp_path: Path, attributes: dict) -> None:
    known = {"w": numbers(2, 3, 3, 3), "b": numbers(3 * attributes.get("group", 1))}
    check(file_of([node("ConvTranspose", "x w b", **attributes)], [2, 2, 4, 4], known), tmp_path)


@pytest.mark.parametrize("operator", ["MaxPool", "AveragePool"])
@pytest.mark.parametrize(
    "attributes",
    [
        {"kernel_shape": [2, 2], "strides": [2, 2]},
        {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]},
        {"kernel_shape": [3, 2], "strides": [2, 2], "ceil_mode": 1},
        {"kernel_shape": [3, 3], "auto_pad": "SAME_UPPER"},
    ],
)
def test_poolings(tmp_path: Path, operator: str, attributes: dict) -> None:
    model = check(file_of([node(operator, "x", **attributes)], [2, 2, 7, 6]), tmp_path)
    assert len(kinds(model)) == 1


def test_zeros_outside_that_count_are_put_there_first(tmp_path: Path) -> None:
    pool = node("AveragePool", "x", kernel_shape=[3], strides=[2], pads=[1, 1], count_include_pad=1)
    assert kinds(check(file_of([pool], [2, 2, 7]), tmp_path)) == ["zero_padding", "average_pool1d"]


def test_gemm_with_factors_and_a_product_with_a_bias_are_dense_layers(tmp_path: Path) -> None:
    known = {"a": numbers(5, 7), "b": numbers(7), "w": numbers(7, 3), "c": numbers(3)}
    nodes = [
        node("Gemm", "x a b", "h", alpha=0.5, beta=2.0),
        node("Relu", "h", "r"),
        node("MatMul", "r w", "p"),
        node("Add", "c p"),
    ]
    model = check(file_of(nodes, ["n", 5], known), tmp_path)
    assert kinds(model) == ["dense", "relu", "dense"]


def test_a_product_at_every_place_is_a_convolution_with_a_window_of_one(tmp_path: Path) -> None:
    nodes = [node("Transpose", "x", "t", perm=[0, 2, 1]), node("MatMul", "t w", "p"), node("Add", "p b", "q")]
    nodes.append(node("Transpose", "q", perm=[0, 2, 1]))
    model = check(file_of(nodes, [2, 4, 6], {"w": numbers(4, 3), "b": numbers(3)}), tmp_path)
    assert kinds(model) == ["conv1d"]


def test_channels_last_of_tensorflow_leave_no_trace(tmp_path: Path) -> None:
    nodes = [
        node("Transpose", "x", "a", perm=[0, 3, 1, 2]),
        node("Conv", "a w", "b", pads=[1, 1, 1, 1]),
        node("Transpose", "b", "c", perm=[0, 2, 3, 1]),
        node("Add", "c bias", "d"),
        node("Relu", "d", "e"),
        node("Reshape", "e shape", "f"),
        node("MatMul", "f v"),
    ]
    known = {"w": numbers(4, 3, 3, 3), "bias": numbers(4), "shape": np.array([-1, 80]), "v": numbers(80, 5)}
    file = file_of(nodes, ["n", 4, 5, 3], known)
    model = read(file, tmp_path).model
    assert kinds(model) == ["conv2d", "relu", "flatten", "dense"]
    pictures = numbers(3, 4, 5, 3)
    found = outputs_of(model, np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)))
    np.testing.assert_allclose(found, run(file, pictures), rtol=1e-5, atol=1e-5)


def test_the_shape_arithmetic_of_pytorch_is_computed(tmp_path: Path) -> None:
    nodes = [
        node("Shape", "x", "s"),
        node("Gather", "s zero", "n", axis=0),
        node("Unsqueeze", "n zeros", "n1"),
        node("Concat", "n1 rest", "shape", axis=0),
        node("Reshape", "x shape", "flat"),
        node("Gemm", "flat w", "y", transB=1),
    ]
    known = {"zero": np.array(0), "zeros": np.array([0]), "rest": np.array([-1]), "w": numbers(3, 24)}
    model = check(file_of(nodes, ["batch", 2, 3, 4], known), tmp_path)
    assert kinds(model) == ["flatten", "dense"]


@pytest.mark.parametrize(
    ("operator", "known"),
    [
        ("BatchNormalization", {"s": numbers(3), "b": numbers(3), "m": numbers(3), "v": numbers(3) ** 2}),
        ("InstanceNormalization", {"s": numbers(3), "b": numbers(3)}),
        ("LayerNormalization", {"s": numbers(5), "b": numbers(5)}),
    ],
)
def test_normalisations(tmp_path: Path, operator: str, known: dict) -> None:
    shape = [2, 5] if operator == "LayerNormalization" else [2, 3, 4, 5]
    check(file_of([node(operator, " ".join(["x", *known]), epsilon=0.01)], shape, known), tmp_path)


@pytest.mark.parametrize("opset", [9, 17])
@pytest.mark.parametrize("shape", [[2, 5], [2, 3, 1, 1], [2, 5, 1]])
def test_softmax_over_channels(tmp_path: Path, opset: int, shape: list[int]) -> None:
    assert "softmax" in kinds(check(file_of([node("Softmax", "x", axis=1)], shape, opset=opset), tmp_path))


def test_a_number_times_its_sigmoid_is_the_swish(tmp_path: Path) -> None:
    nodes = [node("Sigmoid", "x", "s"), node("Mul", "x s")]
    assert kinds(check(file_of(nodes, [2, 4]), tmp_path)) == ["swish"]


def test_factors_and_summands_are_affine(tmp_path: Path) -> None:
    nodes = [node("Mul", "x f", "a"), node("Add", "a s", "b"), node("Mul", "b half")]
    known = {"f": numbers(3, 1, 1), "s": numbers(3, 1, 1), "half": np.float32(0.5)}
    assert kinds(check(file_of(nodes, [2, 3, 4, 4], known), tmp_path)) == ["affine", "scale"]


def test_more_than_eight_inputs_are_merged_in_turns(tmp_path: Path) -> None:
    names = " ".join(["x"] * 11)
    assert kinds(check(file_of([node("Concat", names, axis=1)], [2, 3, 2]), tmp_path)) == ["concatenate"] * 2
    assert kinds(check(file_of([node("Sum", names)], [2, 3]), tmp_path)) == ["add"] * 2


def test_everything_that_no_layer_does_is_named_at_once(tmp_path: Path) -> None:
    nodes = [
        node("LRN", "x", "a", size=3),
        node("Relu", "a", "b"),
        node("Einsum", "b", "c", equation="nchw->nhwc"),
        node("Softmax", "x", "d", axis=0),
        node("Add", "c d"),
    ]
    with pytest.raises(FileError) as caught:
        read(file_of(nodes, [2, 3, 4, 4]), tmp_path)
    words = str(caught.value)
    assert all(part in words for part in ("LRN", '"a" (← x)', "Einsum", '"c" (← b)', "Softmax", "axis 0"))


@pytest.mark.parametrize("order", ["half last", "half of x"])
def test_the_gelu_of_pytorch_is_one_layer(tmp_path: Path, order: str) -> None:
    nodes = [node("Div", "x root", "d"), node("Erf", "d", "e"), node("Add", "e one", "a")]
    if order == "half last":
        nodes += [node("Mul", "x a", "m"), node("Mul", "m half")]
    else:
        nodes += [node("Mul", "x half", "h"), node("Mul", "h a")]
    known = {"root": np.float32(2**0.5), "one": np.float32(1), "half": np.float32(0.5)}
    assert kinds(check(file_of(nodes, [2, 5], known), tmp_path)) == ["gelu"]


@pytest.mark.parametrize("operator", ["Greater", "GreaterOrEqual", "Less", "LessOrEqual"])
@pytest.mark.parametrize("inputs", ["x limit", "limit x"])
def test_comparisons_choose_between_known_numbers(tmp_path: Path, operator: str, inputs: str) -> None:
    known = {"limit": np.float32(0.25), "yes": np.float32(3), "no": np.float32(-2)}
    check(file_of([node(operator, inputs, "c"), node("Where", "c yes no")], [2, 5], known), tmp_path)


def test_the_step_to_minus_one_is_one_layer(tmp_path: Path) -> None:
    known = {"zero": np.float32(0), "yes": np.float32(1), "no": np.float32(-1)}
    nodes = [node("GreaterOrEqual", "x zero", "c"), node("Where", "c yes no")]
    assert kinds(check(file_of(nodes, [2, 5], known), tmp_path)) == ["step"]


@pytest.mark.parametrize(("shape", "times"), [([2, 3, 1, 4], [1, 1, 3, 1]), ([2, 1, 4], [1, 2, 1]), ([2, 3], [1, 2])])
def test_numbers_several_times(tmp_path: Path, shape: list[int], times: list[int]) -> None:
    check(file_of([node("Tile", "x times")], shape, {"times": np.array(times)}), tmp_path)
    if 1 in shape:
        wanted = [size * time for size, time in zip(shape, times, strict=True)]
        check(file_of([node("Expand", "x shape")], shape, {"shape": np.array(wanted)}), tmp_path)


def test_the_upsampling_of_keras_is_one_layer_for_each_axis(tmp_path: Path) -> None:
    nodes = [node("Unsqueeze", "x two", "a"), node("Tile", "a rows", "b"), node("Reshape", "b larger")]
    known = {"two": np.array([3]), "rows": np.array([1, 1, 1, 2, 1]), "larger": np.array([-1, 2, 6, 4])}
    model = check(file_of(nodes, ["n", 2, 3, 4], known), tmp_path)
    assert [kind for kind in kinds(model) if kind != "reshape"] == ["upsample"]


def test_signals_that_tensorflow_writes_as_pictures_of_one_row_are_signals(tmp_path: Path) -> None:
    nodes = [
        node("Unsqueeze", "x axis", "a"),
        node("Conv", "a w", "b", kernel_shape=[1, 3], pads=[0, 1, 0, 1]),
        node("MaxPool", "b", "c", kernel_shape=[1, 2], strides=[1, 2]),
        node("Squeeze", "c axis"),
    ]
    model = check(file_of(nodes, [2, 3, 8], {"axis": np.array([2]), "w": numbers(4, 3, 1, 3)}), tmp_path)
    assert kinds(model) == ["conv1d", "max_pool1d"]
