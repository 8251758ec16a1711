"""The plot: what is drawn of the data handed over, readout, keys, zoom, menu and files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from lab.ui.app import theme
from lab.ui.widgets.export import picture
from lab.ui.widgets.plot import MOST_POINTS, Plot
from lab.ui.widgets.plot_line import Line


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    made = Plot("test")
    made.add_line(Line("a", "first", "accent"))
    made.add_line(Line("b", "second", "series:1", dashed=True, marked=True))
    made.set_axis("bottom", "Training step")
    made.set_axis("left", "Loss")
    x = np.arange(11.0)
    made.set_data("a", x, x**2)
    made.set_data("b", x[::5], np.array([1.0, 2.0, 3.0]))
    qtbot.addWidget(made)
    made.resize(420, 260)
    made.show()
    made.draw()
    return made


def move(plot: Plot, place: QPointF, qtbot: QtBot) -> None:
    qtbot.mouseMove(plot.viewport(), place.toPoint())


def at(plot: Plot, x: float) -> QPointF:
    return QPointF(plot.device_x(x), plot.inside().center().y())


def test_what_is_drawn_is_what_was_handed_over(plot: Plot) -> None:
    assert plot.lines["a"].drawn[1].tolist() == [number**2 for number in range(11)]


def test_long_curves_are_thinned_and_keep_their_peaks(plot: Plot) -> None:
    y = np.random.default_rng(0).random(200_000)
    y[123_456], y[77_777] = 9, -9
    plot.set_data("a", np.arange(200_000.0), y)
    plot.draw()
    drawn = plot.lines["a"].drawn[1]
    assert len(drawn) <= MOST_POINTS
    assert (drawn.max(), drawn.min()) == (9, -9)
    assert len(plot.lines["a"].points) == 200_000


def test_zooming_in_shows_points_that_were_thinned_out(plot: Plot) -> None:
    y = np.random.default_rng(0).random(200_000)
    plot.set_data("a", np.arange(200_000.0), y)
    plot.draw()
    plot.show_x(1000, 1100)
    x, drawn = plot.lines["a"].drawn
    assert x.tolist() == list(range(999, 1102))
    np.testing.assert_array_equal(drawn, y[999:1102])


def test_the_axes_fit_the_data_until_the_learner_zooms(plot: Plot) -> None:
    (x_low, x_high), (y_low, y_high) = plot.shown_range()
    assert (x_low, x_high) == (0, 10)
    assert y_low < 0
    assert y_high > 100
    plot.zoom_in()
    zoomed = plot.shown_range()
    plot.set_data("a", np.arange(21.0), np.zeros(21))
    plot.draw()
    assert plot.shown_range() == zoomed
    plot.fit()
    assert plot.shown_range()[0] == (0, 20)


def test_a_double_click_fits(plot: Plot, qtbot: QtBot) -> None:
    plot.zoom_in()
    centre = plot.inside().center().toPoint()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert plot.following
    assert plot.shown_range()[0] == (0, 10)


def test_one_point_alone_is_seen(plot: Plot) -> None:
    plot.set_data("a", np.array([0.0]), np.array([2.3]))
    plot.set_data("b", np.array([0.0]), np.array([2.3]))
    plot.draw()
    low, high = plot.shown_range()[1]
    assert low < 2.3 < high


def test_a_first_point_beyond_all_others_leaves_them_room(plot: Plot) -> None:
    plot.set_data("a", np.arange(1.0, 5.0), np.array([2.3, 2.0, 1.5, 1.0]))
    plot.set_data("b", np.array([0.0, 4.0]), np.array([1e17, 1.2]))
    plot.draw()
    assert 2.3 < plot.shown_range()[1][1] < 3
    plot.clear_data()
    plot.set_data("a", np.arange(1.0, 5.0), np.array([2.3, 2.0, 1.5, 1.0]))
    plot.set_data("b", np.array([0.0, 4.0]), np.array([9.0, 1.2]))
    plot.draw()
    assert plot.shown_range()[1][1] > 9


def test_an_empty_plot_draws(plot: Plot) -> None:
    plot.clear_data()
    plot.draw()
    assert plot.readout() == ""


# -- logarithmic


def test_g_switches_the_axis(plot: Plot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plot.logarithmic_changed) as blocker:
        qtbot.keyClick(plot, Qt.Key.Key_G)
    assert blocker.args == [True]
    drawn = plot.lines["a"].drawn[1]
    assert np.isnan(drawn[0])  # 0 has no place on it
    assert drawn[10] == pytest.approx(2)
    low, high = plot.shown_range()[1]
    assert 0 < low < 1
    assert high > 100
    qtbot.keyClick(plot, Qt.Key.Key_G)
    assert plot.lines["a"].drawn[1][10] == 100


def test_the_readout_stays_in_the_datas_units(plot: Plot) -> None:
    plot.set_logarithmic(True)
    plot.point_at(5)
    assert "first: 25" in plot.readout()


# -- readout


def test_hover_tells_the_values_of_all_lines(plot: Plot, qtbot: QtBot) -> None:
    move(plot, at(plot, 7), qtbot)
    assert plot.readout() == "7\nfirst: 49\nsecond: 2"
    assert plot.pointer._label.isVisible()
    assert "49" in plot.pointer._label.text()


def test_outside_the_axes_nothing_is_told(plot: Plot, qtbot: QtBot) -> None:
    move(plot, at(plot, 7), qtbot)
    move(plot, QPointF(2, 100), qtbot)
    assert plot.readout() == ""


def test_the_readout_follows_new_data(plot: Plot) -> None:
    plot.point_at(10)
    plot.set_data("a", np.arange(11.0), np.full(11, 7.0))
    plot.draw()
    assert "first: 7" in plot.readout()


def test_smoothed_lines_tell_both_values(plot: Plot) -> None:
    plot.add_line(Line("a", "first", "accent", smoothed=True))
    plot.set_smoothing(0.5)
    plot.set_data("a", np.arange(2.0), np.array([0.0, 3.0]))
    plot.draw()
    plot.point_at(1)
    assert "first: 3 (smooth 2)" in plot.readout()


def test_the_readout_box_stays_inside(plot: Plot, qtbot: QtBot) -> None:
    for x in (0, 5, 10):
        plot.point_at(x)
        box = plot.pointer._label.geometry()
        assert box.left() >= 0
        assert box.right() <= plot.width()


def test_arrow_keys_move_the_cursor(plot: Plot, qtbot: QtBot) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.readout().startswith("0\n")
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.readout().startswith("1\n")
    qtbot.keyClick(plot, Qt.Key.Key_End)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.readout().startswith("9\n")
    assert "first: 81" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.readout() == ""


def test_plus_minus_and_f_zoom_and_fit(plot: Plot, qtbot: QtBot) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    low, high = plot.shown_range()[0]
    assert high - low == pytest.approx(8)
    qtbot.keyClick(plot, Qt.Key.Key_Minus)
    qtbot.keyClick(plot, Qt.Key.Key_F)
    assert plot.shown_range()[0] == (0, 10)


def test_other_keys_are_left_to_the_window(plot: Plot, qtbot: QtBot) -> None:
    heard = []
    holder = plot.parentWidget()
    assert holder is None
    plot.keyReleaseEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    assert plot.following


# -- choosing a line


def test_a_click_near_a_line_tells_which(plot: Plot, qtbot: QtBot) -> None:
    (_, _), (low, high) = plot.shown_range()
    inside = plot.inside()
    y = inside.bottom() - (64 - low) / (high - low) * inside.height()
    with qtbot.waitSignal(plot.line_clicked) as blocker:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(plot.device_x(8)), round(y)))
    assert blocker.args == ["a"]


def test_a_click_away_from_all_lines_tells_nothing(plot: Plot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(plot.line_clicked):
        qtbot.mouseClick(
            plot.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(plot.device_x(2)), int(plot.inside().top()) + 5),
        )


# -- out of the program


def test_the_csv_has_a_row_for_each_x_and_a_column_for_each_line(plot: Plot) -> None:
    rows = list(csv.reader(io.StringIO(plot.csv())))
    assert rows[0] == ["Training step", "first", "second"]
    assert rows[1] == ["0", "0", "1"]
    assert rows[2] == ["1", "1", ""]
    assert len(rows) == 12


def test_the_menu_offers_everything(plot: Plot) -> None:
    menu = QMenu()
    plot.fill_menu(menu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Fit",
        "Logarithmic axis",
        "Copy picture",
        "Copy data",
        "Save picture as PNG …",
        "Save picture as SVG …",
        "Save data as CSV …",
    ]
    menu.actions()[1].trigger()
    assert plot.logarithmic


def test_copying(plot: Plot) -> None:
    plot.exporter.copy_data()
    assert QGuiApplication.clipboard().text() == plot.csv()
    plot.exporter.copy_picture()
    assert QGuiApplication.clipboard().image().size() == plot.size() * 2


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_saving(plot: Plot, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "curve"  # the ending is added
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    if kind == "csv":
        plot.exporter.ask_data()
    else:
        plot.exporter.ask_picture(kind)
    written = path.with_suffix(f".{kind}")
    if kind == "png":
        assert QImage(str(written)).size() == plot.size() * 2
    elif kind == "svg":
        text = written.read_text(encoding="utf-8")
        assert text.count("<polyline") >= 2
        assert "Training step" in text
    else:
        assert written.read_text(encoding="utf-8-sig") == plot.csv()


def test_a_file_that_cannot_be_written_is_said(plot: Plot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("csv", "png", "svg"):
        path = f"/no/such/folder/curve.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, path=path: (path, ""))
        with qtbot.waitSignal(plot.failed) as blocker:
            plot.exporter.ask_data() if kind == "csv" else plot.exporter.ask_picture(kind)
        assert path in str(blocker.args[0])


def test_giving_up_saving_writes_nothing(plot: Plot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: ("", ""))
    plot.exporter.ask_data()
    plot.exporter.ask_picture("png")


# -- looks


def test_lines_are_one_pixel_wide_and_not_smoothed_by_the_painter(plot: Plot) -> None:
    line = plot.lines["a"]
    assert line._pen.width() == 1
    assert line._pen.isCosmetic()
    plot.emphasise("a")
    assert line._pen.width() == 2
    assert line.shown_color() == theme.tokens().color("accent")


def test_lines_are_as_wide_in_a_saved_picture_as_on_the_screen(plot: Plot, monkeypatch: pytest.MonkeyPatch) -> None:
    plot.set_data("a", np.array([0.0, 10.0]), np.array([50.0, 50.0]))
    plot.remove_line("b")
    plot.draw()
    accent = theme.tokens().color("accent")

    def thickness(image: QImage) -> int:
        x = image.width() * 2 // 3
        return sum(image.pixelColor(x, y) == accent for y in range(image.height()))

    assert thickness(plot.grab().toImage()) == 1
    assert thickness(picture(plot)) == 2


def test_colours_follow_the_theme(plot: Plot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    assert plot.backgroundBrush().color() == theme.DARK.color("surface")
    assert plot.lines["a"]._pen.color() == theme.DARK.color("accent")


def test_the_legend_hides_where_there_is_no_room(plot: Plot) -> None:
    assert plot._legend is not None
    assert plot._legend.names == ["first", "second"]
    assert plot._legend.isVisible()
    plot.resize(120, 80)
    assert not plot._legend.isVisible()
