"""graph.json of a model file: the network and its setup as text, checked when it is read.

    {"format": "cnn-lab/model", "version": 3, "program": "0.1.0",
     "nodes": [{"id": "conv2d1", "kind": "conv2d", "label": "conv1", "x": 240, "y": 0, "settings": {...}}, ...],
     "links": [["input1", "conv2d1", 0], ...],
     "notes": [{"id": "note1", "text": "…", "x": 0, "y": -200, "width": 632, "height": 120}, ...],
     "setup": {"dataset": {"name": "digits", "settings": {...}}, "loss": {...}, "optimizer": {...}, "schedule": {...},
               "run": {...}}}

What changes this form raises VERSION and adds the step from the version before to MIGRATIONS: older files open for
ever.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta

from lab import __version__
from lab.document.graph import Graph, Link, Node
from lab.document.notes import LONGEST_TEXT, Note
from lab.document.setup import RunSettings, Setup, discover_all
from lab.spec import registry
from lab.spec.errors import FieldError, FileError, GraphError, LabError
from lab.spec.fields import Declared
from lab.spec.message import Message

FORMAT = "cnn-lab/model"
VERSION = 3


def _with_schedule(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew no schedules: the learning rate was constant."""
    return {**content, "setup": {**content["setup"], "schedule": {"name": "constant", "settings": {}}}}


def _with_notes(content: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knew no notes."""
    return {**content, "notes": []}


# From a version to the next: functions of the decoded JSON.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_schedule, 2: _with_notes}
SHOWN = 3  # of many mistakes
SHOWN_LAYERS = 8  # of a long circle

Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,100}\Z")]
Name = Annotated[str, Meta(max_length=100)]
Place = Annotated[float, Meta(ge=-1e7, le=1e7)]
Side = Annotated[float, Meta(ge=1, le=1e5)]
Settings = Annotated[dict[str, Any], Meta(max_length=200)]


class NodeEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A layer: `x`, `y` its top left in px."""

    id: Id
    kind: Name
    label: Annotated[str, Meta(max_length=1000)]
    x: Place
    y: Place
    settings: Settings


class LinkEntry(msgspec.Struct, forbid_unknown_fields=True, array_like=True):
    """[source, target, input port of the target]."""

    source: Id
    target: Id
    port: Annotated[int, Meta(ge=0, le=10_000)]


class NoteEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A sheet of text: `x`, `y` its top left in px."""

    id: Id
    text: Annotated[str, Meta(max_length=LONGEST_TEXT)]
    x: Place
    y: Place
    width: Side
    height: Side


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
    nodes: Annotated[list[NodeEntry], Meta(max_length=20_000)]
    links: Annotated[list[LinkEntry], Meta(max_length=100_000)]
    notes: Annotated[list[NoteEntry], Meta(max_length=10_000)]
    setup: SetupEntry


def encode_graph(graph: Graph, setup: Setup) -> bytes:
    """graph.json of a network and its setup."""
    content = GraphFile(
        FORMAT,
        VERSION,
        __version__,
        [NodeEntry(node.id, node.kind, node.label, node.x, node.y, node.layer.config()) for node in graph],
        [LinkEntry(link.source, link.target, link.port) for link in graph.links],
        [NoteEntry(note.id, note.text, note.x, note.y, note.width, note.height) for note in graph.notes],
        SetupEntry(
            _choice(setup.dataset),
            _choice(setup.loss),
            _choice(setup.optimizer),
            _choice(setup.schedule),
            setup.run.config(),
        ),
    )
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def decode_graph(data: bytes) -> tuple[Graph, Setup]:
    """Network and setup of a graph.json; FileError tells all that is wrong with it."""
    discover_all()
    content = convert(_current(decode_json(data, "graph.json")), GraphFile, "graph.json")
    mistakes: list[Message] = []
    graph = _graph(content, mistakes)
    setup = _setup(content.setup, mistakes)
    if mistakes:
        raise FileError(several(mistakes))
    return graph, cast(Setup, setup)


# -- reading JSON of any member


def decode_json(data: bytes, member: str) -> Any:
    """The JSON of a member; FileError where it is damaged."""
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError) as error:  # MsgspecError and UnicodeDecodeError are ValueErrors
        raise _damaged(member, error) from error


def convert(content: Any, kind: Any, member: str) -> Any:
    """JSON as the structure `kind`; FileError names the path of the first value that does not belong there."""
    try:
        return msgspec.convert(content, kind)
    except (ValueError, RecursionError) as error:
        raise _damaged(member, error) from error


def _damaged(member: str, error: Exception) -> FileError:
    return FileError(
        Message(
            "Its part {member} is damaged ({detail}). Open an earlier copy of the file.",
            member=member,
            detail=str(error),
        )
    )


def several(mistakes: list[Message]) -> Message:
    """The first few mistakes as one message."""
    text = mistakes[0]
    for other in mistakes[1:SHOWN]:
        text = Message("{one} {two}", one=text, two=other)
    left = len(mistakes) - SHOWN
    return Message("{one} There are {count} more such problems.", one=text, count=left) if left > 0 else text


# -- inside


def _choice(chosen: Declared) -> ChoiceEntry:
    return ChoiceEntry(chosen.name, chosen.config())


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
            raise _damaged("graph.json", error) from error
    return content


def _graph(content: GraphFile, mistakes: list[Message]) -> Graph:
    graph = Graph()
    _find_unknown(content, mistakes)
    doubled = [node_id for node_id, count in Counter(node.id for node in content.nodes).items() if count > 1]
    mistakes += [Message('Two layers have the id "{id}".', id=node_id) for node_id in doubled]
    notes = [Note(note.id, note.text, note.x, note.y, note.width, note.height) for note in content.notes]
    doubled = [note_id for note_id, count in Counter(note.id for note in notes).items() if count > 1]
    mistakes += [Message('Two notes have the id "{id}".', id=note_id) for note_id in doubled]
    if mistakes:
        return graph
    for entry in content.nodes:
        layer = _declared("layer", entry.kind, entry.settings, entry.label or entry.id, mistakes)
        if layer is not None:
            graph.add_node(Node(entry.id, layer, entry.label, entry.x, entry.y))  # type: ignore[arg-type]
    for note in notes:
        graph.add_note(note)
    if not mistakes:
        _add_links(graph, [Link(link.source, link.target, link.port) for link in content.links], mistakes)
    return graph


def _find_unknown(content: GraphFile, mistakes: list[Message]) -> None:
    known = {cls.name for cls in registry.known("layer")}
    unknown = sorted({node.kind for node in content.nodes} - known)
    mistakes += [
        Message(
            'It has layers of the kind "{kind}", which this version of CNN Lab does not know. '
            "A newer version may: update CNN Lab to open it.",
            kind=kind,
        )
        for kind in unknown
    ]


def _declared(kind: str, name: str, settings: dict[str, Any], label: str, mistakes: list[Message]) -> Declared | None:
    """The registered thing of that name with its settings; None, and the mistake noted, if that cannot be."""
    try:
        return _with_settings(registry.find(kind, name), settings)
    except FieldError as error:
        mistakes.append(
            Message("A setting of {label} is not allowed: {reason}", label=label, reason=error.message),
        )
    except LabError as error:
        mistakes.append(
            Message("{reason} A newer version of CNN Lab may know it: update to open this file.", reason=error.message)
        )
    return None


def _with_settings(cls: type[Declared], settings: dict[str, Any]) -> Declared:
    try:
        return cls(**settings)
    except (TypeError, OverflowError) as error:  # a number beyond floating point, a name that is no name
        raise FieldError(Message("{detail}.", detail=str(error))) from error


def _setup(entry: SetupEntry, mistakes: list[Message]) -> Setup | None:
    dataset = _declared("dataset", entry.dataset.name, entry.dataset.settings, "dataset", mistakes)
    loss = _declared("loss", entry.loss.name, entry.loss.settings, "loss", mistakes)
    optimizer = _declared("optimizer", entry.optimizer.name, entry.optimizer.settings, "optimizer", mistakes)
    schedule = _declared("schedule", entry.schedule.name, entry.schedule.settings, "schedule", mistakes)
    try:
        run = _with_settings(RunSettings, entry.run)
    except FieldError as error:
        mistakes.append(
            Message("A setting of {label} is not allowed: {reason}", label=Message("run"), reason=error.message)
        )
        return None
    if dataset is None or loss is None or optimizer is None or schedule is None:
        return None
    return Setup(dataset, loss, optimizer, run, schedule)  # type: ignore[arg-type]


def _add_links(graph: Graph, links: list[Link], mistakes: list[Message]) -> None:
    """Add the links, from the front of the network to its end so that no check for circles takes long."""
    strangers = {end for link in links for end in (link.source, link.target) if end not in graph}
    if strangers:
        mistakes += [Message('A link leads to "{id}", which is no layer.', id=node_id) for node_id in sorted(strangers)]
        return
    rank = _ranks([node.id for node in graph], links)
    labels = {node.id: node.label for node in graph}
    circle = _circle([link for link in links if link.target not in rank and link.source not in rank])
    if circle:
        names = " → ".join(labels.get(node_id) or node_id for node_id in circle)
        mistakes.append(Message("Its links run in a circle ({layers}); data can only flow forward.", layers=names))
        return
    for link in sorted(links, key=lambda link: rank[link.source]):
        try:
            graph.add_link(link)
        except GraphError as error:
            mistakes.append(error.message)


def _ranks(ids: Iterable[str], links: list[Link]) -> dict[str, int]:
    """Place of every node in the order of the data's flow; nodes in or behind a circle have none."""
    missing = dict.fromkeys(ids, 0)
    after: dict[str, list[str]] = {node_id: [] for node_id in missing}
    for link in links:
        missing[link.target] += 1
        after[link.source].append(link.target)
    ready = deque(node_id for node_id, count in missing.items() if count == 0)
    rank: dict[str, int] = {}
    while ready:
        node_id = ready.popleft()
        rank[node_id] = len(rank)
        for target in after[node_id]:
            missing[target] -= 1
            if missing[target] == 0:
                ready.append(target)
    return rank


def _circle(links: list[Link]) -> list[str]:
    """Some nodes of a circle in these links, in which every node that has a link has one into it; [] without links."""
    before = {link.target: link.source for link in links}
    if not before:
        return []
    way: dict[str, int] = {}
    node_id = next(iter(before))
    while node_id not in way:
        way[node_id] = len(way)
        node_id = before[node_id]
    circle = list(way)[way[node_id] :][::-1]
    return [*circle, circle[0]] if len(circle) < SHOWN_LAYERS else [*circle[:SHOWN_LAYERS], "…"]
