"""What merging layers do to particular numbers."""

from __future__ import annotations

import numpy as np

from tests.layers.test_behaviour import output, single


def test_multiply_has_its_gradient_where_factors_are_zero() -> None:
    a, b, c = np.array([[2.0, 0.0, 0.0]]), np.array([[3.0, 3.0, 0.0]]), np.array([[5.0, 5.0, 5.0]])
    found = single("multiply", (3,), (3,), (3,)).run([a, b, c], {}, np.ones((1, 3)))
    assert found.output.tolist() == [[30, 0, 0]]
    assert [gradient.tolist() for gradient in found.input_gradients] == [[[15, 15, 0]], [[10, 0, 0]], [[6, 0, 0]]]


def test_gate_carries_or_transforms() -> None:
    h, x = np.array([[1.0, 1.0, 1.0]]), np.array([[5.0, 5.0, 5.0]])
    shares = np.array([[0.0, 1.0, 0.25]])
    assert output(single("gate", *[(3,)] * 3), h, shares, x).tolist() == [[5, 1, 4]]


def test_scale_makes_signal_and_gradient_smaller() -> None:
    found = single("scale", (2,), config={"factor": 0.25}).run([np.array([[4.0, -8.0]])], {}, np.ones((1, 2)))
    assert found.output.tolist() == [[1, -2]]
    assert found.input_gradients[0].tolist() == [[0.25, 0.25]]
