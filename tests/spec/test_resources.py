from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import lab
from lab.spec.errors import FileError
from lab.spec.resources import folder, resource

ROOT = Path(lab.__file__).parent.parent


def test_resources_are_found() -> None:
    assert resource("icons/app.svg").is_file()
    with pytest.raises(FileError, match="no such thing"):
        resource("no such thing")


def test_every_folder_of_resources_is_installed_too() -> None:
    settings = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    installed = settings["tool"]["setuptools"]["data-files"]
    for place in {path.parent for path in folder().rglob("*") if path.is_file()}:
        name = place.relative_to(folder()).as_posix()
        assert installed.get(f"share/cnn-lab/{name}") == [f"resources/{name}/*"]
