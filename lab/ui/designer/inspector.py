"""The inspector: what the chosen layer is, its settings, what comes in and goes out, what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lab.document import edits
from lab.document.commands import ChangeLayer, Rename
from lab.document.document import Document
from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.shapes import NodeReport
from lab.spec.errors import LabError
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr, translate
from lab.ui.app.turns import soon
from lab.ui.designer import words
from lab.ui.designer.block_card import BlockCard
from lab.ui.designer.callout import mend_words
from lab.ui.designer.facts import layer_facts
from lab.ui.designer.listening import listen
from lab.ui.designer.rename_box import LONGEST
from lab.ui.designer.summary_page import SummaryPage
from lab.ui.widgets.fact_table import FactTable
from lab.ui.widgets.form import FieldForm

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class Inspector(QWidget):
    """Shows one layer of a document and edits it; `refused` carries the Message of an edit that cannot be, `opened`
    the id of a block that shall be opened and that of the layer in it, or None."""

    refused = Signal(object)
    chosen = Signal(str)  # a layer that shall be chosen
    opened = Signal(str, object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._id: str | None = None
        self._ids: tuple[str, ...] = ()
        self._link: Link | None = None
        self._build()
        self._leave = listen(self, document.edited, self._follow)
        follow(self, self._retranslate)
        theme.follow(self, self.refresh)

    def set_document(self, document: Document) -> None:
        """Show layers of another document from now on."""
        self._leave()
        self.document = document
        self._leave = listen(self, document.edited, self._follow)
        self._take((), None)
        self._follow()

    def show_node(self, node_id: str | None) -> None:
        """Show a layer; None shows the whole network."""
        self.show_selection([node_id] if node_id is not None else [])

    def show_selection(self, ids: Collection[str], links: Collection[Link] = ()) -> None:
        """Show a layer; several together; a single link; the whole network where nothing is chosen."""
        link = next(iter(links)) if len(links) == 1 and not ids else None
        if (tuple(ids), link) != (self._ids, self._link):  # else it follows every edit on its own
            self._take(tuple(ids), link)
            self.refresh()

    def _take(self, ids: tuple[str, ...], link: Link | None) -> None:
        """From now on it is about these."""
        self._ids, self._link = ids, link
        node_id = self._ids[0] if len(self._ids) == 1 else None
        if node_id != self._id:
            self.document.history.end_merge()
            self.form.forget_mistakes()
        self._id = node_id

    def prepare(self) -> None:
        """Make the forms of all kinds of layers in the document ahead, each in a turn of its own."""
        soon(self, self._prepare_one)

    def _prepare_one(self) -> None:
        if any(self.form.prepare(type(node.layer)) for node in self.document.graph):
            self.prepare()

    def edit_first(self) -> None:
        """Put the keys into the first setting, or into the name where there is none."""
        if self._node() is None:
            return
        if self._node().layer.fields():  # type: ignore[union-attr]
            self.form.focus_first()
        else:
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
            self.name.selectAll()

    def _follow(self) -> None:
        """The network is another: sums over the whole network in a turn of their own, everything else at once."""
        if self._node() is None:
            self._stack.setCurrentWidget(self.summary)
            soon(self, self.refresh)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the layer as it is now."""
        node = self._node()
        self._stack.setCurrentIndex(1 if node is not None else 0)
        if node is None:
            self.form.show_for(None)
            self._show_summary()
            return
        report = self.document.analysis.nodes.get(node.id, NodeReport())
        side = round(20 * theme.scale())
        self._icon.setPixmap(icons.group_icon(node.layer.group).pixmap(side, side))
        self.title.setText(term(node.layer.title))
        if self.name.text() != node.label and not (self.name.hasFocus() and not self.name.text()):
            self.name.setText(node.name)
        self.help.setText(term(node.layer.help))
        self.form.show_for(node.layer)
        self.form.setVisible(bool(node.layer.fields()))
        self.block.show_node(node, report)
        self._show_problem(report)
        self._show_facts(node, report)

    # -- building

    def _build(self) -> None:
        self.summary = SummaryPage()
        self.summary.chosen.connect(self.chosen)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        column.setSpacing(theme.MEDIUM)
        column.addLayout(self._build_head())
        self.help = QLabel(wordWrap=True, textInteractionFlags=_SELECTABLE)
        self.help.setProperty("role", "caption")
        column.addWidget(self.help)
        column.addWidget(self._build_problem())
        self.form = FieldForm()
        self.form.edited.connect(self._on_edited)
        column.addWidget(self.form)
        self.block = BlockCard()
        self.block.edited.connect(self._do)
        self.block.refused.connect(self.refused)
        self.block.opened.connect(self._on_opened)
        column.addWidget(self.block)
        self._divider = QWidget()
        self._divider.setFixedHeight(theme.LINE)
        column.addWidget(self._divider)
        self.facts = FactTable()
        column.addWidget(self.facts)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.summary)
        self._stack.addWidget(self._scroll)

    def _build_head(self) -> QVBoxLayout:
        self._icon = QLabel()
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.name = QLineEdit(maxLength=LONGEST)
        self.name.textEdited.connect(self._on_named)
        self.name.editingFinished.connect(self._on_name_finished)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self._icon)
        row.addWidget(self.title, 1)
        head = QVBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addLayout(row)
        head.addWidget(self.name)
        return head

    def _build_problem(self) -> QWidget:
        self.problem_card = QFrame()
        self.problem_card.setProperty("role", "problem")
        self.problem = QLabel(wordWrap=True, textInteractionFlags=_SELECTABLE)
        self.problem.setProperty("role", "error")
        self.mend_button = QPushButton()
        self.mend_button.clicked.connect(self._mend)
        column = QVBoxLayout(self.problem_card)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.problem)
        column.addWidget(self.mend_button, 0, Qt.AlignmentFlag.AlignLeft)
        return self.problem_card

    # -- showing

    def _node(self) -> Node | None:
        return self.document.graph.node(self._id) if self._id is not None and self._id in self.document.graph else None

    def _show_problem(self, report: NodeReport) -> None:
        problem = report.problem
        self.problem_card.setVisible(problem is not None)
        if problem is None:
            return
        colors = theme.tokens()
        self.problem_card.setStyleSheet(
            f'QFrame[role="problem"] {{ background: {colors.surface}; border: 1px solid {colors.error};'
            f"border-radius: {theme.RADIUS}px; }}"
        )
        self.problem.setText(words.unbroken(translate(problem.message)))
        self.mend_button.setText(mend_words(problem))
        self.mend_button.setVisible(bool(mend_words(problem)))

    def _show_facts(self, node: Node, report: NodeReport) -> None:
        self._divider.setStyleSheet(f"background: {theme.tokens().line};")
        document = self.document
        self.facts.show_facts(layer_facts(report, document.insights.get(node.id), document.setup))

    def _show_summary(self) -> None:
        graph = self.document.graph
        ids = [node_id for node_id in self._ids if node_id in graph]
        if self._link is not None and self._link in graph.links:
            self.summary.show_link(self.document, self._link)
        else:
            self.summary.show_layers(self.document, ids if len(ids) > 1 else None)

    def _retranslate(self) -> None:
        self.name.setAccessibleName(tr("Name of the layer"))
        self.name.setToolTip(tr("Name of the layer"))
        self.setAccessibleName(tr("Inspector"))
        self.facts.setAccessibleName(tr("Facts"))
        self.refresh()

    # -- editing

    def _do(self, command: Command | None) -> None:
        if command is None:
            return
        try:
            self.document.do(command)
        except LabError as error:
            self.refused.emit(error.message)
            self.refresh()

    def _on_opened(self, inner: str | None) -> None:
        if self._id is not None:
            self.opened.emit(self._id, inner)

    def _on_edited(self, field: str, value: object) -> None:
        if self._id is not None:
            self._do(ChangeLayer(self._id, field, value))

    def _on_named(self, text: str) -> None:
        if self._id is not None and text.strip():
            self._do(Rename(self._id, text.strip()))

    def _on_name_finished(self) -> None:
        self.document.history.end_merge()
        node = self._node()
        if node is not None:
            self.name.setText(node.name)

    def _mend(self) -> None:
        node = self._node()
        report = self.document.analysis.nodes.get(node.id) if node else None
        if report is not None and report.problem is not None:
            self.document.history.end_merge()
            self._do(edits.mend(self.document.graph, report.problem))
