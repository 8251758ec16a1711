"""Small pictures of every layer's output, and links as thick as the gradients."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from lab.engine.record import Record
from lab.ui.app import colormaps, theme
from lab.ui.app.miniatures import edge_weights, strip
from lab.ui.app.runner import RunState
from lab.ui.app.window import MainWindow
from tests.ui.app import fake


def test_maps_stand_side_by_side_in_two_rows_at_most() -> None:
    assert strip(np.zeros((1, 8, 8), np.float32)).shape == (8, 8, 4)
    assert strip(np.zeros((3, 8, 8), np.float32)).shape == (8, 3 * 9 - 1, 4)
    assert strip(np.zeros((16, 4, 4), np.float32)).shape == (2 * 5 - 1, 8 * 5 - 1, 4)
    assert strip(np.zeros((64, 4, 4), np.float32)).shape == (2 * 5 - 1, 8 * 5 - 1, 4)


def test_large_maps_are_thinned_out_and_numbers_are_a_row_of_cells() -> None:
    assert strip(np.zeros((1, 224, 224), np.float32)).shape == (23, 23, 4)
    assert strip(np.zeros(10, np.float32)).shape == (1, 10, 4)
    assert strip(np.zeros((10, 1, 1), np.float32)).shape == (1, 10, 4)
    assert strip(np.zeros(1000, np.float32)).shape[1] <= 32
    assert strip(np.zeros((2, 20), np.float32)).shape == (2, 20, 4)


def test_dark_is_the_smallest_and_bright_the_largest_of_the_layer() -> None:
    values = np.zeros((2, 2, 2), np.float32)
    values[0, 0, 0], values[1, 1, 1] = -3, 5
    picture, table = strip(values), colormaps.unsigned("viridis")
    assert (picture[0, 0] == table[0]).all()
    assert (picture[1, 4] == table[255]).all()
    assert (picture[:, 2] == 0).all()  # transparent between the maps


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 3e38])
def test_values_that_are_no_numbers_are_drawn_without_a_warning(bad: float) -> None:
    values = np.ones((2, 4, 4), np.float32)
    values[0, 0, 0], values[0, 0, 1] = bad, -3e38
    assert strip(values).shape == (4, 9, 4)
    assert strip(np.full((2, 4, 4), bad, np.float32)).shape == (4, 9, 4)


def test_links_are_as_thick_as_the_gradient_of_the_layer_after_them() -> None:
    graph = fake.small_graph()
    record = Record(("dense1",))
    assert edge_weights(graph, record) == {}
    for size, thickness in ((1.0, 0.5), (1e4, 1.0), (1e9, 1.0), (1e-4, 0.0), (0.0, 0.0), (np.nan, 0.0)):
        record.sizes.append(step=1, gradient=[size], weight=[1.0], ratio=[0.001])
        assert edge_weights(graph, record) == pytest.approx(dict.fromkeys(("input1", "flatten1", "dense1"), thickness))


def test_the_canvas_shows_them_until_they_are_switched_off(qtbot: QtBot, window: MainWindow) -> None:
    nodes = window.designer.scene.nodes
    qtbot.waitUntil(lambda: nodes["conv2d1"].strip is not None)
    window.verbs["miniatures"].trigger()
    assert nodes["conv2d1"].strip is None
    window.verbs["miniatures"].trigger()
    qtbot.waitUntil(lambda: nodes["conv2d1"].strip is not None)


def test_with_reduced_motion_they_stand_still_while_training(
    qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers
) -> None:
    qtbot.waitUntil(lambda: window.designer.scene.nodes["conv2d1"].strip is not None)
    theme.reduce_motion(True)
    drawn: list[object] = []
    window.designer.set_miniatures = drawn.append  # type: ignore[method-assign]
    trainers.gate.clear()
    window.session.runner.train()
    window.session.runner.updated.emit()
    window.miniatures.refresh()
    assert drawn == []
    trainers.gate.set()
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.FINISHED)
    qtbot.waitUntil(lambda: drawn != [])
