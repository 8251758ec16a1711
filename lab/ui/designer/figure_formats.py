"""The network as it is laid out, as a way out like any other: SVG, PDF and PNG."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QGuiApplication

from lab.document.document import Document
from lab.export.base import Exporter, Source, Written
from lab.spec.fields import Bool
from lab.spec.registry import register
from lab.ui.app import fonts
from lab.ui.designer.figure import Figure
from lab.ui.designer.figure_file import save_figure

_kept: list[QGuiApplication] = []


class PaintedFormat(Exporter):
    """Base of the formats that Qt paints."""

    suffix: ClassVar[str]

    notes = Bool(True, title="Notes", help="Whether the notes on the canvas are part of the picture")

    def write(self, source: Source, path: Path) -> Written:
        _need_application()
        document = Document(source.model.graph.copy(), source.model.setup)
        figure = Figure(document, notes=self.notes, check=source.check)
        save_figure(figure, source.name, path, self.suffix)
        return Written((path,))


@register("export", "svg", title="SVG picture", group="Figure", order=50)
class SvgPicture(PaintedFormat):
    """The network as it stands on the canvas, for web pages, slides and drawing programs: sharp at any size, its words
    are text."""

    suffix = ".svg"


@register("export", "pdf", title="PDF document", group="Figure", order=51)
class PdfDocument(PaintedFormat):
    """The network as it stands on the canvas, on one page as large as the figure: for print and for LaTeX."""

    suffix = ".pdf"


@register("export", "png", title="PNG picture", group="Figure", order=52)
class PngPicture(PaintedFormat):
    """The network as it stands on the canvas, as a picture of pixels, twice as many as on the screen: for whatever
    shows no other format."""

    suffix = ".png"


def _need_application() -> None:
    """Fonts need an application; on the command line there is none yet, and on Linux perhaps no screen."""
    if QGuiApplication.instance() is None:
        if sys.platform == "linux":
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication(["cnn-lab"]))
        fonts.apply(_kept[0], 1.0)
