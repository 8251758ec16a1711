"""Every run of a document is written down: its settings, how far it came, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lab.document import files
from lab.document.model import Model
from lab.document.runs import what_changed
from lab.engine import run_log
from lab.engine.control import Control
from lab.engine.trainer import Trainer
from tests.engine import networks

GRAPH, DATA = networks.with_everything(), networks.samples((2, 6, 6))
SPLIT = networks.split(DATA)


def train(model: Model | None = None, question: Callable[[Trainer], None] | None = None, epochs: int = 2) -> Trainer:
    """Train to the end; a question is asked after the first epoch."""
    setup = networks.setup("adam", rate=0.01, epochs=epochs)
    trainer = Trainer(GRAPH, setup, DATA, SPLIT, model=model)
    control = Control()
    if question is not None:
        control.step("epoch")
        control.ask(lambda trainer: None)

        def then(trainer: Trainer) -> None:
            if trainer.epoch >= 1:
                question(trainer)
                control.resume()
            else:
                control.ask(then)

        control.ask(then)
    else:
        control.resume()
    trainer.run(control, lambda snapshot: None)
    trainer.close()
    return trainer


def test_a_run_stands_with_its_settings_and_figures() -> None:
    trainer = train()
    [stretch] = trainer.runs
    assert (stretch.run, stretch.first_step, stretch.last_step, stretch.epoch) == (1, 0, trainer.step, 2.0)
    assert stretch.setup.optimizer.settings["learning_rate"] == 0.01
    assert stretch.layers == len(GRAPH)
    assert stretch.training_loss == pytest.approx(trainer.record.steps.column("loss")[-5:].mean())
    assert stretch.validation_loss == trainer.record.evaluations.column("loss")[-1]
    assert trainer.record.test is not None
    assert stretch.test_loss == trainer.record.test[0]
    assert stretch.seconds > 0
    assert stretch.started.endswith("Z")


def test_other_settings_on_the_way_begin_another_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_log, "SHORTEST", 0)

    def slower(trainer: Trainer) -> None:
        trainer.setup = trainer.setup.changed(optimizer=trainer.setup.optimizer.replace(learning_rate=0.001))

    first, second = train(question=slower).runs
    assert (first.run, second.run) == (1, 1)
    assert first.last_step == second.first_step == 5
    [[], [change]] = what_changed([first, second])
    assert (change.title, change.before, change.after) == ("Learning rate", 0.01, 0.001)
    assert first.test_loss is None
    assert second.test_loss is not None


def test_a_slider_that_is_being_dragged_leaves_its_last_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_log, "SHORTEST", 1e9)

    def slower(trainer: Trainer) -> None:
        trainer.setup = trainer.setup.changed(optimizer=trainer.setup.optimizer.replace(learning_rate=0.001))

    [stretch] = train(question=slower).runs
    assert stretch.setup.optimizer.settings["learning_rate"] == 0.001
    assert (stretch.first_step, stretch.last_step) == (0, 10)


def test_the_list_goes_on_across_save_and_resume_and_a_new_run(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, train().model())
    resumed = train(files.load(path), epochs=3).model()
    assert [(each.run, each.first_step, each.last_step) for each in resumed.runs] == [(1, 0, 10), (1, 10, 15)]
    files.save(path, Model(resumed.graph, resumed.setup, runs=resumed.runs))  # Reset: the weights are gone
    kept = files.load(path)
    assert not kept.trained
    assert kept.runs == resumed.runs
    assert [each.run for each in train(kept).runs] == [1, 1, 2]


def test_a_trainer_that_has_not_trained_adds_nothing() -> None:
    earlier = train().model()
    trainer = Trainer(GRAPH, networks.setup("adam", rate=0.01, epochs=4), DATA, SPLIT, model=earlier)
    assert trainer.runs == earlier.runs
    trainer.close()
