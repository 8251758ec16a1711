"""Fingerprints: what must change the name of a kernel's file in the cache, and what must not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lab.kernels import fingerprint

HELPERS = """
from lab.kernels.kernel import helper

FACTOR = 2

@helper
def inner(value: float) -> float:
    return value * FACTOR
"""
KERNELS = """
from __future__ import annotations
import made_constants as constants
from made_helpers import inner
from lab.kernels.kernel import Vector, helper, kernel

STEP = (1, 2)

@helper
def outer(value: float) -> float:
    return inner(value) + 1

@kernel
def scale(a: Vector) -> None:
    for k in range(0, a.size, STEP[0]):
        a[k] = outer(a[k]) + constants.SHIFT

@kernel
def other(a: Vector) -> None:
    a[0] = 3
"""
CONSTANTS = "SHIFT = 5\nUNUSED = 1\n"


def fingerprints(
    monkeypatch: pytest.MonkeyPatch, helpers: str = HELPERS, kernels: str = KERNELS, constants: str = CONSTANTS
) -> tuple[str, str]:
    """Of the kernels `scale` and `other` in modules of these sources."""
    module = ModuleType("")
    for name, source in (("made_helpers", helpers), ("made_constants", constants), ("made_kernels", kernels)):
        module = ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(compile(source, f"{name}.py", "exec"), module.__dict__)
    return tuple(fingerprint.of_kernel(getattr(module, name), "float32") for name in ("scale", "other"))  # type: ignore


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("kernels", "+ constants.SHIFT", "- constants.SHIFT"),
        ("kernels", "inner(value) + 1", "inner(value) + 1.5"),
        ("kernels", "STEP = (1, 2)", "STEP = (1, 3)"),
        ("helpers", "value * FACTOR", "FACTOR / value"),
        ("helpers", "FACTOR = 2", "FACTOR = 2.0"),
        ("constants", "SHIFT = 5", "SHIFT = 6"),
    ],
)
def test_an_edit_of_what_a_kernel_uses_changes_its_fingerprint_alone(
    part: str, before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = {"kernels": KERNELS, "helpers": HELPERS, "constants": CONSTANTS}[part]
    assert before in source
    scale, other = fingerprints(monkeypatch)
    edited_scale, edited_other = fingerprints(monkeypatch, **{part: source.replace(before, after)})
    assert edited_scale != scale
    assert edited_other == other


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("kernels", "a[0] = 3", "a[0] = 4"),
        ("kernels", "STEP = ", "# a remark\n\nSTEP = "),
        ("constants", "UNUSED = 1", "UNUSED = 2"),
    ],
)
def test_an_edit_elsewhere_does_not(part: str, before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = {"kernels": KERNELS, "constants": CONSTANTS}[part]
    assert before in source
    assert fingerprints(monkeypatch)[0] == fingerprints(monkeypatch, **{part: source.replace(before, after)})[0]


def test_arguments_precision_and_surroundings_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from lab.layers.relu import relu

    found = {fingerprint.of_kernel(relu, "float32"), fingerprint.of_kernel(relu, "float64")}
    for name, value in (("CPU_NAME", "x86-64"), ("CPU_FEATURES", "+sse2")):
        monkeypatch.setenv(f"NUMBA_{name}", value)
        fingerprint._surroundings.cache_clear()
        found.add(fingerprint.of_kernel(relu, "float32"))
    assert len(found) == 4
    monkeypatch.undo()
    fingerprint._surroundings.cache_clear()
    assert fingerprint.of_kernel(relu, "float32") in found


@pytest.mark.parametrize(
    ("edited", "counts"),
    [("translator.py", True), ("minimal_filtering.py", True), ("tiles.py", True), ("pooling_fast.py", False)],
)
def test_the_files_that_make_machine_code_count(
    edited: str, counts: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Path(fingerprint.__file__).parent
    for path in folder.glob("*.py"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "fingerprint.py"))
    before = fingerprint._emitters()
    with (tmp_path / edited).open("a") as file:
        file.write("# edited\n")
    assert (fingerprint._emitters() != before) == counts


def test_an_update_of_the_system_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from lab.layers.relu import relu

    def fingerprint_on(machine: str, release: str) -> str:
        with monkeypatch.context() as patch:
            patch.setattr("platform.release", lambda: release)
            patch.setattr("platform.platform", lambda *_: f"Linux-{release}-{machine}")
            patch.setattr("platform.machine", lambda: machine)
            fingerprint._surroundings.cache_clear()
            return fingerprint.of_kernel(relu, "float32")

    found = fingerprint_on("x86_64", "6.1")
    assert fingerprint_on("x86_64", "6.12") == found
    assert fingerprint_on("aarch64", "6.1") != found
    fingerprint._surroundings.cache_clear()


def test_a_helper_may_call_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    recursive = HELPERS.replace("return value * FACTOR", "return inner(value - 1) if value > 0 else 0.0")
    assert fingerprints(monkeypatch, helpers=recursive)[0] != fingerprints(monkeypatch)[0]
