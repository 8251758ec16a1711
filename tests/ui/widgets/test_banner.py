from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import i18n, theme
from lab.ui.app.i18n import tr
from lab.ui.widgets.banner import Action, Banners


@pytest.fixture
def banners(qtbot: QtBot) -> Banners:
    made = Banners()
    qtbot.addWidget(made)
    return made


def texts(banners: Banners) -> list[str]:
    return [banner.text for banner in banners.banners()]


def test_it_is_there_only_while_it_says_something(banners: Banners) -> None:
    assert banners.isHidden()
    banner = banners.say("warning", Message("There are {count} problems.", count=2))
    assert not banners.isHidden()
    assert banner.text == "There are 2 problems."
    banner.close_banner()
    assert banners.isHidden()
    assert texts(banners) == []


def test_the_same_key_takes_the_place_of_the_one_before(banners: Banners) -> None:
    banners.say("info", Message("Loading"), key="data")
    banners.say("info", Message("Loaded"), key="data")
    banners.say("info", Message("Ready"))
    banners.say("info", Message("Ready"))
    assert texts(banners) == ["Loaded", "Ready"]
    banners.forget("data")
    banners.forget("never said")
    assert texts(banners) == ["Ready"]


def test_the_oldest_makes_room(banners: Banners) -> None:
    for number in range(Banners.MOST + 2):
        banners.say("info", Message("Number {number}", number=number))
    assert texts(banners) == ["Number 2", "Number 3", "Number 4"]


def test_an_action_does_its_work_and_closes(banners: Banners, qtbot: QtBot) -> None:
    done: list[str] = []
    stay = Action(lambda: tr("Copy"), lambda: done.append("copy"), closes=False)
    mend = Action(lambda: tr("Mend"), lambda: done.append("mend"), accent=True)
    banners.say("error", LabError(Message("It broke.")), [stay, mend])
    for button in banners.findChildren(QPushButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["copy", "mend"]
    assert banners.isHidden()


def test_escape_and_the_cross_close_it(banners: Banners, qtbot: QtBot) -> None:
    qtbot.keyClick(banners.say("info", Message("One")), Qt.Key.Key_Escape)
    assert banners.isHidden()
    cross = banners.say("info", Message("Two")).findChild(QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert banners.isHidden()


def test_it_can_be_read_aloud(banners: Banners) -> None:
    banner = banners.say("error", Message("It broke."))
    assert banner.accessibleName() == "It broke."
    cross = banner.findChild(QToolButton)
    assert QAccessible.queryAccessibleInterface(cross).text(QAccessible.Text.Name) == "Close this message"


def test_it_changes_language_and_theme_while_it_is_shown(
    banners: Banners, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    banner = banners.say("warning", Message("It broke."))
    banner.set_count(3)
    assert banner.text == "It broke. (3 times)"
    light = banner.styleSheet()
    theme.apply(qapp, "dark")
    assert banner.styleSheet() != light
    translate = QCoreApplication.translate
    monkeypatch.setattr(
        QCoreApplication,
        "translate",
        lambda context, text: (
            "坏了。" if text == "It broke." and i18n.language() == "zh_CN" else translate(context, text)
        ),
    )
    i18n.set_language("zh_CN")
    assert banner.text.startswith("坏了。")
