"""Winograd's minimal filtering gives what the textbook's sums give, wherever the tiles lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.engine.arena import Arena
from lab.kernels import winograd, winograd_weight_gradient
from lab.kernels.kernel import Kernel
from lab.kernels.program import Program
from lab.layers.conv1d import Conv1D
from lab.layers.conv2d import Conv2D
from lab.layers.convolution import Convolution
from tests.conformance import test_layers as conformance
from tests.conformance.single import SingleLayer

Array = NDArray[Any]
FORMS = [
    winograd.convolve_winograd,
    winograd.convolve_input_gradient_winograd,
    winograd_weight_gradient.convolve_weight_gradient_winograd,
]
WRITTEN = ("y", "dx", "dweight")


@dataclass(frozen=True)
class Job:
    """A convolution of a batch of pictures; `pads` are top, left, bottom, right, `kernel` is height and width."""

    inputs: int
    outputs: int
    height: int
    width: int
    pads: tuple[int, int, int, int]
    batch: int
    kernel: tuple[int, int] = (3, 3)


JOBS = [
    Job(3, 5, 7, 6, (1, 1, 1, 1), 3),
    Job(17, 7, 5, 9, (0, 0, 0, 0), 16),
    Job(2, 9, 3, 3, (0, 0, 0, 0), 1),
    Job(5, 3, 1, 2, (1, 1, 1, 1), 17),
    Job(4, 4, 8, 8, (2, 2, 2, 2), 17),
    Job(6, 2, 6, 35, (1, 0, 0, 1), 5),
    Job(2, 6, 4, 5, (7, 0, 3, 6), 33),
    Job(33, 16, 6, 4, (1, 1, 1, 1), 64),
    Job(5, 6, 6, 6, (1, 1, 1, 1), 80),  # two pictures at a time, and one that is left
    Job(6, 16, 14, 14, (0, 0, 0, 0), 64, (5, 5)),
    Job(3, 5, 9, 7, (2, 2, 2, 2), 3, (5, 5)),
    Job(1, 17, 5, 6, (4, 4, 4, 4), 17, (5, 5)),
    Job(7, 3, 1, 21, (0, 2, 0, 2), 17, (1, 5)),
    Job(9, 4, 1, 10, (0, 0, 0, 1), 5, (1, 3)),
    Job(4, 33, 8, 6, (0, 3, 2, 0), 2, (2, 3)),
    Job(5, 6, 6, 11, (8, 5, 0, 0), 1, (3, 5)),
    Job(40, 40, 20, 21, (3, 1, 3, 1), 16, (7, 3)),
]


def run(
    job: Job,
    kernels: list[Kernel],
    threads: int = 1,
    spoilt: float | None = None,
    dtype: str = "float32",
    together: bool = False,
) -> dict[str, Array]:
    """What the three passes write, of memory that holds NaN wherever nothing was written before.

    together: a rectifier and the bias' gradient are made along with them.
    """
    top, left, bottom, right = job.pads
    layer = Conv2D(channels=job.outputs, kernel=job.kernel, padding="explicit", pads=job.pads)
    shape = (job.inputs, job.height, job.width)
    output = layer.output_shape(shape)
    assert output[1:] == (job.height + top + bottom - job.kernel[0] + 1, job.width + left + right - job.kernel[1] + 1)
    arena = Arena(job.batch, dtype)
    tensors = {"x": arena.tensor("x", shape), "y": arena.tensor("y", output)}
    tensors |= {"dy": arena.tensor("dy", output), "dx": arena.tensor("dx", shape)}
    sizes = dict.fromkeys(("weight", "dweight"), (job.outputs, job.inputs, *job.kernel))
    arrays = {name: arena.array(name, size) for name, size in sizes.items()}
    arrays |= {name: arena.array(name, (job.outputs,)) for name in ("bias", "dbias")}
    arena.allocate()
    arena.numbers[...] = np.nan
    random = np.random.default_rng(4)
    for name in ("x", "dy", "weight", "bias"):
        size = (job.batch, *(shape if name == "x" else output)) if name in tensors else arrays[name].shape
        values = random.standard_normal(size).astype(np.float32)
        if name in tensors and spoilt is not None:
            values[-1, 0, -1, -1] = spoilt
        arena.write(name, values)
    program = Program(arena.numbers, threads)
    everything: dict[str, Any] = {**tensors, **arrays, "top": top, "left": left, "groups": 1, "rectified": 1}
    everything |= dict.fromkeys(("stride_i", "stride_j", "dilation_i", "dilation_j"), 1)
    for kernel in kernels:
        given = [name for name in kernel.arguments if together or name not in kernel.further]
        program.add(kernel, **{name: everything[name] for name in given})
    program.run()
    program.close()
    return {name: arena.read(name) for name in (*WRITTEN, "dbias", "dy")}


def plain(form: Kernel) -> Kernel:
    """A kernel that has no fast form, only the textbook's loop."""
    assert form.plain is not None
    return Kernel(form.plain.function)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.inputs}to{job.outputs}by{job.kernel[1]}")
def test_equals_the_textbook(job: Job) -> None:
    wanted = run(job, [plain(form) for form in FORMS])
    found = run(job, FORMS)
    for name in WRITTEN:
        scale = np.abs(wanted[name]).max()
        assert np.abs(found[name] - wanted[name]).max() < 1e-5 * max(1.0, scale), name
    for threads in (2, 3):
        again = run(job, FORMS, threads)
        assert all(np.array_equal(again[name], found[name]) for name in WRITTEN), threads


@pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.inputs}to{job.outputs}by{job.kernel[1]}")
def test_what_is_made_along_with_them(job: Job) -> None:
    alone = run(job, FORMS)
    found = run(job, FORMS, together=True)
    assert np.array_equal(found["y"], np.maximum(alone["y"], 0))
    assert np.array_equal(found["dweight"], alone["dweight"])
    assert np.allclose(found["dbias"], found["dy"].sum((0, 2, 3), dtype="float64"), atol=1e-6 * found["dy"].size)
    for threads in (2, 3):
        assert np.array_equal(run(job, FORMS, threads, together=True)["dbias"], found["dbias"]), threads


@pytest.mark.parametrize("job", [JOBS[0], JOBS[8]], ids=lambda job: f"by{job.kernel[1]}")
def test_rounds_little_more_than_the_direct_sums(job: Job) -> None:
    numbers = {
        name: run(job, forms) for name, forms in (("direct", [plain(form) for form in FORMS]), ("minimal", FORMS))
    }
    exact = run(job, [plain(form) for form in FORMS], dtype="float64")  # of the same numbers
    for name in WRITTEN:
        direct, minimal = (np.sqrt(np.mean((numbers[way][name] - exact[name]) ** 2)) for way in ("direct", "minimal"))
        assert minimal < 4 * direct, name


@pytest.mark.parametrize("job", [JOBS[0], JOBS[8]], ids=lambda job: f"by{job.kernel[1]}")
@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_what_is_not_finite_is_seen(job: Job, number: float) -> None:
    wanted, found = (run(job, kernels, spoilt=number) for kernels in ([plain(form) for form in FORMS], FORMS))
    for name in WRITTEN:
        spoilt = ~np.isfinite(wanted[name])
        assert spoilt.any()
        assert not np.isfinite(found[name][spoilt]).any(), name
    assert np.isfinite(found["y"][0]).all(), "other samples are as they were"


def chosen(layer: Convolution, *shape: int, batch: int = 64) -> set[Kernel]:
    """The kernels that a layer's passes get in the fast tier."""
    return set(SingleLayer(layer, (shape,), batch, dtype="float32", tier="fast").program.kernels)


def test_is_taken_where_it_pays() -> None:
    for layer, shape in (
        (Conv2D(channels=64), (64, 8, 8)),
        (Conv2D(channels=16, kernel=5, padding="valid"), (6, 14, 14)),
        (Conv1D(channels=64, kernel=5), (16, 40)),
    ):
        assert chosen(layer, *shape).issuperset(FORMS), (layer, shape)
    for layer, shape in (
        (Conv2D(channels=64, kernel=7), (64, 8, 8)),
        (Conv2D(channels=64, stride=2), (64, 8, 8)),
        (Conv2D(channels=64, dilation=2), (64, 8, 8)),
        (Conv2D(channels=64, groups=2), (64, 8, 8)),
        (Conv2D(channels=2), (2, 8, 8)),
        (Conv2D(channels=64), (1, 8, 8)),
        (Conv2D(channels=64), (64, 1, 1)),
    ):
        assert chosen(layer, *shape).isdisjoint(FORMS), (layer, shape)


def test_in_a_layer_equals_the_plain_kernels() -> None:
    layer, case = Conv2D(channels=64), conformance.Case({}, ((64, 6, 8),))
    assert chosen(layer, *case.shapes[0], batch=17).issuperset(FORMS)
    conformance.test_fast_kernels_equal_plain_ones(layer, case)
    conformance.test_threads_keep_to_their_own_blocks_where_it_is_said(layer, case)
