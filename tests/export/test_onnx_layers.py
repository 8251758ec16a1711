"""Every registered layer, in every one of its cases, gives in onnxruntime what it gives here."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import pytest

from lab.document.setup import discover_all
from lab.export.onnx.building import GraphBuilding
from lab.export.onnx.writing import encode, new_model
from lab.layers.base import Case, Layer
from lab.layers.linear import Linear
from lab.spec import registry
from lab.spec.errors import LabError
from tests.conformance.single import SingleLayer, numbers_for
from tests.export.onnx_running import run

discover_all()

KINDS: list[Any] = [kind for kind in registry.known("layer") if not kind.takes_samples]
CASES = [
    pytest.param(kind(**case.config), case, id=f"{kind.name}-{number}")
    for kind in KINDS
    for number, case in enumerate(kind.cases)
]


def _model(layer: Layer, case: Case, parameters: dict[str, Any]) -> onnx.ModelProto:
    model = new_model()
    building = GraphBuilding(model.graph)
    inputs = [building.data(building.new_name(f"x{number}"), shape) for number, shape in enumerate(case.shapes)]
    if not inputs:
        building.data(building.new_name("samples"), (1,))
    arrays = {name: values.astype(np.float32) for name, values in parameters.items()}
    output = building.place(building.new_name("the layer"), layer, inputs, arrays)
    building.finish("one layer", output)
    return onnx.load_model_from_string(encode(model))


@pytest.mark.parametrize(("layer", "case"), CASES)
def test_gives_what_it_gives_here(layer: Layer, case: Case) -> None:
    _, parameters, _ = numbers_for(layer, case.shapes, 1)
    model = _model(layer, case, parameters)
    for batch in (1, 3):
        inputs, _, _ = numbers_for(layer, case.shapes, batch)
        ours = SingleLayer(layer, case.shapes, batch, dtype="float32", training=False)
        ours.load(inputs, parameters)
        wanted = ours.forward()
        found = run(model, *(inputs or [np.zeros((batch, 1))]))
        assert found.shape == (batch, *layer.output_shape(*case.shapes))
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-5)
        ours.close()


@pytest.mark.parametrize(("layer", "case"), CASES)
def test_operators_and_tensors_are_called_by_the_layer(layer: Layer, case: Case) -> None:
    _, parameters, _ = numbers_for(layer, case.shapes, 1)
    graph = _model(layer, case, parameters).graph
    assert graph.node[-1].name == graph.node[-1].output[0] == graph.output[0].name == "the layer"
    names = [node.name for node in graph.node]
    assert len(names) == len(set(names))
    for node in graph.node:
        assert node.name.startswith("the layer")
        assert node.doc_string.startswith(layer.title)


def test_a_layer_that_says_nothing_of_onnx_is_named() -> None:
    class Silent(Linear):
        title = "Silent"
        onnx = Layer.onnx

    with pytest.raises(LabError, match="Silent does not say"):
        _model(Silent(), Case({}, ((3,),)), {})
