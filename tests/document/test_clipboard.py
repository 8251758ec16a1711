from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.document import clipboard, edits
from lab.document.document import Document
from lab.document.graph import Graph, Link
from lab.spec.errors import DataError
from tests.document.networks import chain


def test_text_there_and_back() -> None:
    graph = chain("input", "conv2d", "relu")
    graph.replace_node(graph.node("conv2d1").changed(layer=edits.new_layer("conv2d").replace(kernel=(5, 3))))
    assert clipboard.from_text(clipboard.to_text(graph, [n.id for n in graph])) == graph


def test_only_links_among_the_copied_are_copied() -> None:
    graph = chain("input", "conv2d", "relu")
    copied = clipboard.from_text(clipboard.to_text(graph, ["conv2d1", "relu1", "relu1"]))
    assert [n.id for n in copied] == ["conv2d1", "relu1"]
    assert copied.links == [Link("conv2d1", "relu1")]


def test_pasting_twice_gives_free_ids_labels_and_places() -> None:
    edited = Document(chain("input", "relu"))
    copied = clipboard.from_text(clipboard.to_text(edited.graph, ["input1", "relu1"]))
    for _ in range(2):
        edited.do(edits.paste(edited.graph, copied, 200, 28))
    assert [n.id for n in edited.graph] == ["input1", "relu1", "input2", "relu2", "input3", "relu3"]
    assert len({n.label for n in edited.graph}) == 6
    assert len({(n.x, n.y) for n in edited.graph}) == 6


@pytest.mark.parametrize("text", ["", "hello", "{", "[]", "null", '{"nodes": []}', "[" * 100_000])
def test_other_text_is_not_ours(text: str) -> None:
    with pytest.raises(DataError, match="no layers on the clipboard"):
        clipboard.from_text(text)


def _damaged(change: object) -> str:
    content = json.loads(clipboard.to_text(chain("input", "relu"), ["input1", "relu1"]))
    change(content)  # type: ignore[operator]
    return json.dumps(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(nodes=[]),
        lambda c: c.pop("links"),
        lambda c: c["nodes"][0].pop("x"),
        lambda c: c["nodes"][0].update(x="left"),
        lambda c: c["nodes"][0].update(y=float("nan")),
        lambda c: c["nodes"][0].update(x=1e300),
        lambda c: c["nodes"][0].update(id=["a"]),
        lambda c: c["nodes"][0].update(label="x" * 2000),
        lambda c: c["nodes"][0].update(settings=[1]),
        lambda c: c["links"].append([1, 2]),
        lambda c: c["links"].append(["input1", "relu1", True]),
        lambda c: c.update(nodes=5),
    ],
)
def test_damaged_text_is_explained(change: object) -> None:
    with pytest.raises(DataError, match="damaged"):
        clipboard.from_text(_damaged(change))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: c["nodes"][0].update(kind="oracle"), 'no layer called "oracle"'),
        (lambda c: c["nodes"][1].update(settings={"depth": 3}), 'no setting called "depth"'),
        (lambda c: c["links"].append(["relu1", "input1", 0]), "circle"),
        (lambda c: c["links"].append(["input1", "ghost", 0]), '"ghost"'),
        (lambda c: c["nodes"].append(dict(c["nodes"][0])), "already a layer"),
    ],
)
def test_what_the_rules_forbid_is_said(change: object, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        clipboard.from_text(_damaged(change))


def test_a_newer_version_is_refused() -> None:
    with pytest.raises(DataError, match="newer version"):
        clipboard.from_text(_damaged(lambda c: c.update(version=2)))


@settings(max_examples=40, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(("format", "version", "nodes", "links", "id", "kind", "x")), x)))  # fmt: skip
def test_any_json_is_either_layers_or_explained(content: object) -> None:
    if isinstance(content, dict):
        content |= {"format": clipboard.FORMAT, "version": clipboard.VERSION}
    with contextlib.suppress(DataError):
        assert isinstance(clipboard.from_text(json.dumps(content)), Graph)
