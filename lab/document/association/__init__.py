"""Files of CNN Lab open with CNN Lab when they are clicked in the system's file manager; for this user only.

`associate()` and `dissociate()` give a sentence that says what was done; LabError where it cannot be.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType

import lab
from lab.document.files import SUFFIX
from lab.spec.errors import FileError, LabError
from lab.spec.message import Message

TITLE = "CNN Lab network"


def associate() -> Message:
    """Have the system open our files with this program, and show them with our icon."""
    try:
        _system().associate(command())
    except OSError as error:
        raise FileError(Message("The system refuses: {detail}.", detail=error.strerror or str(error))) from error
    return Message(
        "Files that end with {suffix} open with CNN Lab from now on. "
        "To take that back: python -m lab associate --remove",
        suffix=SUFFIX,
    )


def dissociate() -> Message:
    """Take it back; nothing of it is left behind."""
    try:
        _system().dissociate()
    except OSError as error:
        raise FileError(Message("The system refuses: {detail}.", detail=error.strerror or str(error))) from error
    return Message("Files that end with {suffix} no longer open with CNN Lab.", suffix=SUFFIX)


def command() -> list[str]:
    """How this program is started; the file to open is one more word."""
    here = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return [str(here)]
    installed = shutil.which("cnn-lab", path=str(here.parent))
    if installed is not None:
        return [installed]
    windowed = here.with_name("pythonw.exe")  # opens no console on Windows
    main = Path(lab.__file__).parent.parent / "main.py"
    start = str(windowed if windowed.exists() else here)
    return [start, str(main)] if main.exists() else [start, "-c", "from lab.ui.app.start import main; main()"]


def _system() -> ModuleType:
    if sys.platform == "win32":
        from lab.document.association import windows

        return windows
    if sys.platform == "darwin":
        raise LabError(
            Message(
                "macOS opens files only with applications that are bundles (.app), and CNN Lab runs from Python here. "
                'Open a file from the File menu, by dropping it on the window, or with "main.py FILE".'
            )
        )
    from lab.document.association import linux

    return linux
