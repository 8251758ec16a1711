"""What edits of the network, its data and its settings do to the run, with a trainer that only counts."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer, ChangeSetup, Move, Remove
from lab.engine.snapshot import Interest
from lab.schedules.constant import Constant
from lab.schedules.cosine import Cosine
from lab.spec.errors import PlanError
from lab.spec.message import Message
from lab.ui.app.runner import Runner, RunState
from lab.ui.app.setup_edits import change_field, change_kind
from tests.ui.app import fake
from tests.ui.app.conftest import MakeSession


def reach(qtbot: QtBot, runner: Runner, state: RunState) -> None:
    qtbot.waitUntil(lambda: runner.state is state)


def test_other_data_that_does_not_fit_takes_the_old_pictures_away(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.runner.watch(session, Interest(maps=frozenset({"dense1"})))
    qtbot.waitUntil(lambda: session.runner.snapshot is not None)
    setup = session.document.setup.changed(dataset=fake.FakeData(side=5))
    session.do(ChangeSetup(setup, Message("Other data")))
    reach(qtbot, session.runner, RunState.EMPTY)
    assert session.runner.obstacle is not None
    assert session.runner.snapshot is None


def test_an_edit_of_an_untrained_network_prepares_it_anew(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    session.do(Move({"dense1": (7.0, 7.0)}))
    qtbot.wait(50)
    assert len(trainers.made) == 1


def test_an_edit_after_training_makes_the_run_stale_and_undo_makes_it_fresh(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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


def test_rate_and_clip_limit_act_at_once_and_stand_in_the_document(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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


def test_a_rate_that_is_not_allowed_is_explained(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    with qtbot.waitSignal(session.message) as said:
        session.runner.set_learning_rate(-1.0)
    assert "Learning rate" in str(said.args[0])
    assert session.document.setup.optimizer.learning_rate == 0.01


def test_a_network_that_cannot_be_planned_fails_until_it_is_edited(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
) -> None:
    trainers.refuse = PlanError(Message("Too big."))
    session = make_session()
    reach(qtbot, session.runner, RunState.FAILED)
    trainers.refuse = None
    session.do(ChangeLayer("dense1", "bias", False))
    reach(qtbot, session.runner, RunState.READY)


def test_train_says_what_is_missing(qtbot: QtBot, make_session: MakeSession) -> None:
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


def test_broken_data_is_the_obstacle(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session()
    reach(qtbot, session.runner, RunState.READY)
    setup = session.document.setup
    session.do(ChangeSetup(setup.changed(dataset=fake.FakeData(broken=True)), Message("x")))
    qtbot.waitUntil(lambda: session.data_failure is not None)
    assert session.runner.state is RunState.EMPTY
    assert str(session.runner.obstacle) == "This data is broken."


def test_reset_of_a_network_that_cannot_run_keeps_the_run(
    qtbot: QtBot, make_session: MakeSession, trainers: fake.FakeTrainers
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
