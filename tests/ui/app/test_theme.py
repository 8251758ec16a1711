from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from lab.spec.groups import GROUPS
from lab.ui.app import colormaps, fonts, theme

THEMES = pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = np.array(QColor(color).getRgbF()[:3])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@THEMES
@pytest.mark.parametrize("text", ["text", "faint", "error", "warning", "success", "accent"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_can_be_read(colors: theme.Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(
    ("text", "ground"), [("text", "raised"), ("text", "selection"), ("faint", "raised"), ("accent_text", "accent")]
)
def test_text_on_what_is_raised_or_chosen_can_be_read(colors: theme.Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= 4.5


@THEMES
def test_every_group_has_its_own_visible_colour(colors: theme.Tokens) -> None:
    assert set(colors.groups) == set(GROUPS)
    assert len(set(colors.groups.values())) == len(GROUPS)
    assert all(contrast(color, colors.surface) >= 3 for color in colors.groups.values())


def test_the_tokens_are_the_agreed_ones() -> None:
    light, dark = theme.LIGHT, theme.DARK
    assert (light.background, light.surface, light.text) == ("#fafafa", "#ffffff", "#1c1e21")
    assert (light.faint, light.line, light.accent) == ("#5f6670", "#d9dce1", "#2563eb")
    assert (dark.background, dark.surface, dark.text) == ("#17191c", "#1f2226", "#e7e9ec")
    assert (dark.faint, dark.line, dark.accent) == ("#9aa2ad", "#343941", "#6ea0ff")


def test_switching_dresses_the_application_and_tells_everyone(qapp: QApplication) -> None:
    heard = []
    listener = theme.changed.connect(lambda: heard.append(theme.tokens().name))
    try:
        theme.apply(qapp, "dark")
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#17191c")
        assert "#17191c" in qapp.styleSheet()
        theme.apply(qapp, "light")
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#fafafa")
    finally:
        theme.changed.disconnect(listener)
    assert heard == ["dark", "light"]


def test_the_system_is_followed_live(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, "system")
    monkeypatch.setattr(theme, "system_theme", lambda _application: theme.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is theme.DARK
    theme.apply(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is theme.LIGHT, "a chosen theme stays"


def test_a_projector_makes_text_half_as_large_again(qapp: QApplication, qtbot: object) -> None:
    label = QLabel("Loss")
    normal = fonts.font("title").pointSizeF()
    assert normal == 13
    theme.apply(qapp, "light", projector=True)
    assert fonts.font("title").pointSizeF() == pytest.approx(1.5 * normal)
    assert qapp.font().pointSizeF() == pytest.approx(15)
    theme.apply(qapp, "dark")
    assert theme.scale() == 1.5, "another theme keeps the size"
    label.deleteLater()


def test_reduced_motion_takes_no_time() -> None:
    assert theme.duration() == 150
    theme.reduce_motion(True)
    assert theme.duration() == theme.duration(400) == 0


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_signed_map_is_the_surface_at_zero_and_even_around_it(qapp: QApplication, mode: theme.Mode) -> None:
    theme.apply(qapp, mode)
    table = colormaps.signed()
    assert table.shape == (256, 4)
    assert table.dtype == np.uint8
    surface = QColor(theme.tokens().surface).getRgb()
    assert tuple(table[colormaps.ZERO]) == surface
    for step in (32, 64, 127):
        low, high = table[colormaps.ZERO - step].astype(int), table[colormaps.ZERO + step].astype(int)
        assert low[2] > low[0], "negative is blue"
        assert high[0] > high[2], "positive is orange"
    assert not np.array_equal(table[1], table[255])


def test_signed_values_find_their_entries() -> None:
    values = np.array([-2.0, -1, 0, 0.5, 1, np.nan, np.inf])
    assert colormaps.signed_entries(values, 1.0).tolist() == [1, 1, 128, 192, 255, 128, 255]
    assert colormaps.signed_entries(np.zeros(2), 0.0).tolist() == [128, 128]


@pytest.mark.parametrize("name", ["grey", "viridis", "cividis"])
def test_unsigned_maps_grow_brighter(name: colormaps.Unsigned) -> None:
    table = colormaps.unsigned(name)
    brightness = table[:, :3] @ np.array([0.2126, 0.7152, 0.0722])
    assert table.shape == (256, 4)
    assert (np.diff(brightness) >= -0.5).all()
    assert brightness[-1] > 180 > 40 > brightness[0]
