"""Whether a window can open at all, found out before Qt tries: Qt would abort, naming half of what is missing.

Needs no Qt and nothing installed: `python3 -m lab.ui.app.display` prints the Debian packages that are missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import sys
from pathlib import Path

from lab.spec.message import Message

# The system libraries that the xcb platform plugin and Qt Widgets need, and the Debian packages that hold them.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libgomp.so.1": "libgomp1",
}
CHINESE_FONT = "fonts-wqy-microhei"

_VARIABLES = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}

_WAYS_ON = Message(
    "Ways on: start it on a desktop or with a display forwarded (ssh -X); give it a virtual display with "
    "xvfb-run -a python main.py; or work without a window: python -m lab --help."
)


def problem() -> Message | None:
    """Why no window can open on this machine, and what to do about it; None when one can.

    What QT_QPA_PLATFORM names is tried, or else every display that the session offers; one that works is enough.
    """
    if not sys.platform.startswith("linux"):
        return None
    forced = [name.partition(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    offered = [name for name, variable in _VARIABLES.items() if os.environ.get(variable)]
    found = None
    for platform in forced or offered:
        if platform not in _VARIABLES:
            return None  # offscreen and the like need no display
        trouble = _trouble(platform)
        if trouble is None:
            return None
        found = found or trouble
    return found or Message(
        "CNN Lab opens a window, but there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). {ways}",
        ways=_WAYS_ON,
    )


def _trouble(platform: str) -> Message | None:
    missing = missing_library(f"libq{platform}.so")
    if missing is not None:
        return Message(
            "CNN Lab cannot open its window: the system library {library} is missing. On Debian or Ubuntu this line "
            "installs what is needed: {line} . {ways}",
            library=missing,
            line=apt_line(missing_packages()),
            ways=_WAYS_ON,
        )
    if not (_x11_answers() if platform == "xcb" else _wayland_answers()):
        return Message(
            'CNN Lab cannot open its window: the display "{display}" does not answer. {ways}',
            display=os.environ.get(_VARIABLES[platform], ""),
            ways=_WAYS_ON,
        )
    return None


def _x11_answers() -> bool:
    """Whether the X server that DISPLAY names lets us in: xcb itself is asked, as Qt will."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # missing_library has the word on libraries
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    """Whether a compositor listens on the socket that WAYLAND_DISPLAY names."""
    import socket

    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/"), os.environ.get("WAYLAND_DISPLAY", "") or "wayland-0")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        try:
            compositor.connect(str(path))
        except OSError:
            return False
    return True


def missing_library(plugin: str) -> str | None:
    """The library without which one of Qt's platform plugins cannot be loaded; None when it can."""
    try:
        ctypes.CDLL(str(_plugin_folder() / plugin))
    except OSError as error:
        named = re.match(r"(\S+?\.so[\w.]*):", str(error))
        return named.group(1) if named else str(error)
    return None


def missing_packages() -> list[str]:
    """The Debian packages that are still needed: every library that cannot be loaded, and a Chinese font."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    fonts = [Path(root) for root in ("/usr/share/fonts", "/usr/local/share/fonts", Path.home() / ".local/share/fonts")]
    names = ("*wqy*", "*[Cc][Jj][Kk]*", "*[Hh]an[Ss]ans*", "*NotoSansSC*", "*[Dd]roid[Ss]ans[Ff]allback*")
    if not any(path for root in fonts for name in names for path in root.rglob(name)):
        missing.append(CHINESE_FONT)
    return missing


def apt_line(packages: list[str]) -> str:
    """The line that installs packages on Debian and Ubuntu."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _plugin_folder() -> Path:
    """Where the platform plugins lie, without importing Qt."""
    found = importlib.util.find_spec("PySide6")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0] if places else ".") / "Qt" / "plugins" / "platforms"


if __name__ == "__main__":
    print(*missing_packages())
