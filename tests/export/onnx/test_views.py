"""Views: every chain of reshapes and transposes is what NumPy makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.export.onnx.views import View, turns

SHAPES = [(24,), (2, 12), (12, 2), (4, 6), (2, 3, 4), (4, 3, 2), (2, 2, 6), (1, 24), (2, 1, 12), (2, 3, 2, 2)]


@given(st.lists(st.one_of(st.sampled_from(SHAPES), st.randoms(use_true_random=False)), max_size=6))
def test_a_view_is_what_numpy_makes_of_the_numbers(steps: list) -> None:
    base = np.arange(24)
    view, seen = View.plain((24,)), base
    for step in steps:
        if isinstance(step, tuple):
            view, seen = view.reshaped(step), seen.reshape(step)
            continue
        axes = list(range(seen.ndim))
        step.shuffle(axes)
        moved = view.transposed(axes)
        if moved is None:
            continue
        view, seen = moved, seen.transpose(axes)
    assert view.shape == seen.shape
    np.testing.assert_array_equal(view.to_file(base), seen)
    np.testing.assert_array_equal(view.to_layer(seen), base)


def test_two_transposes_that_undo_each_other_leave_nothing() -> None:
    view = View.plain((3, 4, 5)).transposed((1, 2, 0))
    assert view is not None
    assert not view.is_plain
    assert view.axes((3, 4, 5)) == (1, 2, 0)
    assert view.transposed((2, 0, 1)) == View.plain((3, 4, 5))


def test_an_axis_of_size_one_may_be_moved_anywhere() -> None:
    view = View.plain((1, 4, 5)).transposed((1, 2, 0))
    assert view is not None
    assert view.is_plain


def test_sizes_without_common_parts_are_in_the_way() -> None:
    moved = View.plain((4, 6)).transposed((1, 0))
    assert moved is not None
    assert moved.reshaped((8, 3)).transposed((1, 0)) is None


@pytest.mark.parametrize("order", [(1, 0), (2, 0, 1), (1, 3, 0, 2), (0, 3, 1, 4, 2), (5, 3, 1, 4, 2, 0)])
def test_any_order_is_made_of_transposes_of_three_axes(order: tuple[int, ...]) -> None:
    factors = (2, 3, 2, 5, 4, 3)[: len(order)]
    x = np.arange(np.prod(factors))
    wanted = x.reshape(factors).transpose(order).reshape(-1)
    for shape, axes in turns(factors, order):
        x = x.reshape(shape).transpose(axes).reshape(-1)
    assert np.array_equal(x, wanted)
