"""The commands of a window's File menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from lab.ui.app.actions import Actions
from lab.ui.app.i18n import tr

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow

_KEY = QKeySequence.StandardKey
_ROLE = QAction.MenuRole
CHECKPOINTS = (15, 60, 300)  # seconds of training between two that are kept for the case of a crash


def declare_file(window: MainWindow, actions: Actions) -> None:
    """Make them."""
    actions.section = lambda: tr("File")
    add, documents = actions.add, window.documents
    add("new_window", lambda: tr("New window"), window.new_window, icon="add", keys="Ctrl+Shift+N")
    add(
        "new",
        lambda: tr("New"),
        documents.new,
        icon="new",
        keys=_KEY.New,
        hint=lambda: tr("Begin with an empty canvas"),
    )
    add("open", lambda: tr("Open …"), documents.ask_open, icon="open", keys=_KEY.Open)
    add(
        "network_from_code",
        lambda: tr("Network from code …"),
        window.code.open,
        icon="code",
        keys="Ctrl+Shift+P",
        hint=lambda: tr("Paste Keras or PyTorch code and get its network; it is read, never executed"),
    )
    add("save", lambda: tr("Save"), documents.save, icon="save", keys=_KEY.Save)
    add("save_as", lambda: tr("Save as …"), documents.save_as, keys=[_KEY.SaveAs, "Ctrl+Shift+S"])
    add("save_copy", lambda: tr("Save a copy …"), documents.save_copy, icon="copy")
    add(
        "save_copy_without_weights",
        lambda: tr("Save a copy without weights …"),
        documents.save_copy_without_weights,
        hint=lambda: tr("The network and its settings only: a small file, to be trained anew"),
    )
    versions = window.versions
    add("compare_saved", lambda: tr("Compare with the saved version"), versions.with_saved, hint=_compare_hint)
    add(
        "compare_checkpoint",
        lambda: tr("Compare with the latest checkpoint"),
        versions.with_checkpoint,
        hint=_compare_hint,
    )
    add("compare_file", lambda: tr("Compare with a file …"), versions.with_file, hint=_compare_hint)
    add(
        "run_history",
        lambda: tr("Runs of this network"),
        versions.show_runs,
        icon="history",
        hint=lambda: tr("Every run with its settings and figures, in order"),
    )
    add(
        "import",
        lambda: tr("Import …"),
        window.importing.ask,
        icon="import",
        keys="Ctrl+I",
        hint=lambda: tr("A network from a file of another program"),
    )
    add(
        "export",
        lambda: tr("Export …"),
        window.exporting.ask,
        icon="export",
        keys="Ctrl+E",
        hint=lambda: tr("The network with what it has learned, as files of other programs, a figure or a report"),
    )
    add(
        "import_blocks",
        lambda: tr("Import blocks …"),
        window.import_blocks,
        icon="import",
        hint=lambda: tr("Put blocks from files into the palette"),
    )
    add("export_block", lambda: tr("Export block …"), window.designer.export_block, icon="export")
    for seconds in CHECKPOINTS:
        add(
            f"checkpoints_{seconds}",
            partial(_checkpoint_words, seconds),
            partial(window.set_checkpoints, seconds),
            hint=lambda: tr("A crash costs at most so much training; edits are kept after seconds"),
            checkable=True,
        )
    add(
        "export_picture",
        lambda: tr("Export picture …"),
        window.picture.ask,
        icon="image",
        keys="Ctrl+Shift+E",
        hint=lambda: tr("The network as a figure for print: SVG, PDF or PNG"),
    )
    add("close", lambda: tr("Close"), window.close, icon="close", keys="Ctrl+W")
    add("quit", lambda: tr("Quit"), window.quit, keys="Ctrl+Q", role=_ROLE.QuitRole)


def _compare_hint() -> str:
    return tr("Two versions side by side: layers, settings, curves and weights")


def _checkpoint_words(seconds: int) -> str:
    if seconds == 60:
        return tr("Keep the run every minute")
    if seconds < 60:
        return tr("Keep the run every {count} seconds").format(count=seconds)
    return tr("Keep the run every {count} minutes").format(count=seconds // 60)
