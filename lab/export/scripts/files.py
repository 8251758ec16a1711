"""The files of an exported network: the script, its weights, its data."""

from __future__ import annotations

from pathlib import Path

from lab.document.files import write_file
from lab.document.shapes import analyse
from lab.engine.checks import check_network
from lab.export.base import Source, Written
from lab.export.data import no_data, write_data
from lab.spec.errors import FileError
from lab.spec.message import Message


def weights_path(script: Path) -> Path:
    """Where the weights of a script lie: "digits.safetensors" beside "digits.py"."""
    return script.with_suffix(".safetensors")


def check(source: Source, script: Path) -> None:
    """LabError in words where there can be no such script: it is to train the network."""
    if script.suffix.lower() != ".py":
        raise FileError(Message("{file} is a program: let its name end in .py.", file=script.name))
    graph, setup = source.model.graph, source.model.setup
    check_network(graph, analyse(graph), setup.loss, source.samples)


def write(source: Source, script: Path, text: str, weights: bytes) -> Written:
    """Write NAME.py, NAME.safetensors and, where there are data, NAME-data.npz; FileError in words where that fails."""
    files, notes = [script, weights_path(script)], []
    write_file(weights_path(script), lambda: lambda file: file.write(weights))
    if source.samples is not None:
        files.append(write_data(script, source.samples, source.model.setup.run))
    else:
        notes.append(no_data(script))
    write_file(script, lambda: lambda file: file.write(text.encode()))
    return Written(tuple(files), tuple(notes))
