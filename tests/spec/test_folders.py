from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lab.spec import folders


@pytest.mark.parametrize("kind", ["config", "cache", "data", "log"])
def test_each_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str) -> None:
    monkeypatch.setenv(f"CNN_LAB_{kind.upper()}", str(tmp_path / kind / "deeper"))
    found = getattr(folders, f"{kind}_dir")()
    assert found == tmp_path / kind / "deeper"
    assert found.is_dir()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="asks for the folders of Linux")
def test_otherwise_it_is_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CNN_LAB_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert folders.config_dir() == tmp_path / "cnn-lab"
