"""Every layer, case by case, in Keras: the same outputs as in our engine."""

from __future__ import annotations

import numpy as np
import pytest

from lab.document.setup import discover_all
from lab.export.keras.network import main_line
from lab.layers.base import Case, Layer
from lab.layers.channels_last import channels_last as channels_behind
from lab.spec import registry
from tests.conformance.single import SingleLayer, numbers_for
from tests.export.keras.running import channels_last, keras, quietly

from lab.export.keras.own import layers as own  # isort: skip  (needs Keras)

discover_all()

CASES = [
    pytest.param(kind(**case.config), case, id=f"{kind.name}-{number}")
    for kind in registry.known("layer")
    for number, case in enumerate(kind.cases)
    if not kind.takes_samples
]
BATCH = 5


@pytest.mark.parametrize(("layer", "case"), CASES)
def test_gives_the_same_outputs(layer: Layer, case: Case) -> None:
    single = SingleLayer(layer, case.shapes, BATCH, training=False)
    inputs, parameters, gradient = numbers_for(layer, case.shapes, BATCH)
    wanted = channels_last(single.run(inputs, parameters, gradient).output)
    shapes, given = (
        case.shapes or ((2,),),
        inputs or [np.zeros((BATCH, 2))],
    )  # a constant sees how many samples there are
    lines = layer.keras(*case.shapes).splitlines()
    with quietly():
        tensors = [keras.Input(channels_behind(shape)) for shape in shapes]
        layers = [eval(line, {"keras": keras, **vars(own)}) for line in lines]
        y = tensors if len(tensors) > 1 else tensors[0]
        for each in layers:
            y = each(y)
        network = keras.Model(tensors, y)
    variables = {variable.name: variable for variable in layers[lines.index(main_line(lines))].weights}
    for name, numbers in parameters.items():
        variable = variables.pop(layer.keras_names.get(name, name))
        shape = layer.keras_shape(name, *case.shapes)
        assert tuple(variable.shape) == shape
        variable.assign(numbers.transpose(layer.keras_order(name, *case.shapes)).reshape(shape))
    assert not variables
    with quietly():
        called = [channels_last(array.astype(np.float32)) for array in given]
        found = keras.ops.convert_to_numpy(network(called if len(called) > 1 else called[0]))
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-5)


def test_what_drops_drops_while_training_and_keeps_the_mean() -> None:
    x = np.ones((200, 6, 6, 4), np.float32)
    for name, alike in (("dropout", ()), ("spatial_dropout", (1, 2)), ("drop_path", (1, 2, 3))):
        layer = registry.find("layer", name)(rate=0.4)  # type: ignore[call-arg]
        with quietly():
            y = keras.ops.convert_to_numpy(eval(layer.keras((4, 6, 6)), {"keras": keras})(x, training=True))
        assert set(np.unique(y.round(4))) == {0.0, np.float32(1 / 0.6).round(4)}
        assert abs(y.mean() - 1) < 0.15
        if alike:
            assert (y.min(axis=alike) == y.max(axis=alike)).all()


def test_stochastic_pooling_draws_while_training() -> None:
    x = np.tile(np.array([1.0, 3.0, 0.0, -2.0], np.float32).reshape(1, 2, 2, 1), (2000, 1, 1, 1))
    with quietly():
        y = keras.ops.convert_to_numpy(own.StochasticPooling((2, 2), strides=(2, 2))(x, training=True)).ravel()
    assert set(y) == {1.0, 3.0}
    assert 0.7 < (y == 3).mean() < 0.8


def test_the_symmetric_log_has_its_gradient_at_zero() -> None:
    x = np.array([[-1e30, -3, -1, 0, 1, 3, 1e30]], np.float32)
    affine = own.Affine()
    with quietly():
        network = keras.Sequential([keras.Input((x.size,)), affine, keras.layers.Activation(own.symmetric_log)])
        network.compile(keras.optimizers.SGD(1.0), loss=lambda _, y: keras.ops.sum(y))
        network.train_on_batch(x, x)
        given = -keras.ops.convert_to_numpy(affine.bias)  # one step from zero, against the gradient
    np.testing.assert_allclose(given, 1 / (1 + np.abs(x[0])), rtol=1e-6)
