"""Everything in a panel that takes the keyboard has a name, and plots say their latest values."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from lab.ui import panels
from lab.ui.app import i18n
from lab.ui.panels.gradients import GradientsPanel
from lab.ui.panels.loss import LossPanel
from tests.ui.panels.conftest import Show
from tests.ui.panels.fake import FakeSession, RunState


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize("chosen", ["conv1", "dense1", "relu1"])
def test_everything_focusable_has_a_name(language: str, chosen: str, trained: FakeSession, show: Show) -> None:
    i18n.set_language(language)
    trained.choose(chosen)
    unnamed = []
    for cls in panels.discover():
        panel = show(cls, trained)
        for widget in panel.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(panel):
                interface = QAccessible.queryAccessibleInterface(widget)
                if not interface or not interface.text(QAccessible.Text.Name):
                    unnamed.append(f"{cls.kind}: {type(widget).__name__}")
    assert unnamed == []


def test_plots_say_their_latest_values(trained: FakeSession, show: Show) -> None:
    trained.runner.state = RunState.PAUSED
    trained.runner.record.steps.append(step=781, epoch=20.1, loss=0.125, accuracy=0.5)
    loss = show(LossPanel, trained)
    assert isinstance(loss, LossPanel)
    assert loss.plots["loss"].accessibleDescription().startswith("Step 781: training 0.125, validation 0.")
    gradients = show(GradientsPanel, trained)
    assert isinstance(gradients, GradientsPanel)
    assert ": conv1 0." in gradients.plot.accessibleDescription()


def test_the_language_changes_while_a_panel_is_open(trained: FakeSession, show: Show) -> None:
    shown = [show(cls, trained) for cls in panels.discover()]
    english = [panel.accessibleName() for panel in shown]
    i18n.set_language("zh_CN")
    assert all(panel.accessibleName() != name for panel, name in zip(shown, english, strict=True))
    assert [panel.accessibleName() for panel in shown] == [panel.title() for panel in shown]
