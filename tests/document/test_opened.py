"""A file that somebody else has open or has changed is noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lab.document import files
from lab.document.model import Model
from lab.document.opened import Claim, same_file, stamp
from tests.document.models import small, trained


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path / "data"))


def test_a_stamp_tells_another_content_from_another_date(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    assert stamp(path) is None
    files.save(path, trained())
    before = stamp(path)
    os.utime(path, (1, 1))
    assert stamp(path) == before
    other = trained()
    other.weights["dense1/bias"][0] += 1  # as many bytes as before
    files.save(path, Model(other.graph, other.setup, other.weights, other.optimizer, other.state, other.record))
    assert stamp(path) != before


def test_a_file_is_claimed_once_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    (tmp_path / "link.cnnlab").symlink_to(path)
    first = Claim(path)
    assert first.other == 0
    second = Claim(tmp_path / "link.cnnlab")
    assert second.other == os.getpid()
    second.release()
    first.release()
    third = Claim(path)
    assert third.other == 0
    third.release()


def test_where_nothing_can_be_locked_nobody_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "open").write_text("in the way")
    claim = Claim(tmp_path / "net.cnnlab")
    assert claim.other == 0
    claim.release()


def test_one_file_may_have_two_names(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    assert same_file(path, tmp_path / "." / "net.cnnlab")
    assert not same_file(path, tmp_path / "other.cnnlab")
