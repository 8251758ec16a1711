"""Panels on a session without a trainer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.ui.panels import base
from lab.ui.panels.base import Panel
from tests.ui.panels.fake import FakeSession, load_digits, snapshot_of, train_some

Show = Callable[..., Panel]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Panels work as soon as there is news, not in a turn of their own."""
    monkeypatch.setattr(base, "soon", lambda owner, work: work())


@pytest.fixture
def session(qapp: QApplication) -> FakeSession:
    """Digits, a network, nothing trained."""
    made = FakeSession()
    load_digits(made)
    return made


@pytest.fixture
def trained(session: FakeSession) -> FakeSession:
    """The same after 780 steps."""
    train_some(session)
    snapshot_of(session)
    return session


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a panel at the size of a dock."""

    def show(cls: type[Panel], session: FakeSession, width: int = 420, height: int = 260) -> Panel:
        panel = cls(session)  # type: ignore[arg-type]
        qtbot.addWidget(panel)
        panel.resize(width, height)
        panel.show()
        return panel

    return show
