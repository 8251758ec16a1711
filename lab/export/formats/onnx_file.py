"""ONNX files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from lab.document.files import write_file
from lab.export.base import Exporter, Source, Written
from lab.spec.fields import Bool
from lab.spec.registry import register

if TYPE_CHECKING:
    from lab.export.onnx.description import Description


@register("export", "onnx", title="ONNX", order=10)
class OnnxFile(Exporter):
    """The network, as it predicts, for programs that run networks: ONNX Runtime, browsers, phones; Netron shows it.

    Operator set 17, IR version 8, float32, batches of any length. Layers have the names that they have here, blocks are
    unfolded, and what ONNX has no operator for is made of several. What the data need, the names of the classes, the
    seed and the settings ride along as metadata: JSON, but for the name of the data set.
    """

    suffix: ClassVar[str] = ".onnx"

    normalisation = Bool(
        True,
        title="Scale inside",
        help="The file takes the numbers of the data as they are, such as pixels from 0 to 255, and scales them as the "
        "training did. Off: it takes numbers that are scaled already",
    )
    probabilities = Bool(
        False, help="End in probabilities where the network gives scores and the loss makes probabilities of them"
    )

    def write(self, source: Source, path: Path) -> Written:
        described: list[Description] = []

        def prepare() -> Callable[[BinaryIO], object]:
            from lab.export.onnx.writing import onnx_file  # takes its time to import

            content, about = onnx_file(source, **self.config())
            described.append(about)
            return lambda file: file.write(content)

        write_file(path, prepare)
        return Written((path,), described[0].notes())
