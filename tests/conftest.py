"""What holds for every test: no screen, no traces on this machine, no thread left running afterwards."""

from __future__ import annotations

import gc
import importlib.util
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

FEW_KERNELS = ("document", "datasets", "spec", "ui")  # folders of tests that can begin while kernels are compiled
MANY_TESTS = 1000  # more than that need about all kernels there are

_home = tempfile.TemporaryDirectory(prefix="cnn-lab-tests-", ignore_cleanup_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("CONFIG", "DATA", "LOG"):
        os.environ[f"CNN_LAB_{name}"] = str(Path(_home.name, name.lower()))
    # Networks this small are slower on several threads of PyTorch, which wait for each other at full speed.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Compiled kernels outlive the run: compiling them anew would take longer than the tests.
    os.environ.setdefault("CNN_LAB_CACHE", str(config.rootpath / ".pytest_cache" / "cnn-lab"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.relative_to(here).parts[0] not in FEW_KERNELS)


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again


@pytest.fixture(scope="session", autouse=True)
def _kernels_are_compiled_ahead(request: pytest.FixtureRequest) -> Iterator[None]:
    if len(request.session.items) < MANY_TESTS:
        yield
        return
    command = [sys.executable, "-m", "tests.kernels_ahead"]
    with subprocess.Popen(command, cwd=request.config.rootpath) as process:
        yield
        process.kill()


def pytest_unconfigure() -> None:
    _home.cleanup()


def pytest_report_header() -> list[str]:
    return [
        f"{name} is installed: the comparisons with it run"
        if importlib.util.find_spec(module) is not None
        else f"{name} is not installed: the comparisons with it are skipped (.ci/run installs it and runs them)"
        for name, module in (("PyTorch", "torch"), ("Keras", "keras"))
    ]


@pytest.fixture(autouse=True)
def _no_thread_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        thread.join(timeout=60)
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"still running after the test: {', '.join(left)}"
