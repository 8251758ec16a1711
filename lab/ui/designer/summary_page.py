"""The inspector's page for what is no single layer: the whole network, several layers, a link."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from lab.document.document import Document
from lab.document.graph import Link
from lab.document.insight.layer import shares, totals
from lab.ui.app import theme
from lab.ui.app.i18n import tr
from lab.ui.designer import facts, words
from lab.ui.widgets.fact_table import FactTable
from lab.ui.widgets.share_bars import Share, ShareBars
from lab.ui.widgets.volume import TensorVolume


class SummaryPage(QScrollArea):
    """`chosen` carries the layer whose bar was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "caption")
        self.volume = TensorVolume()
        self.table = FactTable()
        self.heading = QLabel(wordWrap=True)
        self.heading.setProperty("role", "faint")
        self.bars = ShareBars()
        self.bars.chosen.connect(self.chosen)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        column.setSpacing(theme.MEDIUM)
        for widget in (self.title, self.hint, self.volume, self.table, self.heading, self.bars):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(content)

    def show_layers(self, document: Document, ids: Collection[str] | None = None) -> None:
        """Several layers, or the whole network."""
        known = document.insights
        chosen = set(known) if ids is None else set(ids)
        self.title.setText(tr("Network") if ids is None else tr("{count} layers").format(count=len(chosen)))
        self.hint.setText(tr("Choose a layer to see its settings and what flows through it."))
        self.hint.setVisible(ids is None)
        self.volume.hide()
        self.table.setVisible(bool(len(document.graph)))
        self.table.setAccessibleName(self.title.text())
        self.table.show_facts(facts.totals_facts(totals(known, chosen), document.setup))
        having = shares(known, "parameters")
        nodes = [node for node in document.graph if node.id in chosen and having.get(node.id)]
        colors = theme.tokens()
        self.bars.show_shares(
            [Share(node.id, node.name, having[node.id], colors.group(node.layer.group).name()) for node in nodes]
        )
        self.heading.setText(tr("Where the parameters are"))
        self.heading.setVisible(bool(nodes))
        self.bars.setAccessibleName(self.heading.text())

    def show_link(self, document: Document, link: Link) -> None:
        """What flows along a link."""
        shape = document.analysis.nodes[link.source].output
        batch = document.setup.run.batch_size
        self.title.setText(words.route(document, link))
        self.hint.setText(tr("The shape is not known yet."))
        self.hint.setVisible(shape is None)
        self.heading.hide()
        self.bars.hide()
        self.volume.setVisible(shape is not None)
        self.table.setVisible(shape is not None)
        self.table.setAccessibleName(self.title.text())
        if shape is not None:
            self.volume.show_tensor(shape, batch)
            self.table.show_facts(facts.tensor_facts(shape, batch))
