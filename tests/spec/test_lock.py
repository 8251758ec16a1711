"""A lock is held by one, and lost with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lab.spec.lock import FileLock, holder

HOLDING = """
import sys
from pathlib import Path
from lab.spec.lock import FileLock
print(FileLock.take(Path(sys.argv[1])) is not None, flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = FileLock.take(path)
    assert first is not None
    assert FileLock.take(path) is None
    assert holder(path) == os.getpid()
    first.release()
    assert os.listdir(tmp_path) == []
    second = FileLock.take(path)
    assert second is not None
    second.release()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_a_killed_process_holds_nothing_any_more(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert FileLock.take(path) is None
        assert holder(path) == process.pid
        process.kill()
    taken = FileLock.take(path)
    assert taken is not None
    taken.release()


def test_a_lock_in_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock.take(tmp_path / "no" / "lock")
