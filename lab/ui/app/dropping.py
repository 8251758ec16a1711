"""A file or folder that is dropped on the window: a network is opened or imported, a block added, data used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent

from lab.datasets.catalog import find_dataset
from lab.document.block_files import SUFFIX as BLOCK_SUFFIX
from lab.spec.errors import LabError
from lab.ui.app.data_choice import choose_dataset
from lab.ui.app.documents import SUFFIX
from lab.ui.app.importing import importable
from lab.ui.designer.folding import add_file

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow


def path_of(event: QDropEvent) -> Path | None:
    """What is being dragged; None if it is anything but one file or folder of this machine."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def use(window: MainWindow, path: Path) -> None:
    """Do with it what it is for."""
    if path.suffix == BLOCK_SUFFIX:
        add_file(window.designer, path)
        return
    if path.suffix == SUFFIX:
        window.documents.open(path)
        return
    if importable(path):
        window.importing.read(path)
        return
    try:
        dataset = find_dataset(str(path))
    except LabError as error:
        window.say(error.message, "error")
    else:
        choose_dataset(window.session, dataset)
