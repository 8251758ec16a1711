"""A network goes out with what it has learned, or with what its run begins with, number by number."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.split import split
from lab.document.graph import Graph, Node
from lab.document.model import Model
from lab.document.templates import template
from lab.engine.trainer import Trainer
from lab.export.weights import weights_of
from lab.layers.input import Input
from lab.spec.errors import PlanError


@pytest.mark.parametrize("name", ["weather", "xor"])
def test_an_untrained_network_goes_out_as_its_run_begins_and_a_trained_one_as_it_is(name: str) -> None:
    model = template(name)
    samples, run = model.setup.dataset.load(), model.setup.run
    parts = split(samples, run.validation, run.test, run.split_seed)
    trainer = Trainer(model.graph, model.setup, samples, parts, threads=1)
    found, expected = weights_of(model, samples), trainer.network.weights()
    assert list(found) == list(expected)
    for array, values in expected.items():
        assert found[array].dtype == np.float32
        np.testing.assert_array_equal(found[array], values, err_msg=array)

    trainer.network.view(next(iter(expected)))[...] = 7.0
    learned = trainer.model()
    assert (next(iter(weights_of(learned, samples).values())) == 7.0).all()
    trainer.close()


def test_without_data_statistics_begin_as_if_nothing_were_known() -> None:
    assert not weights_of(template("weather"))["batch_norm1/running_mean"].any()


def test_data_of_another_shape_are_not_looked_at() -> None:
    other = template("xor").setup.dataset.load()
    assert not weights_of(template("weather"), other)["batch_norm1/running_mean"].any()


def test_what_is_no_network_is_refused_in_words() -> None:
    lonely = Graph([Node("input1", Input()), Node("input2", Input())])
    with pytest.raises(PlanError, match="exactly one Input"):
        weights_of(Model(lonely, template("xor").setup))
