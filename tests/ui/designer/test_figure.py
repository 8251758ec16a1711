"""The figure for print, in three formats."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from lab.document.document import Document
from lab.document.graph import Graph
from lab.document.notes import Note
from lab.document.templates import template
from lab.spec.errors import DataError, FileError
from lab.ui.app import i18n, theme
from lab.ui.designer import figure_file
from lab.ui.designer.figure import Figure
from lab.ui.designer.figure_file import save_figure


@pytest.fixture(scope="module")
def digits() -> Document:
    model = template("digits")
    return Document(model.graph, model.setup)


def _texts(path: Path) -> list[str]:
    return [each.text or "" for each in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")]


def test_an_svg_says_layers_settings_shapes_and_parameters_as_text(digits: Document, tmp_path: Path) -> None:
    save_figure(Figure(digits), "digits", tmp_path / "net.svg")
    texts = _texts(tmp_path / "net.svg")
    for text in ("Conv 2-D", "conv1 · 8 @ 3 × 3", "8 × 8 × 8", "80 parameters", "1,168 parameters"):
        assert text in texts
    assert sum(text == "Max pool 2-D" for text in texts) == 2


def test_an_svg_speaks_chinese(digits: Document, tmp_path: Path) -> None:
    i18n.set_language("zh_CN")
    save_figure(Figure(digits), "数字", tmp_path / "net.svg")
    assert "二维卷积" in _texts(tmp_path / "net.svg")


def test_a_png_is_white_and_twice_as_large_whatever_the_theme(
    digits: Document, tmp_path: Path, qapp: QApplication
) -> None:
    theme.apply(qapp, "dark")
    figure = Figure(digits)
    save_figure(figure, "digits", tmp_path / "net.png")
    picture = QImage(str(tmp_path / "net.png"))
    assert abs(picture.width() - 2 * figure.area.width()) <= 2
    assert picture.pixelColor(3, 3) == QColor("white")
    node = digits.graph.node("conv2d1")
    bar = (QRectF(node.x, node.y, 4, 56).center() - figure.area.topLeft()) * 2
    blue, want = picture.pixelColor(bar.toPoint()), theme.LIGHT.group("Convolution")
    assert abs(blue.red() - want.red()) + abs(blue.blue() - want.blue()) < 20


def test_a_pdf_has_one_page_with_embedded_fonts(digits: Document, tmp_path: Path) -> None:
    save_figure(Figure(digits), "digits", tmp_path / "net.pdf")
    content = (tmp_path / "net.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1
    assert b"/FontFile2" in content


def test_notes_can_be_left_out(tmp_path: Path) -> None:
    document = Document(Graph(template("digits").graph.nodes, (), [Note("note1", "Begin here", 0.0, -900.0)]))
    with_notes, without = Figure(document), Figure(document, notes=False)
    assert with_notes.area.top() < -900 < without.area.top()


def test_other_names_an_empty_canvas_and_a_place_that_cannot_be_written_are_refused(
    digits: Document, tmp_path: Path
) -> None:
    with pytest.raises(FileError, match=r"net.bmp .* ends in .svg, .png or .pdf"):
        save_figure(Figure(digits), "digits", tmp_path / "net.bmp")
    with pytest.raises(DataError, match="no network yet"):
        save_figure(Figure(Document(Graph())), "", tmp_path / "net.svg")
    with pytest.raises(FileError, match="cannot be written"):
        save_figure(Figure(digits), "digits", tmp_path / "nowhere" / "net.svg")


def test_a_png_has_no_more_pixels_than_a_machine_can_hold(
    digits: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_file, "_LARGEST", 40_000)
    save_figure(Figure(digits), "digits", tmp_path / "net.png")
    picture = QImage(str(tmp_path / "net.png"))
    assert 36_000 < picture.width() * picture.height() < 41_000


def test_a_figure_painted_in_another_thread_is_the_same(digits: Document, tmp_path: Path) -> None:
    def paint(name: str) -> bytes:
        save_figure(Figure(digits), "digits", tmp_path / name)
        return (tmp_path / name).read_bytes()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(paint, "there.svg").result() == paint("here.svg")
