"""Every registered loss through every one of its cases."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab import losses
from lab.engine.arena import Arena
from lab.kernels.kernel import TensorReference
from lab.kernels.lanes import Tensor
from lab.kernels.program import Program
from lab.kernels.state import COUNT
from lab.losses.base import Loss, LossCase
from lab.spec import registry
from lab.spec.errors import FieldError
from tests import reference

registry.discover(losses)

ALL: list[Any] = registry.known("loss")
CASES = [
    pytest.param(kind(**case.config), case, id=f"{kind.name}-{number}")
    for kind in ALL
    for number, case in enumerate(kind.cases)
]
BATCHES = (1, 3, 16, 17)
STEP = 1e-6
Array = NDArray[Any]

every_loss = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
every_case = pytest.mark.parametrize(("loss", "case"), CASES)


class SingleLoss:
    """A program of one loss."""

    def __init__(self, loss: Loss, outputs: int, batch: int, dtype: str = "float64", threads: int = 1) -> None:
        self.loss, self.batch = loss, batch
        arena = self.arena = Arena(batch, dtype)
        self.arguments: dict[str, Any] = {
            name: arena.tensor(name, (outputs,)) for name in ("output", "target", "gradient")
        }
        self.arguments["sample_loss"] = arena.tensor("sample_loss", (1,))
        self.program = Program(arena.numbers, threads, "plain")
        self.arguments |= {"state": self.program.state, **loss.options()}
        self.program.add(loss.kernel, **self.arguments)
        arena.allocate()
        self.program.arena = arena.numbers

    def load(self, outputs: Array, targets: Array) -> None:
        """Write outputs and targets; the rest is NaN."""
        self.arena.numbers[...] = np.nan
        self.arena.write("output", outputs)
        self.arena.write("target", targets)
        self.program.state[COUNT] = self.batch

    def run(self, outputs: Array, targets: Array) -> tuple[Array, Array]:
        """Loss of each sample, and the gradient."""
        self.load(outputs, targets)
        self.program.run()
        return self.arena.read("sample_loss")[:, 0], self.arena.read("gradient")

    def run_python(self, outputs: Array, targets: Array) -> tuple[Array, Array]:
        """The same by the kernel's Python function."""
        self.load(outputs, targets)
        numbers = self.arena.numbers
        kernel = self.loss.kernel
        at_hand = []
        for name in kernel.arguments:
            value = self.arguments[name]
            if isinstance(value, TensorReference):
                value = Tensor(value.view(numbers))
            at_hand.append(value)
        kernel(*at_hand, 0, 1)
        return self.arena.read("sample_loss")[:, 0], self.arena.read("gradient")


def _numbers(loss: Loss, case: LossCase, batch: int) -> tuple[Array, Array]:
    random = np.random.default_rng(batch)
    outputs = 2 * random.standard_normal((batch, case.outputs))
    if loss.name == "binary_cross_entropy" and loss.expects == "values":
        outputs = random.uniform(0.05, 0.95, outputs.shape)
    if case.targets == "classes":
        targets = np.eye(case.outputs)[random.integers(0, case.outputs, batch)]
    elif case.targets == "bits":
        targets = random.integers(0, 2, outputs.shape).astype(float)
    else:
        targets = random.standard_normal(outputs.shape)
    return outputs, targets


@every_loss
def test_says_what_it_is(kind: type[Loss]) -> None:
    assert kind.cases
    assert kind.title
    assert kind.__doc__
    assert all(field.help for field in kind.fields().values())
    for name, field in kind.fields().items():
        for value in field.wrong_examples():
            with pytest.raises(FieldError):
                kind(**{name: value})


@every_case
def test_config_round_trip(loss: Loss, case: LossCase) -> None:
    assert type(loss)(**json.loads(json.dumps(loss.config()))) == loss


@every_case
def test_equals_slow_twin(loss: Loss, case: LossCase) -> None:
    for batch in BATCHES:
        outputs, targets = _numbers(loss, case, batch)
        found, _ = SingleLoss(loss, case.outputs, batch).run(outputs, targets)
        np.testing.assert_allclose(found, reference.LOSSES[loss.name](loss, outputs, targets), rtol=1e-10)


@every_case
def test_gradient_equals_differences(loss: Loss, case: LossCase) -> None:
    single = SingleLoss(loss, case.outputs, 3)
    outputs, targets = _numbers(loss, case, 3)
    analytic = single.run(outputs, targets)[1]
    numeric = np.empty_like(outputs)
    for index in np.ndindex(outputs.shape):
        step = np.zeros_like(outputs)
        step[index] = STEP
        above, below = (single.run(outputs + side * step, targets)[0].mean() for side in (1, -1))
        numeric[index] = (above - below) / (2 * STEP)
    assert np.abs(numeric - analytic).max() < 1e-6 * np.abs(analytic).max()


@every_case
def test_padding_has_no_gradient(loss: Loss, case: LossCase) -> None:
    single = SingleLoss(loss, case.outputs, 5)
    single.run(*_numbers(loss, case, 5))
    assert not single.arena.view("gradient")[0, :, 0, 0, 5:].any()
    assert np.isfinite(single.arena.view("sample_loss")).all()


@every_case
def test_float32_is_near_float64(loss: Loss, case: LossCase) -> None:
    numbers = _numbers(loss, case, 17)
    double = SingleLoss(loss, case.outputs, 17).run(*numbers)
    single = SingleLoss(loss, case.outputs, 17, "float32").run(*numbers)
    for found, wanted in zip(single, double, strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


@every_case
def test_threads_change_no_bit(loss: Loss, case: LossCase) -> None:
    numbers = _numbers(loss, case, 33)
    alone = SingleLoss(loss, case.outputs, 33, "float32").run(*numbers)
    gang = SingleLoss(loss, case.outputs, 33, "float32", threads=2)
    found = gang.run(*numbers)
    gang.program.close()
    assert all(np.array_equal(one, other) for one, other in zip(alone, found, strict=True))


@every_case
def test_python_function_equals_compiled_one(loss: Loss, case: LossCase) -> None:
    numbers = _numbers(loss, case, 3)
    single = SingleLoss(loss, case.outputs, 3)
    for found, wanted in zip(single.run_python(*numbers), single.run(*numbers), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-12)


@every_case
def test_equals_pytorch(loss: Loss, case: LossCase) -> None:
    torch = pytest.importorskip("torch")
    for batch in BATCHES:
        outputs, targets = _numbers(loss, case, batch)
        losses_found, gradient = SingleLoss(loss, case.outputs, batch).run(outputs, targets)
        leaf = torch.tensor(outputs, requires_grad=True)
        rows = torch.tensor(targets)
        given = rows.argmax(1) if loss.torch_targets == "classes" and case.outputs > 1 else rows
        wanted = eval(loss.torch(case.outputs), {"torch": torch})(leaf, given)  # our own words
        wanted.backward()
        np.testing.assert_allclose(losses_found.mean(), wanted.item(), rtol=1e-10)
        np.testing.assert_allclose(gradient, leaf.grad.numpy(), rtol=1e-8, atol=1e-12)


@every_case
def test_probabilities_equal_pytorch(loss: Loss, case: LossCase) -> None:
    torch = pytest.importorskip("torch")
    outputs, _ = _numbers(loss, case, 3)
    found = eval(loss.torch_probabilities(), {"torch": torch})(torch.tensor(outputs))  # our own words
    if loss.name != "hinge":  # whose margins are drawn from 0 to 1, though they are no probabilities
        np.testing.assert_allclose(found.numpy(), loss.probabilities(outputs), rtol=1e-10)


@pytest.mark.parametrize(("loss", "case"), [c for c in CASES if c.values[0].expects == "logits"])
@pytest.mark.parametrize("size", [1e3, 1e30])
def test_stays_finite_for_outputs_of_any_size(loss: Loss, case: LossCase, size: float) -> None:
    outputs, targets = _numbers(loss, case, 3)
    for dtype in ("float32", "float64"):
        found, gradient = SingleLoss(loss, case.outputs, 3, dtype).run(outputs * size, targets)
        assert np.isfinite(found).all()
        assert np.isfinite(gradient).all()


@every_case
def test_a_non_finite_output_is_seen(loss: Loss, case: LossCase) -> None:
    outputs, targets = _numbers(loss, case, 3)
    outputs[1, -1] = np.nan
    found, _ = SingleLoss(loss, case.outputs, 3, "float32").run(outputs, targets)
    assert np.isnan(found).tolist() == [False, True, False]


@every_case
def test_probabilities(loss: Loss, case: LossCase) -> None:
    outputs, _ = _numbers(loss, case, 5)
    chances = loss.probabilities(outputs)
    assert chances.shape == outputs.shape
    if loss.expects == "logits":
        assert ((chances > 0) & (chances < 1)).all()
        assert np.isfinite(loss.probabilities(outputs * 1e4)).all()
    if loss.name == "cross_entropy":
        np.testing.assert_allclose(chances.sum(axis=1), 1)
    if case.targets == "bits":
        assert np.array_equal(outputs >= loss.threshold, chances >= 0.5)
