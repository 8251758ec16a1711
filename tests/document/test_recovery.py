"""What is kept of unsaved work is there afterwards, belongs to one, and may be damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lab.document import files, recovery
from lab.document.model import Model
from lab.document.recovery import About, Slot, left_behind
from lab.spec.errors import FileError
from tests.document.models import small, trained

ABOUT = About("net", None, None, 3)


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path / "data"))


def always(run: Model, document: Model) -> bool:
    return True


def crash(slot: Slot) -> Slot:
    """As if the program had ended: somebody else finds the slot."""
    slot.release()
    [found] = left_behind()
    return found


def test_edits_and_run_are_found_again() -> None:
    slot = Slot.new()
    slot.keep_document(small(), ABOUT)
    slot.keep_run(trained(), ABOUT)
    assert left_behind() == []  # while its program lives it is nobody else's
    found = crash(slot).read()
    assert found is not None
    assert (found.about.name, found.about.edits, found.damage) == ("net", 3, [])
    assert found.document == small()
    assert found.run == trained()
    model, run = found.matched(always)
    assert run is None
    assert model.graph == small().graph
    assert model.state == trained().state


def test_a_run_that_does_not_fit_the_document_is_kept_by_itself() -> None:
    slot = Slot.new()
    slot.keep_document(small(), ABOUT)
    slot.keep_run(trained(), ABOUT)
    found = crash(slot).read()
    assert found is not None
    model, run = found.matched(lambda run, document: False)
    assert not model.trained
    assert run == trained()


def test_edits_alone_take_the_weights_from_the_documents_file(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, trained())
    slot = Slot.new()
    slot.keep_document(small(), About("net", str(path), None, 1))
    slot = crash(slot)
    found = slot.read()
    assert found is not None
    assert found.matched(always)[0].state == trained().state
    path.unlink()
    found = slot.read()
    assert found is not None
    assert not found.matched(always)[0].trained


def test_what_is_saved_or_not_wanted_is_forgotten() -> None:
    slot = Slot.new()
    slot.keep_document(small(), ABOUT)
    slot.clear()
    assert slot.read() is None
    slot.remove()
    assert left_behind() == []
    assert not recovery.anything_left()


@pytest.mark.parametrize("name", [recovery.DOCUMENT, recovery.RUN])
def test_a_damaged_part_is_told_and_the_other_is_used(name: str) -> None:
    slot = Slot.new()
    slot.keep_document(small(), ABOUT)
    slot.keep_run(trained(), ABOUT)
    whole = (slot.folder / name).read_bytes()
    (slot.folder / name).write_bytes(whole[: len(whole) // 2])
    found = slot.read()
    assert found is not None
    assert len(found.damage) == 1
    assert name in str(found.damage[0])
    assert found.latest is not None
    assert found.latest.graph == small().graph
    slot.remove()


def test_where_nothing_can_be_read_that_is_told() -> None:
    slot = Slot.new()
    (slot.folder / recovery.ABOUT).write_bytes(b"{")
    (slot.folder / recovery.DOCUMENT).write_bytes(b"")
    found = slot.read()
    assert found is not None
    assert found.latest is None
    assert found.damage
    slot.remove()


def test_a_killed_write_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    slot = Slot.new()
    slot.keep_document(small(), ABOUT)

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileError, match="The disk is full"):
        slot.keep_document(trained(), ABOUT)
    monkeypatch.undo()
    found = slot.read()
    assert found is not None
    assert found.document == small()
    slot.remove()


def test_strangers_in_the_folder_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "data" / "recovery").mkdir(parents=True)
    (tmp_path / "data" / "recovery" / "notes.txt").write_text("mine")
    assert left_behind() == []
