"""Every registered layer through every one of its cases."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

import numpy as np
import pytest

from lab import initializers, layers
from lab.kernels.access import uses
from lab.kernels.kernel import Kernel, TensorReference
from lab.layers.base import Case, Layer
from lab.spec import registry
from lab.spec.errors import FieldError
from tests import reference
from tests.conformance.single import Results, SingleLayer, numbers_for

registry.discover(initializers)
registry.discover(layers)

ALL: list[Any] = registry.known("layer")
BATCHES = (1, 3, 16, 17)
STEP = 1e-6


CASES = [
    pytest.param(kind(**case.config), case, id=f"{kind.name}-{number}")
    for kind in ALL
    for number, case in enumerate(kind.cases)
]
every_layer = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
every_case = pytest.mark.parametrize(("layer", "case"), CASES)
every_computing_case = pytest.mark.parametrize(("layer", "case"), [c for c in CASES if not c.values[0].takes_samples])


def _has_fast_kernels(layer: Layer, case: Case) -> bool:
    return any(kernel.fast for kernel, _ in SingleLayer(layer, case.shapes, 17).build.operations)


every_fast_case = pytest.mark.parametrize(
    ("layer", "case"), [c for c in CASES if not c.values[0].takes_samples and _has_fast_kernels(*c.values)]
)


@every_layer
def test_says_what_it_is(kind: type[Layer]) -> None:
    assert kind.cases, "a layer without cases is not tested"
    assert kind.title
    assert kind.group
    assert kind.__doc__
    assert all(field.help for field in kind.fields().values()), "every setting needs its sentence of help"
    assert all(isinstance(case.config, dict) for case in kind.cases)


@every_case
def test_config_round_trip(layer: Layer, case: Case) -> None:
    assert type(layer)(**json.loads(json.dumps(layer.config()))) == layer
    assert layer.replace() == layer
    assert all(layer.config()[name] == type(layer).fields()[name].check(value) for name, value in case.config.items())


@every_layer
def test_wrong_settings_are_refused(kind: type[Layer]) -> None:
    for name, field in kind.fields().items():
        for value in field.wrong_examples():
            with pytest.raises(FieldError):
                kind(**{name: value})


@every_case
def test_counts_and_words(layer: Layer, case: Case) -> None:
    assert layer.flops(*case.shapes) >= 0
    assert isinstance(layer.summary(), str)
    assert all(size > 0 for size in layer.output_shape(*case.shapes))
    for parameter in layer.parameters(*case.shapes).values():
        assert parameter.start is None or isfinite(parameter.start)
        assert min(parameter.fan_in, parameter.fan_out) >= 1


@every_computing_case
@pytest.mark.parametrize("training", [True, False], ids=["training", "inference"])
def test_equals_slow_twin(layer: Layer, case: Case, training: bool) -> None:
    for batch in BATCHES:
        single = SingleLayer(layer, case.shapes, batch, training=training)
        inputs, parameters, gradient = numbers_for(layer, case.shapes, batch)
        found = single.run(inputs, parameters, gradient)
        wanted = reference.layer_output(layer, inputs, parameters | single.drawn(), training)
        if not inputs:  # one for all samples
            wanted = np.repeat(wanted, batch, axis=0)
        assert wanted.shape == (batch, *layer.output_shape(*case.shapes))
        np.testing.assert_allclose(found.output, wanted, rtol=1e-10, atol=1e-12)


@every_computing_case
@pytest.mark.parametrize("training", [True, False], ids=["training", "inference"])
def test_gradients_equal_differences(layer: Layer, case: Case, training: bool) -> None:
    batch = 3
    single = SingleLayer(layer, case.shapes, batch, training=training)
    inputs, parameters, gradient = numbers_for(layer, case.shapes, batch)
    found = single.run(inputs, parameters, gradient)
    pairs = [*zip(inputs, found.input_gradients, strict=True)]
    pairs += [(parameters[name], found.parameter_gradients[name]) for name in single.trainable]
    for values, analytic in pairs:
        numeric = np.empty_like(values)
        for index in np.ndindex(values.shape):
            kept = values[index]
            sides = []
            for moved in (kept + STEP, kept - STEP):
                values[index] = moved
                single.load(inputs, parameters)
                sides.append(single.forward())
            values[index] = kept
            numeric[index] = ((sides[0] - sides[1]) / (2 * STEP) * gradient).sum()
        assert np.abs(numeric - analytic).max() < 1e-6 * max(1.0, np.abs(analytic).max())


@every_computing_case
def test_padding_has_no_gradient(layer: Layer, case: Case) -> None:
    single = SingleLayer(layer, case.shapes, 5)
    single.run(*numbers_for(layer, case.shapes, 5))
    for number in range(len(case.shapes)):
        assert not single.padding_of_input_gradient(number).any()


@every_computing_case
def test_float32_is_near_float64(layer: Layer, case: Case) -> None:
    numbers = numbers_for(layer, case.shapes, 17)
    double = SingleLayer(layer, case.shapes, 17).run(*numbers)
    single = SingleLayer(layer, case.shapes, 17, dtype="float32").run(*numbers)
    _assert_near(single, double, 2e-5)


@every_computing_case
def test_threads_change_no_bit(layer: Layer, case: Case) -> None:
    numbers = numbers_for(layer, case.shapes, 33)
    alone = SingleLayer(layer, case.shapes, 33, dtype="float32").run(*numbers)
    for threads in (2, 3):
        gang = SingleLayer(layer, case.shapes, 33, dtype="float32", threads=threads)
        found = gang.run(*numbers)
        gang.close()
        for name, array in alone.all().items():
            assert np.array_equal(array, found.all()[name]), name


@every_fast_case
def test_fast_kernels_equal_plain_ones(layer: Layer, case: Case) -> None:
    single = SingleLayer(layer, case.shapes, 17, dtype="float32", tier="fast")
    numbers = numbers_for(layer, case.shapes, 17)
    plain = SingleLayer(layer, case.shapes, 17, dtype="float32").run(*numbers)
    _assert_near(single.run(*numbers), plain, 2e-5)
    gang = SingleLayer(layer, case.shapes, 17, dtype="float32", tier="fast", threads=2)
    found = gang.run(*numbers).all()
    gang.close()
    for name, array in single.results().all().items():
        assert np.array_equal(array, found[name]), name


@every_computing_case
def test_threads_keep_to_their_own_blocks_where_it_is_said(layer: Layer, case: Case) -> None:
    """The second of two threads, alone: what is its own becomes what it must, whatever is in the first one's blocks."""
    single = SingleLayer(layer, case.shapes, 64, dtype="float32", tier="fast", threads=2)
    single.load(*numbers_for(layer, case.shapes, 64))
    single.program.compile()
    for row, arguments in enumerate(single.program.arguments):
        own = [
            arguments[name].view(single.arena.numbers)
            for name, use in uses(single.program.kernels[row]).items()
            if use.own and isinstance(arguments[name], TensorReference)
        ]
        before = single.arena.numbers.copy()
        single.program.run(row, row + 1)
        wanted = [tensor[2:].copy() for tensor in own]
        after = single.arena.numbers.copy()
        single.arena.numbers[...] = before
        for tensor in own:
            tensor[:2] = np.nan
        single.program.run_part(row, 1)
        for tensor, right in zip(own, wanted, strict=True):
            assert np.isnan(tensor[:2]).all(), single.program.kernels[row]
            assert np.array_equal(tensor[2:], right, equal_nan=True), single.program.kernels[row]
        single.arena.numbers[...] = after
    single.close()


@every_computing_case
def test_the_form_for_one_sample_equals_the_plain_one(layer: Layer, case: Case) -> None:
    inputs, parameters, _ = numbers_for(layer, case.shapes, 1)
    alone = SingleLayer(layer, case.shapes, 1, dtype="float32", tier="single", training=False)
    alone.load(inputs, parameters)
    plain = SingleLayer(layer, case.shapes, 1, dtype="float32", training=False)
    plain.load(inputs, parameters)
    assert np.allclose(alone.forward(), plain.forward(), rtol=2e-5, atol=2e-5, equal_nan=True)


@every_computing_case
@pytest.mark.parametrize(("batch", "lanes"), [(1, 1), (3, 4)])
def test_narrow_cells_give_the_same(layer: Layer, case: Case, batch: int, lanes: int) -> None:
    numbers = numbers_for(layer, case.shapes, batch)
    wanted = SingleLayer(layer, case.shapes, batch, dtype="float32").run(*numbers).all()
    for threads in (1, 2):
        narrow = SingleLayer(layer, case.shapes, batch, dtype="float32", tier="fast", threads=threads, lanes=lanes)
        found = narrow.run(*numbers).all()
        narrow.close()
        for name, array in wanted.items():
            assert np.allclose(found[name], array, rtol=2e-4, atol=2e-4, equal_nan=True), (name, threads)
        for number in range(len(case.shapes)):
            assert not narrow.padding_of_input_gradient(number).any(), number


@every_computing_case
def test_no_input_gradient_where_nobody_asks(layer: Layer, case: Case) -> None:
    numbers = numbers_for(layer, case.shapes, 3)
    whole = SingleLayer(layer, case.shapes, 3).run(*numbers)
    part = SingleLayer(layer, case.shapes, 3, input_gradients=False)
    part.load(*numbers)
    if len(part.program):
        part.program.run()
    for name, wanted in whole.parameter_gradients.items():
        assert np.array_equal(part.arena.read(f"layer/{name}.gradient"), wanted), name


@every_layer
def test_python_functions_equal_compiled_ones(kind: type[Layer]) -> None:
    ran: set[Kernel] = set()
    for case in () if kind.takes_samples else kind.cases:
        layer = kind(**case.config)
        for training in (True, False):
            single = SingleLayer(layer, case.shapes, 3, training=training)
            kernels = {kernel for kernel, _ in single.build.operations}
            if kernels <= ran:
                continue
            ran |= kernels
            numbers = numbers_for(layer, case.shapes, 3)
            _assert_near(single.run_python(*numbers), single.run(*numbers), 1e-12)


@every_computing_case
def test_equals_pytorch(layer: Layer, case: Case) -> None:
    torch = pytest.importorskip("torch")
    from lab.engine.torch_twin import layer_twin

    training = not layer.random  # noise is not PyTorch's
    for batch in BATCHES:
        if layer.name == "batch_norm" and batch == 1 and len(case.shapes[0]) == 1:
            continue  # PyTorch refuses a single number per channel
        inputs, parameters, gradient = numbers_for(layer, case.shapes, batch)
        single = SingleLayer(layer, case.shapes, batch, training=training)
        found = single.run(inputs, parameters, gradient)
        if (module := layer_twin(layer, *case.shapes)) is None:
            pytest.skip("PyTorch has no such layer")
        theirs = _load_torch(torch, module, layer, parameters, training)
        leaves = [torch.tensor(x, requires_grad=True) for x in inputs]
        output = module(*leaves)
        output = output.expand(batch, *output.shape[1:])  # of a constant, which is one for all samples
        if output.requires_grad:
            output.backward(torch.tensor(gradient))
        wanted = Results(
            output.detach().numpy(),
            [leaf.grad.numpy() for leaf in leaves],
            {name: theirs[name].grad.numpy() for name in single.trainable},
            {name: tensor.detach().numpy() for name, tensor in theirs.items()},
        )
        _assert_near(found, wanted, 1e-10)


def _load_torch(torch: Any, module: Any, layer: Layer, parameters: dict[str, Any], training: bool) -> dict[str, Any]:
    """Copy parameters by their names; PyTorch's tensors by our names."""
    module.double().train(training)
    state = {name.split(".")[-1]: tensor for name, tensor in module.state_dict(keep_vars=True).items()}
    state.pop("num_batches_tracked", None)
    found = {}
    with torch.no_grad():
        for name, values in parameters.items():
            found[name] = state.pop(layer.torch_names.get(name, name))
            found[name].copy_(torch.tensor(values))
    assert not state, "PyTorch's layer has more parameters"
    return found


def _assert_near(found: Results, wanted: Results, tolerance: float) -> None:
    assert found.all().keys() == wanted.all().keys()
    for name, array in wanted.all().items():
        assert found.all()[name].shape == array.shape, name
        scale = max(1.0, float(np.abs(array).max()))
        np.testing.assert_allclose(found.all()[name], array, rtol=tolerance, atol=tolerance * scale, err_msg=name)
