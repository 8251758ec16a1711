"""The plane of two inputs, and how a layer bends it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.datasets.base import Samples
from lab.datasets.xor import Xor
from lab.engine.plane import SIDE, grid
from lab.engine.snapshot import Snapshot
from lab.ui.app import theme
from lab.ui.panels.plane import PlanePanel
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import (
    FakeDense,
    FakeDocument,
    FakePoints,
    FakeReLU,
    FakeSession,
    RunState,
    chain,
    load_digits,
    split_of,
)

DATA = Xor().load()
FIRST = {"weight": np.array([[1, 1], [1, 1]], np.float32), "bias": np.array([0, -1], np.float32)}
LAST = {"weight": np.array([[1, -2]], np.float32), "bias": np.array([-0.5], np.float32)}


@pytest.fixture
def session(qapp: QApplication) -> FakeSession:
    """XOR by two ReLU and one score: h = max(0, x + y), max(0, x + y - 1); score = h1 - 2 h2 - 1/2."""
    made = FakeSession()
    graph = chain(
        ("input1", FakePoints()),
        ("dense1", FakeDense(features=2)),
        ("relu1", FakeReLU()),
        ("dense2", FakeDense(features=1)),
    )
    made.document = FakeDocument(graph, "binary_cross_entropy")
    made.samples, made.split = DATA, split_of(4)
    made.runner.state = RunState.PAUSED
    points = np.concatenate([grid(DATA).reshape(-1, 2), DATA.inputs])
    sums = points @ FIRST["weight"].T + FIRST["bias"]
    hidden = sums.clip(0)
    made.runner.snapshot = Snapshot(
        1,
        0,
        0,
        weights={"dense1": FIRST, "dense2": LAST},
        plane={"dense1": sums, "relu1": hidden, "dense2": hidden @ LAST["weight"].T + LAST["bias"]},
    )
    return made


@pytest.fixture
def panel(session: FakeSession, show: Show) -> PlanePanel:
    shown = show(PlanePanel, session)
    assert isinstance(shown, PlanePanel)
    return shown


def test_it_asks_for_the_layer_the_answer_and_the_lines(panel: PlanePanel, session: FakeSession) -> None:
    interest = session.runner.watched[panel]
    assert interest.plane == {"relu1", "dense2"}
    assert interest.weights == {"dense1", "dense2"}


def test_the_hidden_plane_is_divided_by_the_line_of_the_last_neuron(panel: PlanePanel) -> None:
    assert panel.summary.text() == "4 of 4 right"
    np.testing.assert_allclose(panel.bent.points, [[0, 0], [1, 0], [1, 0], [2, 1]])
    x, y = panel.bent.border_points.T
    assert len(x) == 2
    np.testing.assert_allclose(x - 2 * y - 0.5, 0, atol=1e-6)


def test_the_plane_of_the_inputs_is_divided_by_two_borders(panel: PlanePanel) -> None:
    np.testing.assert_allclose(panel.flat.mesh_points, grid(DATA))
    sums = panel.flat.border_points.sum(axis=1)
    assert np.all(np.isclose(sums, 0.5, atol=0.03) | np.isclose(sums, 1.5, atol=0.03))
    assert sums.min() < 1 < sums.max()


def test_the_slider_bends_one_plane_into_the_other(panel: PlanePanel) -> None:
    panel.slider.setValue(0)
    np.testing.assert_allclose(panel.bent.mesh_points, grid(DATA))
    panel.slider.setValue(50)
    np.testing.assert_allclose(panel.bent.points, [[0, 0], [0.5, 0.5], [1, 0], [1.5, 1]])


def test_another_layer_with_two_features_can_be_chosen(panel: PlanePanel, session: FakeSession) -> None:
    names = [panel.layer_box.itemText(index) for index in range(panel.layer_box.count())]
    assert names == ["dense1", "relu1"]
    assert panel.layer_box.currentText() == "relu1"
    panel.layer_box.activated.emit(0)
    assert session.chosen == "dense1"
    np.testing.assert_allclose(panel.bent.points, [[0, -1], [1, 0], [1, 0], [2, 1]])


def test_without_such_a_layer_there_is_the_plane_of_the_inputs_alone(session: FakeSession, show: Show) -> None:
    session.document = FakeDocument(
        chain(("input1", FakePoints()), ("dense2", FakeDense(features=1))), "binary_cross_entropy"
    )
    panel = show(PlanePanel, session)
    assert isinstance(panel, PlanePanel)
    assert panel.flat.isVisible()
    assert not panel.bent.isVisible()
    assert not panel.slider.isVisible()


def test_a_click_chooses_a_sample_everywhere(panel: PlanePanel, session: FakeSession) -> None:
    panel.bent.clicked.emit(3)
    assert session.sample == 3
    assert panel.flat.chosen == panel.bent.chosen == 3
    assert "Sample 3" in panel.footer.text()


def test_it_plays_and_pauses_and_rests_while_hidden(panel: PlanePanel, qtbot: QtBot) -> None:
    panel.play_button.click()
    assert panel.playing
    qtbot.waitUntil(lambda: 0 < panel.slider.value() < 100)
    panel.play_button.click()
    assert not panel.playing
    panel.play_button.click()
    panel.hide()
    assert not panel.playing


def test_where_motion_is_reduced_it_jumps(panel: PlanePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_reduced", True)
    for expected in (0, 100):
        panel.toggle()
        assert not panel.playing
        assert panel.slider.value() == expected


def test_pictures_have_no_plane(panel: PlanePanel, session: FakeSession) -> None:
    load_digits(session)
    session.samples_changed.emit()
    assert "two inputs" in panel.notice_text.text()
    assert panel not in session.runner.watched


def test_values_are_shown_by_colour(session: FakeSession, show: Show) -> None:
    session.samples = Samples(DATA.inputs, DATA.targets.astype(np.float32)[:, None], (), ("features",))
    panel = show(PlanePanel, session)
    assert isinstance(panel, PlanePanel)
    assert panel.summary.text() == ""
    assert len(panel.flat.points) == 4


def test_an_answer_for_other_samples_is_not_drawn(session: FakeSession, show: Show) -> None:
    assert session.runner.snapshot is not None
    session.runner.snapshot.plane["dense2"] = np.zeros((SIDE * SIDE + 7, 1), np.float32)
    panel = show(PlanePanel, session)
    assert isinstance(panel, PlanePanel)
    assert len(panel.flat.points) == 0


def test_the_planes_of_the_document_before_are_not_those_of_this_one(panel: PlanePanel, session: FakeSession) -> None:
    assert session.runner.snapshot is not None
    session.runner.snapshot.plane.clear()
    session.runner.updated.emit()
    assert panel.flat.isVisible()  # for the moment that an answer takes
    session.document_replaced.emit()
    assert not panel.flat.isVisible()
