"""PyTorch's own files, which are not read."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.document.model import Model
from lab.export.base import Imported, WeightsImporter
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.registry import register


@register("import", "pytorch_file", title="PyTorch's own files (.pt, .pth)", order=51)
class PyTorchFile(WeightsImporter):
    """Says how to make a safetensors file of one: opening PyTorch's own files can run what somebody has hidden there.

    They are pickles, programs for a small machine inside Python. Here none is ever opened.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".pt", ".pth", ".ckpt", ".pkl", ".pickle")

    def read(self, path: Path) -> Imported:
        raise FileError(
            Message(
                "{file} is a pickle: opening it could run a program that is hidden in it, so it is not opened here. "
                "If you trust it, turn it into safetensors with two lines of Python, and import that:\n"
                'weights = torch.load("{file}", weights_only=True)\n'
                'safetensors.torch.save_file(weights, "{name}.safetensors")',
                file=path.name,
                name=path.stem,
            )
        )

    def fill(self, model: Model, path: Path) -> Imported:
        return self.read(path)
