"""What the deep networks of the templates are there to show."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.datasets.split import split
from lab.document.model import Model
from lab.document.templates import template
from lab.document.unfolding import exit_of, unfolded
from lab.engine.control import Control
from lab.engine.network import Network
from lab.engine.trainer import Trainer
from tests.engine.test_trainer import do, in_background


def gradients(name: str) -> NDArray[np.float64]:
    """Size of each layer's gradient in the first step, in the order of the data's flow."""
    model = template(name)
    samples = model.setup.dataset.load()
    run = model.setup.run
    trainer = Trainer(model.graph, model.setup, samples, split(samples, run.validation, run.test, run.split_seed))
    control = Control()
    with in_background(trainer, control, []):
        do(control, "batch")
    return trainer.record.sizes.column("gradient")[0]


def test_the_gradient_reaches_the_first_layer_along_the_shortcuts_alone() -> None:
    plain = gradients("plain")
    assert plain[0] < 1e-3 * plain[-2]
    for name in ("residual-a", "residual-b"):
        residual = gradients(name)
        assert residual[0] > 0.1 * residual[-2]


@pytest.fixture(scope="module")
def forms() -> Model:
    return template("resnext-forms")


def test_the_three_forms_of_resnext_are_one_function(forms: Model) -> None:
    network = Network(forms.graph, batch=5, training=False)
    for name, array in forms.weights.items():
        network.arena.view(name)[...] = array
    network.set_inputs(np.random.default_rng(0).uniform(size=(5, 1, 8, 8)).astype(np.float32))
    network.run_beat("forward")
    blocks = [node.id for node in forms.graph if node.kind == "block"]
    a, b, c = (network.arena.read(f"{exit_of(forms.graph, block)}/output") for block in blocks)
    assert abs(a).max() > 0.1
    np.testing.assert_allclose(b, a, atol=1e-5)
    np.testing.assert_allclose(c, a, atol=1e-5)


def test_a_thousand_layers_with_weights_are_planned_and_take_a_step() -> None:
    graph = template("residual-1001").graph
    assert len(graph) < 20
    main = [node for node in unfolded(graph) if node.kind in ("conv2d", "dense")]
    assert len(main) - 3 == 1001  # three convolutions stand on shortcuts
    sizes = gradients("residual-1001")
    assert np.isfinite(sizes).all()
    assert (sizes > 0).all()
