"""The mosaic: values under the cursor, numbers in cells, zoom, keys, files."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.ui.app import theme
from lab.ui.widgets.color_scale import ColorScale
from lab.ui.widgets.mosaic import Cell
from lab.ui.widgets.tensor_view import TensorView


@pytest.fixture
def kernels() -> np.ndarray:
    return np.random.default_rng(0).normal(0, 0.3, (8, 2, 3, 3)).astype(np.float32)


@pytest.fixture
def view(qtbot: QtBot, kernels: np.ndarray) -> TensorView:
    made = TensorView("test")
    made.describe = lambda cell: f"[{cell.row}, {cell.column}, {cell.y}, {cell.x}]"
    qtbot.addWidget(made)
    made.resize(400, 220)
    made.show()
    made.set_values(kernels)
    return made


def middle(view: TensorView, cell: Cell) -> QPoint:
    return view.cell_rectangle(cell).center().toPoint()


def wheel(view: TensorView, place: QPoint, delta: int) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_hover_tells_index_and_value(view: TensorView, kernels: np.ndarray, qtbot: QtBot) -> None:
    for cell in (Cell(0, 0, 0, 0), Cell(7, 1, 2, 2), Cell(3, 0, 1, 2)):
        with qtbot.waitSignal(view.readout_changed):
            qtbot.mouseMove(view, middle(view, cell))
        assert view.pointed == cell
        assert view.readout() == f"[{cell.row}, {cell.column}, {cell.y}, {cell.x}] = {view.value_text(kernels[cell])}"


def test_the_value_under_the_cursor_lives(view: TensorView, kernels: np.ndarray, qtbot: QtBot) -> None:
    qtbot.mouseMove(view, middle(view, Cell(1, 1, 1, 1)))
    changed = kernels.copy()
    changed[1, 1, 1, 1] = 0.5
    with qtbot.waitSignal(view.readout_changed) as blocker:
        view.set_values(changed)
    assert blocker.args == ["[1, 1, 1, 1] = 0.500"]


def test_nothing_is_told_in_gaps_and_outside(view: TensorView, qtbot: QtBot) -> None:
    qtbot.mouseMove(view, middle(view, Cell(0, 0, 0, 0)))
    qtbot.mouseMove(view, QPoint(1, 1))
    assert view.readout() == ""


def test_the_drawn_colour_is_the_values(view: TensorView, kernels: np.ndarray) -> None:
    picture = view.grab().toImage()
    for cell in (Cell(0, 0, 0, 0), Cell(5, 1, 2, 1)):
        code = view.scale.codes(kernels[cell].reshape(1, 1, 1, 1)).item()
        corner = view.cell_rectangle(cell).topLeft().toPoint() + QPoint(2, 2)
        assert picture.pixelColor(corner) == QColor.fromRgb(int(view.scale.table()[code]))


def test_numbers_stand_in_cells_that_are_large_enough(qtbot: QtBot) -> None:
    view = TensorView("test")
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.set_values(np.array([[0.125, -0.5], [0.0, -1e-9]], np.float32)[None, None])
    assert {text for _, text in view.shown_numbers()} == {"0.125", "−0.500", "0.000"}
    view.resize(40, 40)
    assert view.shown_numbers() == []


def test_whole_numbers_are_written_without_decimals(qtbot: QtBot) -> None:
    view = TensorView("test", ColorScale("picture", 0, 16))
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.set_values(np.array([[0, 16], [3, 4]], np.uint8)[None, None])
    assert [text for _, text in view.shown_numbers()] == ["0", "16", "3", "4"]


def test_the_wheel_zooms_about_the_cursor(view: TensorView) -> None:
    cell = Cell(3, 1, 1, 1)
    place = middle(view, cell)
    before = view.layout_now.cell
    wheel(view, place, 120)
    assert view.layout_now.cell > before
    assert not view.following
    assert view.cell_under(QPointF(place)) == cell
    for _ in range(30):
        wheel(view, place, -120)
    assert view.layout_now.cell < before


def test_zoomed_in_far_enough_the_numbers_appear(view: TensorView, kernels: np.ndarray) -> None:
    assert view.shown_numbers() == []
    for _ in range(8):
        wheel(view, middle(view, Cell(2, 0, 1, 1)), 120)
    numbers = dict(view.shown_numbers())
    assert float(numbers[Cell(2, 0, 1, 1)].replace("−", "-")) == pytest.approx(kernels[2, 0, 1, 1], abs=0.01)


def test_drag_moves_and_a_double_click_fits(view: TensorView, qtbot: QtBot) -> None:
    for _ in range(8):
        wheel(view, middle(view, Cell(3, 1, 1, 1)), 120)
    cell = view.cell_under(QPointF(200, 110))
    with qtbot.assertNotEmitted(view.clicked):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 110))
        qtbot.mouseMove(view, QPoint(180, 100))
        qtbot.mouseMove(view, QPoint(160, 90))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 90))
    assert view.cell_under(QPointF(160, 90)) == cell
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 90))
    assert view.following
    assert view.cell_rectangle(Cell(0, 0, 0, 0)).left() >= 0
    assert view.cell_rectangle(Cell(7, 1, 2, 2)).right() <= view.width()


def test_zoom_and_cursor_stay_while_the_shape_does(view: TensorView, kernels: np.ndarray) -> None:
    view.zoom(2)
    layout = view.layout_now
    view.set_values(kernels * 2)
    assert view.layout_now == layout
    view.set_values(kernels[:4])
    assert view.following


def test_a_click_tells_the_cell(view: TensorView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clicked) as blocker:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, Cell(4, 0, 2, 1)))
    assert blocker.args == [Cell(4, 0, 2, 1)]


def test_arrows_walk_over_all_cells(view: TensorView, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    assert view.pointed == Cell(0, 0, 0, 1)
    grid = view.layout_now.grid
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.pointed == Cell(*(grid.tile(0, 1) or (9, 9)), 0, 1)  # across the gap
    for _ in range(100):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.pointed is not None
    assert view.pointed.y == 2
    assert "= " in view.accessibleDescription()
    with qtbot.waitSignal(view.clicked):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_the_cursor_is_kept_in_sight(view: TensorView, qtbot: QtBot) -> None:
    for _ in range(8):
        view.zoom(1.3)
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.pointed is not None
    assert view.rect().contains(view.cell_rectangle(view.pointed).center().toPoint())


def test_plus_minus_f(view: TensorView, qtbot: QtBot) -> None:
    fitted = view.layout_now
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.layout_now.cell > fitted.cell
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.layout_now == fitted


def test_the_csv_has_every_number_with_its_index(view: TensorView, kernels: np.ndarray) -> None:
    view.csv_header = ("out", "in", "row", "column")
    rows = list(csv.DictReader(io.StringIO(view.csv())))
    assert len(rows) == kernels.size
    last = rows[-1]
    assert [last[name] for name in view.csv_header] == ["7", "1", "2", "2"]
    assert float(last["value"]) == pytest.approx(kernels[-1, -1, -1, -1], rel=1e-6)


def test_colour_pictures(qtbot: QtBot) -> None:
    view = TensorView("test")
    qtbot.addWidget(view)
    view.resize(100, 100)
    view.show()
    picture = np.zeros((1, 1, 2, 2, 3), np.uint8)
    picture[0, 0, 0, 1] = (255, 0, 7)
    view.set_values(picture)
    image = view.grab().toImage()
    assert image.pixelColor(middle(view, Cell(0, 0, 0, 1))) == QColor(255, 0, 7)
    qtbot.mouseMove(view, middle(view, Cell(0, 0, 0, 1)))
    assert view.readout().endswith("= 255, 0, 7")
    assert "red,green,blue" in view.csv()
    assert view.shown_numbers() == []


def test_nothing_to_show(view: TensorView, qtbot: QtBot) -> None:
    view.set_values(None)
    view.grab()
    qtbot.mouseMove(view, QPoint(100, 100))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.fit()
    view.zoom(2)
    assert view.readout() == view.csv() == ""


def test_colours_follow_the_theme(view: TensorView) -> None:
    view.set_values(np.zeros((1, 1, 2, 2), np.float32))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    corner = view.cell_rectangle(Cell(0, 0, 0, 0)).topLeft().toPoint() + QPoint(2, 2)
    assert view.grab().toImage().pixelColor(corner) == theme.DARK.color("surface")


def test_a_chosen_tile_is_framed(view: TensorView) -> None:
    before = view.grab().toImage()
    view.choose(2, 1)
    assert view.grab().toImage() != before
