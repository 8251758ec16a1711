"""Kernels declared by their formula, and how their cells are put into long rows."""

from __future__ import annotations

import numpy as np
import pytest

from lab.kernels.elementwise import elementwise, long_rows
from lab.kernels.kernel import Kernel, TensorReference
from lab.kernels.lanes import LANES, Lanes
from lab.kernels.program import Program, aligned_zeros


@elementwise
def mix(a: Lanes, b: Lanes, part: float) -> Lanes:
    return part * a + b


@elementwise
def fade(x: Lanes, dy: Lanes) -> Lanes:
    return x * dy


def with_halo(offset: int, blocks: int, channels: int, height: int, width: int) -> TensorReference:
    """A tensor with one cell around each picture."""
    row = (width + 2) * LANES
    strides = (channels * (height + 2) * row, (height + 2) * row, row, LANES)
    return TensorReference(offset + row + LANES, blocks, channels, height, width, strides)


def row_shape(*tensors: TensorReference) -> tuple[int, int, int]:
    """Channels, height and width as the loop sees them."""
    found = long_rows([*tensors])
    assert len({(t.blocks, t.channels, t.height, t.width) for t in found}) == 1
    return found[0].channels, found[0].height, found[0].width


def test_arguments_follow_the_formula() -> None:
    assert isinstance(mix, Kernel)
    assert list(mix.arguments) == ["a", "b", "y", "part"]
    assert list(fade.arguments) == ["x", "dy", "dx"]
    assert mix.takes_threads


def test_a_formula_that_no_loop_fits_is_refused() -> None:
    @elementwise
    def wrong(part: float, x: Lanes) -> Lanes:
        return part * x

    @elementwise
    def clashing(x: Lanes, place: float) -> Lanes:
        return place * x

    with pytest.raises(TypeError, match="options"):
        _ = wrong.arguments
    with pytest.raises(TypeError, match="place"):
        _ = clashing.arguments


def test_planes_become_rows_and_short_ones_are_joined() -> None:
    plain = TensorReference.contiguous
    assert row_shape(plain(0, 4, 32, 28, 28)) == (32, 1, 784)
    assert row_shape(plain(0, 4, 128, 1, 1)) == (2, 1, 64)
    assert row_shape(plain(0, 4, 84, 1, 1)) == (1, 1, 84)
    assert row_shape(plain(0, 4, 6, 3, 4)) == (1, 1, 72)
    assert row_shape(plain(0, 4, 3, 1, 100)) == (3, 1, 100)


def test_a_halo_keeps_rows_apart() -> None:
    assert row_shape(with_halo(0, 2, 3, 4, 5)) == (3, 4, 5)
    assert row_shape(TensorReference.contiguous(0, 2, 3, 4, 5), with_halo(0, 2, 3, 4, 5)) == (3, 4, 5)
    apart = TensorReference(0, 2, 3, 4, 5, (999 * LANES, 40 * LANES, 5 * LANES, LANES))
    assert row_shape(TensorReference.contiguous(0, 2, 3, 4, 5), apart) == (3, 1, 20)


def test_tensors_of_different_shapes_are_refused() -> None:
    one, other = TensorReference.contiguous(0, 1, 2, 3, 4), TensorReference.contiguous(999, 1, 2, 4, 3)
    with pytest.raises(TypeError, match="of one shape"):
        fade.slots({"x": one, "dy": one, "dx": other})


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("shape", [(2, 6, 3, 5), (2, 65, 1, 1), (1, 4, 7, 1)])
def test_every_cell_is_computed_and_no_other_touched(shape: tuple[int, int, int, int], threads: int) -> None:
    room = 2 * 70 * 9 * 9 * LANES
    places = {
        "a": TensorReference.contiguous(0, *shape),
        "b": with_halo(room, *shape),
        "y": with_halo(2 * room, *shape),
    }
    arena = aligned_zeros(3 * room, "float32")
    arena[:] = np.random.default_rng(0).standard_normal(len(arena))
    wanted = arena.copy()
    views = {name: place.view(wanted) for name, place in places.items()}
    views["y"][...] = np.float32(0.25) * views["a"] + views["b"]
    program = Program(arena, threads)
    program.add(mix, **places, part=0.25)
    program.run()
    program.close()
    np.testing.assert_allclose(arena, wanted, rtol=1e-6, atol=1e-6)
