"""Which number has which colour."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.ui.app import colormaps, theme
from lab.ui.widgets.color_bar import ColorBar
from lab.ui.widgets.color_scale import ColorScale, pack, round_limit
from lab.ui.widgets.mosaic import GAP, OUTSIDE


def row(*values: float) -> np.ndarray:
    return np.array(values, np.float32).reshape(1, 1, 1, -1)


@pytest.mark.parametrize(
    ("value", "limit"), [(0.0374, 0.04), (1, 1), (0.61, 0.8), (8.1, 10), (123, 150), (0, 1), (float("nan"), 1)]
)
def test_limits_are_round(value: float, limit: float) -> None:
    assert round_limit(value) == pytest.approx(limit)


def test_signed_colours_are_symmetric_about_zero(qapp: QApplication) -> None:
    scale = ColorScale()
    scale.fit(row(-0.1, 0.9))
    assert (scale.low, scale.high) == (-1, 1)
    codes = scale.codes(row(-1, -0.4, 0, 0.4, 1)).ravel().astype(int)
    assert codes[2] == colormaps.ZERO
    assert codes[3] - 128 == 128 - codes[1]
    assert QColor.fromRgb(int(scale.table()[codes[2]])) == theme.tokens().color("surface")


def test_codes_of_values_are_never_those_of_gaps(qapp: QApplication) -> None:
    for kind in ("signed", "unsigned", "picture"):
        scale = ColorScale(kind)  # type: ignore[arg-type]
        codes = scale.codes(row(-9, -1, 0, 1, 9, np.nan))
        assert codes.min() > max(GAP, OUTSIDE)


def test_what_is_no_number_looks_like_zero(qapp: QApplication) -> None:
    scale = ColorScale()
    assert scale.codes(row(np.nan, 0)).ravel().tolist() == [128, 128]


def test_larger_values_are_brighter(qapp: QApplication) -> None:
    scale = ColorScale("unsigned")
    codes = scale.codes(row(0, 0.25, 0.5, 1)).ravel()
    assert (np.diff(codes.astype(int)) > 0).all()
    table = scale.table()
    colors = [QColor.fromRgb(int(table[code])) for code in codes]
    luminance = [0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF() for color in colors]
    assert luminance == sorted(luminance)


def test_the_limit_does_not_flicker(qapp: QApplication) -> None:
    scale = ColorScale()
    scale.fit(row(0.95))
    for largest in (0.9, 0.7, 1.0, 0.65):
        scale.fit(row(largest))
        assert scale.high == 1
    scale.fit(row(0.3))
    assert scale.high == pytest.approx(0.3)
    scale.fit(row(4.5))
    assert scale.high == 5


def test_each_map_by_its_own_largest_value(qapp: QApplication) -> None:
    scale = ColorScale("unsigned")
    scale.each = True
    values = np.array([1.0, 100.0], np.float32).reshape(2, 1, 1, 1)
    scale.fit(values)
    assert scale.codes(values).ravel().tolist() == [255, 255]


def test_whole_numbers_of_pictures(qapp: QApplication) -> None:
    codes = ColorScale("picture", 0, 16).codes(np.array([0, 16], np.uint8).reshape(1, 1, 1, 2))
    assert codes.ravel().tolist() == [2, 255]


def test_colour_pictures_are_packed() -> None:
    assert pack(np.array([[255, 128, 1]], np.uint8)).tolist() == [0xFFFF8001]


def test_the_bar_is_labelled_with_round_numbers(qtbot: QtBot) -> None:
    scale = ColorScale()
    scale.fit(row(0.75))
    bar = ColorBar(scale)
    qtbot.addWidget(bar)
    bar.refresh()
    assert bar.labels() == ("0.8", "0", "−0.8")
    assert bar.accessibleName() == "Colour scale from −0.8 to 0.8"
    scale.set_kind("unsigned")
    scale.fit(row(0, 12))
    bar.refresh()
    assert bar.labels() == ("15", "0")
