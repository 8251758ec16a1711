"""A network's figure as a file: SVG, PDF or PNG."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontInfo, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from lab.spec.errors import DataError, FileError
from lab.spec.message import Message
from lab.ui.app.i18n import tr
from lab.ui.designer import drawing
from lab.ui.designer.figure import Figure
from lab.ui.widgets.export import write

SUFFIXES = (".svg", ".png", ".pdf")
_SHARPNESS = 2.0  # pixels of a PNG for each px of the canvas
_LONGEST, _LARGEST = 20_000, 64_000_000  # pixels along a side of a PNG, and of all of it
_AT_ONCE = 4_000_000  # pixels that are filled in one call: other threads wait for it
_POINTS = 0.75  # of a page for each px of the canvas


def save_figure(figure: Figure, title: str, path: Path, suffix: str = "") -> None:
    """Write it in the format of a suffix, by default the one that the name says.

    FileError where that is none of SUFFIXES, or where the file cannot be written.
    """
    kinds = {".svg": _svg, ".png": _png, ".pdf": _pdf}
    suffix = suffix or path.suffix.lower()
    if suffix not in kinds:
        raise FileError(
            Message("{file} cannot be written. Choose a name that ends in .svg, .png or .pdf.", file=path.name)
        )
    if figure.area.isEmpty():
        raise DataError(Message("There is no network yet. Drag layers from the palette onto the canvas."))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    kinds[suffix](figure, title, buffer)
    figure.check()
    write(path, bytes(buffer.data().data()))


def filters() -> str:
    """What a dialog for files offers."""
    return ";;".join((tr("SVG picture (*.svg)"), tr("PDF document (*.pdf)"), tr("PNG picture (*.png)")))


def _svg(figure: Figure, title: str, buffer: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(figure.area.size().toSize())
    generator.setViewBox(QRectF(0, 0, figure.area.width(), figure.area.height()))
    generator.setResolution(96)  # px of style sheets, as viewers count them
    generator.setTitle(title)
    _paint(figure, QPainter(generator), 1.0)
    real = QFontInfo(drawing.font(drawing.TITLE)).family()  # viewers do not know what this system calls its own face
    text = bytes(buffer.data().data()).replace(b'font-family="', f'font-family="{escape(real)}, '.encode())
    buffer.buffer().clear()
    buffer.seek(0)
    buffer.write(text)


def _png(figure: Figure, title: str, buffer: QBuffer) -> None:
    width, height = figure.area.width(), figure.area.height()
    scale = min(_SHARPNESS, _LONGEST / max(width, height), (_LARGEST / (width * height)) ** 0.5)
    image = QImage((figure.area.size() * scale).toSize(), QImage.Format.Format_RGB32)
    image.setText("Title", title)
    painter, rows = QPainter(image), _AT_ONCE // image.width()
    for top in range(0, image.height(), rows):
        painter.fillRect(0, top, image.width(), rows, Qt.GlobalColor.white)
    _paint(figure, painter, scale)
    image.save(buffer, "PNG")  # type: ignore[call-overload]


def _pdf(figure: Figure, title: str, buffer: QBuffer) -> None:
    """One page as large as the figure; Qt embeds the glyphs that are used."""
    size = QSizeF(figure.area.width() * _POINTS, figure.area.height() * _POINTS)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("CNN Lab")
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageLayout(
        QPageLayout(QPageSize(size, QPageSize.Unit.Point, "", exact), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    writer.setResolution(1200)
    _paint(figure, QPainter(writer), 1200 * _POINTS / 72)


def _paint(figure: Figure, painter: QPainter, scale: float) -> None:
    painter.scale(scale, scale)
    try:
        figure.paint(painter)
    finally:
        painter.end()
