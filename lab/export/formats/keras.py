"""Out to Keras."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.export.base import Exporter, Source, Written
from lab.spec.registry import register


@register("export", "keras", title="Keras", order=30)
class Keras(Exporter):
    """A Python program that is the network in Keras 3, with its weights (safetensors) and its data beside it: it trains
    as here, with TensorFlow, JAX or PyTorch. Channels are last, as usual there."""

    suffix: ClassVar[str] = ".py"

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.keras.writing import write

        return write(source, path)
