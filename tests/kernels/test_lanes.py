"""Compiled kernels do on lanes what NumPy does."""

from __future__ import annotations

import numpy as np
import pytest

from lab.kernels.kernel import Array4, ArrayReference, TensorReference, Vector, kernel, share
from lab.kernels.lanes import (
    Tensor,
    absolute,
    exp,
    lane_numbers,
    log,
    maximum,
    minimum,
    sqrt,
    tanh,
    total,
    where,
    zeros_like,
)
from lab.kernels.program import Program, aligned_zeros


@kernel
def every_operation(x: Tensor, y: Tensor, weight: Array4, sums: Vector, slope: float, shift: int) -> None:
    for n in range(x.blocks):
        for c in range(x.channels):
            for i in range(x.height):
                for j in range(x.width):
                    a = x[n, c, i, j]
                    b = zeros_like(a)
                    b += slope * a - weight[c, 0, i, j] / 2 + shift
                    b *= 2
                    b -= lane_numbers(a) * 0.25
                    b /= 3.0
                    inside = (b > -1) & (b <= 1)
                    b = where(inside, exp(b), tanh(-b))
                    b = where((a == 0) | (a != a), 7.0, maximum(b, minimum(a, 0.5)))
                    y[n, c, i, j] = sqrt(absolute(b)) + log(1.0 + absolute(a))
                    y[n, c, i, j, 3] = x[n, c, i, j, 2] + 1
                    sums[0] += total(a)


def places(dtype: str) -> tuple[np.ndarray, dict[str, object]]:
    x = TensorReference.contiguous(0, 2, 3, 4, 5)
    y = TensorReference.contiguous(x.size, 2, 3, 4, 5)
    weight = ArrayReference(2 * x.size, (3, 1, 4, 5))
    sums = ArrayReference(2 * x.size + 64, (1,))
    arena = aligned_zeros(2 * x.size + 128, dtype)
    arena[: x.size] = np.random.default_rng(1).standard_normal(x.size)
    arena[5] = 0
    arena[2 * x.size : 2 * x.size + weight.size] = np.arange(weight.size) * 0.1
    return arena, {"x": x, "y": y, "weight": weight, "sums": sums, "slope": 0.3, "shift": 1}


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 3e-5), ("float64", 1e-12)])
def test_compiled_kernel_equals_numpy(dtype: str, tolerance: float) -> None:
    arena, arguments = places(dtype)
    expected = arena.copy()
    views = {
        name: value.view(expected) if hasattr(value, "view") else value  # type: ignore[attr-defined]
        for name, value in arguments.items()
    }
    every_operation(
        Tensor(views["x"]), Tensor(views["y"]), views["weight"], views["sums"], arguments["slope"], arguments["shift"]
    )
    program = Program(arena)
    program.add(every_operation, **arguments)
    assert program.run() == 1
    np.testing.assert_allclose(arena, expected, rtol=tolerance, atol=tolerance)


@kernel
def keep_nan(x: Tensor, y: Tensor, weight: Array4, sums: Vector, slope: float, shift: int) -> None:
    for c in range(x.channels):
        y[0, c, 0, 0] = where(x[0, c, 0, 0] <= 0, 0, x[0, c, 0, 0])
        y[0, c, 0, 1] = maximum(x[0, c, 0, 0], slope)
        y[0, c, 0, 2] = minimum(slope, x[0, c, 0, 0])


def test_nan_survives_relu_maximum_and_minimum() -> None:
    arena, arguments = places("float32")
    arena[:16] = np.nan
    program = Program(arena)
    program.add(keep_nan, **arguments)
    program.run()
    written = arguments["y"].view(arena)  # type: ignore[attr-defined]
    assert np.isnan(written[0, 0, 0, :3]).all()
    assert np.isfinite(written[0, 1:, 0, :3]).all()


@pytest.mark.parametrize("threads", [1, 2, 3, 7])
def test_shares_cover_everything_once(threads: int) -> None:
    for count in (0, 1, 5, 16, 100):
        parts = [range(*share(count, thread, threads)) for thread in range(threads)]
        assert [place for part in parts for place in part] == list(range(count))


def test_wrong_arguments_are_refused() -> None:
    program = Program(aligned_zeros(64, "float32"))
    with pytest.raises(TypeError, match="takes"):
        program.add(every_operation, x=1)
