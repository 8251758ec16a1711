from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton

import lab
from lab.spec.errors import FileError
from lab.ui.app import icons, theme


def inked(pixmap: QPixmap) -> list[QColor]:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return [pixel for pixel in pixels if pixel.alpha() > 200]


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    assert len(inked(icons.pixmap(name, 24))) >= 12


def test_every_icon_that_is_named_exists() -> None:
    there = set(icons.names())
    assert set(icons.GROUP_ICONS.values()) <= there
    for path in Path(lab.__file__).parent.joinpath("ui").rglob("*.py"):
        for name in re.findall(r"""icons\.(?:icon|pixmap)\(\s*["']([^"']+)["']""", path.read_text(encoding="utf-8")):
            assert name in there, f"{path} names {name}"


def test_a_missing_icon_is_found_at_once(qapp: QApplication) -> None:
    with pytest.raises(FileError, match="no_such_icon"):
        icons.icon("no_such_icon")


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    stop = icons.icon("stop")
    middle = lambda: stop.pixmap(24, 24).toImage().pixelColor(12, 12)  # noqa: E731
    assert middle() == QColor(theme.LIGHT.text)
    theme.apply(qapp, "dark")
    assert middle() == QColor(theme.DARK.text)
    assert stop.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage().pixelColor(12, 12) != middle()


def test_icons_can_be_copied_changed_and_dropped(qapp: QApplication) -> None:
    for _ in range(200):
        button = QToolButton()
        button.setIcon(icons.icon("train"))
        copy = QIcon(button.icon())
        copy.addPixmap(QPixmap(8, 8))  # makes Qt clone the engine
        assert not button.grab().isNull()


def test_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert not icons.application_icon().isNull()
    assert len(inked(icons.application_icon().pixmap(64, 64))) > 1000
    assert not icons.group_icon("Convolution").pixmap(16, 16).isNull()
    assert not icons.group_icon("A group of someone else").pixmap(16, 16).isNull()
