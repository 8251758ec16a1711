"""Programs without a compiler: the same numbers, and nothing of Numba."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from lab.engine.arena import Arena
from lab.engine.network import Network
from lab.kernels.kernel import ArrayReference, Float64s, Integers, Matrix, Vector, kernel
from lab.kernels.lanes import Tensor
from lab.kernels.plain_run import arguments
from tests.engine import networks


def train() -> dict[str, Any]:
    """Three steps of a network in which most layers meet."""
    setup, data = networks.setup(), networks.samples((2, 6, 6), count=20)
    network = Network(
        networks.with_everything(), batch=8, loss=setup.loss, optimizer=setup.optimizer, samples=data, threads=2
    )
    network.initialize(1)
    network.start_pass(np.arange(20))
    steps = network.program.run(steps=3)
    network.close()
    weights = {name: array.tolist() for name, array in network.weights().items()}
    return {"steps": steps, "losses": network.take_curves()[0].tolist(), "weights": weights}


def test_a_network_trains_the_same_without_a_compiler() -> None:
    script = f"import json, sys; from {__name__} import train; print(json.dumps([train(), 'numba' in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    plain, uses_numba = json.loads(done.stdout)
    assert not uses_numba
    compiled = train()
    assert plain["steps"] == compiled["steps"] == 3
    np.testing.assert_allclose(plain["losses"], compiled["losses"], rtol=1e-5)
    for name, weight in compiled["weights"].items():
        np.testing.assert_allclose(plain["weights"][name], weight, rtol=1e-4, atol=1e-6, err_msg=name)


@kernel
def takes_everything(x: Tensor, a: Vector, b: Matrix, n: int, r: float, i: Integers, f: Float64s) -> None:
    """Every kind of argument."""


def test_slots_become_what_the_function_takes() -> None:
    arena = Arena(3)
    x = arena.tensor("x", (2, 3, 4))
    a, b = arena.array("a", (5,)), arena.array("b", (2, 3))
    arena.allocate()
    arena.numbers[:] = np.arange(arena.size)
    integers, floats = np.arange(4), np.arange(3.0)
    slots = takes_everything.slots({"x": x, "a": a, "b": b, "n": -7, "r": 0.125, "i": integers, "f": floats})
    found = arguments(takes_everything, slots, arena.numbers)
    assert isinstance(b, ArrayReference)
    np.testing.assert_array_equal(found[0].array, arena.view("x"))
    np.testing.assert_array_equal(found[1], arena.view("a"))
    np.testing.assert_array_equal(found[2], arena.view("b"))
    assert found[3:5] == [-7, 0.125]
    np.testing.assert_array_equal(found[5], integers)
    found[6][1] = 9  # live
    assert floats[1] == 9
