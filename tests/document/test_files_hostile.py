"""Damaged, hostile and newer files: a message in words, nothing else, and never much memory."""

from __future__ import annotations

import json
import os
import pickle
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.document import archive, files
from lab.document import format as graph_format
from lab.document.model import Model
from lab.document.templates import template
from lab.spec.errors import FileError
from tests.document.models import small, trained
from tests.document.packing import pack, parts

MEMORY = 200e6  # bytes that no file may make us take


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A file in which nothing is wrong."""
    path = tmp_path / "net.cnnlab"
    files.save(path, trained())
    return path


@pytest.fixture(autouse=True)
def _little_memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


def change(path: Path, **members: bytes | None) -> None:
    """Other content for parts, named without what is behind the dot; None leaves one out."""
    kept = parts(path)
    named = {next((full for full in kept if full.split(".")[0] == name), name): data for name, data in members.items()}
    pack(path, [(name, data) for name, data in {**kept, **named}.items() if data is not None])


def change_graph(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(parts(path)["graph.json"])
    edit(content)
    change(path, graph=json.dumps(content).encode())


def change_history(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(parts(path)["history.json"])
    edit(content)
    change(path, history=json.dumps(content).encode())


def refused(path: Path) -> str:
    """The message with which a file is refused."""
    with pytest.raises(FileError) as caught:
        files.load(path)
    text = str(caught.value)
    assert path.name in text
    assert "cannot be opened" in text
    return text


# -- no file at all, or half of one


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_truncated(whole: Path, share: float) -> None:
    data = whole.read_bytes()
    whole.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in refused(whole)


@pytest.mark.parametrize("data", [b"hello", b"x" * 100_000, pickle.dumps({"a": 1}), b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_something_else(whole: Path, data: bytes) -> None:
    whole.write_bytes(data)
    assert "not a network of CNN Lab" in refused(whole)


def test_a_zip_of_something_else(whole: Path) -> None:
    pack(whole, [("word/document.xml", b"<xml/>")])
    assert "word/document.xml" in refused(whole)
    pack(whole, [])
    assert "missing" in refused(whole)


@pytest.mark.parametrize("name", archive.REQUIRED)
def test_a_missing_part(whole: Path, name: str) -> None:
    change(whole, **{name.split(".")[0]: None})
    assert name in refused(whole)


def test_the_picture_may_be_missing(whole: Path) -> None:
    change(whole, thumbnail=None)
    assert files.load(whole).thumbnail is None


def test_a_picture_that_is_none(whole: Path) -> None:
    change(whole, thumbnail=b"<svg/>")
    assert "PNG" in refused(whole)


def test_a_flipped_bit_in_the_numbers_is_seen(whole: Path) -> None:
    data = bytearray(whole.read_bytes())
    at = data.index(trained().weights["dense1/weight"].tobytes())
    data[at] ^= 1
    whole.write_bytes(data)
    assert "damaged" in refused(whole)


@pytest.mark.skipif(os.name != "posix", reason="devices are POSIX's")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device(device: str) -> None:
    assert "a device" in refused(Path(device))


# -- names and sizes


@pytest.mark.parametrize(
    "name",
    [
        "../graph.json",
        "/etc/passwd",
        "..\\graph.json",
        "C:\\x",
        "graph.json/../../x",
        "a/graph.json",
        "GRAPH.JSON",
        "x.pkl",
    ],
)
def test_other_names_are_refused_and_nothing_is_written(whole: Path, name: str) -> None:
    pack(whole, [*parts(whole).items(), (name, b"evil")])
    before = sorted(whole.parent.parent.rglob("*"))
    assert "which no network" in refused(whole)
    assert sorted(whole.parent.parent.rglob("*")) == before


def test_a_name_that_is_there_twice(whole: Path) -> None:
    members = list(parts(whole).items())
    pack(whole, [*members, members[0]])
    assert "two members" in refused(whole)


@pytest.mark.parametrize("name", archive.LIMITS)
def test_a_zip_bomb(whole: Path, name: str) -> None:
    pack(whole, [*((other, data) for other, data in parts(whole).items() if other != name), (name, bytes(20 << 20))])
    refused(whole)


def find(data: bytearray, mark: bytes, name: bytes = b"history.json") -> int:
    """Where the entry of a part begins that starts with this mark."""
    return data.rindex(mark, 0, (data.index if mark == b"PK\3\4" else data.rindex)(name))


def test_a_bomb_that_lies_about_its_size(whole: Path) -> None:
    """The header says 100 bytes, the data unpack to 50 MB."""
    pack(
        whole, [("history.json", b" " * (50 << 20)), *((n, d) for n, d in parts(whole).items() if n != "history.json")]
    )
    data = bytearray(whole.read_bytes())
    for start, offset in ((find(data, b"PK\3\4"), 22), (find(data, b"PK\1\2"), 24)):
        data[start + offset : start + offset + 4] = struct.pack("<L", 100)
    whole.write_bytes(data)
    refused(whole)


def test_a_bomb_that_lies_about_how_well_it_is_packed(whole: Path) -> None:
    pack(
        whole, [("history.json", b" " * (50 << 20)), *((n, d) for n, d in parts(whole).items() if n != "history.json")]
    )
    data = bytearray(whole.read_bytes())
    for start, offset in ((find(data, b"PK\3\4"), 18), (find(data, b"PK\1\2"), 20)):
        data[start + offset : start + offset + 4] = struct.pack("<L", 20 << 20)
    whole.write_bytes(data)
    refused(whole)


def test_a_directory_of_very_many_parts(whole: Path) -> None:
    pack(whole, [(f"part{number}", b"") for number in range(2000)], zipfile.ZIP_STORED)
    assert "parts that no network" in refused(whole)


def test_parts_packed_in_another_way(whole: Path) -> None:
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        files.save(whole, trained())
        pack(whole, list(parts(whole).items()), way)
        assert "unknown way" in refused(whole)


def test_an_encrypted_part(whole: Path) -> None:
    data = bytearray(whole.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    whole.write_bytes(data)
    refused(whole)


def test_files_that_others_have_packed_again_are_read(whole: Path) -> None:
    pack(whole, list(parts(whole).items()))
    assert files.load(whole) == trained()


# -- graph.json


def at(content: Any, *path: Any) -> Any:
    for step in path:
        content = content[step]
    return content


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("nodes", 1, "kind"), 5, "$.nodes[1].kind"),
        (("nodes", 1, "x"), "left", "$.nodes[1].x"),
        (("nodes", 0, "y"), 1e300, "$.nodes[0].y"),
        (("nodes", 0, "settings"), [], "$.nodes[0].settings"),
        (("nodes", 0, "id"), "a/b", "$.nodes[0].id"),
        (("nodes", 0, "id"), "", "$.nodes[0].id"),
        (("nodes", 0, "label"), "x" * 2000, "$.nodes[0].label"),
        (("nodes",), {}, "$.nodes"),
        (("links", 0), "input1", "$.links[0]"),
        (("links", 0, 2), -1, "$.links[0][2]"),
        (("links", 0, 2), 1.5, "$.links[0][2]"),
        (("setup", "loss"), None, "$.setup.loss"),
        (("setup", "run", "epochs"), "many", "Epochs must be a whole number"),
        (("setup", "run", "epochs"), 10**400, "not allowed"),
        (("setup", "run", "speed"), 1, '"speed"'),
        (("nodes", 1, "settings", "channels"), 0, "Channels must be between"),
        (("nodes", 1, "settings", "kernel"), [3], "Kernel must be"),
        (("nodes", 1, "settings", "shape"), 1, '"shape"'),
        (("nodes", 1, "settings", "self"), 1, "not allowed"),
        (("nodes", 1, "kind"), "attention", "attention"),
        (("nodes", 1, "kind"), "attention", "newer version"),
        (("setup", "dataset", "name"), "imagenet", "imagenet"),
        (("setup", "loss", "name"), "triplet", "triplet"),
        (("setup", "optimizer", "name"), "lion", "newer version"),
        (("nodes", 1, "id"), "input1", 'Two layers have the id "input1"'),
        (("links", 0, 0), "ghost", 'A link leads to "ghost"'),
        (("links", 1), ["input1", "conv2d1", 0], "already has a link"),
        (("links", 0, 2), 5, "Port 6 does not exist"),
        (("links", 0), ["flatten1", "conv2d1", 0], "circle (batch_norm1 → flatten1 → conv1 → batch_norm1)"),
        (("links", 0), ["conv2d1", "conv2d1", 0], "circle (conv1 → conv1)"),
        (("format",), "something", "not a network of CNN Lab"),
        (("version",), graph_format.VERSION + 1, "newer CNN Lab"),
        (("version",), 10**30, "newer CNN Lab"),
        (("version",), 0, "which version"),
        (("version",), True, "which version"),
        (("version",), "1", "which version"),
        (("extra",), 1, "extra"),
    ],
)
def test_a_wrong_value_in_the_graph(whole: Path, path: tuple[Any, ...], value: Any, words: str) -> None:
    def edit(content: dict[str, Any]) -> None:
        at(content, *path[:-1])[path[-1]] = value

    change_graph(whole, edit)
    assert words in refused(whole)


def test_several_mistakes_are_told_at_once(whole: Path) -> None:
    def edit(content: dict[str, Any]) -> None:
        for node in content["nodes"]:
            node["settings"] = {"nonsense": 1}

    change_graph(whole, edit)
    text = refused(whole)
    assert text.count("nonsense") == 3
    assert "2 more" in text


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b"{" + b'"a":' * 5000 + b"1"],
)
@pytest.mark.parametrize("name", ["graph", "history"])
def test_text_that_is_no_json_or_another(whole: Path, data: bytes, name: str) -> None:
    change(whole, **{name: data})
    refused(whole)


def test_a_very_long_circle_is_found_at_once(whole: Path) -> None:
    model = Model(template("digits").graph, small().setup)
    files.save(whole, model)

    def edit(content: dict[str, Any]) -> None:
        relu = next(node for node in content["nodes"] if node["kind"] == "relu")
        content["nodes"] = [{**relu, "id": f"n{number}", "label": ""} for number in range(2000)]
        content["links"] = [[f"n{(number + 1) % 2000}", f"n{number}", 0] for number in range(2000)]

    change_graph(whole, edit)
    assert "circle" in refused(whole)


def test_a_layer_of_very_many_weights_opens_untrained_and_claims_no_memory(whole: Path) -> None:
    model = small()
    node = model.graph.node("dense1")
    model.graph.replace_node(node.changed(layer=node.layer.replace(units=1_000_000)))
    second = model.graph.node("conv2d1")
    model.graph.replace_node(second.changed(layer=second.layer.replace(channels=4096)))
    files.save(whole, model)
    assert not files.load(whole).trained


def test_an_older_version_is_brought_up_to_date(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_two(content: dict[str, Any]) -> dict[str, Any]:
        """Version 2 calls "tag" what version 1 called "label"."""
        return {**content, "program": content["program"] + " from 1"}

    def to_three(content: dict[str, Any]) -> dict[str, Any]:
        assert (content["version"], content["program"][-7:]) == (2, " from 1")
        content["nodes"][0]["label"] = "brought here"
        return content

    change_graph(whole, lambda content: content.update(version=1))
    monkeypatch.setattr(graph_format, "VERSION", 3)
    monkeypatch.setattr(graph_format, "MIGRATIONS", {1: to_two, 2: to_three})
    assert files.load(whole).graph.nodes[0].label == "brought here"
    change_graph(whole, lambda content: content.pop("program"))
    assert "damaged" in refused(whole)


def test_a_file_from_before_schedules_has_a_constant_rate(whole: Path) -> None:
    def edit(content: dict[str, Any]) -> None:
        del content["setup"]["schedule"]
        content["version"] = 1

    change_graph(whole, edit)
    assert files.load(whole).setup.schedule.name == "constant"
    change_graph(whole, lambda content: content.update(version=1, setup=None))
    assert "damaged" in refused(whole)


def test_every_older_version_has_a_way_up() -> None:
    assert sorted(graph_format.MIGRATIONS) == list(range(1, graph_format.VERSION))


# -- arrays


def tensors(header: Any, data: bytes = b"", length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def entry(shape: list[int], begin: int, end: int, dtype: str = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


BIAS, GAIN = "dense1/bias", "batch_norm1/scale"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"),
        (b"\0" * 7, "damaged"),
        (tensors({}, length=2**63), "claims"),
        (tensors({}, length=10**12), "claims"),
        (tensors({}, length=3), "damaged"),
        (tensors(b"{"), "damaged"),
        (tensors([]), "damaged"),
        (tensors({BIAS: entry([10**12], 0, 4 * 10**12)}), "1000000000000"),
        (tensors({BIAS: entry([10**6, 10**6], 0, 12)}, bytes(12)), "1000000 × 1000000"),
        (tensors({BIAS: entry([3], 0, 4 * 10**12)}, bytes(12)), "one after the other"),
        (tensors({BIAS: entry([3], 4, 16)}, bytes(16)), "one after the other"),
        (tensors({BIAS: entry([3], 0, 8)}, bytes(8)), "one after the other"),
        (tensors({BIAS: entry([3], 0, 12)}, bytes(11)), "damaged"),
        (tensors({BIAS: entry([3], 0, 12)}, bytes(13)), "damaged"),
        (tensors({BIAS: entry([3], 0, 12)}), "damaged"),
        (
            tensors({BIAS: entry([3], 0, 12), "dense1/weight": entry([3, 32], 0, 384)}, bytes(384)),
            "one after the other",
        ),
        (tensors({BIAS: entry([-3], 0, 12)}, bytes(12)), "damaged"),
        (tensors({BIAS: entry([3], 0, -12)}, bytes(12)), "damaged"),
        (tensors({BIAS: entry([1] * 100, 0, 12)}, bytes(12)), "damaged"),
        (tensors({BIAS: entry([3], 0, 24, "F64")}, bytes(24)), "F64"),
        (tensors({BIAS: entry([3], 0, 6, "F16")}, bytes(6)), "F16"),
        (tensors({BIAS: entry([3, 1], 0, 12)}, bytes(12)), "3 × 1"),
        (tensors({BIAS: {"dtype": "F32", "shape": [3]}}, bytes(12)), "data_offsets"),
        (tensors({"dense9/bias": entry([3], 0, 12)}, bytes(12)), "dense9/bias"),
        (tensors({BIAS: entry([3], 0, 12)}, bytes(12)), "missing"),
    ],
)
def test_weights_that_cannot_be(whole: Path, data: bytes, words: str) -> None:
    change(whole, weights=data)
    assert words in refused(whole)


def test_notes_in_the_header_are_passed_over(whole: Path) -> None:
    data = parts(whole)["weights.safetensors"]
    (length,) = struct.unpack("<Q", data[:8])
    header = {"__metadata__": {"by": "somebody"}, **json.loads(data[8 : 8 + length])}
    change(whole, weights=tensors(header, data[8 + length :]))
    assert files.load(whole) == trained()


def test_weights_of_another_shape_than_the_layer_has(whole: Path) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["nodes"][-1]["settings"]["units"] = 4

    change_graph(whole, edit)
    text = refused(whole)
    assert "3 × 32" in text
    assert "4 × 32" in text


@pytest.mark.parametrize("name", ["dense1/bias", "dense1/gain.m", "batch_norm1/running_mean.m", "dense7/bias.m", ".m"])
def test_state_of_the_optimiser_that_belongs_to_nothing(whole: Path, name: str) -> None:
    change(whole, optimizer=tensors({name: entry([3], 0, 12)}, bytes(12)))
    assert name in refused(whole)


# -- history.json


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("state",), []),
        (("state", "step"), -1),
        (("state", "step"), "7"),
        (("state", "step"), 2**80),
        (("state", "batch"), 1.5),
        (("state", "epoch"), True),
        (("record",), [1]),
        (("record", "steps"), None),
        (("record", "steps"), {}),
        (("record", "steps", "loss"), [1.0]),
        (("record", "steps", "loss"), 1.0),
        (("record", "steps", "loss", 0), "nan"),
        (("record", "steps", "loss", 0), None),
        (("record", "steps", "loss", 0), [1.0]),
        (("record", "steps", "extra"), [[1.0]]),
        (("record", "sizes", "gradient", 0), [1.0]),
        (("record", "sizes", "gradient", 0), 1.0),
        (("record", "sizes", "step", 0), [1.0, 1.0, 1.0]),
        (("record", "layers"), ["conv2d1"]),
        (("record", "layers"), ["conv2d1", "dense1", "dense1"]),
        (("record", "layers"), [1, 2, 3]),
        (("record", "test"), [1.0]),
        (("record", "test"), "good"),
        (("extra",), 1),
    ],
)
def test_a_wrong_value_in_the_history(whole: Path, path: tuple[Any, ...], value: Any) -> None:
    def edit(content: dict[str, Any]) -> None:
        at(content, *path[:-1])[path[-1]] = value

    change_history(whole, edit)
    assert "history.json" in refused(whole)
