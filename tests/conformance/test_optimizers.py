"""Every registered optimiser through every one of its cases: a hundred steps on random gradients."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab import optimizers
from lab.engine.arena import Arena
from lab.kernels.kernel import ArrayReference
from lab.kernels.program import Program
from lab.kernels.state import CONTROLS, GRADIENT_SCALE, LEARNING_RATE, UPDATES
from lab.optimizers.base import Optimizer
from lab.spec import registry
from lab.spec.errors import FieldError
from tests import reference

registry.discover(optimizers)

ALL: list[Any] = registry.known("optimizer")
CASES = [
    pytest.param(kind(**config), id=f"{kind.name}-{number}") for kind in ALL for number, config in enumerate(kind.cases)
]
STEPS, SIZE = 100, 37
Array = NDArray[Any]

every_optimizer = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
every_case = pytest.mark.parametrize("optimizer", CASES)


def _numbers() -> tuple[Array, list[Array]]:
    random = np.random.default_rng(4)
    sizes = 10.0 ** random.uniform(-3, 1, SIZE)  # weights with small and with large gradients
    return random.standard_normal(SIZE), [sizes * random.standard_normal(SIZE) for _ in range(STEPS)]


class SingleOptimizer:
    """A program of one update of one array."""

    def __init__(self, optimizer: Optimizer, dtype: str = "float64", threads: int = 1) -> None:
        self.optimizer = optimizer
        arena = self.arena = Arena(1, dtype)
        self.arguments: dict[str, Any] = {
            name: arena.array(name, (SIZE,)) for name in ("weight", "gradient", *optimizer.states())
        }
        self.arguments["control"] = arena.array("control", (CONTROLS,))
        self.program = Program(arena.numbers, threads, "plain")
        self.arguments |= {"decay": optimizer.weight_decay, "state": self.program.state, **optimizer.options()}
        self.program.add(optimizer.kernel, **self.arguments)
        arena.allocate()
        self.program.arena = arena.numbers

    def follow(self, weights: Array, gradients: list[Array], scale: float = 1.0, python: bool = False) -> Array:
        """The weights after an update for each of the gradients."""
        self.arena.numbers[...] = 0.0
        self.arena.write("weight", weights)
        control = self.arena.view("control")
        control[LEARNING_RATE], control[GRADIENT_SCALE] = self.optimizer.learning_rate, scale
        self.program.state[UPDATES] = 0
        for gradient in gradients:
            self.arena.write("gradient", gradient)
            self.program.state[UPDATES] += 1
            if python:
                kernel = self.optimizer.kernel
                kernel(*[self._at_hand(self.arguments[name]) for name in kernel.arguments], 0, 1)
            else:
                self.program.run()
        return self.arena.read("weight")

    def _at_hand(self, value: Any) -> Any:
        return value.view(self.arena.numbers) if isinstance(value, ArrayReference) else value


@every_optimizer
def test_says_what_it_is(kind: type[Optimizer]) -> None:
    assert kind.cases
    assert kind.title
    assert kind.__doc__
    assert all(field.help for field in kind.fields().values())
    for name, field in kind.fields().items():
        for value in field.wrong_examples():
            with pytest.raises(FieldError):
                kind(**{name: value})


@every_case
def test_config_round_trip(optimizer: Optimizer) -> None:
    assert type(optimizer)(**json.loads(json.dumps(optimizer.config()))) == optimizer


@every_case
def test_equals_slow_twin(optimizer: Optimizer) -> None:
    weights, gradients = _numbers()
    wanted = reference.OPTIMIZERS[optimizer.name](optimizer, weights, gradients)
    found = SingleOptimizer(optimizer).follow(weights, gradients)
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-11)
    assert not np.allclose(found, weights)


def _follow_pytorch(optimizer: Optimizer, dtype: str) -> Array:
    torch = pytest.importorskip("torch")
    weights, gradients = _numbers()
    leaf = torch.tensor(weights, dtype=getattr(torch, dtype), requires_grad=True)
    theirs = eval(optimizer.torch(), {"torch": torch, "parameters": [leaf]})  # our own words
    for gradient in gradients:
        leaf.grad = torch.tensor(gradient, dtype=leaf.dtype)
        theirs.step()
    return leaf.detach().numpy()  # type: ignore[no-any-return]


@every_case
def test_equals_pytorch(optimizer: Optimizer) -> None:
    wanted = _follow_pytorch(optimizer, "float64")
    found = SingleOptimizer(optimizer).follow(*_numbers())
    assert np.abs(found - wanted).max() < 1e-6 * max(1.0, np.abs(wanted).max())


@every_case
def test_float32_is_as_near_to_float64_as_pytorch(optimizer: Optimizer) -> None:
    wanted = _follow_pytorch(optimizer, "float64")
    found = SingleOptimizer(optimizer, "float32").follow(*_numbers())
    theirs = np.abs(_follow_pytorch(optimizer, "float32") - wanted).max()
    assert np.abs(found - wanted).max() < max(1e-6 * max(1.0, np.abs(wanted).max()), 1.5 * theirs)


@every_case
def test_scaled_gradients(optimizer: Optimizer) -> None:
    weights, gradients = _numbers()
    scaled = SingleOptimizer(optimizer).follow(weights, gradients, scale=0.25)
    wanted = SingleOptimizer(optimizer).follow(weights, [gradient / 4 for gradient in gradients])
    np.testing.assert_allclose(scaled, wanted, rtol=1e-9, atol=1e-11)


@every_case
def test_threads_change_no_bit(optimizer: Optimizer) -> None:
    weights, gradients = _numbers()
    alone = SingleOptimizer(optimizer, "float32").follow(weights, gradients)
    gang = SingleOptimizer(optimizer, "float32", threads=2)
    found = gang.follow(weights, gradients)
    gang.program.close()
    assert np.array_equal(alone, found)


@every_case
def test_python_function_equals_compiled_one(optimizer: Optimizer) -> None:
    weights, gradients = _numbers()
    single = SingleOptimizer(optimizer)
    compiled = single.follow(weights, gradients[:5])
    np.testing.assert_allclose(single.follow(weights, gradients[:5], python=True), compiled, rtol=1e-12)


@every_case
def test_a_non_finite_gradient_is_seen(optimizer: Optimizer) -> None:
    weights, gradients = _numbers()
    gradients[3][2] = np.nan
    found = SingleOptimizer(optimizer, "float32").follow(weights, gradients[:6])
    assert np.isnan(found).nonzero()[0].tolist() == [2]
