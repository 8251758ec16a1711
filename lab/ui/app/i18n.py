"""The interface in the learner's language, switchable while it runs.

Every string is looked up in one context, "lab", by its English text: `tr("Train")` for the interface's own words,
`translate(message)` for sentences that come from below it. `python -m lab.ui.app.translations` collects them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from lab.spec.errors import LabError
from lab.spec.events import Event
from lab.spec.message import Message, Verbatim
from lab.spec.resources import folder
from lab.ui.app.followers import Followers

CONTEXT = "lab"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words, so that its speaker finds it

changed: Event[[]] = Event()  # after the language has changed and every follower has been called

_language = "en"
_installed: list[QTranslator] = []


def tr(text: str) -> str:
    """The text in the current language; `text` must be a plain literal, values are filled in afterwards."""
    return QCoreApplication.translate(CONTEXT, text)


def term(text: str) -> str:
    """A text that was declared elsewhere (a title, group, unit, option, help, axis) in the current language.

    `term(layer.title)`; a text that stands in no catalogue, such as a learner's own name, comes back as it is.
    """
    return QCoreApplication.translate(CONTEXT, text) if text else text


def labelled(name: str, text: str) -> str:
    """ "name: text", both in the current language already, with the language's own colon."""
    return tr("{name}: {text}").format(name=name, text=text)


def listed(parts: Iterable[str]) -> str:
    """ "one, two, three", all in the current language already, with the language's own comma."""
    told = list(parts)
    return functools.reduce(lambda one, two: tr("{one}, {two}").format(one=one, two=two), told) if told else ""


def translate(message: Message | LabError) -> str:
    """The sentence in the current language.

    Values that are messages, and texts that stand in the catalogue (the title of a layer or a setting, the names of
    axes with × between them), are translated too; what is Verbatim is not.
    """
    if isinstance(message, LabError):
        message = message.message
    return term(message.template).format(**{name: _value(value) for name, value in message.values.items()})


def _value(value: Any) -> Any:
    if isinstance(value, Message):
        return translate(value)
    if isinstance(value, str) and not isinstance(value, Verbatim):
        return " × ".join(term(part) for part in value.split(" × "))
    return value


_followers = Followers()


def follow(owner: QObject, setter: Callable[[], object]) -> None:
    """Call `setter` now and at every change of language, until `owner` is destroyed.

    `follow(button, lambda: button.setText(tr("Train")))`
    """
    _followers.follow(owner, setter)


def language() -> str:
    """The language in use: "en" or "zh_CN"."""
    return _language


def system_language() -> str:
    """The language of ours that the system asks for."""
    wanted = QLocale.system().uiLanguages() or [QLocale.system().name()]
    for name in wanted:
        code = name.replace("-", "_")
        if code.startswith("zh"):
            return "zh_CN"
        if code.startswith("en"):
            return "en"
    return "en"


def set_language(name: str) -> None:
    """Speak "en", "zh_CN" or the "system" language from now on, everywhere at once."""
    global _language
    wanted = system_language() if name == "system" else name
    if wanted not in LANGUAGES:
        raise ValueError(f"{name!r} is none of {', '.join(LANGUAGES)} or system")
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("a language needs the application first")
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    _language = wanted
    locale = QLocale(wanted)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    QLocale.setDefault(locale)
    if wanted != "en":
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for directory, catalogue in ((qt_folder, "qtbase"), (str(folder() / "i18n"), "lab")):
            translator = QTranslator()
            if translator.load(f"{catalogue}_{wanted}", directory):
                QCoreApplication.installTranslator(translator)
                _installed.append(translator)
    _followers.call()
    changed()
