"""Compiled kernels: kept and found again whole, loaded without Numba, and never calling what may be missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lab.kernels import compiler, machine
from lab.kernels.kernel import ArrayReference, Vector, kernel, share
from lab.kernels.program import Program, aligned_zeros

USE = """
import sys
from lab.kernels import compiler
from lab.layers.relu import relu
assert compiler.is_cached(relu), "nothing in the cache"
assert compiler.address(relu) > 0
assert "numba" not in sys.modules
"""


@kernel
def square(a: Vector, thread: int, threads: int) -> None:
    first, end = share(a.size, thread, threads)
    for k in range(first, end):
        a[k] = a[k] * a[k]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("CNN_LAB_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "_addresses", {})
    return tmp_path / "kernels"


def squares() -> list[float]:
    program = Program(aligned_zeros(16, "float32"))
    program.arena[:4] = 1, 2, 3, 4
    program.add(square, a=ArrayReference(0, (4,)))
    program.run()
    return [float(number) for number in program.arena[:5]]


def test_a_damaged_file_is_compiled_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert squares() == [1, 4, 9, 16, 0]
    (path,) = cache.glob("square-*.kernel")
    whole = path.read_bytes()
    for damage in (b"", whole[:100], whole[:-1] + b"x"):
        path.write_bytes(damage)
        monkeypatch.setattr(compiler, "_addresses", {})
        assert squares() == [1, 4, 9, 16, 0]
        assert path.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path) -> None:
    compiler.is_cached(square)  # makes the folder
    cache.rmdir()
    assert compiler.address(square) > 0
    assert not cache.exists()


def test_a_kernel_in_the_cache_needs_no_numba() -> None:
    from lab.layers.relu import relu

    compiler.store(relu)
    subprocess.run([sys.executable, "-c", USE], check=True, cwd=Path(__file__).parents[2])


def test_what_only_numba_has_may_not_be_called() -> None:
    code = "declare void @numba_do_raise() define void @entry() { call void @numba_do_raise() ret void }"
    with pytest.raises(machine.LinkError, match="numba_do_raise"):
        machine.machine_code([code], "entry")
