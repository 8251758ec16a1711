"""`kill -9` at any moment: at most ten seconds of edits and one interval between checkpoints are lost."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.document import files
from lab.document.templates import template
from lab.ui.app.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")

MOST_LOST = 10.0  # seconds of edits, or of training beyond the interval
OFTEN = 20
CLI = (
    "from lab.cli import main, train; train.KEPT_EVERY = 0.1; "
    "main(['train', 'digits', '--epochs', '100000', '--out', '{out}'])"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of its own, and short intervals."""
    places = {name: str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "LOG")}
    settings = Settings(Path(places["CONFIG"], "settings.ini"))
    settings.set("recovery/edits", 0.2)
    settings.set("recovery/checkpoints", 0.2)
    settings.save()
    told = {f"CNN_LAB_{name}": place for name, place in places.items()}
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **told, "CRASH_FILE": str(tmp_path / "saved.cnnlab")}


class Program:
    """The real program at work in a process of its own; `said` is what it has told, and when."""

    def __init__(self, work: str, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.ui.app.crash_driver", work]
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.said: list[tuple[float, str]] = []

    def lines(self) -> Iterator[str]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append((time.monotonic(), line.strip()))
            yield line.strip()

    def read_until(self, beginning: str, seconds: float = 0.0) -> None:
        """Read on until such a line has come, and then for so long."""
        end = float("inf")
        for line in self.lines():
            if line.startswith(beginning):
                end = min(end, time.monotonic() + seconds)
            if time.monotonic() >= end:
                return
        raise AssertionError(f"ended early: {self._process.stderr.read() if self._process.stderr else ''}")

    def kill(self) -> float:
        """When it was killed."""
        at = time.monotonic()
        self._process.kill()
        self.end()
        assert self._process.returncode == -signal.SIGKILL
        return at

    def end(self) -> str:
        """Wait for the end; the last line."""
        for _ in self.lines():
            pass
        self._process.wait(60)
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()
        return self.said[-1][1] if self.said else ""

    def last(self, beginning: str) -> int:
        """The number of the last line that begins so."""
        found = [int(line.rpartition(" ")[2]) for _, line in self.said if line.startswith(beginning)]
        return found[-1] if found else 0

    def lost(self, beginning: str, number: int, killed: float) -> float:
        """Seconds between the first thing that is lost, beyond `number`, and the end, as far as the program could run:
        where it told nothing for longer than a second, other programs had the processor.
        """
        ends = [at for at, line in self.said if line.startswith(f"{beginning} ") and int(line.split()[1]) > number]
        return sum(min(after - before, 1.0) for before, after in itertools.pairwise([*ends, killed]))


def recover(environment: dict[str, str]) -> dict[str, Any]:
    program = Program("recover", environment)
    found: dict[str, Any] = json.loads(program.end())
    data = Path(environment["CNN_LAB_DATA"], "recovery")
    assert list(data.iterdir()) == []  # after it was closed as the learner wished
    return found


def kill_while_editing(environment: dict[str, str], seconds: float) -> float:
    program = Program("edit", environment)
    program.read_until("kept edit", seconds)
    killed = program.kill()
    found = recover(environment)
    assert found["unsaved"]
    assert program.last("kept edit") <= int(found["edit"]) <= program.last("edit")
    told = re.search(r"Recover Digits CNN \((\d+) edits?\)\?", found["said"])
    assert told is not None
    assert int(told[1]) <= int(found["edit"])  # fewer if it was killed between the network and what is told of it
    return program.lost("edit", int(found["edit"]), killed)


def kill_while_training(environment: dict[str, str], seconds: float) -> float:
    program = Program("train", environment)
    program.read_until("kept step", seconds)
    killed = program.kill()
    found = recover(environment)
    assert found["unsaved"]
    assert program.last("kept step") <= found["step"]
    assert found["rows"] == found["step"]
    return program.lost("step", found["step"], killed)


def kill_while_writing(environment: dict[str, str], seconds: float) -> float:
    program = Program("write", environment)
    program.read_until("writing", seconds)
    killed = program.kill()
    found = recover(environment)
    assert program.last("kept edit") <= int(found["edit"]) <= program.last("edit")
    return program.lost("edit", int(found["edit"]), killed) - seconds  # for which nothing more could be written


def kill_while_saving(environment: dict[str, str], seconds: float) -> float:
    path = Path(environment["CRASH_FILE"])
    files.save(path, template("digits"))
    program = Program("save", environment)
    program.read_until("edit 20", seconds)
    killed = program.kill()
    saved = files.load(path).graph.node("dense1").label  # whole
    recovered = recover(environment)["edit"] if list(Path(environment["CNN_LAB_DATA"], "recovery").glob("*/*")) else "0"
    number = max(int(saved) if saved.isdigit() else 0, int(recovered) if recovered.isdigit() else 0)
    return program.lost("edit", number, killed)


KILLS = (kill_while_editing, kill_while_training, kill_while_writing, kill_while_saving)


@pytest.mark.parametrize("kill", KILLS[:2])
def test_killed_once(environment: dict[str, str], kill: Any) -> None:
    assert kill(environment, 0.3) <= MOST_LOST


@pytest.mark.slow
@pytest.mark.parametrize("number", range(OFTEN))
@pytest.mark.parametrize("kill", KILLS)
def test_killed_often(environment: dict[str, str], kill: Any, number: int) -> None:
    seconds = random.Random(number).uniform(0, 2)
    lost = kill(environment, seconds)
    print(f"{kill.__name__} {number}: {lost:.2f} s lost")
    assert lost <= MOST_LOST


def kill_command_line(path: Path, seconds: float) -> None:
    command = [sys.executable, "-c", CLI.format(out=path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 120
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.01)  # nothing tells that a file is there
        time.sleep(seconds)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    model = files.load(path)
    assert model.state["step"] > 0
    assert len(model.record["steps"]["step"]) == model.state["step"]


def test_the_command_line_killed_once_leaves_a_whole_file(tmp_path: Path) -> None:
    kill_command_line(tmp_path / "net.cnnlab", 0.25)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(OFTEN))
def test_the_command_line_killed_often(tmp_path: Path, number: int) -> None:
    kill_command_line(tmp_path / "net.cnnlab", random.Random(number).uniform(0, 2))
