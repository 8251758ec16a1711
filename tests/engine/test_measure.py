"""Batch norm right behind the Input begins with what the training samples show."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lab.datasets.base import Samples
from lab.datasets.csv_file import CsvFile
from lab.datasets.split import split
from lab.document.templates import template
from lab.engine.measure import channel_statistics
from lab.engine.trainer import Trainer
from tests.engine import networks


def test_statistics_are_of_each_channel_of_the_chosen_samples() -> None:
    random = np.random.default_rng(0)
    inputs = random.integers(0, 255, (50, 3, 4, 5)).astype(np.uint8)
    chosen = np.array([1, 4, 7, 30])
    found = channel_statistics(Samples(inputs, np.zeros(50, np.int64), ("a", "b"), scale=1 / 255, offset=-0.5), chosen)
    seen = inputs[chosen] / 255 - 0.5
    np.testing.assert_allclose(found["mean"], seen.mean(axis=(0, 2, 3)))
    np.testing.assert_allclose(found["variance"], seen.var(axis=(0, 2, 3), ddof=1))


def test_a_table_is_standardised_by_its_training_rows_alone(tmp_path: Path) -> None:
    model, samples = template("weather"), CsvFile().load()
    parts = split(samples)
    trainer = Trainer(model.graph, model.setup, samples, parts, threads=1)
    rows = samples.inputs[parts.training].astype(float)
    trainer.network.start_pass(parts.training[:32])
    trainer.network.program.run(*trainer.network.beats["forward"])
    expected = (rows[:32] - rows.mean(axis=0)) / rows.std(axis=0, ddof=1)
    np.testing.assert_allclose(trainer.network.read("batch_norm1/output")[:32], expected, atol=1e-3)
    trainer.close()


def test_elsewhere_it_begins_as_nothing_is_known() -> None:
    graph = networks.Chain(1, 4, 4).then("conv2d", "batch_norm", "flatten", channels=2).end(3)
    samples = networks.samples()
    trainer = Trainer(graph, networks.setup(), samples, split(samples), threads=1)
    assert not trainer.network.arena.read("batch_norm1/running_mean").any()
    trainer.close()
