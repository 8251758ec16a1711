"""Blocks in files: they come back equal, and hostile ones are refused before anything is built."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lab.document import clipboard, files
from lab.document.block_files import (
    encode_block,
    forget_block,
    keep_block,
    load_block,
    own_blocks,
    rename_block,
    save_block,
)
from lab.document.blocks import DEEPEST, Block, block
from lab.document.format import decode_graph, encode_graph
from lab.document.model import Model
from lab.document.setup import default_setup
from lab.document.templates.base import chain, layer
from lab.spec.errors import DataError, FileError
from tests.document.blocks import convolutions, network, residual
from tests.document.models import trained

Edit = Callable[[dict[str, Any]], object]


def test_a_model_with_blocks_there_and_back(tmp_path: Path) -> None:
    stage = block(chain([convolutions(repeat=2), residual()]), "Stage", repeat=2)
    model = trained(Model(network(stage, residual(repeat=3)), default_setup()))
    files.save(tmp_path / "net.cnnlab", model)
    found = files.load(tmp_path / "net.cnnlab")
    assert found == model
    assert isinstance(found.graph.node("block2").layer, Block)
    assert "block1:2:block1:1:conv2d1/weight" in found.weights


def changed(edit: Edit) -> bytes:
    """graph.json of a network of a repeated block, edited; `edit` gets the block's content."""
    content = json.loads(encode_graph(network(residual(repeat=2)), default_setup()))
    edit(next(node["block"] for node in content["nodes"] if "block" in node))
    return json.dumps(content).encode()


def nest(content: dict[str, Any], depth: int, repeat: int = 1) -> None:
    """Make the block's inside a block inside a block ..."""
    for _ in range(depth):
        inside = {**content, "repeat": repeat, "knobs": []}
        node = {"id": "block1", "kind": "block", "label": "", "x": 0, "y": 0, "block": inside}
        content.update(nodes=[node], links=[], entries=[[["block1", 0]]], exit="block1", knobs=[])


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda b: b.update(repeat=10**9), "repeat"),
        (lambda b: b.update(repeat=20_000), "at most 20,000"),
        (lambda b: b.update(repeat=0), "repeat"),
        (lambda b: b.update(repeat=1.5), "repeat"),
        (lambda b: nest(b, DEEPEST), "deep"),
        (lambda b: nest(b, 200), "deep"),
        (lambda b: nest(b, 5, repeat=100), "at most 20,000"),
        (lambda b: b.update(nodes=[], links=[]), "empty"),
        (lambda b: b["nodes"][0].update(kind="attention"), "newer version"),
        (lambda b: b["nodes"][0].update(kind="block"), '"block"'),
        (lambda b: b["nodes"][0].update(id="a:b"), "id"),
        (lambda b: b["nodes"].append(dict(b["nodes"][0])), "Two layers"),
        (lambda b: b["nodes"][0]["settings"].update(channels=-1), "channels|Channels"),
        (lambda b: b["nodes"][1].update(kind="input", settings={}), "takes no input|data starts there"),
        (lambda b: b["links"].append(["add1", "conv2d1", 0]), "circle"),
        (lambda b: b["links"].append(["ghost", "conv2d1", 0]), "ghost"),
        (lambda b: b.update(exit="ghost"), "no output"),
        (lambda b: b.update(entries=[[["ghost", 0]]]), "ghost"),
        (lambda b: b.update(entries=[[["conv2d1", 7]]]), "Port 8"),
        (lambda b: b.update(entries=[]), "no input"),
        (lambda b: b.update(entries=[[["conv2d1", 0]], [["add1", 1]]]), "one input"),
        (lambda b: b.update(title="x" * 101), "title"),
        (lambda b: b.update(title="{x}"), "name"),
        (lambda b: b["knobs"][0].update(name="{x}"), "name"),
        (lambda b: b["knobs"][0]["targets"][0].update(field="ghost"), "ghost"),
        (lambda b: b["knobs"][0]["targets"][0].update(factor=0), "above 0"),
        (lambda b: b["knobs"][0]["targets"][0].update(factor=1e308), "No number"),
        (lambda b: b["knobs"].append(b["knobs"][0]), "taken"),
        (lambda b: b.update(extra=1), "extra"),
    ],
)
def test_a_block_that_cannot_be_is_refused_in_words(edit: Edit, words: str) -> None:
    with pytest.raises(FileError, match=words):
        decode_graph(changed(edit))


def test_a_layer_is_not_a_block_as_well() -> None:
    content = json.loads(encode_graph(network(residual()), default_setup()))
    node = next(node for node in content["nodes"] if "block" in node)
    node["settings"] = {"channels": 3}
    with pytest.raises(FileError, match="something else"):
        decode_graph(json.dumps(content).encode())


def test_a_damaged_block_on_the_clipboard_is_explained() -> None:
    content = json.loads(clipboard.to_text(network(residual()), ["block1"]))
    content["nodes"][0]["block"]["repeat"] = 10**9
    with pytest.raises(DataError, match="cannot be pasted"):
        clipboard.from_text(json.dumps(content))


def test_blocks_go_round_through_every_writing() -> None:
    graph = chain([layer("input"), residual(), convolutions(repeat=7)])
    assert decode_graph(encode_graph(graph, default_setup()))[0] == graph
    assert clipboard.from_text(clipboard.to_text(graph, [node.id for node in graph])) == graph


# -- files of their own


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty palette of the learner's own."""
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path))
    return tmp_path / "blocks"


def test_a_block_there_and_back(tmp_path: Path) -> None:
    found = block(chain([convolutions(repeat=2), residual()]), "Stage", repeat=2)
    save_block(tmp_path / "stage.cnnblock", found)
    assert load_block(tmp_path / "stage.cnnblock") == found


@pytest.mark.parametrize("data", [b"", b"hello", b"[]", b'{"format": "cnn-lab/model"}', b"[" * 100_000])
def test_what_is_no_block_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.cnnblock"
    path.write_bytes(data)
    with pytest.raises(FileError, match=r"x.cnnblock cannot be opened"):
        load_block(path)


def test_a_hostile_block_file_is_refused(tmp_path: Path) -> None:
    content = json.loads(encode_block(residual()))
    content["block"]["repeat"] = 10**9
    (tmp_path / "x.cnnblock").write_text(json.dumps(content))
    with pytest.raises(FileError, match="repeat"):
        load_block(tmp_path / "x.cnnblock")
    (tmp_path / "x.cnnblock").write_text(json.dumps({**content, "version": 99}))
    with pytest.raises(FileError, match="newer"):
        load_block(tmp_path / "x.cnnblock")


def test_own_blocks_are_kept_renamed_and_taken_out(folder: Path) -> None:
    path = keep_block(residual())
    assert path.parent == folder
    assert keep_block(residual(channels=8)) == path  # the same title makes room
    other = keep_block(convolutions().replace(title="../../a: strange <name>"))
    assert other.parent == folder
    (folder / "broken.cnnblock").write_bytes(b"?")
    assert list(own_blocks().values()) == [
        convolutions().replace(title="../../a: strange <name>"),
        residual(channels=8),
    ]
    rename_block(other, "Convolution")
    with pytest.raises(FileError, match="already"):
        rename_block(other, "Residual block")
    forget_block(path)
    assert [each.title for each in own_blocks().values()] == ["Convolution"]
