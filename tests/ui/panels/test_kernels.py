"""Weights of the chosen layer: which, as what, and the number under the cursor."""

from __future__ import annotations

import csv
import dataclasses
import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lab.ui.panels import arrangement
from lab.ui.panels.kernels import KernelsPanel
from lab.ui.widgets.mosaic import Cell
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import (
    FakeConv,
    FakeDense,
    FakeFlatten,
    FakeInput,
    FakeReLU,
    FakeSession,
    chain,
    snapshot_of,
    train_some,
)
from tests.ui.panels.mouse import move


@pytest.fixture
def panel(trained: FakeSession, show: Show) -> KernelsPanel:
    shown = show(KernelsPanel, trained)
    assert isinstance(shown, KernelsPanel)
    return shown


def hover(panel: KernelsPanel, cell: Cell, qtbot: QtBot) -> str:
    view = panel.frame.view
    move(view, view.cell_rectangle(cell).center().toPoint())
    return panel.frame.footer.text()


def test_the_first_layer_with_weights_is_shown_while_none_is_chosen(panel: KernelsPanel, trained: FakeSession) -> None:
    assert panel.layer_label.text() == "Conv 2-D · conv1"
    assert trained.runner.snapshot is not None
    np.testing.assert_array_equal(panel.frame.view.values, trained.runner.snapshot.weights["conv1"]["weight"])


def test_choosing_a_layer_shows_its_weights(panel: KernelsPanel, trained: FakeSession) -> None:
    trained.choose("conv2")
    values = panel.frame.view.values
    assert values is not None
    assert values.shape == (16, 8, 3, 3)
    assert panel.frame.footer.text().startswith("16 × 8 × 3 × 3, from ")


def test_the_full_index_and_the_value_under_the_cursor(panel: KernelsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    trained.choose("conv2")
    assert trained.runner.snapshot is not None
    value = trained.runner.snapshot.weights["conv2"]["weight"][11, 5, 2, 0]
    text = hover(panel, Cell(11, 5, 2, 0), qtbot)
    assert text.startswith("out 11, in 5, row 2, column 0 = ")
    assert float(text.partition("= ")[2].replace("−", "-")) == pytest.approx(value, rel=0.01)


def test_the_value_lives_while_training(panel: KernelsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    hover(panel, Cell(2, 0, 1, 1), qtbot)
    assert trained.runner.snapshot is not None
    weights = {"conv1": {"weight": np.full((8, 1, 3, 3), 0.25, np.float32), "bias": np.zeros(8, np.float32)}}
    trained.runner.snapshot = dataclasses.replace(trained.runner.snapshot, weights=weights)
    trained.runner.updated.emit()
    assert panel.frame.footer.text() == "out 2, in 0, row 1, column 1 = 0.250"


def test_biases_and_gradients(panel: KernelsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    panel.parameter_box.setCurrentIndex(1)
    panel.parameter_box.activated.emit(1)
    assert trained.runner.snapshot is not None
    values = panel.frame.view.values
    assert values is not None
    np.testing.assert_array_equal(values.ravel(), trained.runner.snapshot.weights["conv1"]["bias"])
    assert hover(panel, Cell(3, 0, 0, 0), qtbot).startswith("channel 3 = ")
    qtbot.mouseClick(panel.gradients, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(panel.frame.view.values.ravel(), trained.runner.snapshot.gradients["conv1"]["bias"])
    trained.choose("dense1")
    assert panel.parameter_box.currentData() == "bias"  # stays, where the layer has it


def test_colours_are_symmetric_about_zero(panel: KernelsPanel) -> None:
    scale = panel.frame.view.scale
    assert scale.kind == "signed"
    assert scale.low == -scale.high


def test_a_layer_without_weights_offers_the_nearest(panel: KernelsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    trained.choose("pool2")
    assert panel.notice_text.text() == "Max pooling · pool2 has no weights: there is nothing in it to learn."
    assert panel.notice_button.text() == "Show conv2"
    assert panel not in trained.runner.watched
    qtbot.mouseClick(panel.notice_button, Qt.MouseButton.LeftButton)
    assert trained.chosen == "conv2"
    assert panel.frame.isVisible()


def test_the_nearest_may_lie_ahead(panel: KernelsPanel, trained: FakeSession) -> None:
    trained.choose("flatten1")
    assert panel.notice_button.text() == "Show dense1"


def test_a_layer_that_is_not_linked_yet_says_so(panel: KernelsPanel, trained: FakeSession) -> None:
    trained.document.graph = chain(("conv9", FakeConv()))
    trained.choose("conv9")
    assert "as soon as its input is linked" in panel.notice_text.text()


def test_a_network_without_weights(session: FakeSession, show: Show) -> None:
    session.document.graph = chain(("input1", FakeInput()), ("relu1", FakeReLU()))
    panel = show(KernelsPanel, session)
    assert "Add a convolution or a dense layer" in panel.notice_text.text()


def test_a_layer_newer_than_the_run_offers_a_reset(panel: KernelsPanel, trained: FakeSession, qtbot: QtBot) -> None:
    trained.document.graph = chain(("input1", FakeInput()), ("conv7", FakeConv()))
    trained.runner.stale = True
    trained.choose("conv7")
    assert "new since this run" in panel.notice_text.text()
    qtbot.mouseClick(panel.notice_button, Qt.MouseButton.LeftButton)
    assert trained.runner.calls == ["reset"]


def test_until_the_run_answers_nothing_false_is_shown(panel: KernelsPanel, trained: FakeSession) -> None:
    assert trained.runner.snapshot is not None
    only = {"conv1": trained.runner.snapshot.weights["conv1"]}
    trained.runner.snapshot = dataclasses.replace(trained.runner.snapshot, weights=only)
    trained.choose("conv2")
    assert panel.frame.view.values is None
    assert panel.frame.footer.text() == "Reading conv2 …"


def mlp() -> FakeSession:
    session = FakeSession(
        chain(
            ("input1", FakeInput(side=28)),
            ("flatten1", FakeFlatten()),
            ("dense1", FakeDense(features=16)),
            ("dense2", FakeDense(features=10)),
        )
    )
    train_some(session)
    snapshot_of(session)
    return session


def test_dense_weights_on_a_picture_are_pictures(qapp: object, show: Show, qtbot: QtBot) -> None:
    session = mlp()
    panel = show(KernelsPanel, session)
    assert isinstance(panel, KernelsPanel)
    assert panel.pictures.isVisible()
    assert panel.pictures.isChecked()
    values = panel.frame.view.values
    assert values is not None
    assert values.shape == (16, 1, 28, 28)
    assert session.runner.snapshot is not None
    weight = session.runner.snapshot.weights["dense1"]["weight"]
    np.testing.assert_array_equal(values[3, 0, 5, 7], weight[3, 5 * 28 + 7])
    qtbot.mouseClick(panel.pictures, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(panel.frame.view.values[0, 0], weight)
    session.choose("dense2")
    assert not panel.pictures.isVisible()
    assert panel.frame.view.values.shape == (1, 1, 10, 16)


def test_csv_names_the_axes(panel: KernelsPanel, trained: FakeSession) -> None:
    rows = list(csv.reader(io.StringIO(panel.frame.view.csv())))
    assert rows[0] == ["out", "in", "row", "column", "value"]
    assert len(rows) == 73


def test_kernels_of_a_transposed_convolution_count_inputs_first() -> None:
    arranged = arrangement.of_weights(np.zeros((6, 2, 3, 3), np.float32), groups=3, inputs_first=True)
    assert arranged.describe(Cell(5, 1, 2, 0)) == "in 5, out 5, row 2, column 0"


def test_groups_count_their_own_input_channels() -> None:
    arranged = arrangement.of_weights(np.zeros((6, 2, 3, 3), np.float32), groups=3)
    assert arranged.describe(Cell(0, 1, 0, 0)) == "out 0, in 1, row 0, column 0"
    assert arranged.describe(Cell(5, 1, 2, 2)) == "out 5, in 5, row 2, column 2"


def test_one_dimensional_kernels() -> None:
    arranged = arrangement.of_weights(np.zeros((4, 2, 5), np.float32))
    assert arranged.values.shape == (4, 2, 1, 5)
    assert arranged.describe(Cell(3, 1, 0, 4)) == "out 3, in 1, place 4"


def test_a_matrix_is_one_tile() -> None:
    arranged = arrangement.of_weights(np.zeros((10, 64), np.float32))
    assert arranged.values.shape == (1, 1, 10, 64)
    assert arranged.describe(Cell(0, 0, 9, 63)) == "out 9, in 63"
