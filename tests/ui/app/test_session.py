"""What the parts of a window share: the document, its data, what is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from lab.datasets.base import Dataset, Progress, Samples
from lab.document.commands import ChangeSetup, Remove, Rename
from lab.spec.message import Message
from lab.ui.app.session import Session
from tests.ui.app import fake


class Loads:
    """Loads at once, and counts."""

    def __init__(self) -> None:
        self.done: list[Dataset] = []

    def __call__(self, dataset: Dataset, progress: Progress) -> Samples:
        progress(0.5, Message("half"))
        self.done.append(dataset)
        return dataset.load(progress)


@pytest.fixture
def loads() -> Loads:
    return Loads()


@pytest.fixture
def session(qapp: object, loads: Loads) -> Iterator[Session]:
    made = Session(fake.small_document(), make=fake.FakeTrainers(), load=loads, divide=fake.divide, settle=1)
    yield made
    made.close()


def use_data(session: Session, **values: object) -> None:
    session.do(ChangeSetup(session.document.setup.changed(dataset=fake.FakeData(**values)), Message("x")))


def test_data_is_loaded_in_the_background_and_split(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.samples_changed):
        session.load_data()
    assert session.samples is None
    qtbot.waitUntil(lambda: session.samples is not None)
    assert session.split is not None
    assert len(session.split.training) + len(session.split.validation) + len(session.split.test) == 64


def test_another_data_set_replaces_the_first_and_undo_needs_no_loading(
    qtbot: QtBot, session: Session, loads: Loads
) -> None:
    session.load_data()
    qtbot.waitUntil(lambda: session.samples is not None)
    first = session.samples
    use_data(session, count=10)
    assert session.samples is None
    qtbot.waitUntil(lambda: session.samples is not None)
    assert session.samples is not None
    assert len(session.samples) == 10
    session.document.history.undo()
    assert session.samples is first
    assert len(loads.done) == 2


def test_the_last_of_several_wishes_wins(qtbot: QtBot, session: Session) -> None:
    for count in (10, 11, 12):
        use_data(session, count=count)
    qtbot.waitUntil(lambda: session.samples is not None)
    assert session.samples is not None
    assert len(session.samples) == 12


def test_another_share_for_validation_splits_anew_without_loading(qtbot: QtBot, session: Session, loads: Loads) -> None:
    session.load_data()
    qtbot.waitUntil(lambda: session.samples is not None)
    setup = session.document.setup
    with qtbot.waitSignal(session.samples_changed):
        session.do(ChangeSetup(setup.changed(run=setup.run.replace(validation=0.5)), Message("x")))
    assert session.split is not None
    assert len(session.split.validation) == 32
    assert len(loads.done) == 1


def test_data_that_cannot_be_read_says_why(qtbot: QtBot, session: Session) -> None:
    use_data(session, broken=True)
    qtbot.waitUntil(lambda: session.data_failure is not None)
    assert str(session.data_failure) == "This data is broken."
    assert session.samples is None


def test_loading_can_be_stopped_and_asked_for_again(qtbot: QtBot, session: Session) -> None:
    session.load_data()
    session.data_loading.cancel()
    assert session.data_failure is not None
    session.load_data()
    qtbot.waitUntil(lambda: session.samples is not None)
    assert session.data_failure is None


def test_a_layer_is_chosen_for_everybody_until_it_is_deleted(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.chosen_changed) as chosen:
        session.choose("dense1")
    assert chosen.args == ["dense1"]
    with qtbot.assertNotEmitted(session.chosen_changed):
        session.choose("dense1")
    session.do(Remove(["dense1"]))
    assert session.chosen is None
    session.choose("no such layer")
    assert session.chosen is None


def test_a_sample_stays_within_the_data(qtbot: QtBot, session: Session) -> None:
    session.load_data()
    qtbot.waitUntil(lambda: session.samples is not None)
    session.choose_sample(1000)
    assert session.sample == 63
    use_data(session, count=10)
    qtbot.waitUntil(lambda: session.samples is not None)
    assert session.sample == 0


def test_a_command_that_is_refused_is_explained(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.message) as said:
        assert not session.do(Remove(["no such layer"]))
    assert "no such layer" in str(said.args[0])
    assert not session.unsaved


def test_another_document_takes_the_place_of_the_first(qtbot: QtBot, session: Session) -> None:
    old = session.document
    session.choose("dense1")
    with qtbot.waitSignal(session.document_replaced):
        session.replace(fake.small_document())
    assert session.chosen is None
    old.do(Rename("dense1", "x"))  # nobody listens any more
    assert not session.unsaved
    session.do(Rename("dense1", "y"))
    assert session.unsaved
    qtbot.waitUntil(lambda: session.samples is not None)
