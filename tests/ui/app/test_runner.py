"""The run as the interface sees it, with a trainer that only counts."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from lab.engine.diagnosis import Diverged
from lab.engine.snapshot import Interest
from lab.spec.message import Message
from lab.ui.app.runner import Runner, RunState
from tests.ui.app import fake
from tests.ui.app.conftest import MakeSession


def reach(qtbot: QtBot, runner: Runner, state: RunState) -> None:
    qtbot.waitUntil(lambda: runner.state is state)


def test_prepares_in_the_background_as_soon_as_the_data_is_there(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    assert session.runner.state is RunState.PREPARING
    reach(qtbot, session.runner, RunState.READY)
    assert session.runner.obstacle is None
    assert len(session.runner.record.evaluations) == 1  # step 0


def test_trains_to_the_end_and_every_point_arrives(qtbot: QtBot, make_session: MakeSession) -> None:
    runner = make_session(epochs=3).runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    assert runner.record.steps.column("step").tolist() == list(range(1, 31))
    assert runner.record.test == (0.1, 0.9)


def test_train_before_the_data_is_there_begins_when_it_comes(qtbot: QtBot, make_session: MakeSession) -> None:
    runner = make_session().runner
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)


def test_train_after_the_end_adds_the_same_number_of_epochs(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session(epochs=2)
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    runner.train()
    assert session.document.setup.run.epochs == 4
    qtbot.waitUntil(lambda: len(runner.record.steps) == 40 and runner.state is RunState.FINISHED)
    assert not runner.stale


def test_pause_and_go_on(qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers) -> None:
    runner = make_session(epochs=1000).runner
    reach(qtbot, runner, RunState.READY)
    runner.toggle()
    assert runner.state is RunState.TRAINING
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    runner.toggle()
    assert runner.state is RunState.PAUSED
    qtbot.waitUntil(lambda: trainers.made[0].state == "paused")
    before = trainers.made[0].step
    runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > before)
    assert len(trainers.made) == 1


def test_the_pace_holds_for_this_run_and_the_next(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    runner = make_session(epochs=1000).runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    runner.set_pace(30)
    qtbot.waitUntil(lambda: trainers.made[0].settings == {"pace": 30})
    runner.reset()
    reach(qtbot, runner, RunState.READY)
    runner.train()
    qtbot.waitUntil(lambda: trainers.made[1].settings == {"pace": 30})


def test_single_steps(qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers) -> None:
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    runner.step("batch")
    reach(qtbot, runner, RunState.PAUSED)
    assert trainers.made[0].step == 1
    for beat in ("forward", "loss", "backward", "update"):
        runner.step("beat")
        qtbot.waitUntil(lambda beat=beat: runner.beat == beat and runner.state is RunState.PAUSED)
    runner.step("epoch")
    qtbot.waitUntil(lambda: trainers.made[0].step == fake.BATCHES and runner.state is RunState.PAUSED)


def test_a_stopped_run_is_tested_and_can_go_on(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    runner = make_session(epochs=1000).runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    runner.stop()
    assert runner.state is RunState.FINISHED
    qtbot.waitUntil(lambda: runner.record.test == (0.2, 0.8))
    runner.train()
    assert runner.state is RunState.TRAINING


def test_reset_and_new_random_weights(qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers) -> None:
    session = make_session()
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.step("batch")
    reach(qtbot, runner, RunState.PAUSED)
    runner.reset()
    reach(qtbot, runner, RunState.READY)
    assert trainers.made[1].setup.run.seed == 0
    assert len(runner.record.steps) == 0
    runner.randomize()
    reach(qtbot, runner, RunState.READY)
    seed = session.document.setup.run.seed
    assert seed != 0
    assert trainers.made[2].setup.run.seed == seed
    session.document.history.undo()
    assert session.document.setup.run.seed == 0


def test_a_run_that_diverges_fails_in_words_and_still_answers(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    trainers.fail_at = 4
    trainers.failure = Diverged(Message("No number any more."), "dense1", 4)
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FAILED)
    assert str(runner.failure) == "No number any more."
    answers: list[int] = []
    assert runner.ask(lambda trainer: trainer.step, answers.append)
    qtbot.waitUntil(lambda: answers == [3])  # the state before the bad step
    trainers.fail_at = -1
    runner.train()  # starts again
    reach(qtbot, runner, RunState.FINISHED)


def test_a_mistake_of_ours_is_reported_and_ends_only_the_run(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(str(args.exc_value)))
    trainers.fail_at, trainers.failure = 2, ZeroDivisionError("our fault")
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FAILED)
    assert reported == ["our fault"]
    assert "ZeroDivisionError" in str(runner.failure)


def test_a_bad_question_does_not_end_the_run(
    qtbot: QtBot, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(str(args.exc_value)))
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    runner.ask(lambda trainer: 1 // 0)
    qtbot.waitUntil(lambda: len(reported) == 1)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)


def test_only_what_is_watched_is_copied(qtbot: QtBot, make_session: MakeSession) -> None:
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    owner = object()
    runner.watch(owner, Interest(maps=frozenset({"dense1", "gone"}), sample=3))
    qtbot.waitUntil(lambda: runner.snapshot is not None and set(runner.snapshot.maps) == {"dense1"})
    assert runner.snapshot is not None
    assert runner.snapshot.sample == 3
    runner.watch(owner, None)
    qtbot.waitUntil(lambda: runner.snapshot is not None and not runner.snapshot.maps)


def test_the_maps_of_a_finished_run_still_follow_what_is_watched(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    runner.watch(session, Interest(maps=frozenset({"dense1"})))
    qtbot.waitUntil(lambda: runner.snapshot is not None and set(runner.snapshot.maps) == {"dense1"})


def test_close_ends_the_thread_in_the_middle_of_training(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=100_000)
    reach(qtbot, session.runner, RunState.READY)
    session.runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    session.close()
    assert trainers.made[0].closed


def test_what_is_saved_is_no_longer_unsaved(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    assert not session.unsaved
    session.runner.step("batch")
    reach(qtbot, session.runner, RunState.PAUSED)
    assert session.unsaved
    session.runner.mark_saved()
    assert not session.unsaved
    session.runner.step("batch")
    qtbot.waitUntil(lambda: session.unsaved)


def test_an_opened_model_goes_on_where_it_was(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=4)
    reach(qtbot, session.runner, RunState.READY)
    session.runner.step("batch")
    reach(qtbot, session.runner, RunState.PAUSED)
    model = trainers.made[0].model()
    session.open_model(model)
    reach(qtbot, session.runner, RunState.PAUSED)
    assert session.runner.record.steps.column("step").tolist() == [1]
    assert not session.unsaved
    session.runner.train()
    reach(qtbot, session.runner, RunState.FINISHED)
    assert trainers.made[1].step == 40


def test_a_finished_run_that_is_opened_again_is_finished_and_goes_on_for_more(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=2)
    reach(qtbot, session.runner, RunState.READY)
    session.runner.train()
    reach(qtbot, session.runner, RunState.FINISHED)
    session.open_model(trainers.made[0].model())
    reach(qtbot, session.runner, RunState.FINISHED)
    assert len(trainers.made) == 2
    assert session.runner.record.test == (0.1, 0.9)
    session.runner.train()
    qtbot.waitUntil(lambda: trainers.made[1].step == 40)
    reach(qtbot, session.runner, RunState.FINISHED)
