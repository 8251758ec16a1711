"""The progress bar: on a terminal only, and never among the results."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import Lab


class Terminal(io.StringIO):
    """Standard error as a terminal of 80 columns."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name, value in (("COLUMNS", "80"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def test_on_a_terminal_a_bar_shows_how_it_goes(lab: Lab, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    content = lab("train", "digits", "--epochs", 40, "--json").json
    assert content["epochs"] == 40
    shown = terminal.getvalue()
    assert "of memory" in shown.partition("epoch ")[0]
    assert "epoch " in shown
    assert "/40" in shown
    assert "loss " in shown
    assert "val " in shown
    assert "…" not in shown  # it fits


def test_elsewhere_there_is_none(lab: Lab) -> None:
    assert lab("train", "digits", "--epochs", 1).err == ""
