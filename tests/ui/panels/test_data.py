"""The browser of the samples: filters, counts, choosing by click and keys."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.datasets.base import Samples
from lab.spec.errors import DataError
from lab.spec.message import Message
from lab.ui.panels.data import DataPanel
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import FakeSession, load_points, split_of
from tests.ui.panels.mouse import move


@pytest.fixture
def panel(session: FakeSession, show: Show) -> DataPanel:
    shown = show(DataPanel, session)
    assert isinstance(shown, DataPanel)
    return shown


def test_all_samples_are_there(panel: DataPanel) -> None:
    assert panel.grid.indices.tolist() == list(range(200))
    assert [panel.part_box.itemText(index) for index in range(4)] == [
        "All parts: 200",
        "training: 140",
        "validation: 30",
        "test: 30",
    ]
    assert panel.counts.text() == "split seed 7"
    assert panel.class_box.count() == 11


def test_filter_by_part_and_class(panel: DataPanel, session: FakeSession) -> None:
    panel.part_box.setCurrentIndex(2)
    assert panel.grid.indices.tolist() == list(range(140, 170))
    panel.class_box.setCurrentIndex(1 + 3)
    assert panel.grid.indices.tolist() == [143, 153, 163]
    assert panel.counts.text() == "3 shown · split seed 7"
    panel.part_box.setCurrentIndex(0)
    assert session.samples is not None
    assert (session.samples.targets[panel.grid.indices] == 3).all()
    assert len(panel.grid.indices) == 20


def test_a_click_chooses_a_sample_everywhere(panel: DataPanel, session: FakeSession, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=panel.grid.box(9).center())
    assert session.sample == 9
    assert panel.footer.text() == "Sample 9, class 9, training"
    panel.class_box.setCurrentIndex(1 + 5)
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=panel.grid.box(2).center())
    assert session.sample == 25


def test_a_sample_chosen_elsewhere_is_brought_into_sight(panel: DataPanel, session: FakeSession) -> None:
    session.choose_sample(190)
    box = panel.grid.box(190)
    assert panel.grid.chosen == 190
    assert panel.grid.viewport().rect().contains(box)


def test_arrow_keys_choose(panel: DataPanel, session: FakeSession, qtbot: QtBot) -> None:
    across = panel.grid.across
    qtbot.keyClick(panel.grid, Qt.Key.Key_Right)
    assert session.sample == 1
    qtbot.keyClick(panel.grid, Qt.Key.Key_Down)
    assert session.sample == 1 + across
    qtbot.keyClick(panel.grid, Qt.Key.Key_End)
    assert session.sample == 199
    qtbot.keyClick(panel.grid, Qt.Key.Key_Up)
    assert session.sample == 199 - across
    qtbot.keyClick(panel.grid, Qt.Key.Key_Home)
    assert session.sample == 0
    qtbot.keyClick(panel.grid, Qt.Key.Key_PageDown)
    assert session.sample % across == 0
    assert session.sample > 0


def test_hover_tells_which_sample(panel: DataPanel, qtbot: QtBot) -> None:
    move(panel.grid.viewport(), panel.grid.box(4).center())
    assert panel.footer.text() == "Sample 4, class 4, training"
    move(panel.grid.viewport(), QPoint(1, 1))
    assert panel.footer.text() == "Sample 0, class 0, training"


def test_the_wheel_with_control_zooms_and_a_double_click_resets(panel: DataPanel, qtbot: QtBot) -> None:
    usual = panel.grid.box(0).size()
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.grid.viewport(), event)
    assert panel.grid.box(0).width() == usual.width() + 8  # one more pixel for each pixel of the picture
    qtbot.keyClick(panel.grid, Qt.Key.Key_Minus)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Minus)
    assert panel.grid.box(0).width() == usual.width() - 8
    qtbot.mouseDClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert panel.grid.box(0).size() == usual


def test_only_what_is_seen_is_fetched(panel: DataPanel) -> None:
    fetched: list[int] = []
    fetch = panel.grid.fetch

    def counting(indices: np.ndarray) -> np.ndarray:
        fetched.extend(indices.tolist())
        return fetch(indices)

    panel.grid.fetch = counting
    panel.grab()
    assert 0 < len(fetched) < 60


def test_large_and_small_pictures(session: FakeSession, show: Show) -> None:
    panel = show(DataPanel, session, 900, 400)
    assert isinstance(panel, DataPanel)
    assert panel.picture.isVisible()
    assert session.samples is not None
    session.choose_sample(12)
    np.testing.assert_array_equal(panel.picture.values[0, 0], session.samples.inputs[12, 0])
    panel.resize(400, 300)
    assert not panel.picture.isVisible()


def test_points_are_a_scatter_and_a_click_chooses(session: FakeSession, show: Show, qtbot: QtBot) -> None:
    load_points(session)
    panel = show(DataPanel, session)
    assert isinstance(panel, DataPanel)
    scatter = panel.scatter
    assert scatter.isVisible()
    assert session.samples is not None
    np.testing.assert_array_equal(scatter.points, session.samples.inputs)
    assert scatter._legend.names == ["upper", "lower"]
    place = scatter.place_of(41)
    nearest = scatter.nearest(place)
    assert nearest is not None
    qtbot.mouseClick(scatter.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    chosen = session.samples.inputs[session.sample]
    assert np.abs(chosen - session.samples.inputs[41]).max() < 0.05
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    assert session.sample == scatter.chosen
    panel.class_box.setCurrentIndex(1)
    assert (scatter._classes == 0).all()
    assert "sample,x,y,class" in scatter.csv()
    assert panel.footer.text().startswith(f"Sample {session.sample}, class ")


def test_points_keep_their_zoom_under_a_filter(session: FakeSession, show: Show) -> None:
    load_points(session)
    panel = show(DataPanel, session)
    assert isinstance(panel, DataPanel)
    panel.scatter._view.scaleBy((0.5, 0.5))
    zoomed = panel.scatter._view.viewRange()
    panel.part_box.setCurrentIndex(1)
    assert panel.scatter._view.viewRange() == zoomed
    panel.scatter.fit()
    assert panel.scatter._view.viewRange() != zoomed


def test_points_with_values_are_coloured_by_them(session: FakeSession, show: Show) -> None:
    inputs = np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32)
    session.samples = Samples(inputs, inputs[:, :1].copy())
    session.split = split_of(50)
    panel = show(DataPanel, session)
    assert isinstance(panel, DataPanel)
    assert not panel.class_box.isVisible()
    assert "target" in panel.scatter.csv().splitlines()[0]
    panel.grab()


@pytest.mark.parametrize("shape", [(3, 5, 5), (2, 40), (6,), (7, 4, 4)])
def test_samples_of_every_shape_are_drawn(shape: tuple[int, ...], session: FakeSession, show: Show) -> None:
    inputs = np.random.default_rng(0).random((30, *shape)).astype(np.float32)
    session.samples = Samples(inputs, np.arange(30, dtype=np.int64) % 2, ("a", "b"))
    session.split = split_of(30)
    panel = show(DataPanel, session, 800, 300)
    assert isinstance(panel, DataPanel)
    assert panel.grid.isVisible()
    colors = {panel.grid.grab().toImage().pixelColor(x, 20).name() for x in range(6, 200)}
    assert len(colors) > 3


def test_other_data_are_taken_up(panel: DataPanel, session: FakeSession) -> None:
    panel.class_box.setCurrentIndex(4)
    load_points(session)
    session.samples_changed.emit()
    assert panel.scatter.isVisible()
    assert panel.class_box.currentIndex() == 0
    assert [panel.class_box.itemText(index) for index in range(3)] == ["All classes", "upper", "lower"]


def test_an_empty_part_shows_no_samples(panel: DataPanel, session: FakeSession) -> None:
    session.split = split_of(200)
    session.split = type(session.split)(np.arange(200), np.empty(0, np.int64), np.empty(0, np.int64), seed=1)
    session.samples_changed.emit()
    panel.part_box.setCurrentIndex(2)
    assert len(panel.grid.indices) == 0
    assert panel.counts.text() == "0 shown · split seed 1"
    panel.grab()


def test_loading_shows_how_far_it_is(session: FakeSession, show: Show) -> None:
    session.samples = session.split = None
    panel = show(DataPanel, session)
    assert panel.notice_text.text() == "Loading the data …"
    session.data_loading.progress = SimpleNamespace(share=0.4, what=Message("Reading"))
    session.data_loading.progressed.emit()
    assert panel.notice_text.text() == "Loading the data … 40 %"
    session.data_failure = DataError(Message("The file ends too early."))
    session.samples_changed.emit()
    assert panel.notice_text.text() == "The file ends too early."


def test_it_does_nothing_new_while_training(panel: DataPanel, session: FakeSession) -> None:
    shown: list[object] = []
    panel.grid.show_samples = lambda *args: shown.append(args)  # type: ignore[method-assign]
    for _ in range(5):
        session.runner.updated.emit()
    assert shown == []
    assert panel not in session.runner.watched
