"""What the program remembers from one start to the next."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QByteArray, QSettings

from lab.spec.folders import config_dir
from lab.ui.app.i18n import LANGUAGES
from lab.ui.app.theme import Mode

T = TypeVar("T")
MOST_RECENT = 10  # files


class Settings:
    """Typed values over one INI file, saved at once. A value that cannot be understood counts as its default."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_dir() / "settings.ini"
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    def get(self, key: str, default: T) -> T:
        """Any JSON value under a key; the default if there is none or it is of another type."""
        text = self._store.value(key)
        try:
            value = json.loads(text) if isinstance(text, str) else default
        except ValueError:
            return default
        if isinstance(default, float) and isinstance(value, int):
            value = float(value)
        return value if type(value) is type(default) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a JSON value."""
        self._store.setValue(key, json.dumps(value, ensure_ascii=True))

    def save(self) -> None:
        """Write to the disk now."""
        self._store.sync()

    @property
    def first_start(self) -> bool:
        """Whether nothing has been kept yet."""
        return not self._store.allKeys()

    @property
    def language(self) -> str:
        """ "system", "en" or "zh_CN"."""
        name = self.get("language", "system")
        return name if name in LANGUAGES else "system"

    @language.setter
    def language(self, name: str) -> None:
        self.set("language", name)

    @property
    def theme(self) -> Mode:
        """ "system", "light" or "dark"."""
        name = self.get("theme", "system")
        return cast(Mode, name) if name in ("light", "dark") else "system"

    @theme.setter
    def theme(self, name: Mode) -> None:
        self.set("theme", name)

    @property
    def projector(self) -> bool:
        """Whether all text is half as large again."""
        return self.get("projector", False)

    @projector.setter
    def projector(self, on: bool) -> None:
        self.set("projector", on)

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing moves on its own."""
        return self.get("reduce_motion", False)

    @reduce_motion.setter
    def reduce_motion(self, on: bool) -> None:
        self.set("reduce_motion", on)

    # -- files

    @property
    def recent_files(self) -> list[Path]:
        """The files used last, the latest first, as far as they still exist."""
        names: list[object] = self.get("recent_files", [])
        paths = [Path(name) for name in names if isinstance(name, str)]
        return [path for path in paths if path.exists()]

    def add_recent_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        path = path.absolute()
        kept = [path, *(other for other in self.recent_files if other != path)]
        self.set("recent_files", [str(other) for other in kept[:MOST_RECENT]])

    def clear_recent_files(self) -> None:
        """Forget them all."""
        self.set("recent_files", [])

    @property
    def last_folder(self) -> Path:
        """Where files were opened or saved last; the home folder at first."""
        path = Path(self.get("last_folder", ""))
        return path if path.is_dir() and path != Path() else Path.home()

    @last_folder.setter
    def last_folder(self, path: Path) -> None:
        self.set("last_folder", str(path.absolute()))

    # -- the window

    @property
    def geometry(self) -> QByteArray:
        """`QWidget.saveGeometry()` of the main window; empty at first."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._set_bytes("window/geometry", geometry)

    @property
    def workspace(self) -> str:
        """Name of the workspace that was open."""
        return self.get("window/workspace", "")

    @workspace.setter
    def workspace(self, name: str) -> None:
        self.set("window/workspace", name)

    def workspace_state(self, name: str) -> QByteArray:
        """`QMainWindow.saveState()` of a workspace; empty if the learner never rearranged it."""
        return self._bytes(f"workspaces/{name}")

    def set_workspace_state(self, name: str, state: QByteArray) -> None:
        """Keep the arrangement of a workspace; an empty state forgets it."""
        if state.isEmpty():
            self._store.remove(f"workspaces/{name}")
        else:
            self._set_bytes(f"workspaces/{name}", state)

    def _bytes(self, key: str) -> QByteArray:
        try:
            return QByteArray(base64.b64decode(self.get(key, ""), validate=True))
        except binascii.Error:
            return QByteArray()

    def _set_bytes(self, key: str, value: QByteArray) -> None:
        self.set(key, base64.b64encode(value.data()).decode("ascii"))
