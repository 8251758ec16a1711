"""The mathematics of vectors against NumPy and the C library, over all magnitudes and at the edges of the numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.kernels.kernel import TensorReference, kernel
from lab.kernels.lanes import LANES, Tensor, erf, exp, expm1, log, log1p, sign, tanh
from lab.kernels.program import Program, aligned_zeros


@kernel
def every_function(x: Tensor, y: Tensor) -> None:
    for j in range(x.width):
        cell = x[0, 0, 0, j]
        y[0, 0, 0, j] = exp(cell)
        y[0, 1, 0, j] = expm1(cell)
        y[0, 2, 0, j] = log(cell)
        y[0, 3, 0, j] = log1p(cell)
        y[0, 4, 0, j] = tanh(cell)
        y[0, 5, 0, j] = erf(cell)
        y[0, 6, 0, j] = sign(cell)


WANTED: dict[str, Any] = {
    "exp": np.exp,
    "expm1": np.expm1,
    "log": np.log,
    "log1p": np.log1p,
    "tanh": np.tanh,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "sign": np.sign,
}
SPECIAL = np.array([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 1e4, -1e4, 88.0, 89.0, -87.0, -200.0, 3e38, -3e38])


def inputs(dtype: str) -> NDArray[Any]:
    random = np.random.default_rng(0)
    near = random.uniform(-3, 3, 4000)
    wide = random.uniform(-90, 90, 2000)
    magnitudes = 10.0 ** random.uniform(-30, 30, 2000) * random.choice([-1, 1], 2000)
    around_one = 1 + random.uniform(-1e-3, 1e-3, 500)
    found = np.concatenate([SPECIAL, near, wide, magnitudes, around_one, -around_one]).astype(dtype)
    return np.concatenate([found, np.zeros(-len(found) % LANES, dtype)])


def computed(dtype: str) -> tuple[NDArray[Any], dict[str, NDArray[Any]]]:
    numbers = inputs(dtype)
    width = len(numbers) // LANES
    x = TensorReference.contiguous(0, 1, 1, 1, width)
    y = TensorReference.contiguous(x.size, 1, len(WANTED), 1, width)
    arena = aligned_zeros(x.size + y.size, dtype)
    x.view(arena)[...] = numbers.reshape(1, 1, 1, width, LANES)
    program = Program(arena)
    program.add(every_function, x=x, y=y)
    program.run()
    return numbers, dict(zip(WANTED, y.view(arena).reshape(len(WANTED), -1), strict=True))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_vector_functions_equal_numpy(dtype: str) -> None:
    x, found = computed(dtype)
    information = np.finfo(dtype)
    for name, function in WANTED.items():
        with np.errstate(all="ignore"):
            wanted = function(x.astype(np.float64)) if dtype == "float32" else function(x)
            rounded = wanted.astype(dtype)
        got = found[name].astype(np.float64)
        np.testing.assert_array_equal(np.isnan(got), np.isnan(wanted), err_msg=name)
        np.testing.assert_array_equal(np.isinf(got), np.isinf(rounded), err_msg=name)
        tiny = np.abs(rounded) < 4 * information.smallest_normal  # kernels may take that for 0
        counts = np.isfinite(rounded) & ~tiny
        allowed = 200 if (name, dtype) == ("erf", "float64") else 3.5
        errors = np.abs(got[counts] - wanted[counts]) / np.spacing(np.abs(rounded[counts])).astype(np.float64)
        assert errors.max() <= allowed, (name, x[counts][errors.argmax()], errors.max())
        assert (np.abs(got[tiny]) <= 4 * information.smallest_normal).all(), name


def test_edges() -> None:
    x, found = computed("float32")
    at = {float(number): {name: float(y[k]) for name, y in found.items()} for k, number in enumerate(x[:12])}
    assert at[math.inf] == {
        "exp": math.inf,
        "expm1": math.inf,
        "log": math.inf,
        "log1p": math.inf,
        "tanh": 1,
        "erf": 1,
        "sign": 1,
    }
    below = at[-math.inf]
    assert [below[name] for name in ("exp", "expm1", "tanh", "erf", "sign")] == [0, -1, -1, -1, -1]
    assert math.isnan(below["log"])
    assert at[0.0]["exp"] == at[1.0]["sign"] == 1
    assert at[0.0]["log"] == at[-1.0]["log1p"] == -math.inf
    assert at[89.0]["exp"] == math.inf
    assert at[-1e4]["exp"] == 0
    assert at[1e4]["tanh"] == 1
