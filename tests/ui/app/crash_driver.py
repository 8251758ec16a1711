"""The real program at work without a screen, to be killed: `python -m tests.ui.app.crash_driver WORK`.

WORK is "edit" (an edit every few milliseconds), "train", "write" (edits whose keeping never gets done), "save" (edits
saved to the file at CRASH_FILE again and again) or "recover" (takes what the banner offers, tells it, and ends).
What happens is told line by line on standard output: "edit 17", "step 1200", "kept edit 17", "kept step 900".
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from lab.document import recovery, writing
from lab.document.commands import ChangeSetup, Rename
from lab.document.model import Model
from lab.spec.message import Message
from lab.ui.app import start, windows
from lab.ui.app.recovering import KEY
from lab.ui.app.window import MainWindow

LAYER = "dense1"  # whose label is the number of the last edit
EVERY = 15  # ms between two edits


def tell(what: str) -> None:
    os.write(1, f"{what}\n".encode())  # whole lines, from any thread


def label(model: Model) -> str:
    return model.graph.node(LAYER).label


def tell_what_is_kept() -> None:
    for name, say in (
        ("keep_document", lambda model: f"kept edit {label(model)}"),
        ("keep_run", lambda model: f"kept step {model.state['step']}"),
    ):
        keep = getattr(recovery.Slot, name)

        def keep_and_tell(slot: Any, model: Model, about: Any, keep: Any = keep, say: Any = say) -> None:
            keep(slot, model, about)
            tell(say(model))

        setattr(recovery.Slot, name, keep_and_tell)


def again(window: MainWindow, work: Callable[[], object], every: int = EVERY) -> None:
    timer = QTimer(window)
    timer.timeout.connect(work)
    timer.start(every)


def edit(window: MainWindow) -> None:
    number = 0

    def one() -> None:
        nonlocal number
        number += 1
        window.session.document.history.end_merge()
        window.session.do(Rename(LAYER, str(number)))
        tell(f"edit {number}")

    one()
    again(window, one)


def save(window: MainWindow) -> None:
    window.session.set_path(Path(os.environ["CRASH_FILE"]))
    edit(window)
    again(window, window.documents.save)


def train(window: MainWindow) -> None:
    setup = window.session.document.setup
    longer = setup.changed(run=setup.run.replace(epochs=100_000))
    window.session.do(ChangeSetup(longer, Message("Train for more epochs")))
    window.session.runner.train()  # as soon as data and network are ready

    def look() -> None:
        if window.session.runner.trained:
            tell(f"step {window.session.runner.mark[1]}")

    again(window, look)


def write(window: MainWindow) -> None:
    """The third file is written by half."""
    replace, count = writing.replace_file, 0

    def replace_by_half(path: Path, write: Callable[[Any], object]) -> None:
        nonlocal count
        count += 1

        def half(file: Any) -> None:
            write(file)
            file.flush()
            if count > 6:
                os.ftruncate(file.fileno(), file.tell() // 2)
                tell("writing")
                threading.Event().wait()

        replace(path, half)

    from lab.document import files

    files.replace_file = recovery.replace_file = replace_by_half
    edit(window)


def recover(window: MainWindow) -> None:
    session, said = window.session, ""

    def look() -> None:
        nonlocal said
        banner = window.banners.shown(KEY)
        if banner is not None:
            said = banner.text
            next(each for each in banner.findChildren(QPushButton) if each.text() == "Recover").click()
        elif said and (session.runner.trained or "step" not in said):
            told = {
                "edit": session.document.graph.node(LAYER).label,
                "step": session.runner.mark[1] if session.runner.trained else 0,
                "rows": len(session.runner.record.steps),
                "path": str(session.path) if session.path else None,
                "unsaved": window.isWindowModified(),
                "said": said,
            }
            said = ""
            tell(json.dumps(told))
            session.document.history.mark_saved()
            session.runner.mark_saved()
            window.close()

    again(window, look)


def main(work: str) -> int:
    tell_what_is_kept()
    load_rest = windows._load_rest

    def begin(window: MainWindow) -> None:
        load_rest(window)
        {"edit": edit, "train": train, "write": write, "save": save, "recover": recover}[work](window)

    windows._load_rest = begin
    return start.main(["cnn-lab"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
