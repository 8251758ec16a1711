"""Weights in from safetensors."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.document.model import Model
from lab.export.base import Imported, WeightsImporter
from lab.spec.registry import register


@register("import", "safetensors", title="Weights (safetensors)", order=50)
class Safetensors(WeightsImporter):
    """Weights from PyTorch or Keras into the network that they belong to: what an exported program has learned comes
    back.

    Arrays are found by their names in the exported module's state_dict ("conv1.weight", "block1.0.conv2.bias"), in the
    exported Keras program ("conv1/kernel"), or by ours ("conv2d1/weight"). float16, bfloat16 and float64 become
    float32.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".safetensors",)

    def fill(self, model: Model, path: Path) -> Imported:
        from lab.export.weights_in import with_weights

        return with_weights(model, path)
