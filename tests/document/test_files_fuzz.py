"""Files in which anything may be wrong: refused in words or read, never another exception, never much memory."""

from __future__ import annotations

import io
import random
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from lab.document import archive, files
from lab.spec.errors import FileError
from tests.document.models import trained
from tests.document.packing import pack, parts

MEMORY = 200e6  # bytes


@pytest.fixture(autouse=True)
def _little_memory() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < MEMORY


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A file in which nothing is wrong."""
    path = tmp_path / "net.cnnlab"
    files.save(path, trained())
    return path


def mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Copies with bytes flipped, cut out, doubled, or the end missing."""
    chance = random.Random(seed)
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(chance.choice([1, 1, 1, 2, 8])):
            place = chance.randrange(len(copy))
            way = chance.randrange(6)
            if way < 3:
                copy[place] ^= 1 << chance.randrange(8)
            elif way == 3:
                copy[place : place + 4] = struct.pack("<L", chance.choice([0, 1, 2**16, 2**31, 2**32 - 1]))
            elif way == 4:
                del copy[place : place + chance.choice([1, 16, 300])]
            else:
                copy[place:place] = copy[place : place + chance.choice([1, 16, 300])]
            if len(copy) == 0:
                break
        yield bytes(copy[: chance.randrange(len(copy) + 1)] if chance.random() < 0.1 else copy)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_to_a_file_it_is_refused_or_the_same(whole: Path, seed: int) -> None:
    original, model = whole.read_bytes(), trained()
    opened = 0
    for data in mutations(original, 250, seed):
        whole.write_bytes(data)
        try:
            found = files.load(whole)
        except FileError:
            continue
        opened += 1
        assert found == model
    assert opened < 125


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_to_a_part_it_is_refused_or_a_network(whole: Path, seed: int) -> None:
    """With checksums that are right again, so that the mutation gets as far as it can."""
    kept = parts(whole)
    for name in archive.REQUIRED:
        for data in mutations(kept[name], 40, seed):
            pack(whole, [(other, data if other == name else content) for other, content in kept.items()])
            try:
                found = files.load(whole)
            except FileError:
                continue
            again = io.BytesIO()
            archive.write_archive(again, files._members(found))  # what was opened can be kept
            assert all(np.issubdtype(array.dtype, np.float32) for array in found.weights.values())
