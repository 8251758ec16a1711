"""File > Network from code: the window in which code becomes a network, made when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow
    from lab.ui.code import CodeWindow


class CodeEntry:
    """The verb of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._code: CodeWindow | None = None
        window.closed.connect(self._close)

    def open(self, path: Path | None = None) -> None:
        """Show it, with the code of a file if one is given."""
        from lab.ui.code import CodeWindow

        if self._code is None:
            self._code = CodeWindow(self._window.documents.show_new, self._window.settings, self._window)
        self._code.open()
        if path is not None:
            self._code.open_path(path)

    def _close(self) -> None:
        if self._code is not None:
            self._code.finish()
