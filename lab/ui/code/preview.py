"""What was read from code: the network small, its layers with shapes, its parameters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lab.document.compare import LayerDifference
from lab.document.graph import Node
from lab.export.code.reading import Reading
from lab.spec.units import format_count, format_shape
from lab.ui.app import theme
from lab.ui.app.i18n import follow, term, tr
from lab.ui.compare.picture import Drawn, NetworkPicture, room_of
from lab.ui.widgets.table import Column, Row, Table

PICTURE, TABLE = 200, 400  # px of their heights


class Preview(QWidget):
    """`layer_chosen` carries the id of a layer that was chosen in the picture or in the table."""

    layer_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._reading = Reading()
        self.title, self.facts, self.empty = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.facts.setProperty("role", "faint")
        self.empty.setProperty("role", "faint")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture = NetworkPicture(Drawn(Reading().graph, {}, frozenset(), "accent"), room_of(), "")
        self.picture.layer_clicked.connect(self._choose)
        self.table = Table("layers of the code")
        self.table.row_chosen.connect(self._choose)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.picture)
        both.addWidget(self.table)
        both.setSizes([round(share * theme.scale()) for share in (PICTURE, TABLE)])
        both.setChildrenCollapsible(False)
        both.setHandleWidth(theme.SMALL)
        both.setProperty("role", "plain")
        network = QWidget()
        column = QVBoxLayout(network)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(both, 1)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(network)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.TINY, 0, 0, 0)
        whole.addWidget(self._stack)
        follow(self, self._write)

    def show_reading(self, reading: Reading) -> None:
        """Show what was read."""
        self._reading = reading
        self._write()

    def choose(self, node_id: str) -> None:
        """Frame a layer; "" frames none."""
        self.picture.choose(node_id)
        self.table.blockSignals(True)
        if node_id:
            self.table.choose(node_id)
        else:
            self.table.clearSelection()
            self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)

    def _choose(self, node_id: str) -> None:
        self.choose(node_id)
        self.layer_chosen.emit(node_id)

    def _write(self) -> None:
        reading = self._reading
        self.empty.setText(tr("The network will stand here, layer by layer, while you type."))
        self._stack.setCurrentIndex(0 if reading.model is None else 1)
        if reading.model is None:
            return
        graph, analysis = reading.graph, reading.analysis
        self.title.setText(reading.name or tr("Network"))
        words = tr("{layers} layers, {parameters} parameters")
        self.facts.setText(words.format(layers=format_count(len(graph)), parameters=format_count(analysis.parameters)))
        layers = {node.id: LayerDifference(node.id, node, node) for node in graph}
        self.picture.show_network(Drawn(graph, layers, frozenset(), "accent"), room_of(graph), tr("Network"))
        self.table.setAccessibleName(tr("Layers"))
        columns = (Column(tr("Layer")), Column(tr("Kind")), Column(tr("Output")), Column(tr("Parameters"), right=True))
        self.table.set_rows(columns, [self._row(node) for node in graph.order()])
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _row(self, node: Node) -> Row:
        report = self._reading.analysis.nodes[node.id]
        kind = " ".join(filter(None, (term(node.layer.title), term(node.layer.summary()))))
        shape = format_shape(report.output) if report.output is not None else "?"
        return Row((node.name, kind, shape, format_count(report.parameters)), node.id)
