"""Panels work only while they are seen, and say in words why they have nothing to show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.document.graph import Graph
from lab.engine.record import Record
from lab.spec.errors import PlanError
from lab.spec.message import Message
from lab.ui import panels
from lab.ui.app import theme
from lab.ui.panels import base
from lab.ui.panels.base import Notice, Panel
from lab.ui.panels.kernels import KernelsPanel
from lab.ui.panels.loss import LossPanel
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import (
    FakeDense,
    FakeDocument,
    FakePoints,
    FakeSession,
    RunState,
    chain,
    load_points,
    snapshot_of,
    train_some,
)

KINDS = ["loss", "gradients", "kernels", "feature_maps", "data", "plane"]


def of_kind(kind: str) -> type[Panel]:
    return next(cls for cls in panels.discover() if cls.kind == kind)


def give_data(kind: str, session: FakeSession) -> None:
    """Points, and a network for them, where the panel shows nothing else."""
    if kind == "plane":
        session.document = FakeDocument(chain(("input1", FakePoints()), ("dense1", FakeDense(features=2))))
        load_points(session)


def test_every_panel_is_found_in_its_order() -> None:
    assert [cls.kind for cls in panels.discover()] == KINDS
    assert len({cls.title() for cls in panels.discover()}) == len(KINDS)


def test_each_module_registers_its_panel_once() -> None:
    panels.discover()
    assert len(panels.discover()) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_panel_neither_watches_nor_refreshes(
    kind: str, trained: FakeSession, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    cls = of_kind(kind)
    give_data(kind, trained)
    snapshot_of(trained)
    panel = show(cls, trained)
    calls: list[str] = []
    monkeypatch.setattr(cls, "refresh", lambda self: calls.append(kind))
    trained.runner.updated.emit()
    assert calls == [kind]
    panel.hide()
    assert panel not in trained.runner.watched
    trained.runner.updated.emit()
    trained.choose("conv2")
    assert calls == [kind]
    panel.show()
    assert calls == [kind, kind]


def test_a_panel_watches_only_what_it_shows(trained: FakeSession, show: Show) -> None:
    panel = show(KernelsPanel, trained)
    assert trained.runner.watched[panel].weights == {"conv1"}
    trained.choose("dense1")
    assert trained.runner.watched[panel].weights == {"dense1"}
    assert not trained.runner.watched[panel].maps


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["empty network", "no run", "preparing", "failed", "trained"])
def test_every_panel_shows_something_in_every_state(kind: str, state: str, session: FakeSession, show: Show) -> None:
    give_data(kind, session)
    if state == "empty network":
        session.document.graph = Graph()
    if state == "preparing":
        session.runner.state = RunState.PREPARING
    if state == "failed":
        session.runner.state = RunState.FAILED
        session.runner.failure = PlanError(Message("This network is too big for the memory."))
    if state == "trained":
        train_some(session)
        snapshot_of(session)
    panel = show(of_kind(kind), session)
    shows_content = state == "trained" or kind == "data"
    assert panel.notice_text.isVisible() != shows_content
    if not shows_content:
        assert len(panel.notice_text.text()) > 10
    if state == "failed" and not shows_content:
        assert "too big" in panel.notice_text.text()
    assert panel.accessibleName() == panel.title()
    assert panel.accessibleDescription()


def test_the_notice_offers_to_train(session: FakeSession, show: Show, qtbot: QtBot) -> None:
    panel = show(LossPanel, session)
    assert panel.notice_button.text() == "Train"
    qtbot.mouseClick(panel.notice_button, Qt.MouseButton.LeftButton)
    assert session.runner.calls == ["train"]


def test_an_obstacle_is_said_and_its_layer_offered(session: FakeSession, show: Show, qtbot: QtBot) -> None:
    session.runner.obstacle = Message("Dense needs a flat input.")
    session.runner.obstacle_node = "dense1"
    panel = show(LossPanel, session)
    assert panel.notice_text.text() == "Dense needs a flat input."
    qtbot.mouseClick(panel.notice_button, Qt.MouseButton.LeftButton)
    assert session.chosen == "dense1"


def test_values_from_before_an_edit_are_marked_as_such(trained: FakeSession, show: Show) -> None:
    panel = show(LossPanel, trained)
    assert not panel._stale.isVisible()
    trained.runner.stale = True
    trained.runner.state_changed.emit()
    assert panel._stale.isVisible()
    assert "edited since this run" in panel._stale.text()


def test_the_data_are_never_stale(trained: FakeSession, show: Show) -> None:
    trained.runner.stale = True
    assert not show(of_kind("data"), trained)._stale.isVisible()


def test_a_new_document_is_shown_at_once(trained: FakeSession, show: Show) -> None:
    panel = show(LossPanel, trained)
    trained.document.graph = Graph()
    trained.runner.record = Record()
    trained.document_replaced.emit()
    assert "no network yet" in panel.notice_text.text()


@pytest.mark.parametrize("kind", KINDS)
def test_the_theme_changes_while_a_panel_is_open(kind: str, trained: FakeSession, show: Show) -> None:
    panel = show(of_kind(kind), trained)
    light = panel.grab().toImage()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    dark = panel.grab().toImage()
    assert light.pixelColor(4, light.height() - 4).lightness() > 200
    middle = panel.width() // 2
    changed = sum(light.pixelColor(middle, y) != dark.pixelColor(middle, y) for y in range(panel.height()))
    assert changed > panel.height() // 3


def test_a_panel_that_is_gone_hears_nothing(trained: FakeSession, qtbot: QtBot) -> None:
    panel = KernelsPanel(trained)  # type: ignore[arg-type]
    panel.show()
    with qtbot.waitSignal(panel.destroyed):
        panel.close()
        panel.deleteLater()
    trained.runner.updated.emit()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")


def test_a_notice_needs_no_button() -> None:
    assert Notice("Loading …").do is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "data"])
def test_another_document_takes_the_old_pictures_away_at_once(
    kind: str, trained: FakeSession, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_data(kind, trained)
    train_some(trained)
    snapshot_of(trained)
    panel = show(of_kind(kind), trained)
    monkeypatch.setattr(base, "soon", lambda owner, work: None)  # the turn of the panel has not come yet
    trained.document_replaced.emit()
    assert panel.notice_text.isVisible()
    assert panel.notice_text.text() == "Preparing the network …"
