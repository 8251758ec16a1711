"""The inspector: what the chosen layer is, its settings, what comes in and goes out, what is wrong with it."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
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
from lab.document.graph import Node
from lab.document.history import Command
from lab.document.shapes import NodeReport
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.spec.units import format_count, format_number, format_shape
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr, translate
from lab.ui.app.turns import soon
from lab.ui.designer import words
from lab.ui.designer.callout import mend_words
from lab.ui.designer.listening import listen
from lab.ui.designer.rename_box import LONGEST
from lab.ui.widgets.form import FieldForm

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class Inspector(QWidget):
    """Shows one layer of a document and edits it; `refused` carries the Message of an edit that cannot be."""

    refused = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._id: str | None = None
        self._build()
        self._leave = listen(self, document.edited, self.refresh)
        follow(self, self._retranslate)
        theme.follow(self, self.refresh)

    def set_document(self, document: Document) -> None:
        """Show layers of another document from now on."""
        self._leave()
        self.document = document
        self._leave = listen(self, document.edited, self.refresh)
        self.show_node(None)

    def show_node(self, node_id: str | None) -> None:
        """Show a layer; None shows what to do instead."""
        if node_id != self._id:
            self.document.history.end_merge()
            self.form.forget_mistakes()
        self._id = node_id
        self.refresh()

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

    def refresh(self) -> None:
        """Show the layer as it is now."""
        node = self._node()
        self._stack.setCurrentIndex(1 if node is not None else 0)
        if node is None:
            self.form.show_for(None)
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
        self._show_problem(report)
        self._show_facts(report)

    # -- building

    def _build(self) -> None:
        self.hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "faint")
        self.hint.setContentsMargins(*[theme.LARGE] * 4)
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
        self._divider = QWidget()
        self._divider.setFixedHeight(theme.LINE)
        column.addWidget(self._divider)
        column.addLayout(self._build_facts())
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
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

    def _build_facts(self) -> QFormLayout:
        facts = QFormLayout()
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(theme.MEDIUM)
        facts.setVerticalSpacing(theme.TINY)
        facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._fact_names = [QLabel() for _ in range(4)]
        self.inputs, self.output, self.parameters, self.flops = (
            QLabel(wordWrap=True, textInteractionFlags=_SELECTABLE) for _ in range(4)
        )
        for name, value in zip(self._fact_names, (self.inputs, self.output, self.parameters, self.flops), strict=True):
            name.setProperty("role", "faint")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            facts.addRow(name, value)
        return facts

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

    def _show_facts(self, report: NodeReport) -> None:
        unknown = tr("not known yet")
        self.inputs.setText(_shapes(report.inputs) or tr("nothing"))
        self.output.setText(_shapes((report.output,)) if report.output is not None else unknown)
        self._divider.setStyleSheet(f"background: {theme.tokens().line};")
        known = report.output is not None
        self.parameters.setText(format_count(report.parameters) if known else unknown)
        work = tr("{work} a sample").format(work=format_number(report.flops, "FLOP"))
        self.flops.setText(work if known else unknown)
        self.flops.setToolTip(format_count(report.flops) if known else "")

    def _retranslate(self) -> None:
        self.hint.setText(tr("Choose a layer to see its settings and what flows through it."))
        self.name.setAccessibleName(tr("Name of the layer"))
        self.name.setToolTip(tr("Name of the layer"))
        self.setAccessibleName(tr("Inspector"))
        names = tr("In"), tr("Out"), tr("Parameters"), tr("Work")
        for label, text in zip(self._fact_names, names, strict=True):
            label.setText(text)
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


def _shapes(shapes: tuple[Shape, ...]) -> str:
    """Sizes, and below them what they count: "8 × 8 × 8", "channels × height × width"."""
    lines = []
    for number, shape in enumerate(shapes):
        lines.append(format_shape(shape))
        axes = words.axes_names(shape)
        if axes and (number + 1 == len(shapes) or words.axes_names(shapes[number + 1]) != axes):
            lines.append(f'<span style="color: {theme.tokens().faint}">{html.escape(axes)}</span>')
    return "<br>".join(lines)
