"""The window that shows two versions of a network side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from lab.document.compare import Comparison, LayerDifference, layer_of
from lab.document.graph import Link
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.spec.units import format_count, format_percent
from lab.ui.app import fonts, icons, theme
from lab.ui.app.i18n import term, tr
from lab.ui.compare import words
from lab.ui.compare.curves import Curves
from lab.ui.compare.picture import Drawn, NetworkPicture, room_of
from lab.ui.compare.weights import Weights
from lab.ui.widgets.table import Column, Row, Table

SIZE, SHARES = (1120, 720), (300, 400)  # px: of the window; of the heights of pictures and tables


class CompareWindow(QWidget):
    """Above the two networks with their differences marked; below structure, settings, curves and weights.

    A layer that is chosen in one place is chosen everywhere.
    """

    def __init__(self, comparison: Comparison, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.application_icon())
        self.setWindowTitle(tr("{one} and {other} – CNN Lab").format(one=names[0], other=names[1]))
        self.comparison = comparison
        self._names = names
        self.pictures = self._make_pictures()
        self.structure = self._make_structure()
        self.settings = self._make_settings()
        self.weights = Weights(comparison, names)
        self.curves = Curves((comparison.before.record, comparison.after.record), names)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("What is different"))
        self._add_tab(self.structure, tr("Structure"), bool(self.structure.rows), tr("The networks are the same."))
        self._add_tab(self.settings, tr("Settings"), bool(self.settings.rows), tr("The settings are the same."))
        trained = bool(comparison.before.record or comparison.after.record)
        self._add_tab(self.curves, tr("Curves"), trained, tr("Neither version is trained."))
        self._add_tab(self.weights, tr("Weights"), bool(comparison.arrays), tr("Neither version is trained."))
        self._build()
        self.structure.row_chosen.connect(self.choose)
        self.weights.table.row_chosen.connect(lambda name: self.choose(layer_of(name)))
        for picture in self.pictures:
            picture.layer_clicked.connect(self.choose)

    def choose(self, node_id: str) -> None:
        """Choose a layer in all views."""
        for picture in self.pictures:
            picture.choose(node_id)
        self.structure.choose(node_id)
        self.weights.choose_layer(node_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    # -- building

    def _build(self) -> None:
        heads = QHBoxLayout()
        views = QHBoxLayout()
        views.setSpacing(theme.SMALL)
        models = (self.comparison.before, self.comparison.after)
        for name, model, picture in zip(self._names, models, self.pictures, strict=True):
            title = QLabel(name)
            title.setFont(fonts.font("body", bold=True))
            facts = QLabel(_facts(model))
            facts.setProperty("role", "faint")
            head = QVBoxLayout()
            head.setSpacing(0)
            head.addWidget(title)
            head.addWidget(facts)
            heads.addLayout(head, 1)
            views.addWidget(picture, 1)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(heads)
        column.addLayout(views, 1)
        column.addWidget(self._make_legend())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(above)
        splitter.addWidget(self.tabs)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([round(share * theme.scale()) for share in SHARES])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        whole.addWidget(splitter)
        self.resize(*(round(side * theme.scale()) for side in SIZE))

    def _add_tab(self, view: QWidget, title: str, anything: bool, otherwise: str) -> None:
        if not anything:
            view.setParent(self)
            view.hide()
            view = QLabel(otherwise)
            view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tabs.addTab(view, title)

    def _make_pictures(self) -> tuple[NetworkPicture, NetworkPicture]:
        found = self.comparison
        graphs = found.before.graph, found.after.graph
        layers = {layer.id: layer for layer in found.layers}
        room = room_of(*graphs)
        before = Drawn(graphs[0], layers, frozenset(found.links_removed), words.COLORS["removed"])
        after = Drawn(graphs[1], layers, frozenset(found.links_added), words.COLORS["added"])
        return NetworkPicture(before, room, self._names[0]), NetworkPicture(after, room, self._names[1])

    def _make_legend(self) -> QLabel:
        parts = [f"{mark} {words.fate_words(fate)}" for fate, mark in words.MARKS.items() if mark]
        legend = QLabel("     ".join(parts))
        legend.setProperty("role", "faint")
        return legend

    def _make_structure(self) -> Table:
        table = Table("structure")
        table.setAccessibleName(tr("Structure"))
        columns = (Column(""), Column(tr("Layer")), Column(tr("Setting")), *map(Column, self._names))
        rows = [row for layer in self.comparison.layers for row in _layer_rows(layer)]
        rows += [self._link_row(link, "+", "accent") for link in self.comparison.links_added]
        rows += [self._link_row(link, "−", "warning") for link in self.comparison.links_removed]
        table.set_rows(columns, rows)
        return table

    def _link_row(self, link: Link, mark: str, color: str) -> Row:
        names = {layer.id: layer.name for layer in self.comparison.layers}
        text = f"{names[link.source]} → {names[link.target]}"
        added = mark == "+"
        return Row((mark, text, tr("link"), "" if added else tr("yes"), tr("yes") if added else ""), color=color)

    def _make_settings(self) -> Table:
        table = Table("settings")
        table.setAccessibleName(tr("Settings"))
        columns = (Column(tr("Setting")), *map(Column, self._names))
        rows = [
            Row((words.title_words(change), words.before_words(change), words.after_words(change)))
            for change in self.comparison.setup
        ]
        table.set_rows(columns, rows)
        return table


def _layer_rows(layer: LayerDifference) -> list[Row]:
    mark, color, tip = words.MARKS[layer.fate], words.COLORS[layer.fate], words.layer_words(layer)
    node = layer.after or layer.before
    if node is not None and layer.fate in ("added", "removed"):
        kind = term(node.layer.title)
        cells = ("", kind) if layer.fate == "added" else (kind, "")
        return [Row((mark, layer.name, words.fate_words(layer.fate), *cells), layer.id, tip, color)]
    return [
        Row(
            (mark, layer.name, words.title_words(change), words.before_words(change), words.after_words(change)),
            layer.id,
            tip,
            color,
        )
        for change in layer.changes
    ]


def _facts(model: Model) -> str:
    """Size and progress of a version in one line."""
    analysis, step = analyse(model.graph), int(model.state.get("step", 0))
    text = tr("{layers} layers, {parameters} parameters, {steps} steps").format(
        layers=format_count(len(model.graph)), parameters=format_count(analysis.parameters), steps=format_count(step)
    )
    test = model.record.get("test") if model.record else None
    if test is not None and test[1] == test[1]:
        text = tr("{text}, test accuracy {accuracy}").format(text=text, accuracy=format_percent(test[1]))
    return text
