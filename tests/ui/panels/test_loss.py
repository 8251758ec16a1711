"""Loss and accuracy: what is handed to the plots."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lab.ui.panels.loss import LossPanel
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import FakeSession, RunState, train_some


@pytest.fixture
def panel(trained: FakeSession, show: Show) -> LossPanel:
    shown = show(LossPanel, trained)
    assert isinstance(shown, LossPanel)
    return shown


def test_all_steps_and_step_0_are_there(panel: LossPanel, trained: FakeSession) -> None:
    for name in ("loss", "accuracy"):
        plot = panel.plots[name]
        training, validation = plot.lines["training"].points, plot.lines["validation"].points
        assert training.x.tolist() == list(range(1, 781))
        np.testing.assert_array_equal(training.y, trained.runner.record.steps.column(name))
        assert validation.x[0] == 0
        np.testing.assert_array_equal(validation.y, trained.runner.record.evaluations.column(name))
        assert plot.shown_range()[0][0] == 0


def test_training_is_smoothed_and_validation_dashed_in_one_hue(panel: LossPanel) -> None:
    training, validation = (panel.plots["loss"].lines[key] for key in ("training", "validation"))
    assert training.smoothing == 0.9
    assert len(training.drawn_raw[0]) > 0
    assert validation.dashed
    assert validation.smoothing == 0
    assert training.shown_color() == validation.shown_color()


def test_new_points_arrive_while_training(panel: LossPanel, trained: FakeSession) -> None:
    trained.runner.record.steps.append(step=781, epoch=20.1, loss=0.5, accuracy=0.75)
    trained.runner.updated.emit()
    assert panel.plots["loss"].values_at(781)["training"] == 0.5
    assert panel.plots["accuracy"].lines["training"].points.y[-1] == 0.75


def test_another_run_starts_anew(panel: LossPanel, trained: FakeSession) -> None:
    train_some(trained, steps=20, every=10, seed=5)
    trained.runner.updated.emit()
    assert len(panel.plots["loss"].lines["training"].points) == 20
    assert len(panel.plots["loss"].lines["training"].smooth) == 20


def test_epochs_along_the_axis(panel: LossPanel, trained: FakeSession) -> None:
    panel.axis_box.setCurrentIndex(1)
    assert panel.plots["loss"].lines["training"].points.x[-1] == pytest.approx(20)
    assert panel.plots["loss"].shown_range()[0][1] == pytest.approx(20, abs=0.5)
    panel.plots["loss"].point_at(10)
    assert panel.plots["loss"].readout().startswith("Epoch 10.00")


def test_g_makes_the_loss_logarithmic_from_anywhere(panel: LossPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.plots["loss"], Qt.Key.Key_G)
    assert panel.plots["loss"].logarithmic
    assert panel.log_button.isChecked()
    qtbot.keyClick(panel.plots["accuracy"], Qt.Key.Key_G)
    assert not panel.plots["loss"].logarithmic
    assert not panel.plots["accuracy"].logarithmic
    qtbot.mouseClick(panel.log_button, Qt.MouseButton.LeftButton)
    assert panel.plots["loss"].logarithmic


def test_smoothing_can_be_turned_and_turned_off(panel: LossPanel) -> None:
    line = panel.plots["loss"].lines["training"]
    panel.smoothing.set_value(0.99)
    assert np.std(np.diff(line.main.y)) < 0.1 * np.std(np.diff(line.points.y))
    panel.smoothing.set_value(0.0)
    assert line.main is line.points
    assert len(line.drawn_raw[0]) == 0


def test_one_cursor_for_both_plots(panel: LossPanel) -> None:
    panel.plots["loss"].point_at(100)
    panel.plots["loss"].pointed.emit(100)
    assert panel.plots["accuracy"].readout().startswith("Step 100\n")
    panel.plots["loss"].pointed.emit(None)
    assert panel.plots["accuracy"].readout() == ""


def test_zooming_one_zooms_the_other(panel: LossPanel) -> None:
    panel.plots["loss"].zoom_in()
    assert panel.plots["accuracy"].shown_range()[0] == pytest.approx(panel.plots["loss"].shown_range()[0])
    panel.plots["loss"].fit()
    assert panel.plots["accuracy"].following
    assert panel.plots["accuracy"].shown_range()[0][0] == 0


def test_the_learning_rate_is_shown_on_request(panel: LossPanel, trained: FakeSession, qtbot: QtBot) -> None:
    rate = panel.plots["learning_rate"]
    assert not rate.isVisible()
    qtbot.mouseClick(panel.rate_button, Qt.MouseButton.LeftButton)
    assert rate.isVisible()
    np.testing.assert_array_equal(rate.lines["training"].points.y, trained.runner.record.steps.column("learning_rate"))
    panel.plots["loss"].zoom_in()
    assert rate.shown_range()[0] == pytest.approx(panel.plots["loss"].shown_range()[0])
    qtbot.mouseClick(panel.rate_button, Qt.MouseButton.LeftButton)
    assert not rate.isVisible()


@pytest.mark.parametrize(("width", "height"), [(420, 260), (420, 500), (800, 260), (1200, 900)])
def test_the_titles_of_all_axes_are_whole(panel: LossPanel, qtbot: QtBot, width: int, height: int) -> None:
    panel.resize(width, height)
    panel.show_rate(True)

    def whole() -> None:
        for plot in panel.plots.values():
            title = plot.plotItem.getAxis("left").label
            assert title.toPlainText().strip()
            assert title.boundingRect().width() <= plot.height() + 2 * title.document().documentMargin()

    qtbot.waitUntil(whole)


def test_without_accuracy_there_is_one_plot(trained: FakeSession, show: Show) -> None:
    record = trained.runner.record
    for series in (record.steps, record.evaluations):
        series._data["accuracy"][:] = np.nan
    panel = show(LossPanel, trained)
    assert isinstance(panel, LossPanel)
    assert panel.plots["loss"].isVisible()
    assert not panel.plots["accuracy"].isVisible()
    assert "accuracy" not in panel.words()


def test_the_csv_has_every_step_once(panel: LossPanel, trained: FakeSession) -> None:
    rows = list(csv.DictReader(io.StringIO(panel.csv())))
    assert [int(float(row["step"])) for row in rows] == list(range(781))
    assert rows[0]["training loss"] == ""
    assert float(rows[0]["validation loss"]) == pytest.approx(2.3)
    assert float(rows[39]["training loss"]) == pytest.approx(trained.runner.record.steps.column("loss")[38])
    assert float(rows[39]["validation accuracy"]) > 0
    assert rows[40]["validation accuracy"] == ""
    assert rows[0]["learning rate"] == ""
    assert float(rows[100]["learning rate"]) == pytest.approx(0.005)


def test_the_latest_values_in_words(panel: LossPanel, trained: FakeSession) -> None:
    trained.runner.state = RunState.PAUSED
    trained.runner.record.steps.append(step=781, epoch=20.02, loss=0.25, accuracy=0.5, learning_rate=0.001)
    trained.runner.updated.emit()
    words = panel.accessibleDescription()
    assert "Step 781, epoch 20.0: training loss 0.250. Learning rate 0.00100. " in words
    assert "Training accuracy 50.0\N{NARROW NO-BREAK SPACE}%." in words


def test_the_final_test_in_words(panel: LossPanel, trained: FakeSession) -> None:
    trained.runner.state = RunState.FINISHED
    trained.runner.record.test = (0.2, 0.975)
    trained.runner.updated.emit()
    assert panel.accessibleDescription().endswith("Test loss 0.200. Test accuracy 97.5\N{NARROW NO-BREAK SPACE}%.")


def test_wide_panels_stand_side_by_side(panel: LossPanel) -> None:
    loss, accuracy = panel.plots["loss"], panel.plots["accuracy"]
    panel.drawing.layout().activate()
    assert loss.x() == accuracy.x()
    panel.resize(900, 400)
    panel.drawing.layout().activate()
    assert loss.y() == accuracy.y()
