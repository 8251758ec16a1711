"""Model files open with the program: what is written, where, and that it can be taken back."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
import types
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lab.document import association
from lab.document.association import linux, windows
from lab.spec.errors import FileError, LabError


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of its own, on Linux."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".local" / "share"


def entry(home: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, comment_prefixes=())
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(home / "applications" / "cnn-lab.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_linux_gets_entry_type_and_icons(home: Path) -> None:
    assert "open with CNN Lab from now on" in str(association.associate())
    found = entry(home)
    assert found["MimeType"] == "application/x-cnnlab;"
    words = shlex.split(found["Exec"])
    assert words[:-1] == association.command()
    assert words[-1] == "%f"
    kind = ElementTree.parse(home / "mime" / "packages" / "cnn-lab.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    assert kind.find("m:mime-type/m:glob", space).get("pattern") == "*.cnnlab"  # type: ignore[union-attr]
    icon = kind.find("m:mime-type/m:icon", space).get("name")  # type: ignore[union-attr]
    assert (home / "icons" / "hicolor" / "scalable" / "mimetypes" / f"{icon}.svg").exists()
    assert (home / "icons" / "hicolor" / "scalable" / "apps" / f"{found['Icon']}.svg").exists()


def test_linux_forgets_all_of_it_and_nothing_else(home: Path) -> None:
    mine = home / "applications" / "mine.desktop"
    mine.parent.mkdir(parents=True)
    mine.write_text("[Desktop Entry]\n")
    association.associate()
    association.dissociate()
    left = [path for path in home.rglob("*") if path.is_file() and "cnn" in path.name]
    assert left == []
    assert mine.exists()
    association.dissociate()  # again does no harm


def test_the_list_of_defaults_gets_one_line_and_loses_none(home: Path, tmp_path: Path) -> None:
    path = tmp_path / ".config" / "mimeapps.list"
    path.parent.mkdir()
    others = "[Added Associations]\ntext/plain=editor.desktop;\n\n[Default Applications]\ntext/html=browser.desktop\n"
    path.write_text(others)
    association.associate()
    association.associate()
    lines = path.read_text().splitlines()
    assert lines.count("application/x-cnnlab=cnn-lab.desktop") == 1
    assert lines.index("application/x-cnnlab=cnn-lab.desktop") == lines.index("[Default Applications]") + 1
    association.dissociate()
    assert path.read_text() == others


@pytest.mark.parametrize("word", ["/a folder/python", 'quote"s', "50%", "$HOME`x`", "back\\slash"])
def test_the_command_survives_its_quoting(word: str) -> None:
    quoted = linux._quoted(word)
    assert "%%" in quoted or "%" not in quoted
    unescaped = quoted.replace("\\\\", "\\").replace("%%", "%")  # as a value of the file
    shown = subprocess.run(["sh", "-c", f"printf %s {unescaped}"], capture_output=True, text=True, check=True)
    assert shown.stdout == word


def test_a_home_that_cannot_be_written_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("in the way")
    with pytest.raises(FileError, match="The system refuses"):
        association.associate()


def test_macos_says_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(LabError, match="File menu"):
        association.associate()


class Key:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> Key:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class FakeRegistry(types.ModuleType):
    """Keys and values below one root, as winreg has them."""

    HKEY_CURRENT_USER, REG_SZ, KEY_ALL_ACCESS = "user", 1, 0xF003F

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, str]] = {}

    def CreateKey(self, root: str, path: str) -> Key:
        assert root == "user"
        parts = path.split("\\")
        for count in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:count]), {})
        return Key(path)

    def OpenKey(self, root: str, path: str, reserved: int, access: int) -> Key:
        if path not in self.keys:
            raise FileNotFoundError(path)
        return Key(path)

    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: str) -> None:
        self.keys[key.path][name] = value

    def QueryValueEx(self, key: Key, name: str) -> tuple[str, int]:
        if name not in self.keys[key.path]:
            raise FileNotFoundError(name)
        return self.keys[key.path][name], 1

    def DeleteValue(self, key: Key, name: str) -> None:
        if self.keys[key.path].pop(name, None) is None:
            raise FileNotFoundError(name)

    def DeleteKey(self, root: str, path: str) -> None:
        if path not in self.keys:
            raise FileNotFoundError(path)
        if any(other.startswith(path + "\\") for other in self.keys):
            raise PermissionError(path)
        del self.keys[path]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    made = FakeRegistry()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


def test_windows_gets_a_class_with_command_and_icon(registry: FakeRegistry) -> None:
    association.associate()
    classes = "Software\\Classes"
    assert registry.keys[f"{classes}\\.cnnlab"][""] == windows.CLASS
    assert windows.CLASS in registry.keys[f"{classes}\\.cnnlab\\OpenWithProgids"]
    opened = registry.keys[f"{classes}\\{windows.CLASS}\\shell\\open\\command"][""]
    assert opened == f'{subprocess.list2cmdline(association.command())} "%1"'
    icon = registry.keys[f"{classes}\\{windows.CLASS}\\DefaultIcon"][""]
    assert Path(icon.removesuffix(",0")).exists()


def test_windows_forgets_ours_and_leaves_what_others_have_put_there(registry: FakeRegistry) -> None:
    association.associate()
    association.dissociate()
    assert not [key for key in registry.keys if windows.CLASS in key]
    assert registry.keys["Software\\Classes\\.cnnlab"] == {}
    association.associate()
    registry.keys["Software\\Classes\\.cnnlab"][""] = "Other.Program"
    association.dissociate()
    assert registry.keys["Software\\Classes\\.cnnlab"] == {"": "Other.Program"}
    association.dissociate()
