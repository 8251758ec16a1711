"""Whole networks in Keras give what they give here: every template, and networks drawn by lot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates import template, templates
from lab.engine.benchmark.random_networks import TINY, Lot, layer_kinds
from lab.engine.network import Network
from tests.engine import networks
from tests.export.keras.running import export, loaded, outputs
from tests.export.learned import learned

discover_all()

NEAR = 1e-5  # of the largest number
NAMES = [kind.name for kind in templates()]
FEW = ("digits", "highway", "lenet5", "residual-b", "resnext-b", "signals", "weather")  # where there is little time


def assert_same_outputs(model: Model, path: Path, batch: int = 3) -> None:
    steps = [f"{model.graph.inputs(node.id)[0].source}/output" for node in model.graph if node.kind in ("step", "sign")]
    network = Network(model.graph, batch=batch, training=False, keep=steps)
    network.load_weights(model.weights)
    shape = network.output_shape(network.input_node)
    inputs = np.random.default_rng(1).standard_normal((batch, *shape)).astype(np.float32)
    wanted = network.outputs(inputs)
    network.close()
    if any(np.abs(network.read(name)).min() < NEAR for name in steps):
        return  # rounding decides near the edge
    found = outputs(loaded(export(model, path)), inputs)
    np.testing.assert_allclose(found, wanted, rtol=NEAR, atol=NEAR * max(1.0, float(np.abs(wanted).max())))


@pytest.mark.parametrize(
    "name", [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]
)
def test_every_template(name: str, tmp_path: Path) -> None:
    assert_same_outputs(learned(template(name), 0), tmp_path / f"{name}.py")


def check_drawn(seed: int, folder: Path) -> None:
    lot, kinds = Lot([seed], TINY), layer_kinds()
    model = learned(Model(lot.graph(kinds[seed % len(kinds)]), networks.setup()), seed)
    assert_same_outputs(model, folder / f"drawn_{seed}.py", lot.batch())


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_networks_drawn_by_lot(tmp_path: Path, seed: int) -> None:
    check_drawn(seed, tmp_path)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1_000_000))
def test_many_networks_drawn_by_lot(tmp_path: Path, seed: int) -> None:
    check_drawn(seed, tmp_path)
