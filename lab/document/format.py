"""graph.json of a model file: the network and its setup as text, checked when it is read.

    {"format": "cnn-lab/model", "version": 3, "program": "0.1.0",
     "nodes": [{"id": "conv2d1", "kind": "conv2d", ...}, ...], "links": [["input1", "conv2d1", 0], ...],
     "notes": [{"id": "note1", "text": "…", "x": 0, "y": -200, "width": 632, "height": 120}, ...],
     "setup": {"dataset": {"name": "digits", "settings": {...}}, "loss": {...}, "optimizer": {...}, "schedule": {...},
               "run": {...}}}

How layers, links and blocks are written stands in lab.document.network_format.
What changes this form raises VERSION and adds the step from the version before to MIGRATIONS: older files open for
ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta

from lab import __version__
from lab.document.decoding import convert, damaged, declared, decode_json, several, with_settings
from lab.document.graph import MOST_LAYERS, Graph
from lab.document.network_format import (
    LinkEntry,
    Name,
    NodeEntry,
    NoteEntry,
    Settings,
    link_entries,
    node_entries,
    note_entries,
    read_network,
    read_notes,
)
from lab.document.setup import RunSettings, Setup, discover_all
from lab.spec.errors import FieldError, FileError
from lab.spec.fields import Declared
from lab.spec.message import Message

FORMAT = "cnn-lab/model"
VERSION = 3


def _with_schedule(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew no schedules: the learning rate was constant."""
    return {**content, "setup": {**content["setup"], "schedule": {"name": "constant", "settings": {}}}}


def _with_notes(content: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knew no notes and no blocks."""
    return {**content, "notes": []}


# From a version to the next: functions of the decoded JSON.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_schedule, 2: _with_notes}


class ChoiceEntry(msgspec.Struct, forbid_unknown_fields=True):
    """Something registered, with its settings."""

    name: Name
    settings: Settings


class SetupEntry(msgspec.Struct, forbid_unknown_fields=True):
    """What the network is trained with."""

    dataset: ChoiceEntry
    loss: ChoiceEntry
    optimizer: ChoiceEntry
    schedule: ChoiceEntry
    run: Settings


class GraphFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of graph.json."""

    format: str
    version: int
    program: Name
    nodes: Annotated[list[NodeEntry], Meta(max_length=MOST_LAYERS)]
    links: Annotated[list[LinkEntry], Meta(max_length=100_000)]
    notes: Annotated[list[NoteEntry], Meta(max_length=10_000)]
    setup: SetupEntry


def encode_graph(graph: Graph, setup: Setup, indent: int = 1) -> bytes:
    """graph.json of a network and its setup; with an indent of -1 all in one line."""
    content = GraphFile(
        FORMAT,
        VERSION,
        __version__,
        node_entries(graph),
        link_entries(graph.links),
        note_entries(graph.notes),
        encode_setup(setup),
    )
    return msgspec.json.format(msgspec.json.encode(content), indent=indent)


def encode_setup(setup: Setup) -> SetupEntry:
    """The part of graph.json that says how the network is trained."""
    return SetupEntry(
        encode_choice(setup.dataset),
        encode_choice(setup.loss),
        encode_choice(setup.optimizer),
        encode_choice(setup.schedule),
        setup.run.config(),
    )


def encode_choice(chosen: Declared) -> ChoiceEntry:
    """Something declared as name and settings."""
    return ChoiceEntry(chosen.name, chosen.config())


def decode_graph(data: bytes) -> tuple[Graph, Setup]:
    """Network and setup of a graph.json; FileError tells all that is wrong with it."""
    discover_all()
    content = convert(_current(decode_json(data, "graph.json")), GraphFile, "graph.json")
    mistakes: list[Message] = []
    graph = read_network(content.nodes, content.links, mistakes)
    _add_notes(graph, content.notes, mistakes)
    setup = _setup(content.setup, mistakes)
    if mistakes:
        raise FileError(several(mistakes))
    return graph, cast(Setup, setup)


def _current(given: Any) -> dict[str, Any]:
    """The content as this version writes it."""
    content: dict[str, Any] = given if isinstance(given, dict) else {}
    if content.get("format") != FORMAT:
        raise FileError(Message("It is not a network of CNN Lab. Choose a file that CNN Lab has saved."))
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileError(Message("It does not say which version of the format it has. Open an earlier copy."))
    if version > VERSION:
        raise FileError(
            Message(
                "It was saved by a newer CNN Lab ({program}, format {version}; this one reads up to {known}). "
                "Update CNN Lab to open it.",
                program=str(content.get("program", "?"))[:40],
                version=version,
                known=VERSION,
            )
        )
    for old in range(version, VERSION):
        try:
            content = {**MIGRATIONS[old](content), "version": old + 1}
        except (LookupError, TypeError, ValueError, AttributeError) as error:  # content that is not as it was
            raise damaged("graph.json", error) from error
    return content


def _add_notes(graph: Graph, entries: list[NoteEntry], mistakes: list[Message]) -> None:
    doubled = [note_id for note_id, count in Counter(entry.id for entry in entries).items() if count > 1]
    mistakes += [Message('Two notes have the id "{id}".', id=note_id) for note_id in doubled]
    if not doubled:
        for note in read_notes(entries):
            graph.add_note(note)


def _setup(entry: SetupEntry, mistakes: list[Message]) -> Setup | None:
    dataset = declared("dataset", entry.dataset.name, entry.dataset.settings, "dataset", mistakes)
    loss = declared("loss", entry.loss.name, entry.loss.settings, "loss", mistakes)
    optimizer = declared("optimizer", entry.optimizer.name, entry.optimizer.settings, "optimizer", mistakes)
    schedule = declared("schedule", entry.schedule.name, entry.schedule.settings, "schedule", mistakes)
    try:
        run = with_settings(RunSettings, entry.run)
    except FieldError as error:
        mistakes.append(
            Message("A setting of {label} is not allowed: {reason}", label=Message("run"), reason=error.message)
        )
        return None
    if dataset is None or loss is None or optimizer is None or schedule is None:
        return None
    return Setup(dataset, loss, optimizer, run, schedule)  # type: ignore[arg-type]
