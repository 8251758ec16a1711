"""Saving and opening: nothing is lost, and a save that goes wrong leaves the old file whole."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from lab.document import archive, curves, files, writing
from lab.document.graph import Graph, Node
from lab.document.model import Model
from lab.document.setup import default_setup
from lab.document.templates import template, templates
from lab.spec.errors import FileError
from tests.document.models import branched, record, small, trained

HERE = Path(__file__).resolve()


def round_trip(model: Model, folder: Path) -> Model:
    path = folder / "net.cnnlab"
    files.save(path, model)
    return files.load(path)


# -- what comes back


@pytest.mark.parametrize("name", [cls.name for cls in templates()])
def test_an_untrained_network_comes_back_equal(name: str, tmp_path: Path) -> None:
    model = template(name)
    assert round_trip(model, tmp_path) == model


def test_a_trained_network_comes_back_equal_in_every_bit(tmp_path: Path) -> None:
    model = trained()
    model.weights["conv2d1/weight"].reshape(-1)[:4] = [np.nan, np.inf, -0.0, 1e-45]
    back = round_trip(model, tmp_path)
    assert back == model
    assert back.weights["conv2d1/weight"].tobytes() == model.weights["conv2d1/weight"].tobytes()
    assert back.weights["conv2d1/weight"].flags.writeable


def test_branches_come_back_in_the_order_in_which_they_are_computed(tmp_path: Path) -> None:
    model = branched()
    back = round_trip(model, tmp_path)
    assert back == model
    assert [node.id for node in back.graph.order()] == [node.id for node in model.graph.order()]
    assert [node.id for node in back.graph] == [node.id for node in model.graph]


def test_unfinished_networks_can_be_kept(tmp_path: Path) -> None:
    model = small()
    model.graph.remove_link(model.graph.links[1])
    assert round_trip(model, tmp_path) == model
    empty = Model(Graph(), default_setup())
    assert round_trip(empty, tmp_path) == empty


def test_settings_come_back(tmp_path: Path) -> None:
    model = small()
    setup = model.setup
    model.setup = setup.changed(
        optimizer=setup.optimizer.replace(learning_rate=1 / 3), run=setup.run.replace(seed=2**31 - 1, epochs=7)
    )
    assert round_trip(model, tmp_path).setup == model.setup


def test_without_weights_nothing_of_a_run_is_kept(tmp_path: Path) -> None:
    model = trained()
    model.weights = {}
    back = round_trip(model, tmp_path)
    assert (back.weights, back.optimizer, back.state, back.record) == ({}, {}, {}, {})


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files.save(tmp_path / name, trained())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_other_programs_can_read_the_parts(tmp_path: Path) -> None:
    from safetensors.numpy import load

    model = trained()
    files.save(tmp_path / "net.cnnlab", model)
    with zipfile.ZipFile(tmp_path / "net.cnnlab") as content:
        assert content.testzip() is None
        assert content.namelist() == [*archive.REQUIRED, archive.THUMBNAIL]
        graph = json.loads(content.read("graph.json"))
        history = json.loads(content.read("history.json"), parse_constant=lambda word: pytest.fail(word))
        weights = load(content.read("weights.safetensors"))
        optimizer = load(content.read("optimizer.safetensors"))
    assert (graph["format"], graph["version"]) == ("cnn-lab/model", 3)
    assert graph["links"][0] == ["input1", "conv2d1", 0]
    assert history["record"]["steps"]["accuracy"][0] == "NaN"
    assert weights.keys() == model.weights.keys()
    assert all(np.array_equal(weights[name], array) for name, array in model.weights.items())
    assert optimizer.keys() == model.optimizer.keys()


def test_curves_follow_the_layers_when_their_order_is_another(tmp_path: Path) -> None:
    model = trained()
    layers = model.record["layers"]
    turned = layers[::-1]
    model.record["layers"] = turned
    back = round_trip(model, tmp_path)
    assert back.record["layers"] == layers
    assert back.record["sizes"]["gradient"][1] == model.record["sizes"]["gradient"][1][::-1]


def test_of_very_long_curves_every_second_row_is_kept_and_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curves, "MOST", 60)
    model = trained()
    model.record = record(model.record["layers"], rows=100)
    back = round_trip(model, tmp_path).record
    assert back["steps"]["step"] == [float(step) for step in range(2, 101, 2)]
    assert len(back["sizes"]["gradient"]) <= 60 / 3
    assert back["sizes"]["step"][-1] == 100
    assert back["evaluations"] == model.record["evaluations"]


# -- where it is written


def test_a_save_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    files.save(path, trained())
    assert files.load(path) == trained()
    assert os.listdir(tmp_path) == ["net.cnnlab"]


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    path.chmod(0o640)
    files.save(path, small())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights elsewhere")
def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link = tmp_path / "net.cnnlab"
    link.symlink_to(tmp_path / "kept" / "real.cnnlab")
    files.save(link, small())
    assert link.is_symlink()
    assert files.load(tmp_path / "kept" / "real.cnnlab") == small()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/net.cnnlab", "no such file or folder"),
        ("folder", "a folder of this name"),
        ("file/net.cnnlab", "no such file or folder"),
        ("x" * 300, "name is too long"),
        ("zero\0byte", "The system says"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=words) as caught:
        files.save(tmp_path / name, small())
    assert "was not saved" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"), [("missing.cnnlab", "no such file"), ("folder", "a folder"), ("zero\0byte", "system says")]
)
def test_a_place_that_cannot_be_read_is_told(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match=words):
        files.load(tmp_path / name)


# -- what goes wrong on the way


@pytest.mark.parametrize("place", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not"), (errno.EIO, "system says")]
)
def test_a_save_that_fails_changes_nothing(
    place: str, number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, place, fail)
    with pytest.raises(FileError, match=words):
        files.save(path, trained())
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["net.cnnlab"]


def misfit(model: Model) -> None:
    model.weights["dense1/weight"] = model.weights["dense1/weight"][:, :-1]


def missing(model: Model) -> None:
    del model.weights["dense1/bias"]


def foreign(model: Model) -> None:
    model.weights["dense9/bias"] = np.zeros(1, np.float32)


def double(model: Model) -> None:
    model.weights["dense1/bias"] = np.zeros(3)  # type: ignore[assignment]


def stray(model: Model) -> None:
    model.optimizer["dense1/gain.m"] = np.zeros(3, np.float32)


def far_away(model: Model) -> None:
    node = model.graph.nodes[0]
    model.graph.replace_node(node.changed(x=float("nan")))


def strange_id(model: Model) -> None:
    model.graph.add_node(Node("a/b", model.graph.nodes[0].layer))


def other_curves(model: Model) -> None:
    model.record["layers"] = ["conv2d1", "batch_norm1", "dense7"]


def huge_picture(model: Model) -> None:
    model.thumbnail = bytes(5 << 20)


@pytest.mark.parametrize(
    "spoil", [misfit, missing, foreign, double, stray, far_away, strange_id, other_curves, huge_picture]
)
def test_what_could_not_be_opened_again_is_not_saved(spoil: object, tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    model = trained()
    spoil(model)  # type: ignore[operator]
    with pytest.raises(FileError, match="was not saved"):
        files.save(path, model)
    assert files.load(path) == small()


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from lab.document import archive, files
from tests.document.models import trained

def hang(*_):
    print("here", flush=True)
    time.sleep(600)

place = {place!r}
if place == "write":  # half of the parts are written
    write = archive.zipfile.ZipFile.writestr
    def writestr(self, info, data, **more):
        write(self, info, data, **more)
        if info.filename == "weights.safetensors":
            self.fp.flush()
            hang()
    archive.zipfile.ZipFile.writestr = writestr
else:
    setattr(files.os, place, hang)
files.save(Path({path!r}), trained())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("place", ["write", "fsync", "replace"])
def test_killed_in_the_middle_of_a_save_the_old_file_is_whole(place: str, tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    files.save(path, small())
    program = KILLED.format(root=str(HERE.parents[2]), place=place, path=str(path))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert files.load(path) == small()
    assert len(os.listdir(tmp_path)) == 2  # what the killed save left behind
    files.save(path, trained())
    assert files.load(path) == trained()


def test_what_killed_saves_left_behind_is_removed_after_an_hour(tmp_path: Path) -> None:
    path = tmp_path / "net.cnnlab"
    old, new, other = (tmp_path / name for name in (".net.1.cnnlab.tmp", ".net.2.cnnlab.tmp", ".web.1.cnnlab.tmp"))
    for left in (old, new, other):
        left.touch()
    for left in (old, other):
        os.utime(left, (time.time() - 2 * writing.FORGOTTEN,) * 2)
    files.save(path, small())
    assert sorted(os.listdir(tmp_path)) == [new.name, other.name, path.name]


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_curves_are_encoded_piece_by_piece(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, piece: int) -> None:
    monkeypatch.setattr(curves, "PIECE", piece)  # with numbers that are not finite in some pieces only
    assert round_trip(trained(), tmp_path) == trained()
