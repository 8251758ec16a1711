"""Contours, and the plane between as it is and as a layer makes it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lab.ui.widgets.bent_plane import BentPlane, Planes
from lab.ui.widgets.contour import Contour

SIDE = np.linspace(-1, 1, 21)
FLAT = np.stack(np.meshgrid(SIDE, SIDE), axis=-1)
COLORS = np.full((20, 20, 3), 128, np.uint8)
DOTS = np.array([[-0.5, 0.0], [0.5, 0.0]])


@pytest.fixture
def view(qtbot: QtBot) -> BentPlane:
    made = BentPlane()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    planes = Planes(
        FLAT, 2 * FLAT + 3, COLORS, DOTS, 2 * DOTS + 3, borders=[FLAT[..., 0]], lines=np.array([[1.0, 0.0, -3.0]])
    )
    made.show_planes(planes, np.array([4, 7]), classes=np.array([0, 1]), names=("no", "yes"))
    return made


def test_a_contour_lies_where_the_function_is_zero() -> None:
    places = Contour(np.hypot(FLAT[..., 0], FLAT[..., 1]) - 0.7).on(FLAT)
    assert len(places) > 40
    np.testing.assert_allclose(np.hypot(*places.T), 0.7, atol=0.01)
    steps = np.hypot(*(places[1::2] - places[::2]).T)
    assert 2 * np.pi * 0.7 == pytest.approx(steps.sum(), rel=0.01)


def test_a_contour_is_drawn_on_any_picture_of_the_grid() -> None:
    contour = Contour(FLAT[..., 0] - 0.25)
    np.testing.assert_allclose(contour.on(FLAT)[:, 0], 0.25, atol=1e-9)
    np.testing.assert_allclose(contour.on(3 * FLAT)[:, 0], 0.75, atol=1e-9)


@pytest.mark.parametrize("value", [1.0, 0.0, -1.0])
def test_without_a_change_of_sign_there_is_no_contour(value: float) -> None:
    assert len(Contour(np.full((5, 5), value)).on(FLAT[:5, :5])) == 0


@pytest.mark.parametrize("bend", [0, 0.25, 1])
def test_everything_is_bent_alike(view: BentPlane, bend: float) -> None:
    view.set_bend(bend)
    np.testing.assert_allclose(view.mesh_points, FLAT * (1 + bend) + 3 * bend)
    np.testing.assert_allclose(view.points, DOTS * (1 + bend) + 3 * bend)
    np.testing.assert_allclose(view.border_points[:, 0], 3 * bend, atol=1e-9)


def test_on_the_bent_plane_a_line_goes_from_side_to_side(view: BentPlane) -> None:
    view.set_bend(1)
    (_, low), (_, high) = view.border_points
    assert low < 1  # the mesh reaches from 1 to 5
    assert high > 5


def test_the_whole_grid_is_seen_until_the_learner_looks_elsewhere(view: BentPlane, qtbot: QtBot) -> None:
    def middle() -> float:
        return sum(view.plotItem.getViewBox().viewRange()[0]) / 2

    view.set_bend(1)
    assert middle() == pytest.approx(3)
    view.plotItem.getViewBox().sigRangeChangedManually.emit([True, True])
    view.set_bend(0)
    assert middle() == pytest.approx(3)
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert middle() == pytest.approx(0)
