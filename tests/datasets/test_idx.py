"""The parser of IDX files, with whole and with hostile ones."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from lab.datasets import idx as idx_module
from lab.datasets.idx import read_idx
from lab.spec.errors import DataError
from tests.datasets.idx_files import CODES, header, idx, labels, pictures, write

SUFFIXES = ("", ".gz")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("shape", [(6,), (3, 4), (2, 3, 4)])
def test_reads_what_was_written(kind: str, shape: tuple[int, ...], suffix: str, tmp_path: Path) -> None:
    array = np.arange(np.prod(shape)).reshape(shape).astype(kind)
    read = read_idx(write(tmp_path / f"data{suffix}", idx(array)))
    np.testing.assert_array_equal(read, array)
    assert read.dtype.newbyteorder("=") == array.dtype


def test_compression_is_seen_by_content_not_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "images", gzip.compress(idx(labels(9))))
    assert len(read_idx(path)) == 9


def test_progress_reaches_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idx_module, "CHUNK", 100)
    heard: list[float] = []
    read_idx(write(tmp_path / "data.gz", idx(pictures(10, 5, 8))), heard.append)
    assert heard == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "It begins with nothing"),
        (b"\0\0", "not an IDX file"),
        (b"PK\x03\x04 a zip file", "not an IDX file"),
        (b"\0\0\x07\x01" + bytes(8), "not an IDX file"),
        (b"\0\0\x08\x00" + bytes(8), "0 axes"),
        (header((2, 2, 2, 2)) + bytes(16), "4 axes"),
        (b"\0\0\x08\xff" + bytes(8), "255 axes"),
        (header((5, 4, 4))[:-2], "within its header"),
        (header((0, 28, 28)), "empty: its sizes are 0 × 28 × 28"),
        (header((5,)) + bytes(4), "does not hold the 5 numbers"),
        (header((5,)) + bytes(6), "does not hold the 5 numbers"),
        (header((5,), CODES["f8"]) + bytes(5), "does not hold the 5 numbers"),
        (header((10_000, 10_000, 10_000)) + bytes(100), "does not hold the 10000 × 10000 × 10000 numbers"),
        (header((2**32 - 1,) * 3, CODES["f8"]) + bytes(100), "does not hold"),
    ],
)
def test_refuses_what_is_not_whole(content: bytes, words: str, suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"data{suffix}", content)
    tracemalloc.start()
    with pytest.raises(DataError, match=words) as caught:
        read_idx(path)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert str(path) in str(caught.value)


def test_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        read_idx(tmp_path / "data")
    with pytest.raises(DataError, match="cannot be read"):
        read_idx(tmp_path)


@pytest.mark.parametrize("kept", [1, 3, 12, 60, -9, -4])
def test_refuses_gzip_that_is_cut_short(kept: int, tmp_path: Path) -> None:
    random = np.random.default_rng(0).integers(0, 256, (20, 4, 4), np.uint8)
    path = tmp_path / "data.gz"
    path.write_bytes(gzip.compress(idx(random))[:kept])
    with pytest.raises(DataError, match=r"[Dd]ownload it again|not an IDX file"):
        read_idx(path)


def test_refuses_gzip_whose_checksum_is_wrong(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(idx(pictures(20, 4, 4))))
    packed[-6] ^= 0xFF
    path = tmp_path / "data.gz"
    path.write_bytes(packed)
    with pytest.raises(DataError, match="damaged"):
        read_idx(path)


def test_unpacks_no_more_of_a_bomb_than_it_announces(tmp_path: Path) -> None:
    bomb = write(tmp_path / "bomb.gz", header((100,)) + bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(DataError, match="does not hold the 100 numbers"):
        read_idx(bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_refuses_more_than_fits_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idx_module, "LARGEST", 1000)
    with pytest.raises(DataError, match="at most"):
        read_idx(write(tmp_path / "data", idx(pictures(10, 10, 11))))
