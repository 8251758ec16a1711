"""The run as the interface sees it, with a trainer that only counts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer, ChangeSetup, Move, Remove
from lab.engine.diagnosis import Diverged
from lab.engine.snapshot import Interest
from lab.schedules.constant import Constant
from lab.schedules.cosine import Cosine
from lab.spec.errors import PlanError
from lab.spec.message import Message
from lab.ui.app.runner import Runner, RunState
from lab.ui.app.session import Session
from lab.ui.app.setup_edits import change_field, change_kind
from tests.ui.app import fake

Make = Callable[..., Session]


@pytest.fixture
def trainers() -> fake.FakeTrainers:
    return fake.FakeTrainers()


@pytest.fixture
def make_session(qapp: object, trainers: fake.FakeTrainers) -> Iterator[Make]:
    made: list[Session] = []

    def make(**run: object) -> Session:
        session = Session(fake.small_document(**run), make=trainers, divide=fake.divide, settle=1)
        made.append(session)
        session.load_data()
        return session

    yield make
    trainers.gate.set()
    for session in made:
        session.close()


def reach(qtbot: QtBot, runner: Runner, state: RunState) -> None:
    qtbot.waitUntil(lambda: runner.state is state)


def test_prepares_in_the_background_as_soon_as_the_data_is_there(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    assert session.runner.state is RunState.PREPARING
    reach(qtbot, session.runner, RunState.READY)
    assert session.runner.obstacle is None
    assert len(session.runner.record.evaluations) == 1  # step 0


def test_trains_to_the_end_and_every_point_arrives(qtbot: QtBot, make_session: Make) -> None:
    runner = make_session(epochs=3).runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    assert runner.record.steps.column("step").tolist() == list(range(1, 31))
    assert runner.record.test == (0.1, 0.9)


def test_train_before_the_data_is_there_begins_when_it_comes(qtbot: QtBot, make_session: Make) -> None:
    runner = make_session().runner
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)


def test_train_after_the_end_adds_the_same_number_of_epochs(qtbot: QtBot, make_session: Make) -> None:
    session = make_session(epochs=2)
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    runner.train()
    assert session.document.setup.run.epochs == 4
    qtbot.waitUntil(lambda: len(runner.record.steps) == 40 and runner.state is RunState.FINISHED)
    assert not runner.stale


def test_pause_and_go_on(qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers) -> None:
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
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
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


def test_other_data_that_does_not_fit_takes_the_old_pictures_away(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.runner.watch(session, Interest(maps=frozenset({"dense1"})))
    qtbot.waitUntil(lambda: session.runner.snapshot is not None)
    setup = session.document.setup.changed(dataset=fake.FakeData(side=5))
    session.do(ChangeSetup(setup, Message("Other data")))
    reach(qtbot, session.runner, RunState.EMPTY)
    assert session.runner.obstacle is not None
    assert session.runner.snapshot is None


def test_single_steps(qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers) -> None:
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


def test_a_stopped_run_is_tested_and_can_go_on(qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers) -> None:
    runner = make_session(epochs=1000).runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    runner.stop()
    assert runner.state is RunState.FINISHED
    qtbot.waitUntil(lambda: runner.record.test == (0.2, 0.8))
    runner.train()
    assert runner.state is RunState.TRAINING


def test_an_edit_of_an_untrained_network_prepares_it_anew(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.do(ChangeLayer("flatten1", "missing", 1)) if False else None
    session.do(
        ChangeSetup(session.document.setup.changed(run=session.document.setup.run.replace(batch_size=8)), Message("x"))
    )
    qtbot.waitUntil(lambda: len(trainers.made) == 2)
    reach(qtbot, session.runner, RunState.READY)
    assert not session.runner.stale
    qtbot.waitUntil(lambda: trainers.made[0].closed)


def test_moving_and_naming_layers_prepares_nothing(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.do(Move({"dense1": (7.0, 7.0)}))
    qtbot.wait(50)
    assert len(trainers.made) == 1


def test_an_edit_after_training_makes_the_run_stale_and_undo_makes_it_fresh(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session()
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.step("batch")
    reach(qtbot, runner, RunState.PAUSED)
    session.do(ChangeLayer("dense1", "bias", False))
    assert runner.stale
    session.document.history.undo()
    assert not runner.stale
    session.do(ChangeLayer("dense1", "bias", False))
    runner.train()  # a new run, of the network as it is now
    reach(qtbot, runner, RunState.FINISHED)
    assert len(trainers.made) == 2
    assert not runner.stale
    assert trainers.made[1].order.graph.node("dense1").layer.bias is False


def test_a_run_at_work_is_never_touched_by_an_edit(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=1000)
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    session.do(Remove(["dense1"]))
    before = trainers.made[0].step
    qtbot.waitUntil(lambda: trainers.made[0].step > before)
    assert runner.state is RunState.TRAINING
    assert runner.stale
    assert "dense1" in trainers.made[0].order.graph


def test_reset_and_new_random_weights(qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers) -> None:
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


def test_rate_and_clip_limit_act_at_once_and_stand_in_the_document(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=1000, clipping="norm")
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    runner.set_learning_rate(0.5)
    runner.set_clip_limit(3.0)
    qtbot.waitUntil(lambda: trainers.made[0].settings == {"learning_rate": 0.5, "clip_limit": 3.0})
    assert session.document.setup.optimizer.learning_rate == 0.5
    assert session.document.setup.run.clip_limit == 3.0
    assert not runner.stale
    session.document.history.undo()
    session.document.history.undo()
    qtbot.waitUntil(lambda: trainers.made[0].settings == {"learning_rate": 0.01, "clip_limit": 1.0})


def test_the_schedule_acts_at_once_and_stands_in_the_document(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=1000)
    reach(qtbot, session.runner, RunState.READY)
    session.runner.train()
    change_kind(session, "schedule", Cosine)
    change_field(session, "schedule", "warm_up", 2.0)
    qtbot.waitUntil(lambda: trainers.made[0].setup.schedule == Cosine(warm_up=2.0))
    assert session.document.setup.schedule == Cosine(warm_up=2.0)
    assert not session.runner.stale
    assert len(trainers.made) == 1
    session.document.history.undo()
    session.document.history.undo()
    qtbot.waitUntil(lambda: trainers.made[0].setup.schedule == Constant())


def test_a_rate_that_is_not_allowed_is_explained(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    with qtbot.waitSignal(session.message) as said:
        session.runner.set_learning_rate(-1.0)
    assert "Learning rate" in str(said.args[0])
    assert session.document.setup.optimizer.learning_rate == 0.01


def test_a_run_that_diverges_fails_in_words_and_still_answers(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
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


def test_a_network_that_cannot_be_planned_fails_until_it_is_edited(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    trainers.refuse = PlanError(Message("Too big."))
    session = make_session()
    reach(qtbot, session.runner, RunState.FAILED)
    trainers.refuse = None
    session.do(ChangeLayer("dense1", "bias", False))
    reach(qtbot, session.runner, RunState.READY)


def test_a_mistake_of_ours_is_reported_and_ends_only_the_run(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers, monkeypatch: pytest.MonkeyPatch
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


def test_a_bad_question_does_not_end_the_run(qtbot: QtBot, make_session: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(str(args.exc_value)))
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    runner.ask(lambda trainer: 1 // 0)
    qtbot.waitUntil(lambda: len(reported) == 1)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)


def test_train_says_what_is_missing(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.do(Remove(links=[session.document.graph.inputs("dense1")[0]]))
    assert session.runner.state is RunState.EMPTY
    with qtbot.waitSignal(session.runner.refused):
        session.runner.train()
    assert "has no input" in str(session.runner.obstacle)
    assert session.runner.obstacle_node == "dense1"
    session.document.history.undo()
    assert session.runner.state is RunState.READY


def test_only_what_is_watched_is_copied(qtbot: QtBot, make_session: Make) -> None:
    runner = make_session().runner
    reach(qtbot, runner, RunState.READY)
    owner = object()
    runner.watch(owner, Interest(maps=frozenset({"dense1", "gone"}), sample=3))
    qtbot.waitUntil(lambda: runner.snapshot is not None and set(runner.snapshot.maps) == {"dense1"})
    assert runner.snapshot is not None
    assert runner.snapshot.sample == 3
    runner.watch(owner, None)
    qtbot.waitUntil(lambda: runner.snapshot is not None and not runner.snapshot.maps)


def test_the_maps_of_a_finished_run_still_follow_what_is_watched(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    runner = session.runner
    reach(qtbot, runner, RunState.READY)
    runner.train()
    reach(qtbot, runner, RunState.FINISHED)
    runner.watch(session, Interest(maps=frozenset({"dense1"})))
    qtbot.waitUntil(lambda: runner.snapshot is not None and set(runner.snapshot.maps) == {"dense1"})


def test_broken_data_is_the_obstacle(qtbot: QtBot, make_session: Make) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    setup = session.document.setup
    session.do(ChangeSetup(setup.changed(dataset=fake.FakeData(broken=True)), Message("x")))
    qtbot.waitUntil(lambda: session.data_failure is not None)
    assert session.runner.state is RunState.EMPTY
    assert str(session.runner.obstacle) == "This data is broken."


def test_close_ends_the_thread_in_the_middle_of_training(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session(epochs=100_000)
    reach(qtbot, session.runner, RunState.READY)
    session.runner.train()
    qtbot.waitUntil(lambda: trainers.made[0].step > 5)
    session.close()
    assert trainers.made[0].closed


def test_what_is_saved_is_no_longer_unsaved(qtbot: QtBot, make_session: Make) -> None:
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


def test_an_opened_model_goes_on_where_it_was(qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers) -> None:
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
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
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


def test_reset_of_a_network_that_cannot_run_keeps_the_run(
    qtbot: QtBot, make_session: Make, trainers: fake.FakeTrainers
) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.runner.step("batch")
    reach(qtbot, session.runner, RunState.PAUSED)
    session.do(Remove(links=session.document.graph.inputs("dense1")))
    with qtbot.waitSignal(session.runner.refused):
        session.runner.reset()
    assert session.runner.trained
    session.document.history.undo()
    assert session.runner.state is RunState.PAUSED
    assert not session.runner.stale
