"""Copy a picture or data, save a picture as PNG or SVG, save data as CSV: the context menu of every plot."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from lab.document.writing import replace_file
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.ui.app import icons, theme
from lab.ui.app.i18n import tr

_SHARPNESS = 2  # saved pictures have twice the pixels of the screen, for slides and print


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; None is an empty cell, numbers keep all their digits."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    return f"{value:.9g}" if isinstance(value, float) else value


_pen_scale = 1


def pen_scale() -> int:
    """How much wider than on the screen lines are drawn now: their pens are in pixels, whatever the resolution."""
    return _pen_scale


def picture(widget: QWidget) -> QImage:
    """The widget as a picture, sharp enough to print."""
    global _pen_scale
    image = QImage(widget.size() * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(theme.tokens().color("surface"))
    _pen_scale = _SHARPNESS
    try:
        QWidget.render(widget, image)  # a graphics view has another function of this name
    finally:
        _pen_scale = 1
    return image


def save_picture(widget: QWidget, path: Path) -> None:
    """Write the widget as SVG if the name says so, else as PNG; FileError when the file cannot be written."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(widget.size())
        generator.setViewBox(widget.rect())
        generator.setTitle(widget.accessibleName())
        with QPainter(generator) as painter:
            painter.fillRect(widget.rect(), theme.tokens().color("surface"))
            QWidget.render(widget, painter, QPoint())
    else:
        picture(widget).save(buffer, "PNG")  # type: ignore[call-overload]
    write(path, bytes(buffer.data().data()))


def save_text(text: str, path: Path) -> None:
    """Write CSV text; FileError when the file cannot be written."""
    write(path, text.encode("utf-8-sig"))  # the mark makes spreadsheets read Chinese headers


def write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; FileError when it cannot be written."""
    try:
        replace_file(path, lambda file: file.write(content))
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(Message("{path} cannot be written: {reason}.", path=str(path), reason=reason)) from error


class Exporter:
    """The context menu entries of one widget.

    Args:
        widget: what is drawn.
        name: what files are called, such as "loss".
        data: gives the CSV text; None when there is no data to save.
        failed: called with the error when a file cannot be written.
    """

    def __init__(
        self, widget: QWidget, name: str, data: Callable[[], str] | None, failed: Callable[[FileError], object]
    ) -> None:
        self.widget, self.name, self.data, self.failed = widget, name, data, failed

    def fill(self, menu: QMenu) -> None:
        """Add the entries to a menu."""
        menu.addAction(icons.icon("copy"), tr("Copy picture"), self.copy_picture)
        if self.data is not None:
            menu.addAction(tr("Copy data"), self.copy_data)
        menu.addSeparator()
        menu.addAction(icons.icon("image"), tr("Save picture as PNG …"), lambda: self.ask_picture("png"))
        menu.addAction(tr("Save picture as SVG …"), lambda: self.ask_picture("svg"))
        if self.data is not None:
            menu.addAction(icons.icon("export"), tr("Save data as CSV …"), self.ask_data)

    def popup(self, place: QPoint) -> None:
        """Show a menu of only these entries."""
        menu = QMenu(self.widget)
        self.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(self.widget))

    def copy_data(self) -> None:
        """Put the data on the clipboard, as CSV."""
        if self.data is not None:
            QGuiApplication.clipboard().setText(self.data())

    def ask_picture(self, kind: str) -> None:
        """Ask where, then save the picture."""
        filters = {"png": tr("PNG picture (*.png)"), "svg": tr("SVG picture (*.svg)")}
        path = self._ask(tr("Save picture"), kind, filters[kind])
        if path is not None:
            self._try(lambda: save_picture(self.widget, path))

    def ask_data(self) -> None:
        """Ask where, then save the data."""
        path = self._ask(tr("Save data"), "csv", tr("Table (*.csv)"))
        if path is not None and self.data is not None:
            text = self.data()
            self._try(lambda: save_text(text, path))

    def _ask(self, title: str, kind: str, filters: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self.widget.window(), title, f"{self.name}.{kind}", filters)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except FileError as error:
            self.failed(error)
