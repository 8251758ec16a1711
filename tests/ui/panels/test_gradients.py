"""Gradient sizes over time and now, the update-to-weight ratio in words, choosing by click."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.engine.record import Record
from lab.ui.app import theme
from lab.ui.panels.gradients import GradientsPanel
from lab.ui.widgets.layer_table import verdict, verdict_text
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import FakeSession, RunState


@pytest.fixture
def panel(trained: FakeSession, show: Show) -> GradientsPanel:
    shown = show(GradientsPanel, trained)
    assert isinstance(shown, GradientsPanel)
    return shown


def sizes(session: FakeSession, ratios: list[float]) -> None:
    """The last step has these ratios."""
    count = len(ratios)
    session.runner.record.sizes.append(step=999, gradient=np.full(count, 0.1), weight=np.ones(count), ratio=ratios)
    session.runner.updated.emit()


def test_every_layer_with_weights_has_a_line_and_a_row(panel: GradientsPanel, trained: FakeSession) -> None:
    assert list(panel.plot.lines) == ["conv1", "conv2", "dense1"]
    column = trained.runner.record.sizes.column("gradient")
    for number, line in enumerate(panel.plot.lines.values()):
        np.testing.assert_array_equal(line.points.y, column[:, number])
    rows = panel.table.layers.rows
    assert [row.name for row in rows] == ["conv1", "conv2", "dense1"]
    assert [row.gradient for row in rows] == column[-1].tolist()


def test_the_first_step_is_there(panel: GradientsPanel) -> None:
    assert panel.plot.lines["conv1"].points.x[0] == 1
    assert panel.plot.shown_range()[0][0] == 0


def test_the_axis_is_logarithmic_and_g_switches_it(panel: GradientsPanel, qtbot: QtBot) -> None:
    assert panel.plot.logarithmic
    assert panel.log_button.isChecked()
    line = panel.plot.lines["dense1"]
    assert line.drawn[1][0] == pytest.approx(np.log10(line.points.y[0]))
    qtbot.keyClick(panel.plot, Qt.Key.Key_G)
    assert not panel.log_button.isChecked()
    assert line.drawn[1][0] == line.points.y[0]


def test_clicking_a_row_chooses_the_layer(panel: GradientsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    place = panel.table.visualRect(panel.table.layers.index(1, 1)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert trained.chosen == "conv2"
    assert panel.plot.lines["conv2"].emphasised


def test_clicking_a_line_chooses_the_layer(panel: GradientsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    plot = panel.plot
    x, y = plot.lines["dense1"].drawn
    middle = len(x) // 2
    (_, _), (low, high) = plot.shown_range()
    low, high = np.log10(low), np.log10(high)
    inside = plot.inside()
    place = QPoint(
        round(plot.device_x(x[middle])), round(inside.bottom() - (y[middle] - low) / (high - low) * inside.height())
    )
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert trained.chosen == "dense1"


def test_a_layer_chosen_elsewhere_is_marked_here(panel: GradientsPanel, trained: FakeSession) -> None:
    trained.choose("dense1")
    assert panel.table.currentIndex().row() == 2
    assert panel.plot.lines["dense1"].shown_color() == theme.tokens().color("accent")
    trained.choose("relu1")
    assert not panel.table.selectionModel().hasSelection()
    assert not any(line.emphasised for line in panel.plot.lines.values())


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.0, "none"), (float("nan"), "none"), (9e-5, "small"), (1e-3, "healthy"), (9e-3, "healthy"), (0.02, "large")],
)
def test_the_healthy_band(ratio: float, expected: str) -> None:
    assert verdict(ratio) == expected
    assert verdict_text(ratio)


@pytest.mark.parametrize(
    ("ratios", "sentence"),
    [
        ([1e-3, 2e-3, 5e-4], "Updates are healthy in all layers"),
        ([1e-3, 0.05, 0.02], "conv2 changes too fast (0.0500): try a smaller learning rate."),
        ([2e-5, 1e-3, 5e-5], "conv1 learns very slowly (2.00 × 10⁻⁵)"),
        ([0.0, 1e-3, 1e-3], "conv1 does not change"),
    ],
)
def test_the_ratio_is_judged_in_words(
    panel: GradientsPanel, trained: FakeSession, ratios: list[float], sentence: str
) -> None:
    trained.runner.state = RunState.PAUSED
    sizes(trained, ratios)
    assert panel.verdict_label.text().startswith(sentence)
    assert panel.accessibleDescription().startswith(sentence)


def test_each_row_says_it_too(panel: GradientsPanel, trained: FakeSession) -> None:
    sizes(trained, [1e-3, 0.05, 1e-5])
    tips = [panel.table.layers.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert [tip.rpartition(", ")[2] for tip in tips] == ["healthy", "changes too fast", "changes very slowly"]


def test_a_gradient_of_zero_has_no_bar_and_no_place_on_the_axis(panel: GradientsPanel, trained: FakeSession) -> None:
    record = trained.runner.record
    record.sizes.append(step=1000, gradient=[0.0, 0.1, 1.0], weight=[1.0, 1.0, 1.0], ratio=[0.0, 1e-3, 1e-3])
    trained.runner.updated.emit()
    model = panel.table.layers
    assert model.bar(model.rows[0]) == 0
    assert 0 < model.bar(model.rows[1]) < model.bar(model.rows[2]) <= 1
    assert np.isnan(panel.plot.lines["conv1"].drawn[1][-1])


def test_of_a_deep_network_some_lines_are_drawn_and_all_rows_listed(session: FakeSession, show: Show) -> None:
    layers = tuple(f"layer{number}" for number in range(500))
    record = Record(layers)
    record.sizes.append(step=1, gradient=np.ones(500), weight=np.ones(500), ratio=np.full(500, 1e-3))
    session.runner.record = record
    session.chosen = "layer77"
    panel = show(GradientsPanel, session)
    assert isinstance(panel, GradientsPanel)
    assert len(panel.plot.lines) <= 25
    assert {"layer0", "layer77", "layer499"} <= set(panel.plot.lines)
    assert panel.table.layers.rowCount() == 500


def test_the_csv_has_all_layers(panel: GradientsPanel, trained: FakeSession) -> None:
    rows = list(csv.DictReader(io.StringIO(panel.csv())))
    record = trained.runner.record
    assert len(rows) == len(record.sizes)
    assert float(rows[-1]["gradient conv2"]) == pytest.approx(record.sizes.column("gradient")[-1, 1])
    assert float(rows[0]["update/weight dense1"]) == pytest.approx(record.sizes.column("ratio")[0, 2])
    assert rows[0]["step"] == "1"


def test_the_readout_names_the_layers(panel: GradientsPanel) -> None:
    panel.plot.point_at(1)
    lines = panel.plot.readout().splitlines()
    assert lines[0] == "Step 1"
    assert [line.partition(":")[0] for line in lines[1:]] == ["conv1", "conv2", "dense1"]


def test_lines_are_told_apart_by_depth_in_both_themes(panel: GradientsPanel) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for mode in ("light", "dark"):
        theme.apply(application, mode)
        assert len({line.shown_color().name() for line in panel.plot.lines.values()}) == 3
