"""`main`: from the command line to a painted window in under a second; everything heavy comes behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab.ui.app.windows import Windows


def main(argv: Sequence[str] | None = None) -> int:
    """Open the laboratory, with a file if one is named. 2 if no window can be opened here."""
    arguments = list(sys.argv if argv is None else argv)
    asked = _parser().parse_args(arguments[1:])
    from lab.ui.app import display

    problem = display.problem()
    if problem is not None:
        print(problem, file=sys.stderr)
        return 2
    return run(arguments[:1], asked.file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cnn-lab", description="Build a CNN, train it, watch every number inside it.")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a .cnnlab file, or the name of a template")
    return parser


def run(name: list[str], file: Path | None, begun: Callable[[Windows], None] = lambda windows: None) -> int:
    """Open the first window, tell `begun` of it, and stay until the last one is closed."""
    from lab.kernels import compile_processes

    compile_processes.begin()
    from lab.document.setup import discover_all

    discover_all()  # before Qt: PySide reads the source of every module that is imported after it
    from PySide6.QtWidgets import QApplication

    from lab.ui.app import exceptions
    from lab.ui.app.compiling import CompilingAhead
    from lab.ui.app.garbage import Collector
    from lab.ui.app.looks import Looks
    from lab.ui.app.settings import Settings
    from lab.ui.app.windows import Windows

    application = QApplication(name)
    application.setApplicationName("CNN Lab")
    application.setDesktopFileName("cnn-lab")
    application.setApplicationDisplayName("")  # titles name the program themselves
    watch, collector = exceptions.watch(), Collector()
    collector.begin()
    try:
        settings = Settings()
        looks = Looks(settings)
        looks.apply()
        windows = Windows(settings, looks, watch)
        windows.open_first(file)
        compiling = CompilingAhead(windows)
        begun(windows)
        try:
            return application.exec()
        finally:
            compiling.stop()
    finally:
        collector.end()
        watch.end()
