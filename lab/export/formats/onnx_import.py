"""Networks from ONNX files."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.document.files import read_file
from lab.export.base import Imported, Importer
from lab.spec.registry import register


@register("import", "onnx", title="ONNX", order=10)
class OnnxImport(Importer):
    """A network in the format in which most programs exchange networks, with its weights: written by PyTorch, Keras,
    scikit-learn, CNN Lab or others.

    Operator sets 7 to 28 of ONNX. The file must have one input, with the samples of a batch along its first axis and
    one to three more axes. What no layer can do is named, all of it at once. Weights become float32.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".onnx",)

    def read(self, path: Path) -> Imported:
        from lab.export.onnx.importing import imported  # takes its time to import

        return read_file(path, lambda file: imported(path, file))
