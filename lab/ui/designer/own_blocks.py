"""The learner's own blocks: what the palette shows of them, and the questions that keeping and sharing them takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from lab.document import block_files
from lab.document.block_files import SUFFIX
from lab.document.blocks import Block
from lab.document.knobs import LONGEST_NAME
from lab.spec.errors import LabError
from lab.spec.events import Event
from lab.spec.message import Message
from lab.ui.app.i18n import term, tr

changed: Event[[]] = Event()  # a block was kept, renamed or taken out: every palette looks again

known = block_files.own_blocks

Refuse = Callable[[Message], None]


def keep(window: QWidget, block: Block, refuse: Refuse) -> bool:
    """Ask for a name and put the block into the palette under it."""
    title = _ask_title(window, tr("Keep in the palette"), term(block.title))
    return title is not None and _done(lambda: block_files.keep_block(block.replace(title=title)), refuse)


def rename(window: QWidget, path: Path, block: Block, refuse: Refuse) -> bool:
    """Ask for another name of a block in the palette."""
    title = _ask_title(window, tr("Rename block"), term(block.title))
    return title is not None and _done(lambda: block_files.rename_block(path, title), refuse)


def forget(window: QWidget, path: Path, block: Block, refuse: Refuse) -> bool:
    """Ask, then take a block out of the palette."""
    button = QMessageBox.StandardButton
    text = tr("Delete the block “{title}” from your palette? Networks that have it keep it.").format(
        title=term(block.title)
    )
    asked = QMessageBox.question(window, tr("Delete block"), text, button.Yes | button.Cancel, button.Cancel)
    return asked == button.Yes and _done(lambda: block_files.forget_block(path), refuse)


def export(window: QWidget, block: Block, refuse: Refuse) -> bool:
    """Ask for a file and write the block there."""
    name, _ = QFileDialog.getSaveFileName(window, tr("Export block"), block_files.file_name(block), _filter())
    if not name:
        return False
    path = Path(name) if Path(name).suffix == SUFFIX else Path(name + SUFFIX)
    return _done(lambda: block_files.save_block(path, block), refuse)


def import_files(window: QWidget, refuse: Refuse) -> bool:
    """Ask for files and put their blocks into the palette."""
    names, _ = QFileDialog.getOpenFileNames(window, tr("Import blocks"), "", _filter())
    for name in names:
        if not _done(lambda name=name: block_files.keep_block(block_files.load_block(name)), refuse):  # type: ignore[misc]
            return False
    return bool(names)


def _ask_title(window: QWidget, question: str, title: str) -> str | None:
    """A name for a block; None when the learner thinks better of it."""
    asked = QInputDialog(window, Qt.WindowType.Dialog)
    asked.setWindowTitle(question)
    asked.setLabelText(tr("Name of the block"))
    asked.setTextValue(title)
    line = asked.findChild(QLineEdit)
    if line is not None:
        line.setMaxLength(LONGEST_NAME)
        line.selectAll()
    if not asked.exec():
        return None
    return asked.textValue().strip() or None


def _done(act: Callable[[], object], refuse: Refuse) -> bool:
    try:
        act()
    except LabError as error:
        refuse(error.message)
        return False
    changed()
    return True


def _filter() -> str:
    return tr("Blocks of CNN Lab") + f" (*{SUFFIX})"
