from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from lab.spec.errors import LabError
from lab.spec.message import Message, Verbatim
from lab.ui.app import i18n


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of three entries, so that these tests do not depend on the real one."""
    chinese = {"Train": "训练", "{field} is {rule}": "{field}:{rule}", "Kernel size": "核大小", "too big": "太大"}
    monkeypatch.setattr(
        QCoreApplication,
        "translate",
        lambda context, text: chinese.get(text, text) if i18n.language() == "zh_CN" else text,
    )


def test_follow_sets_now_and_at_every_change(words: None, qapp: object) -> None:
    action = QAction()
    i18n.follow(action, lambda: action.setText(i18n.tr("Train")))
    assert action.text() == "Train"
    i18n.set_language("zh_CN")
    assert action.text() == "训练"
    i18n.set_language("en")
    assert action.text() == "Train"


def test_follow_ends_with_its_owner(qapp: object) -> None:
    calls = []
    owner = QObject()
    i18n.follow(owner, lambda: calls.append(isValid(owner)))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, 52)
    i18n.set_language("zh_CN")
    assert calls == [True]


def test_follow_keeps_no_widget_alive(qapp: object) -> None:
    def make() -> weakref.ref[QPushButton]:
        button = QPushButton()
        i18n.follow(button, lambda: button.setText(i18n.tr("Train")))
        return weakref.ref(button)

    reference = make()
    gc.collect()
    assert reference() is None


def test_messages_are_translated_with_their_values(words: None, qapp: object) -> None:
    message = Message("{field} is {rule}", field="Kernel size", rule=Message("too big"))
    assert i18n.translate(message) == "Kernel size is too big"
    i18n.set_language("zh_CN")
    assert i18n.translate(message) == "核大小:太大"
    assert i18n.translate(LabError(message)) == "核大小:太大"


def test_names_out_of_a_program_are_not_translated(words: None, qapp: object) -> None:
    i18n.set_language("zh_CN")
    message = Message("{field} is {rule}", field=Verbatim("Kernel size"), rule=Message("too big"))
    assert i18n.translate(message) == "Kernel size:太大"


def test_lists_have_the_commas_of_the_language(qapp: object) -> None:
    assert (i18n.listed([]), i18n.listed(["a"]), i18n.listed("abc")) == ("", "a", "a, b, c")
    i18n.set_language("zh_CN")
    assert i18n.listed("abc") == "a，b，c"


def test_qt_itself_speaks_chinese(qapp: object) -> None:
    i18n.set_language("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    i18n.set_language("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_changed_is_announced_after_the_followers(qapp: object) -> None:
    order: list[str] = []
    owner = QObject()
    i18n.follow(owner, lambda: order.append("follower"))
    listener = i18n.changed.connect(lambda: order.append("event"))
    try:
        i18n.set_language("zh_CN")
    finally:
        i18n.changed.disconnect(listener)
    assert order == ["follower", "follower", "event"]


def test_an_unknown_language_is_refused(qapp: object) -> None:
    with pytest.raises(ValueError, match="en, zh_CN"):
        i18n.set_language("latin")
    assert i18n.language() == "en"


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["zh-Hans-CN", "zh-CN"], "zh_CN"),
        (["de-DE", "zh-TW"], "zh_CN"),
        (["en-GB"], "en"),
        (["fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_the_system_decides_at_first(monkeypatch: pytest.MonkeyPatch, wanted: list[str], language: str) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return wanted

        def name(self) -> str:
            return "C"

    monkeypatch.setattr(i18n.QLocale, "system", staticmethod(System))
    assert i18n.system_language() == language
