"""What each layer says that its cells see, against what happens to its output when one input cell changes."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest

from lab.document.graph import Graph, Link, Node
from lab.engine.network import Network
from lab.layers.base import Layer
from lab.spec import registry
from tests.layers.making import make


def outputs(layer: Layer, shape: tuple[int, ...], inputs: np.ndarray) -> np.ndarray:
    """The layer's outputs (sample, *shape), nothing being trained."""
    form = {1: "values", 2: "signal", 3: "image"}[len(shape)]
    names = {1: ("features",), 2: ("channels", "length"), 3: ("channels", "height", "width")}[len(shape)]
    source = make("input", form=form, **dict(zip(names, shape, strict=True)))
    graph = Graph([Node("input1", source), Node("it", layer)], [Link("input1", "it")])
    network = Network(graph, batch=len(inputs), training=False, tier="plain", dtype="float64")
    network.initialize(3)
    return network.outputs(inputs)


@pytest.mark.parametrize(
    ("kind", "config", "length"),
    [
        ("conv1d", {"kernel": 3, "padding": "valid", "channels": 1}, 9),
        ("conv1d", {"kernel": 3, "stride": 2, "dilation": 2, "channels": 1}, 12),
        ("conv1d", {"kernel": 4, "stride": 3, "padding": "valid", "channels": 1}, 12),
        ("average_pool1d", {}, 7),
        ("average_pool1d", {"size": 2, "stride": 3}, 9),
        ("transposed_conv1d", {"kernel": 5, "stride": 2, "channels": 1}, 6),
        ("transposed_conv1d", {"kernel": 3, "stride": 2, "dilation": 3, "channels": 1}, 7),
        ("upsample", {"method": "linear", "factor": 3}, 6),
        ("upsample", {}, 4),
        ("zero_padding", {"pads": (0, 2, 0, 1)}, 5),
        ("zero_shortcut", {"stride": 2, "channels": 1}, 7),
        ("relu", {}, 5),
    ],
)
def test_a_cell_sees_what_its_layer_says(kind: str, config: dict[str, object], length: int) -> None:
    layer, shape = make(kind, **config), (1, length)
    (window,) = layer.windows(shape) or ()
    # One cell after the other is changed; which outputs change with it?
    inputs = np.full((length + 1, 1, length), 0.5)
    inputs[np.arange(1, length + 1), 0, np.arange(length)] = 0.75
    given = outputs(layer, shape, inputs)
    seen = given[1:, 0] != given[:1, 0]  # (input cell, output cell)
    reach = [np.flatnonzero(column) for column in seen.T if column.any()]
    assert max(cells[-1] - cells[0] + 1 for cells in reach) == window.span
    assert len(given[0, 0]) == layer.output_shape(shape)[1]
    whole = [place for place, column in enumerate(seen.T) if column.sum() == seen.sum(0).max()]
    first, last = (int(np.flatnonzero(seen.T[place])[0]) for place in (whole[0], whole[-1]))
    assert last - first == pytest.approx(float(window.step) * (whole[-1] - whole[0]), abs=1)
    at_the_end = length - 1 - max(cells[-1] for cells in reach)
    assert at_the_end >= window.unseen
    assert (at_the_end > max(0, int(window.step) - window.span)) == bool(window.unseen)
    if window.sum:
        assert window.sum.endswith(f"= {layer.output_shape(shape)[1]}")


@pytest.mark.parametrize(
    ("kind", "shape"), [("dense", (6,)), ("global_average_pool", (2, 4, 5)), ("global_max_pool", (2, 7))]
)
def test_some_see_everything(kind: str, shape: tuple[int, ...]) -> None:
    assert make(kind).windows(shape) is None


@pytest.mark.parametrize(
    ("config", "shape", "told"),
    [
        ({"kernel": 5, "padding": "same"}, (1, 28, 28), "(28 + 2·2 − 5)/1 + 1 = 28"),
        ({"kernel": 5, "padding": "valid"}, (3, 32, 32), "(32 − 5)/1 + 1 = 28"),
        ({"kernel": 3, "padding": "valid", "stride": 2}, (1, 8, 8), "⌊(8 − 3)/2⌋ + 1 = 3"),
        ({"kernel": 2, "padding": "same"}, (1, 8, 8), "(8 + 0 + 1 − 2)/1 + 1 = 8"),
        ({"kernel": 3, "padding": "valid", "dilation": 2}, (1, 9, 9), "(9 − 2·(3 − 1) − 1)/1 + 1 = 5"),
    ],
)
def test_sizes_are_written_out(config: dict[str, object], shape: tuple[int, ...], told: str) -> None:
    windows = make("conv2d", **config).windows(shape)
    assert windows is not None
    assert [window.sum for window in windows] == [told, told]


@pytest.mark.parametrize("kind", [cls.name for cls in registry.known("layer")])
def test_every_layer_has_a_window_for_each_axis_and_right_sums(kind: str) -> None:
    for case in registry.find("layer", kind).cases:  # type: ignore[attr-defined]
        layer = make(kind, **case.config)
        windows, output = layer.windows(*case.shapes), layer.output_shape(*case.shapes)
        if not windows:  # it sees everything, or there are no places
            continue
        assert [window.length for window in windows] == list(case.shapes[0][1:])
        for axis, window in enumerate(windows, 1):
            assert window.span >= 1
            assert window.step > 0
            if window.sum:
                assert window.sum.endswith(f"= {output[axis]}")
            elif len(output) == len(case.shapes[0]):
                assert output[axis] == window.length


def linear_layers() -> list[str]:
    return [cls.name for cls in registry.known("layer") if cls.linear and not cls.random]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", linear_layers())
def test_linear_layers_are_linear(kind: str) -> None:
    case = registry.find("layer", kind).cases[0]  # type: ignore[attr-defined]
    random, shape = np.random.default_rng(0), case.shapes[0]
    one, other = random.normal(size=(2, *shape))
    inputs = np.stack([one, other, one + other, np.zeros(shape)])
    first, second, both, nothing = outputs(make(kind, **case.config), shape, inputs)
    assert both - nothing == pytest.approx((first - nothing) + (second - nothing), abs=1e-9)
    assert prod(both.shape)
