from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lab.spec.errors import LabError
from lab.spec.folders import log_dir
from lab.spec.message import Message
from lab.ui.app import exceptions
from lab.ui.app.exceptions import Trouble, Watch
from lab.ui.widgets.banner import Banners
from lab.ui.widgets.trouble import show_trouble


@pytest.fixture
def watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Watch]:
    """Watching, and in place of pytest's own hooks for exceptions."""
    made = exceptions.watch(tmp_path / "logs" / "lab.log")
    yield made
    made.end()


@pytest.fixture
def heard(watch: Watch) -> list[Trouble]:
    found: list[Trouble] = []
    watch.happened.connect(found.append)
    return found


def fail(text: str = "no such thing") -> None:
    raise KeyError(text)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def call_hook(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_an_exception_is_logged_and_told_in_words(watch: Watch, heard: list[Trouble], qtbot: QtBot) -> None:
    call_hook(raised(KeyError("no such thing")))
    qtbot.waitUntil(lambda: bool(heard))
    assert "Your work is kept" in str(heard[0].message)
    assert "KeyError" in str(heard[0].message)
    assert not heard[0].mistake
    log = watch.path.read_text(encoding="utf-8")
    for part in ("KeyError: 'no such thing'", "test_exceptions.py", "PySide6", "Python 3"):
        assert part in log
        assert part in heard[0].details


def test_a_slot_that_fails_does_not_end_the_program(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from lab.ui.app import exceptions\n"
        "application = QCoreApplication([])\n"
        f"watch = exceptions.watch(Path({str(tmp_path / 'lab.log')!r}))\n"
        "watch.happened.connect(lambda trouble: application.exit(7))\n"
        "QTimer.singleShot(0, lambda: 1 / 0)\n"
        "sys.exit(application.exec())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 7
    assert "ZeroDivisionError" in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "lab.log").read_text(encoding="utf-8")


def test_a_thread_that_fails_is_told_in_the_thread_of_the_interface(watch: Watch, qtbot: QtBot) -> None:
    found: list[tuple[Trouble, bool]] = []
    watch.happened.connect(lambda trouble: found.append((trouble, QThread.isMainThread())))
    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()
    assert found == []
    qtbot.waitUntil(lambda: bool(found))
    assert found[0][1]
    assert "Thread: worker" in found[0][0].details


def test_the_same_again_is_counted(watch: Watch, heard: list[Trouble], qtbot: QtBot) -> None:
    for number in range(25):
        call_hook(raised(ValueError(f"number {number}")))
    qtbot.waitUntil(lambda: bool(heard))
    assert [trouble.count for trouble in heard] == [25]
    log = watch.path.read_text(encoding="utf-8")
    assert log.count("Traceback") == 1
    assert "for the 10th time" in log


def test_a_mistake_explains_itself(watch: Watch, heard: list[Trouble], qtbot: QtBot) -> None:
    call_hook(raised(LabError(Message("Dense needs a flat input. Put Flatten before it."))))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].mistake
    assert str(heard[0].message) == "Dense needs a flat input. Put Flatten before it."


def test_too_little_memory_has_its_own_words(watch: Watch, heard: list[Trouble], qtbot: QtBot) -> None:
    call_hook(raised(MemoryError()))
    qtbot.waitUntil(lambda: bool(heard))
    assert "not enough memory" in str(heard[0].message)


def test_qt_is_logged_too(watch: Watch) -> None:
    qWarning("a strange thing")
    assert "WARNING MainThread Qt default: a strange thing" in watch.path.read_text(encoding="utf-8")


def test_everything_is_put_back_as_it_was(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    made = exceptions.watch(tmp_path / "lab.log")
    assert sys.excepthook != before[0]
    made.end()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_program_without_a_terminal_is_watched_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    made = exceptions.watch(tmp_path / "lab.log")
    call_hook(raised(ValueError("unseen")))
    qWarning("unseen as well")
    made.end()
    assert "unseen as well" in (tmp_path / "lab.log").read_text(encoding="utf-8")


def test_a_large_log_is_set_aside_and_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exceptions, "LARGEST_LOG", 10)
    path = tmp_path / "lab.log"
    for number in range(6):
        path.write_text(f"{number} is a long story", encoding="utf-8")
        Watch(path).end()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["lab.log", "lab.log.1", "lab.log.2", "lab.log.3"]
    assert (tmp_path / "lab.log.1").read_text(encoding="utf-8").startswith("5")
    assert (tmp_path / "lab.log.3").read_text(encoding="utf-8").startswith("3")


def test_the_log_lies_in_the_folder_for_logs() -> None:
    made = Watch()
    assert made.path.parent == log_dir()
    made.end()


def test_trouble_is_a_message_with_buttons_and_a_count(watch: Watch, qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    show_trouble(watch, banners)
    for expected in ("IndexError", "(2 times)"):
        call_hook(raised(IndexError("list index out of range")))
        qtbot.waitUntil(lambda expected=expected: any(expected in b.text for b in banners.banners()))
    assert len(banners.banners()) == 1
    buttons = {button.text(): button for button in banners.findChildren(QPushButton)}
    assert set(buttons) == {"Copy details", "Open log"}
    buttons["Copy details"].click()
    assert "IndexError: list index out of range" in QGuiApplication.clipboard().text()
    assert len(banners.banners()) == 1, "copying does not close it"


def test_a_storm_of_exceptions_is_a_single_event(watch: Watch, heard: list[Trouble], qtbot: QtBot) -> None:
    timer = QTimer(interval=0)
    calls: list[int] = []

    def storm() -> None:
        calls.append(1)
        if len(calls) == 200:
            timer.stop()
        call_hook(raised(RuntimeError("again")))

    timer.timeout.connect(storm)
    timer.start()
    qtbot.waitUntil(lambda: len(calls) == 200 and heard[-1].count == 200)
    assert len({id(trouble) for trouble in heard}) == 1
