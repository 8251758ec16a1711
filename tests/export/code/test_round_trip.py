"""The scripts that the laboratory itself writes are read back: the same layers, shapes and parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.document.shapes import analyse
from lab.document.templates import template
from lab.export.base import Source
from lab.export.code.reading import read
from lab.export.ways import exporter

NAMES = ("digits", "logistic", "vgg", "signals", "xor", "residual-a", "residual-b", "shortcut-gate", "resnext-c")


@pytest.mark.parametrize("way", ["pytorch", "keras"])
@pytest.mark.parametrize("name", NAMES)
def test_a_template_comes_back_from_its_script(way: str, name: str, tmp_path: Path) -> None:
    if (way, name) == ("keras", "residual-a"):
        pytest.skip("its shortcut is a class of the script's own, made of slices with steps between channels last")
    model = template(name)
    path = tmp_path / "network.py"
    exporter(way)().write(Source(model, name, None), path)  # type: ignore[call-arg]
    reading = read(path.read_text(encoding="utf-8"))
    assert [str(trouble.message) for trouble in reading.troubles] == []
    assert not any("networks" in str(note) for note in reading.notes)
    before = analyse(model.graph)
    assert reading.analysis.parameters == before.parameters
    ends = [[graph.nodes[0], graph.order()[-1]] for graph in (model.graph, reading.graph)]
    shapes = [
        [analysis.nodes[node.id].output for node in nodes]
        for analysis, nodes in zip((before, reading.analysis), ends, strict=True)
    ]
    assert shapes[0] == shapes[1]
