"""Feature maps of the chosen layer for the chosen sample, and the network's answer."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lab.datasets.base import Samples
from lab.spec.errors import DataError
from lab.spec.message import Message
from lab.ui.panels import samples
from lab.ui.panels.feature_maps import FeatureMapsPanel
from lab.ui.widgets.class_bars import Answer
from lab.ui.widgets.mosaic import Cell
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import FakeSession, split_of
from tests.ui.panels.mouse import move


@pytest.fixture
def panel(trained: FakeSession, show: Show) -> FeatureMapsPanel:
    shown = show(FeatureMapsPanel, trained)
    assert isinstance(shown, FeatureMapsPanel)
    return shown


def with_maps(session: FakeSession, **maps: np.ndarray) -> None:
    snapshot = session.runner.snapshot
    assert snapshot is not None
    session.runner.snapshot = dataclasses.replace(snapshot, maps={**snapshot.maps, **maps}, sample=session.sample)
    session.runner.updated.emit()


def test_it_asks_for_the_layer_and_the_output_of_the_sample(panel: FeatureMapsPanel, trained: FakeSession) -> None:
    trained.choose("relu1")
    trained.choose_sample(7)
    interest = trained.runner.watched[panel]
    assert interest.maps == {"relu1", "dense1"}
    assert interest.sample == 7
    assert not interest.weights


def test_the_maps_and_the_sample_are_shown(panel: FeatureMapsPanel, trained: FakeSession) -> None:
    assert trained.runner.snapshot is not None
    assert trained.samples is not None
    np.testing.assert_array_equal(panel.frame.view.values[:, 0], trained.runner.snapshot.maps["conv1"])
    np.testing.assert_array_equal(panel.picture.values[0, 0], trained.samples.inputs[0, 0])
    assert panel.about.text() == "class 0, training"


def test_the_value_under_the_cursor(panel: FeatureMapsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    assert trained.runner.snapshot is not None
    view = panel.frame.view
    move(view, view.cell_rectangle(Cell(4, 0, 6, 2)).center().toPoint())
    value = trained.runner.snapshot.maps["conv1"][4, 6, 2]
    text = panel.frame.footer.text()
    assert text.startswith("channel 4, row 6, column 2 = ")
    assert float(text.partition("= ")[2].replace("−", "-")) == pytest.approx(value, rel=0.01)
    move(panel.picture, panel.picture.cell_rectangle(Cell(0, 0, 1, 3)).center().toPoint())
    assert panel.frame.footer.text().startswith("row 1, column 3 = ")


def test_signed_before_and_unsigned_after_relu(panel: FeatureMapsPanel, trained: FakeSession) -> None:
    assert panel.frame.view.scale.kind == "signed"
    trained.choose("relu1")
    assert panel.frame.view.scale.kind == "unsigned"
    assert panel.frame.view.scale.low == 0


def test_stepping_through_the_samples(panel: FeatureMapsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    assert not panel.previous.isEnabled()
    qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert trained.sample == 1
    assert panel.number.value() == 1
    assert panel.about.text().startswith("class 1")
    panel.number.setValue(199)
    assert trained.sample == 199
    assert not panel.next.isEnabled()
    qtbot.mouseClick(panel.previous, Qt.MouseButton.LeftButton)
    assert trained.sample == 198
    assert panel.about.text() == "class 8, test"


def test_maps_of_another_sample_are_not_shown_as_this_ones(panel: FeatureMapsPanel, trained: FakeSession) -> None:
    trained.choose("conv2")
    trained.choose_sample(3)
    trained.choose("relu2")  # the run has not answered for sample 3 yet
    assert panel.frame.view.values is None
    assert panel.frame.footer.text().startswith("Reading")
    with_maps(trained)
    assert panel.frame.view.values is not None


def test_dense_outputs_are_bars(panel: FeatureMapsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    values = np.linspace(-1, 2, 10).astype(np.float32)
    with_maps(trained, dense1=values)
    trained.choose("dense1")
    assert panel.strip.isVisible()
    assert not panel.frame.view.isVisible()
    np.testing.assert_array_equal(panel.strip.values, values)
    move(panel.strip, panel.strip.place_of(9).toPoint())
    assert panel.frame.footer.text() == "class 9 = 2"
    qtbot.keyClick(panel.strip, Qt.Key.Key_Left)
    assert panel.frame.footer.text().startswith("class 8 = 1.67")
    trained.choose("flatten1")
    qtbot.keyClick(panel.strip, Qt.Key.Key_Home)
    assert panel.frame.footer.text().startswith("feature 0 = ")


def test_the_answer_is_softmax_of_the_scores(panel: FeatureMapsPanel, trained: FakeSession) -> None:
    scores = np.zeros(10, np.float32)
    scores[4] = 3
    with_maps(trained, dense1=scores)
    answer = panel.bars.answer
    assert answer is not None
    assert sum(answer.values) == pytest.approx(1)
    assert answer.values[4] == pytest.approx(np.exp(3) / (np.exp(3) + 9))
    assert (answer.best, answer.truth) == (4, 0)
    assert answer.words() == "The network says 4 (69\N{NARROW NO-BREAK SPACE}%), but it is 0."
    assert answer.words() in panel.words()


def test_one_output_for_two_classes(trained: FakeSession, show: Show) -> None:
    from tests.ui.panels.fake import FakeDense, FakePoints, chain, load_points, snapshot_of

    session = FakeSession(chain(("input1", FakePoints()), ("dense1", FakeDense(features=1))))
    load_points(session)
    session.document.setup.loss = type(session.document.setup.loss)()
    session.document.setup.loss = _binary()
    snapshot_of(session)
    assert session.runner.snapshot is not None
    session.runner.snapshot = dataclasses.replace(session.runner.snapshot, maps={"dense1": np.array([2.0], np.float32)})
    answer = samples.answer(session)  # type: ignore[arg-type]
    assert answer is not None
    assert answer.names == ("upper", "lower")
    assert sum(answer.values) == pytest.approx(1)
    assert answer.best == 1


def _binary() -> object:
    from lab.spec import registry

    return registry.find("loss", "binary_cross_entropy")()


def test_each_map_by_its_own_scale(panel: FeatureMapsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    maps = np.ones((8, 8, 8), np.float32)
    maps[3] *= 100
    with_maps(trained, conv1=maps)
    assert panel.frame.view.scale.codes(maps[:, None])[0].max() < 10
    qtbot.mouseClick(panel.each, Qt.MouseButton.LeftButton)
    assert panel.frame.view.scale.codes(maps[:, None]).min() == 255
    assert panel.frame.bar.labels() == ("most", "0")


def test_the_data_are_loading_or_failed(trained: FakeSession, show: Show) -> None:
    trained.samples = None
    panel = show(FeatureMapsPanel, trained)
    assert panel.notice_text.text() == "Loading the data …"
    assert panel not in trained.runner.watched
    trained.data_failure = DataError(Message("There is no folder of that name."))
    trained.samples_changed.emit()
    assert panel.notice_text.text() == "There is no folder of that name."


def test_colour_samples_are_shown_in_colour(trained: FakeSession) -> None:
    inputs = np.zeros((4, 3, 2, 2), np.uint8)
    inputs[1, 0] = 255
    data = Samples(inputs, np.zeros(4, np.int64), ("only",), scale=1 / 255)
    trained.samples, trained.split = data, split_of(4)
    assert samples.is_picture(data)
    assert samples.tile(data, 1).shape == (1, 1, 2, 2, 3)
    assert samples.tile(data, 1)[0, 0, 0, 0].tolist() == [255, 0, 0]


def test_pictures_go_from_black_to_white_whatever_the_scale(trained: FakeSession) -> None:
    inputs = np.zeros((2, 1, 2, 2), np.float32)
    data = Samples(inputs, np.zeros(2, np.int64), ("only",), scale=0.5, offset=0.5)
    assert samples.value_range(data) == (-1, 1)


@pytest.mark.parametrize(
    ("shape", "expected"), [((2, 30), (1, 1, 2, 30)), ((5,), (1, 1, 1, 5)), ((7, 4, 4), (7, 1, 4, 4))]
)
def test_other_samples_are_shown_as_rows(shape: tuple[int, ...], expected: tuple[int, ...]) -> None:
    data = Samples(np.zeros((3, *shape), np.float32), np.zeros((3, 1), np.float32))
    assert samples.tile(data, 0).shape == expected
    assert samples.target_text(data, 0) == "0"


def test_the_highest_classes_are_shown_where_there_is_little_room(panel: FeatureMapsPanel) -> None:
    values = tuple(float(number) / 1225 for number in range(50))
    panel.bars.show_answer(Answer(tuple(map(str, range(50))), values, truth=3))
    shown = panel.bars.shown()
    assert shown[0] == 49
    assert 3 in shown
    assert len(shown) < 20
    panel.bars.show_answer(Answer(("a", "b"), (0.2, 0.8), truth=1))
    assert panel.bars.shown() == [0, 1]
    assert "which is right" in panel.bars.toolTip()


def test_the_maps_of_the_document_before_are_not_those_of_this_one(
    panel: FeatureMapsPanel, trained: FakeSession
) -> None:
    assert trained.runner.snapshot is not None
    trained.runner.snapshot = dataclasses.replace(trained.runner.snapshot, maps={})
    trained.runner.updated.emit()
    assert panel.frame.view.values is not None  # for the moment that an answer takes
    trained.document_replaced.emit()  # its layers have the same names
    assert panel.frame.view.values is None
    assert panel.bars.answer is None
