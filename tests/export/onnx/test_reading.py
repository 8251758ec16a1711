"""What files may say, and what is said of files that say what cannot be."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper

from lab.export.ways import importer_for
from lab.spec.errors import FileError
from tests.export.onnx.making import check, file_of, kinds, node, numbers, read


def _dense(opset: int = 17) -> onnx.ModelProto:
    known = {"w": numbers(4, 3), "b": numbers(3)}
    return file_of([node("Gemm", "x w b", "h"), node("Relu", "h")], ["n", 4], known, opset)


def _refused(model: onnx.ModelProto, folder: Path) -> str:
    with pytest.raises(FileError) as caught:
        read(model, folder)
    return str(caught.value)


@pytest.mark.parametrize("opset", [7, 9, 11, 13, 18, 22])
def test_sets_of_operators_from_7_to_22(tmp_path: Path, opset: int) -> None:
    assert kinds(check(_dense(opset), tmp_path)) == ["dense", "relu"]


def test_other_sets_are_refused(tmp_path: Path) -> None:
    assert "version 6" in _refused(_dense(6), tmp_path)
    assert "version 99" in _refused(_dense(99), tmp_path)


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
def test_weights_of_other_types_become_float32(tmp_path: Path, dtype: type) -> None:
    weight = np.random.default_rng(0).standard_normal((4, 3)).astype(dtype)
    found = read(file_of([node("MatMul", "x w")], [2, 4], {"w": weight}), tmp_path)
    np.testing.assert_array_equal(found.model.weights["dense1/weight"], weight.T.astype(np.float32))
    assert any("digits" in str(note) for note in found.notes) == (dtype is np.float64)


def test_bfloat16_becomes_float32(tmp_path: Path) -> None:
    model = file_of([node("MatMul", "x w")], [2, 1])
    model.graph.initializer.append(helper.make_tensor("w", TensorProto.BFLOAT16, [1, 2], [1.5, -3.0]))
    weights = read(model, tmp_path).model.weights["dense1/weight"]
    np.testing.assert_array_equal(weights, np.array([[1.5], [-3.0]], np.float32))


def test_sizes_that_are_left_open_are_chosen_and_said(tmp_path: Path) -> None:
    known = {"w": numbers(2, 3, 3, 3)}
    found = read(file_of([node("Conv", "x w")], ["n", 3, "height", "width"], known), tmp_path)
    assert found.model.graph.order()[0].layer.output_shape() == (3, 32, 32)
    assert any("3 × 32 × 32" in str(note) for note in found.notes)


def test_the_first_output_that_layers_can_compute_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    nodes = [node("Relu", "x", "a"), node("ArgMax", "a", "label"), node("Tanh", "a", "y")]
    found = read(file_of(nodes, [2, 4], outputs="label y a"), tmp_path)
    assert kinds(found.model) == ["relu", "tanh"]
    assert any("label, a" in str(note) for note in found.notes)


def test_several_inputs_are_refused_by_name(tmp_path: Path) -> None:
    model = file_of([node("Add", "x other")], [2, 4])
    model.graph.input.append(helper.make_tensor_value_info("other", TensorProto.FLOAT, [2, 4]))
    assert "x, other" in _refused(model, tmp_path)


# -- numbers in files of their own


def _external(folder: Path, location: str, size: int = 48, **entries: int) -> onnx.ModelProto:
    model = file_of([node("MatMul", "x w")], [2, 4], {"w": numbers(4, 3)})
    (tensor,) = model.graph.initializer
    (folder / "weights.bin").write_bytes(tensor.raw_data[:size])
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": location, **entries}.items():
        tensor.external_data.add(key=key, value=str(value))
    return model


def test_weights_beside_the_file(tmp_path: Path) -> None:
    found = read(_external(tmp_path, "weights.bin", offset=0, length=48), tmp_path)
    np.testing.assert_array_equal(found.model.weights["dense1/weight"], numbers(4, 3).T)


@pytest.mark.parametrize(
    "location", ["../weights.bin", "/etc/passwd", "a/../../weights.bin", "C:\\weights.bin", "..\\weights.bin", ""]
)
def test_weights_elsewhere_are_not_read(tmp_path: Path, location: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    model = _external(tmp_path, location)
    assert "Only files in the folder of the ONNX file are read" in _refused(model, inside)


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    model = _external(tmp_path, "link.bin")
    (inside / "link.bin").symlink_to(tmp_path / "weights.bin")
    assert "Only files in the folder" in _refused(model, inside)


@pytest.mark.parametrize(
    "entries", [{"offset": 8}, {"length": 10**12}, {"offset": -4}, {"offset": 10**18}, {"length": 4}]
)
def test_places_beyond_the_file_are_refused(tmp_path: Path, entries: dict) -> None:
    assert "do not belong together" in _refused(_external(tmp_path, "weights.bin", **entries), tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "missing.bin" in _refused(_external(tmp_path, "missing.bin"), tmp_path)


# -- files that lie


def _with_sizes(sizes: list[int]) -> onnx.ModelProto:
    model = file_of([node("MatMul", "x w")], [2, 4])
    model.graph.initializer.append(TensorProto(name="w", data_type=TensorProto.FLOAT, dims=sizes, raw_data=b"\0" * 16))
    return model


@pytest.mark.parametrize("sizes", [[10**12, 1], [-1, 4], [4, 2], [1] * 100, [2**62, 2**62]])
def test_sizes_that_lie_are_refused(tmp_path: Path, sizes: list[int]) -> None:
    assert '"w"' in _refused(_with_sizes(sizes), tmp_path)


@pytest.mark.parametrize("operator", ["ConstantOfShape", "Expand", "Tile", "Range"])
def test_numbers_without_end_are_refused_before_they_are_made(tmp_path: Path, operator: str) -> None:
    inputs = {"ConstantOfShape": "size", "Expand": "one size", "Tile": "ones size", "Range": "zero end step"}[operator]
    known = {
        "size": np.array([10**6, 10**6]),
        "one": np.float32(1),
        "ones": np.ones((1, 1), np.float32),
        "zero": np.array(0),
        "end": np.array(10**12),
        "step": np.array(1),
    }
    nodes = [node(operator, inputs, "w"), node("MatMul", "x w")]
    assert operator in _refused(file_of(nodes, [2, 4], known), tmp_path)


def test_circles_doubled_names_and_missing_tensors_are_refused(tmp_path: Path) -> None:
    circle = [node("Add", "x b", "a"), node("Relu", "a", "b"), node("Neg", "b")]
    assert "circle" in _refused(file_of(circle, [2, 4]), tmp_path)
    doubled = [node("Relu", "x", "y"), node("Neg", "x", "y")]
    assert 'called "y"' in _refused(file_of(doubled, [2, 4]), tmp_path)
    assert '"nowhere"' in _refused(file_of([node("Add", "x nowhere")], [2, 4]), tmp_path)


def test_operators_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    model = _dense()
    model.graph.node.sort(key=lambda entry: entry.op_type, reverse=True)
    assert kinds(read(model, tmp_path).model) == ["dense", "relu"]


def test_too_many_operators_are_refused(tmp_path: Path) -> None:
    model = file_of([node("Relu", "x")], [2, 4])
    model.graph.node.extend([node("Relu", "x", "z")] * 200_000)
    assert "at most" in _refused(model, tmp_path)


def test_branches_of_programs_are_refused_by_name(tmp_path: Path) -> None:
    inside = helper.make_graph([node("Relu", "x", "z")], "inside", [], [])
    model = file_of([helper.make_node("If", ["x"], ["y"], "choice", then_branch=inside, else_branch=inside)], [2, 4])
    assert 'If does: "choice"' in _refused(model, tmp_path)


def test_an_attribute_of_another_type_is_refused(tmp_path: Path) -> None:
    assert '"axis"' in _refused(file_of([node("Softmax", "x", axis=[1])], [2, 4]), tmp_path)


def test_an_attribute_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert '"colour"' in _refused(file_of([node("Relu", "x", colour=1)], [2, 4]), tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_get_a_message(tmp_path: Path, data: st.DataObject) -> None:
    """Cut off, with bytes changed, or altogether random: read, or refused in words."""
    nodes = [
        node("Shape", "x", "s"),
        node("Slice", "s one two", "n"),
        node("Concat", "n minus", "shape", axis=0),
        node("Conv", "x w b", "c", pads=[1, 1, 1, 1]),
        node("MaxPool", "c", "p", kernel_shape=[2, 2]),
        node("Reshape", "p shape", "f"),
        node("Softmax", "f"),
    ]
    known = {
        "one": np.array([0]),
        "two": np.array([1]),
        "minus": np.array([-1]),
        "w": numbers(2, 2, 3, 3),
        "b": numbers(2),
    }
    content = bytearray(file_of(nodes, ["n", 2, 4, 4], known).SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    path = tmp_path / "made.onnx"
    path.write_bytes(data.draw(st.sampled_from([bytes(content), bytes(content[:cut])]) | st.binary(max_size=200)))
    with suppress(FileError):
        importer_for(path)().read(path)


def test_a_folder_and_an_empty_file_get_a_message(tmp_path: Path) -> None:
    empty = tmp_path / "empty.onnx"
    empty.touch()
    folder = tmp_path / "folder.onnx"
    folder.mkdir()
    for path in (empty, folder, tmp_path / "missing.onnx"):
        with pytest.raises(FileError):
            importer_for(path)().read(path)


# -- functions of the file's own


def _with_function(*nodes: onnx.NodeProto) -> onnx.ModelProto:
    model = file_of([helper.make_node("Twice", ["x"], ["y"], domain="own")], [2, 4])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)]
    model.functions.append(helper.make_function("own", "Twice", ["a"], ["b"], list(nodes), opsets))
    model.opset_import.append(helper.make_opsetid("own", 1))
    return model


def test_functions_of_the_file_are_put_in_their_places(tmp_path: Path) -> None:
    model = _with_function(node("Relu", "a", "c"), node("Tanh", "c", "b"))
    assert kinds(check(model, tmp_path)) == ["relu", "tanh"]


def test_functions_that_call_themselves_are_refused(tmp_path: Path) -> None:
    model = _with_function(helper.make_node("Twice", ["a"], ["b"], domain="own"))
    assert "without end" in _refused(model, tmp_path)


def test_functions_that_grow_without_measure_are_refused(tmp_path: Path) -> None:
    model = _with_function(node("Relu", "a", "b"))
    opsets = model.functions[0].opset_import
    for number in range(20):
        callee = "Twice" if number == 0 else f"f{number - 1}"
        calls = [helper.make_node(callee, ["a"], ["b"], domain="own")] * 4
        model.functions.append(helper.make_function("own", f"f{number}", ["a"], ["b"], calls, opsets))
    model.graph.node[0].op_type = "f19"
    assert "too many" in _refused(model, tmp_path)
