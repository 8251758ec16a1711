"""Convolutions of a few samples give what the textbook's sums give, and leave the lanes without a sample alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.engine.arena import Arena
from lab.kernels import convolution_fast, convolution_weight_gradient_fast, few_samples, few_samples_weight_gradient
from lab.kernels.kernel import Kernel
from lab.kernels.lanes import LANES
from lab.kernels.program import Program
from lab.layers.conv2d import Conv2D
from lab.layers.dense import Dense
from tests.conformance.single import SingleLayer, numbers_for

Array = NDArray[Any]
FORMS = [
    few_samples.convolve_few,
    few_samples.convolve_input_gradient_few,
    few_samples_weight_gradient.convolve_weight_gradient_few,
]
TURNED = few_samples_weight_gradient.convolve_weight_gradient_few_turned
TILED = [
    convolution_fast.convolve_tiled,
    convolution_fast.convolve_input_gradient_tiled,
    convolution_weight_gradient_fast.convolve_weight_gradient_tiled,
]
TENSORS = ("x", "y", "dy", "dx")
WRITTEN = ("y", "dx", "dweight")


@dataclass(frozen=True)
class Job:
    """A convolution of so many samples of a shape."""

    shape: tuple[int, int, int]
    batch: int
    settings: dict[str, Any] = field(default_factory=dict)


JOBS = [
    Job((3, 7, 6), 1, {"channels": 5}),
    Job((1, 1, 1), 1, {"channels": 1, "kernel": 1}),
    Job((4, 5, 37), 2, {"channels": 7, "kernel": [3, 5], "padding": "valid"}),
    Job((2, 9, 8), 4, {"channels": 9, "padding": "full", "bias": False}),
    Job((6, 8, 11), 3, {"channels": 4, "kernel": 5, "stride": 2, "groups": 2}),
    Job((6, 11, 13), 1, {"channels": 12, "kernel": [7, 4], "stride": [3, 2], "dilation": [1, 3], "groups": 6}),
    Job((5, 12, 12), 7, {"channels": 5, "dilation": 2, "groups": 5}),
    Job((3, 6, 6), 2, {"channels": 2, "kernel": 1, "stride": 3}),
    Job((3, 6, 7), 2, {"channels": 3, "kernel": 2, "stride": [1, 3], "dilation": [4, 1], "padding": "same"}),
    Job((4, 4, 5), 16, {"channels": 3, "padding": "explicit", "pads": [7, 0, 3, 6]}),
    Job((9, 1, 50), 1, {"channels": 17, "kernel": [1, 7]}),
    Job((2, 1, 600), 3, {"channels": 3, "kernel": [1, 3], "stride": [1, 2]}),
    Job((13, 40, 34), 1, {"channels": 11}),
    Job((7, 9, 66), 8, {"channels": 13, "stride": [2, 1]}),
]


def run(
    job: Job,
    kernels: list[Kernel],
    threads: int = 1,
    spoilt: float | None = None,
    together: bool = False,
    lanes: int = LANES,
) -> dict[str, Array]:
    """What the passes write, of memory that holds NaN wherever nothing was written before; tensors as they lie.

    together: a rectifier and the bias' gradient are made along with them.
    """
    layer = Conv2D(**job.settings)
    output = layer.output_shape(job.shape)
    arena = Arena(job.batch, lanes=lanes)
    places: dict[str, Any] = {
        name: arena.tensor(name, output if name in ("y", "dy") else job.shape) for name in TENSORS
    }
    parameters = layer.parameters(job.shape)
    for name in ("weight", "dweight"):
        places[name] = arena.array(name, parameters["weight"].shape)
    places["bias"] = arena.array("bias", (job.settings["channels"] if layer.bias else 0,))
    places["dbias"] = arena.array("dbias", (job.settings["channels"],))
    arena.allocate()
    arena.numbers[...] = np.nan
    random = np.random.default_rng(4)
    for name in ("x", "dy", "weight", "bias"):
        size = (job.batch, *(output if name == "dy" else job.shape)) if name in TENSORS else places[name].shape
        values = random.standard_normal(size).astype(np.float32)
        if name in TENSORS and spoilt is not None:
            values[-1, 0, -1, -1] = spoilt
        arena.write(name, values)
    program = Program(arena.numbers, threads, lanes=lanes)
    everything = {**places, **layer._geometry(places["x"]), "rectified": 1}
    for kernel in kernels:
        names = kernel.arguments if together else (kernel.plain or kernel).arguments
        program.add(kernel, **{name: everything[name] for name in names})
    program.run()
    program.close()
    return {
        name: arena.samples(name).copy() if name in TENSORS else arena.read(name) for name in (*WRITTEN, "dbias", "dy")
    }


def plain(form: Kernel) -> Kernel:
    """A kernel that has no fast form, only the textbook's loop."""
    assert form.plain is not None
    return Kernel(form.plain.function)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: "x".join(map(str, (job.batch, *job.shape))))
def test_equals_the_textbook(job: Job) -> None:
    wanted = run(job, [plain(form) for form in FORMS])
    found = run(job, FORMS)
    for name in WRITTEN:
        both = found[name], wanted[name]
        if name != "dweight":
            assert np.isnan(found[name][:, : job.batch]).sum() == 0, name
            assert (found[name][:, job.batch :] == 0).all(), "lanes without a sample"
            both = found[name][:, : job.batch], wanted[name][:, : job.batch]
        assert np.abs(both[0] - both[1]).max() < 1e-5 * max(1.0, np.abs(both[1]).max()), name
    turned = run(job, [*FORMS[:2], TURNED])["dweight"]
    assert np.abs(turned - wanted["dweight"]).max() < 1e-5 * max(1.0, np.abs(wanted["dweight"]).max())
    for threads in (2, 3):
        again = run(job, FORMS, threads)
        assert np.array_equal(run(job, [TURNED], threads)["dweight"], turned), threads
        assert all(np.array_equal(again[name], found[name]) for name in WRITTEN), threads


@pytest.mark.parametrize("job", JOBS, ids=lambda job: "x".join(map(str, (job.batch, *job.shape))))
def test_what_is_made_along_with_them(job: Job) -> None:
    alone = run(job, FORMS)
    for forms in (FORMS, [*FORMS[:2], TURNED]):
        for threads in (1, 3):
            found = run(job, forms, threads, together=True)
            samples = found["dy"][0, : job.batch]
            assert np.array_equal(found["y"], np.maximum(alone["y"], 0))
            assert np.allclose(found["dbias"], samples.sum((0, 2, 3)), atol=1e-5 * samples.size)


def narrow_cells() -> list[Any]:
    """Jobs, each in cells of several sizes; columns that a kernel meets must lie side by side."""
    jobs = [job for job in JOBS if Conv2D(**job.settings).stride[1] == 1 and job.batch < LANES]
    pairs = [(job, lanes) for job in jobs for lanes in (1, 2, 4, 8) if job.batch <= lanes]
    return [pytest.param(*pair, id="x".join(map(str, (*pair[0].shape, pair[0].batch, pair[1])))) for pair in pairs]


@pytest.mark.parametrize(("job", "lanes"), narrow_cells())
def test_tiles_in_narrow_cells(job: Job, lanes: int) -> None:
    wanted, found = run(job, [plain(form) for form in TILED]), run(job, TILED, lanes=lanes)
    rectified = run(job, TILED, lanes=lanes, together=True)
    for name in WRITTEN:
        samples = (slice(None), slice(job.batch if name != "dweight" else None))
        difference = np.abs(found[name][samples] - wanted[name][samples]).max()
        assert difference < 1e-5 * max(1.0, np.abs(wanted[name][samples]).max()), name
        again = run(job, TILED, 3, lanes=lanes)[name]
        assert np.array_equal(again, found[name]), name
    assert not found["dx"][:, job.batch :].any()
    assert np.array_equal(rectified["y"], np.maximum(found["y"], 0))
    sums = wanted["dy"][0, : job.batch].sum((0, 2, 3))
    assert np.allclose(rectified["dbias"], sums, atol=1e-5 * wanted["dy"].size)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_what_is_not_finite_is_seen(number: float) -> None:
    narrow = Job((3, 5, 9), 3, {"channels": 2})
    for job, forms, lanes in ((JOBS[4], FORMS, LANES), (JOBS[4], [*FORMS[:2], TURNED], LANES), (narrow, TILED, 4)):
        wanted = run(job, [plain(form) for form in FORMS], spoilt=number)
        found = run(job, forms, spoilt=number, lanes=lanes)
        for name in WRITTEN:
            samples = (slice(None), slice(job.batch if name != "dweight" else None))
            spoilt = ~np.isfinite(wanted[name][samples])
            assert spoilt.any()
            assert not np.isfinite(found[name][samples][spoilt]).any(), name
        assert np.isfinite(found["y"][:, : job.batch - 1]).all(), "other samples are as they were"


def chosen(layer: Conv2D, *shape: int, batch: int) -> set[Kernel]:
    """The kernels that a layer's passes get in the fast tier."""
    return set(SingleLayer(layer, (shape,), batch, dtype="float32", tier="fast").program.kernels)


def test_is_taken_where_it_pays() -> None:
    everything = {*FORMS, TURNED}
    assert chosen(Conv2D(channels=16), 3, 20, 20, batch=1).issuperset(FORMS)
    assert chosen(Conv2D(channels=64), 64, 8, 8, batch=2).issuperset([*FORMS[:2], TURNED])
    for layer, shape, batch in (
        (Conv2D(channels=64), (64, 8, 8), 16),
        (Conv2D(channels=64), (64, 8, 8), 17),
        (Conv2D(channels=2), (2, 4, 4), 4),
    ):
        assert chosen(layer, *shape, batch=batch).isdisjoint(everything), (layer, shape)


@pytest.mark.parametrize(("inputs", "units", "batch", "lanes"), [(700, 9, 1, 1), (33, 20, 5, 8), (1100, 3, 8, 8)])
def test_dense_layers_in_narrow_cells(inputs: int, units: int, batch: int, lanes: int) -> None:
    layer, shapes = Dense(units=units), ((inputs,),)
    numbers = numbers_for(layer, shapes, batch)
    wanted = SingleLayer(layer, shapes, batch).run(*numbers).all()
    for threads in (1, 3):
        narrow = SingleLayer(layer, shapes, batch, dtype="float32", tier="fast", threads=threads, lanes=lanes)
        assert any(kernel.any_lanes for kernel in narrow.program.kernels)
        found = narrow.run(*numbers).all()
        narrow.close()
        for name, array in wanted.items():
            np.testing.assert_allclose(found[name], array, rtol=1e-3, atol=1e-3, err_msg=name)
