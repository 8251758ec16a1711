"""Windows: keys below HKEY_CURRENT_USER\\Software\\Classes, which need no administrator."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import subprocess
from typing import Any

from lab.document.association import TITLE
from lab.document.files import SUFFIX
from lab.spec.resources import resource

CLASS = "CNNLab.Network"
_CLASSES = "Software\\Classes"
_ASSOCIATIONS_CHANGED = 0x08000000  # SHCNE_ASSOCCHANGED


def associate(command: list[str]) -> None:
    """Write the keys, and tell the Explorer."""
    icon = resource("icons/document.ico")
    _set(CLASS, "", TITLE)
    _set(f"{CLASS}\\DefaultIcon", "", f"{icon},0")
    _set(f"{CLASS}\\shell\\open\\command", "", f'{subprocess.list2cmdline(command)} "%1"')
    _set(f"{SUFFIX}\\OpenWithProgids", CLASS, "")
    _set(SUFFIX, "", CLASS)
    _tell_explorer()


def dissociate() -> None:
    """Remove the keys that are ours."""
    registry = _registry()
    for key in (
        f"{CLASS}\\shell\\open\\command",
        f"{CLASS}\\shell\\open",
        f"{CLASS}\\shell",
        f"{CLASS}\\DefaultIcon",
        CLASS,
    ):
        with contextlib.suppress(FileNotFoundError):
            registry.DeleteKey(registry.HKEY_CURRENT_USER, f"{_CLASSES}\\{key}")
    for key, name in ((f"{SUFFIX}\\OpenWithProgids", CLASS), (SUFFIX, "")):
        _forget(key, name)
    _tell_explorer()


def _registry() -> Any:
    return importlib.import_module("winreg")


def _set(key: str, name: str, value: str) -> None:
    registry = _registry()
    with registry.CreateKey(registry.HKEY_CURRENT_USER, f"{_CLASSES}\\{key}") as handle:
        registry.SetValueEx(handle, name, 0, registry.REG_SZ, value)


def _forget(key: str, name: str) -> None:
    """Remove a value, unless another program has put its own there."""
    registry = _registry()
    with (
        contextlib.suppress(FileNotFoundError),
        registry.OpenKey(registry.HKEY_CURRENT_USER, f"{_CLASSES}\\{key}", 0, registry.KEY_ALL_ACCESS) as handle,
    ):
        if name or registry.QueryValueEx(handle, name)[0] == CLASS:
            registry.DeleteValue(handle, name)


def _tell_explorer() -> None:
    with contextlib.suppress(AttributeError, OSError):
        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)  # type: ignore[attr-defined, unused-ignore]
