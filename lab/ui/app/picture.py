"""File > Export picture: the network that the canvas shows, as a figure for print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from lab.spec.errors import LabError
from lab.ui.app.i18n import tr
from lab.ui.designer.figure import Figure
from lab.ui.designer.figure_file import SUFFIXES, filters, save_figure

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow


def export_picture(window: MainWindow) -> None:
    """Ask where, then write the figure in the format that the name says."""
    name = window.documents.name
    start = window.settings.last_folder / f"{name}{SUFFIXES[0]}"
    chosen, kind = QFileDialog.getSaveFileName(window, tr("Export picture"), str(start), filters())
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in SUFFIXES:  # the one of the kind that was chosen, such as "... (*.pdf)"
        path = path.with_name(path.name + next((each for each in SUFFIXES if f"*{each}" in kind), SUFFIXES[0]))
    try:
        save_figure(Figure(window.designer.document), name, path)
    except LabError as error:
        window.session.message.emit(error.message, "error")
