"""Out to PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.export.base import Exporter, Source, Written
from lab.spec.registry import register


@register("export", "pytorch", title="PyTorch", order=20)
class PyTorch(Exporter):
    """A Python program that is the network in PyTorch, with its weights (safetensors) and its data beside it: it trains
    as here, on one processor, on a GPU or on many machines, and what it learns can be imported again."""

    suffix: ClassVar[str] = ".py"

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.pytorch.writing import write

        return write(source, path)
