from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from lab.spec.folders import config_dir
from lab.ui.app.settings import MOST_RECENT, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def reopened(settings: Settings) -> Settings:
    settings.save()
    return Settings(settings.path)


def test_at_first_everything_is_as_the_system_has_it(path: Path) -> None:
    settings = Settings(path)
    assert settings.first_start
    assert (settings.language, settings.theme, settings.projector, settings.reduce_motion) == (
        "system", "system", False, False,
    )  # fmt: skip
    assert settings.recent_files == []
    assert settings.last_folder == Path.home()
    assert settings.geometry.isEmpty()


def test_everything_survives_a_restart(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    settings.language, settings.theme, settings.projector, settings.reduce_motion = "zh_CN", "dark", True, True
    settings.geometry = QByteArray(b"\x00\xff window")
    settings.workspace = "Train"
    settings.set_workspace_state("Train", QByteArray(b"\x01docks"))
    settings.last_folder = tmp_path
    settings.set("loss/logarithmic", True)
    settings.set("grid/size", 2)
    again = reopened(settings)
    assert not again.first_start
    assert (again.language, again.theme, again.projector, again.reduce_motion) == ("zh_CN", "dark", True, True)
    assert again.geometry == QByteArray(b"\x00\xff window")
    assert again.workspace == "Train"
    assert again.workspace_state("Train") == QByteArray(b"\x01docks")
    assert again.last_folder == tmp_path
    assert again.get("loss/logarithmic", False) is True
    assert again.get("grid/size", 1.0) == 2.0
    again.set_workspace_state("Train", QByteArray())
    assert reopened(again).workspace_state("Train").isEmpty()


def test_recent_files_are_few_unique_and_still_there(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    files = [tmp_path / f"数字 {number}.cnnlab" for number in range(MOST_RECENT + 2)]
    for file in files:
        file.touch()
        settings.add_recent_file(file)
    settings.add_recent_file(files[5])
    recent = reopened(settings).recent_files
    assert recent[:2] == [files[5], files[-1]]
    assert len(recent) == MOST_RECENT
    files[5].unlink()
    assert files[5] not in reopened(settings).recent_files
    settings.clear_recent_files()
    assert reopened(settings).recent_files == []


def test_what_cannot_be_understood_counts_as_the_default(path: Path) -> None:
    path.write_text(
        '[General]\ntheme="\\"pink\\""\nlanguage=\\x1\nprojector=perhaps\nrecent_files="[1, {}]"\n'
        '[window]\ngeometry="\\"%%%\\""\n',
        encoding="utf-8",
    )
    settings = Settings(path)
    assert (settings.theme, settings.language, settings.projector) == ("system", "system", False)
    assert settings.recent_files == []
    assert settings.geometry.isEmpty()


def test_the_file_lies_in_the_folder_for_settings() -> None:
    assert Settings().path.parent == config_dir()
