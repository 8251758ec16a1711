"""Layers and notes as text for the clipboard, so that they can be copied between windows, files and messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import msgspec

from lab.document.blocks import Block
from lab.document.decoding import convert, several
from lab.document.graph import Graph, Link, Node
from lab.document.network_format import BlockEntry, block_entry, read_block
from lab.document.notes import LONGEST_TEXT, SMALLEST, Note
from lab.layers.base import Layer
from lab.spec.errors import DataError, LabError
from lab.spec.message import Message
from lab.spec.registry import find

FORMAT = "cnn-lab/layers"
VERSION = 1
_FARTHEST = 1e6  # px: nothing lies farther out
_MOST = 20_000  # layers


def to_text(graph: Graph, ids: Iterable[str], notes: Iterable[str] = ()) -> str:
    """Nodes, the links among them, and notes as JSON."""
    nodes = [graph.node(node_id) for node_id in dict.fromkeys(ids)]
    inner = {node.id for node in nodes}
    links = [link for link in graph.links if link.source in inner and link.target in inner]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "nodes": [
            {"id": n.id, "kind": n.kind, "label": n.label, "x": n.x, "y": n.y, **_contents(n.layer)} for n in nodes
        ],
        "links": [[link.source, link.target, link.port] for link in links],
        "notes": [asdict(graph.note(note_id)) for note_id in dict.fromkeys(notes)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def from_text(text: str) -> Graph:
    """The layers in a text that `to_text` wrote; DataError in words for any other text."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DataError(
            Message("There are no layers on the clipboard. Choose layers, copy them, then paste them here.")
        )
    if content.get("version") != VERSION:
        raise DataError(
            Message("These layers were copied from a newer version of CNN Lab. Update this one to paste them.")
        )
    try:
        return _graph(content)
    except LabError as error:
        raise DataError(
            Message("The copied layers cannot be pasted. {reason} Copy them again.", reason=error.message)
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(Message("The copied layers are damaged. Copy them again.")) from error


def _graph(content: dict[str, Any]) -> Graph:
    records = content["nodes"]
    notes = content.get("notes", [])
    if not 0 < len(records) + len(notes) <= _MOST:
        raise ValueError("an unreasonable number of layers")
    graph = Graph()
    for record in records:
        layer = _layer(record)
        place = _number(record["x"]), _number(record["y"])
        graph.add_node(Node(_text(record["id"]), layer, _text(record["label"]), *place))
    for source, target, port in content["links"]:
        if isinstance(port, bool) or not isinstance(port, int):
            raise TypeError("a port is a whole number")
        graph.add_link(Link(_text(source), _text(target), port))
    for record in notes:
        sides = (max(_number(record[side]), SMALLEST) for side in ("width", "height"))
        text = _text(record["text"], LONGEST_TEXT)
        graph.add_note(Note(_text(record["id"]), text, _number(record["x"]), _number(record["y"]), *sides))
    return graph


def _contents(layer: Layer) -> dict[str, Any]:
    if isinstance(layer, Block):
        return {"block": msgspec.to_builtins(block_entry(layer))}
    return {"settings": layer.config()}


def _layer(record: dict[str, Any]) -> Layer:
    if "block" not in record:
        return find("layer", _text(record["kind"]))(**record["settings"])  # type: ignore[return-value]
    mistakes: list[Message] = []
    block = read_block(convert(record["block"], BlockEntry, "block"), mistakes)
    if block is None:
        raise DataError(several(mistakes))
    return block


def _text(value: object, longest: int = 1000) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError("text expected")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _FARTHEST:
        raise TypeError("a place on the canvas expected")
    return float(value)
