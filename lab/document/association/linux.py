"""Linux and other systems that follow freedesktop.org: files below ~/.local/share, and a line in mimeapps.list.

Sources: Desktop Entry Specification 1.5, Shared MIME-info Database 0.21, Icon Theme Specification 0.13, Association
between MIME types and applications 1.0.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from lab.document.association import TITLE
from lab.document.files import SUFFIX
from lab.spec.resources import resource

MIME = "application/x-cnnlab"
NAME = "cnn-lab"  # as the window calls itself, so that it gets its icon
_ICON = MIME.replace("/", "-")

_ENTRY = """\
[Desktop Entry]
Type=Application
Name=CNN Lab
Comment=Build a convolutional network, train it, watch every number inside it
Comment[zh_CN]=搭建、训练卷积神经网络，看清其中的每一个数
Exec={command} %f
Icon={name}
Terminal=false
Categories=Education;Science;ArtificialIntelligence;
MimeType={mime};
StartupWMClass={name}
"""

_TYPE = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{mime}">
    <comment>{title}</comment>
    <comment xml:lang="zh_CN">CNN Lab 网络</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*{suffix}" weight="60"/>
    <icon name="{icon}"/>
  </mime-type>
</mime-info>
"""


def associate(command: list[str]) -> None:
    """Write entry, type and icons, and have the desktop read them."""
    for path, content in _files(command).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _set_default(True)
    _refresh()


def dissociate() -> None:
    """Remove them."""
    for path in _files([]):
        path.unlink(missing_ok=True)
    _set_default(False)
    _refresh()


def _files(command: list[str]) -> dict[Path, bytes]:
    home, icons = _home(), _home() / "icons" / "hicolor"
    entry = _ENTRY.format(command=" ".join(map(_quoted, command)), name=NAME, mime=MIME)
    kind = _TYPE.format(mime=MIME, title=TITLE, suffix=SUFFIX, icon=_ICON)
    return {
        home / "applications" / f"{NAME}.desktop": entry.encode(),
        home / "mime" / "packages" / f"{NAME}.xml": kind.encode(),
        icons / "scalable" / "apps" / f"{NAME}.svg": resource("icons/app.svg").read_bytes(),
        icons / "scalable" / "mimetypes" / f"{_ICON}.svg": resource("icons/document.svg").read_bytes(),
    }


def _set_default(ours: bool) -> None:
    """In the user's list of defaults: our line or none; every other line stays as it is."""
    path = _folder("XDG_CONFIG_HOME", ".config") / "mimeapps.list"
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    lines = [line for line in before if line.strip() != f"{MIME}={NAME}.desktop"]
    if ours:
        head = "[Default Applications]"
        if head not in lines:
            lines.append(head)
        lines.insert(lines.index(head) + 1, f"{MIME}={NAME}.desktop")
    if lines != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _home() -> Path:
    return _folder("XDG_DATA_HOME", ".local/share")


def _folder(variable: str, otherwise: str) -> Path:
    given = os.environ.get(variable, "")
    return Path(given) if os.path.isabs(given) else Path.home() / otherwise


def _quoted(word: str) -> str:
    """A word of the Exec key: quoted, with the characters escaped that mean something there, twice for the file."""
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word).replace("\\", "\\\\").replace("%", "%%") + '"'


def _refresh() -> None:
    """Have the caches made anew, as far as the desktop has them; without, it looks at its next start."""
    home = _home()
    for tool, *words in (
        ("update-mime-database", str(home / "mime")),
        ("update-desktop-database", str(home / "applications")),
        ("gtk-update-icon-cache", "-f", "-t", "-q", str(home / "icons" / "hicolor")),
    ):
        found = shutil.which(tool)
        if found is not None:
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                subprocess.run([found, *words], capture_output=True, timeout=30, check=False)
