"""What elementary functions do with particular numbers, and with lanes that hold no sample."""

from __future__ import annotations

import numpy as np
import pytest

from lab.engine.control import Control
from lab.engine.diagnosis import Diverged
from lab.engine.gradcheck import check
from lab.engine.trainer import Trainer
from tests.engine import networks
from tests.layers.test_activations import derivative, passed


@pytest.mark.parametrize("kind", ["logarithm", "square_root", "reciprocal"])
def test_a_batch_that_is_not_full_learns_behind_functions_of_zero(kind: str) -> None:
    """The lanes without a sample hold zeros, of which there is no logarithm."""
    graph = networks.Chain(1, 4, 4).then("flatten", "absolute", kind).end(3)
    found = check(graph, networks.setup(), networks.samples())
    assert found
    assert all(one.passed for one in found), found


def test_training_stops_at_what_has_no_logarithm_and_names_it() -> None:
    graph = networks.Chain(1, 4, 4).then("flatten", "tanh", "logarithm").end(3)
    data = networks.samples()
    one, control = Trainer(graph, networks.setup(), data, networks.split(data)), Control()
    control.resume()
    with pytest.raises(Diverged, match="the output of logarithm1") as caught:
        one.run(control, lambda snapshot: None)
    one.close()
    assert (caught.value.node, caught.value.step) == ("logarithm1", 1)


@pytest.mark.parametrize(
    ("exponent", "of_minus_two", "steepness"),
    [(2, 4, -4), (3, -8, 12), (0, 1, 0), (-1, -0.5, -0.25), (17, -(2.0**17), 17 * 2.0**16), (0.5, np.nan, np.nan)],
)
def test_powers_of_negative_numbers(exponent: float, of_minus_two: float, steepness: float) -> None:
    x = np.array([[-2.0]])
    np.testing.assert_allclose(passed("power", x, exponent=exponent).output, [[of_minus_two]], rtol=1e-13)
    np.testing.assert_allclose(derivative("power", x, exponent=exponent), [steepness], rtol=1e-13)


def test_functions_at_the_edge_of_what_they_are_defined_for() -> None:
    x = np.array([[-1.0, 0.0]])
    np.testing.assert_array_equal(passed("logarithm", x).output, [[np.nan, -np.inf]])
    np.testing.assert_array_equal(passed("square_root", x).output, [[np.nan, 0]])
    np.testing.assert_array_equal(passed("reciprocal", x).output, [[-1, np.inf]])
    np.testing.assert_array_equal(passed("power", x, exponent=-2).output, [[1, np.inf]])


def test_clip_is_relu6() -> None:
    x = np.array([[-1.0, 0.5, 6.0, 7.0]])
    assert passed("clip", x).output.ravel().tolist() == [0, 0.5, 6, 6]
    assert derivative("clip", x) == [0, 1, 1, 0]
    assert passed("clip", x, low=3, high=2).output.ravel().tolist() == [2, 2, 2, 2]
