"""Figures in text: LaTeX/TikZ and Mermaid."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lab.document.blocks import Block, block
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import default_setup
from lab.document.templates import template, templates
from lab.document.templates.base import chain, layer
from lab.document.unfolding import unfolded
from lab.export.base import Source
from lab.export.figure.outline import Box, Drawing, Frame, Point, outline
from lab.export.figure.placement import Placement, Rectangle, Sizes
from lab.export.figure.placing import placed
from lab.export.figure.tex import beyond, tex
from lab.export.ways import exporter
from lab.spec.errors import DataError
from tests.document.blocks import diamond, network, residual

NAMES = [cls.name for cls in templates()]
HARD = r"""a_b^c~d {e} $f$ & g% #h \input{x} "i" <j> `k` [l] |m| 'n'"""
SIZES = Sizes(
    box=lambda box: (1.0, 3.0),
    label=lambda shape: (0.7, 1.0),
    border=lambda frame, left, right, length: (0.5, 0.0, 0.25, 0.25),
    side=1,
)


def written(graph: Graph, name: str, tmp_path: Path, **settings: Any) -> str:
    way = exporter(name)(**settings)
    path = tmp_path / f"figure{way.suffix}"
    assert way.write(Source(Model(graph, default_setup()), "figure"), path).files == (path,)
    return path.read_text(encoding="utf-8")


def renamed(graph: Graph, *labels: str) -> Graph:
    for node, label in zip(graph.nodes, labels, strict=False):
        graph.replace_node(node.changed(label=label))
    return graph


# -- what there is to draw


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_shows_every_layer_once_with_its_size(name: str) -> None:
    graph = template(name).graph
    drawing = outline(graph, opened=False)
    shown = [part for part in drawing.parts.values() if isinstance(part, Box)]
    assert [part.name for part in shown] == [node.name for node in graph.order()]
    assert len(drawing.arrows) == len(graph.links)
    opened = outline(graph, opened=True)
    inside = {drawn.name for drawn in opened.boxes()}
    assert {node.name.rsplit(" · ")[-1] for node in unfolded(graph)} == inside


def test_ids_are_words_of_letters_and_digits_and_none_comes_twice() -> None:
    drawing = outline(network(residual(), block(network(residual(repeat=2)), "End")), opened=True)
    names = [name for inside in drawing.drawings() for name in inside.parts]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]*", name) for name in names)


def test_nothing_is_no_figure(tmp_path: Path) -> None:
    for name in ("tikz", "mermaid"):
        with pytest.raises(DataError, match="no network yet"):
            written(Graph(), name, tmp_path)


# -- where it stands


def frames(drawing: Drawing) -> dict[str, Frame]:
    return {p.id: p for each in drawing.drawings() for p in each.parts.values() if isinstance(p, Frame)}


def rooms(drawing: Drawing, placement: Placement) -> list[dict[str, Rectangle]]:
    """The rectangles that must not touch each other: those of each frame's own inside."""
    return [
        {name: placement.rectangles[name] for name, part in each.parts.items() if not isinstance(part, Point)}
        for each in drawing.drawings()
    ]


def apart(one: Rectangle, other: Rectangle) -> bool:
    return one.end < other.start or other.end < one.start or one.right < other.left or other.right < one.left


def crosses(points: tuple[tuple[float, float], ...], box: Rectangle) -> bool:
    """Whether a way of straight pieces goes through the middle of a box."""
    inner = Rectangle(box.start + 0.05, box.end - 0.05, box.left + 0.05, box.right - 0.05)
    return any(
        not apart(inner, Rectangle(min(u, x), max(u, x), min(v, y), max(v, y)))
        for (u, v), (x, y) in itertools.pairwise(points)
    )


@pytest.mark.parametrize("longest", [None, 8.0])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_on_anything_else_and_frames_hold_their_inside(name: str, longest: float | None) -> None:
    drawing = outline(template(name).graph, opened=True)
    placement = placed(drawing, SIZES, longest)
    for room in rooms(drawing, placement):
        assert all(apart(one, other) for one, other in itertools.combinations(room.values(), 2))
    for name, frame in frames(drawing).items():
        outer = placement.rectangles[name]
        for part in frame.inside.parts:
            inner = placement.rectangles[part]
            assert outer.start <= inner.start
            assert inner.end <= outer.end
            assert outer.left <= inner.left
            assert inner.right <= outer.right
    for rectangle in placement.rectangles.values():
        assert placement.start <= rectangle.start
        assert rectangle.end <= placement.length
        assert placement.left <= rectangle.left
        assert rectangle.right <= placement.right


def test_an_arrow_that_passes_layers_goes_around_them() -> None:
    drawing = outline(diamond(), opened=True)
    placement = placed(drawing, SIZES)
    boxes = [placement.rectangles[name] for name in drawing.parts]
    assert len(placement.routes) == len(drawing.arrows) + 1  # and what leaves the last layer
    assert max(len(route.points) for route in placement.routes) > 2
    for route in placement.routes:
        assert not any(crosses(route.points, box) for box in boxes)


def test_a_long_network_goes_on_in_lines_about_equally_long() -> None:
    graph = chain([layer("input"), *(layer("relu") for _ in range(19))])
    whole = placed(outline(graph, opened=True), SIZES)
    broken = placed(outline(graph, opened=True), SIZES, whole.length * 0.6)
    columns = {rectangle.left for rectangle in broken.rectangles.values()}
    counts = [sum(each.left == left for each in broken.rectangles.values()) for left in columns]
    assert sorted(counts) == [10, 10]


# -- LaTeX


def balanced(text: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\.|%.*", "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize("form", ["document", "picture"])
@pytest.mark.parametrize("direction", ["down", "right"])
def test_tikz_names_every_layer_and_closes_every_brace(tmp_path: Path, form: str, direction: str) -> None:
    graph = renamed(network(residual(repeat=3)), HARD)
    text = written(graph, "tikz", tmp_path, form=form, direction=direction)
    assert balanced(text)
    assert (r"\begin{document}" in text) == (form == "document")
    assert text.count(r"\node[layer=") == len(outline(graph, opened=True).boxes())
    for node in unfolded(graph):
        assert str(node.layer.title) in text
    assert r"Residual block \ensuremath{\times} 3" in re.sub(r"}? \\\\ (\\textbf{)?", " ", text)
    assert r"\input{x}" not in text


def test_tikz_shows_a_closed_block_as_one_layer(tmp_path: Path) -> None:
    text = written(network(residual()), "tikz", tmp_path, blocks="closed")
    assert text.count(r"\node[layer=") == 5
    assert r"\draw[block]" not in text


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("8 @ 3 × 3", r"8 @ 3 \ensuremath{\times} 3"),
        (r"\{}", r"\textbackslash{}\{\}"),
        ("50 % & #1_2", r"50 \% \& \#1\_2"),
        ("a^b~c", r"a\textasciicircum{}b\textasciitilde{}c"),
        ("é λ", r"é \ensuremath{\lambda}"),
    ],
)
def test_signs_of_latex_are_escaped(plain: str, escaped: str) -> None:
    assert tex(plain) == escaped
    assert not beyond(tex(plain))


def test_chinese_names_ask_for_an_engine_that_knows_them(tmp_path: Path) -> None:
    model = Model(renamed(network(), "图像"), default_setup())
    done = exporter("tikz")().write(Source(model, "net"), tmp_path / "net.tex")
    text = (tmp_path / "net.tex").read_text(encoding="utf-8")
    assert text.startswith("% !TeX program = xelatex")
    assert r"\usepackage{ctex}" in text
    assert "图像" in text
    assert "xelatex" in str(done.notes[0])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize("name", ["lenet5", "xor", "signals", "residual-b", "resnext-forms", "hard"])
def test_pdflatex_makes_one_page_of_it(name: str, direction: str, tmp_path: Path) -> None:
    graph = renamed(network(residual(2)), HARD, "äöüß é ñ", "λ → ∞") if name == "hard" else template(name).graph
    written(graph, "tikz", tmp_path, direction=direction)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "figure.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, said[-2000:]
    assert "(1 page," in said
    assert "Overfull" not in said


# -- Mermaid

NODE = re.compile(r'^\s*(\w+)(?:\(\[|\[)"(.*)"(?:\]\)|\])$')
LINK = re.compile(r'^\s*(\w+)(?: -- "([^"]*)")? --> (\w+)$')


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_links_what_is_linked(name: str, tmp_path: Path) -> None:
    graph = template(name).graph
    text = written(graph, "mermaid", tmp_path)
    lines = text.splitlines()
    nodes = {found[1] for line in lines if (found := NODE.match(line))}
    links = [(found[1], found[3]) for line in lines if (found := LINK.match(line))]
    assert len(nodes) == len(outline(graph, opened=True).boxes())
    assert {end for link in links for end in link} <= nodes
    words = [line.split()[0] for line in lines]
    assert words.count("subgraph") == words.count("end")
    flat = unfolded(once(graph))
    assert len(links) == len(flat.links)


def once(graph: Graph) -> Graph:
    """The same with no block repeating."""
    copy = graph.copy()
    for node in copy.nodes:
        if isinstance(node.layer, Block):
            inner = [each.changed(layer=single(each.layer)) for each in node.layer.nodes]
            copy.replace_node(node.changed(layer=node.layer.replace(nodes=inner, repeat=1)))
    return copy


def single(inner: Any) -> Any:
    if not isinstance(inner, Block):
        return inner
    return inner.replace(nodes=[each.changed(layer=single(each.layer)) for each in inner.nodes], repeat=1)


def test_mermaid_gets_names_without_its_own_signs(tmp_path: Path) -> None:
    graph = renamed(network(), 'a "quoted" <b>#1</b> & `code`', "%%{init: {}}%%")
    text = written(graph, "mermaid", tmp_path)
    label = next(found[2] for line in text.splitlines() if (found := NODE.match(line)))
    assert "a #34;quoted#34; #60;b#62;#35;1#60;/b#62; #38; #96;code#96;" in label
    assert "%%" not in text


def test_mermaid_has_a_shape_on_each_link(tmp_path: Path) -> None:
    text = written(network(residual()), "mermaid", tmp_path)
    shapes = [found[2] for line in text.splitlines() if (found := LINK.match(line))]
    assert shapes[0] == "1 × 6 × 6"
    assert all(shapes)


def test_what_mermaid_would_refuse_to_draw_is_said(tmp_path: Path) -> None:
    graph = chain([layer("input"), *(layer("relu") for _ in range(501))])
    done = exporter("mermaid")().write(Source(Model(graph, default_setup()), "long"), tmp_path / "long.mmd")
    assert "501" in str(done.notes[0])
