"""What the inspector says of a block: its title, its knobs, and a list of what is inside."""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lab.document.blocks import Block
from lab.document.commands import ChangeLayer
from lab.document.graph import Node
from lab.document.history import Command
from lab.document.knobs import LONGEST_NAME, Knob, Target, turnable
from lab.document.opening import ChangeBlock
from lab.document.shapes import NodeReport
from lab.spec.errors import LabError
from lab.spec.fields import Declared, Field
from lab.spec.message import Message
from lab.spec.units import format_count, format_number, format_shape
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, labelled, listed, term, tr
from lab.ui.designer import words
from lab.ui.widgets.form import FieldForm

_ROWS = 8  # of the list that are seen without scrolling, at most


class BlockCard(QWidget):
    """Shows one block. `edited` carries a command, `refused` a Message, `opened` an inner layer to be shown."""

    edited = Signal(object)
    refused = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Node | None = None
        self.title = QLineEdit(maxLength=LONGEST_NAME)
        self.title.editingFinished.connect(self._on_titled)
        self.knobs = FieldForm()
        self.knobs.edited.connect(self._on_turned)
        self.knob_button = QToolButton()
        self.knob_button.setIcon(icons.icon("settings"))
        self.knob_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.knob_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.knob_menu = QMenu(self.knob_button)
        self.knob_menu.aboutToShow.connect(self._fill_menu)
        self.knob_button.setMenu(self.knob_menu)
        self.open_button = QPushButton()
        self.open_button.clicked.connect(lambda: self.opened.emit(None))
        self.layers = QTreeWidget()
        self.layers.setRootIsDecorated(False)
        self.layers.setUniformRowHeights(True)
        self.layers.setFrameShape(QFrame.Shape.NoFrame)
        self.layers.setHeaderHidden(True)
        self.layers.itemActivated.connect(lambda item: self.opened.emit(item.data(0, Qt.ItemDataRole.UserRole)))
        buttons = QVBoxLayout()
        for button in (self.open_button, self.knob_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(theme.SMALL)
        titled = QHBoxLayout()
        titled.setSpacing(theme.MEDIUM)
        self._title_label = QLabel()
        self._title_label.setBuddy(self.title)
        titled.addWidget(self._title_label)
        titled.addWidget(self.title, 1)
        column_layout.addLayout(titled)
        column_layout.addWidget(self.knobs)
        column_layout.addLayout(buttons)
        column_layout.addWidget(self.layers)
        follow(self, self._retranslate)

    def show_node(self, node: Node | None, report: NodeReport) -> None:
        """Show a block with what is known of it; any other layer hides the card."""
        self._node = node if node is not None and isinstance(node.layer, Block) else None
        self.setVisible(self._node is not None)
        if node is None or not isinstance(node.layer, Block):
            return
        block = node.layer
        if not self.title.hasFocus() or not self.title.isModified():
            self.title.setText(term(block.title))
        self.knobs.setVisible(bool(block.knobs))
        self.knobs.show_for(_declared(block) if block.knobs else None)
        self._list(block, report)

    # -- showing

    def _list(self, block: Block, report: NodeReport) -> None:
        known = report.inputs if len(report.inputs) == len(block.entries) else None
        reports = block.analyses(*known)[0].nodes if known else {}
        self.layers.clear()
        for node in block.inside.order():
            found = reports.get(node.id, NodeReport())
            shape = format_shape(found.output) if found.output is not None else "?"
            count = format_number(found.parameters) if found.output is not None else "?"
            item = QTreeWidgetItem([f"{node.name}\n{shape} · {count}"])
            counted = tr("{count} parameters").format(count=format_count(found.parameters))
            told = " · ".join(part for part in (term(node.layer.title), words.summary(node.layer), counted) if part)
            item.setToolTip(0, told)
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, told)
            item.setData(0, Qt.ItemDataRole.UserRole, node.id)
            self.layers.addTopLevelItem(item)
        rows = min(self.layers.topLevelItemCount(), _ROWS)
        height = rows * max(self.layers.sizeHintForRow(0), 18)
        self.layers.setFixedHeight(height + theme.SMALL)

    def _retranslate(self) -> None:
        self._title_label.setText(tr("Title"))
        self.title.setAccessibleName(tr("Title of the block"))
        self.title.setToolTip(tr("Title of the block"))
        self.knob_button.setText(tr("Knobs"))
        self.knob_button.setToolTip(tr("A knob is one number that sets several settings inside, such as a width"))
        self.open_button.setText(tr("Open the block"))
        self.open_button.setToolTip(tr("Show what is inside on the canvas; so does a double click"))
        self.layers.setAccessibleName(tr("Layers in the block"))

    # -- editing

    @property
    def _block(self) -> Block | None:
        layer = self._node.layer if self._node is not None else None
        return layer if isinstance(layer, Block) else None

    def _on_titled(self) -> None:
        block, text = self._block, self.title.text().strip()
        self.title.setModified(False)
        if block is not None and text != term(block.title):
            self._change(Message("Change the title of a block"), {"title": text})
            self.title.setText(term(self._block.title) if self._block is not None else "")

    def _on_turned(self, name: str, value: object) -> None:
        if self._node is not None:
            self.edited.emit(ChangeLayer(self._node.id, name, value))

    def _change(self, title: Message, values: dict[str, Any]) -> None:
        if self._node is None or self._block is None:
            return
        try:
            block = self._block.replace(**values)
        except LabError as error:
            self.refused.emit(error.message)
            return
        command: Command = ChangeBlock(self._node.id, block, title=title)
        self.edited.emit(command)

    # -- knobs

    def _fill_menu(self) -> None:
        """New knobs: for all layers of a kind together, then layer by layer; then those that can go."""
        menu, block = self.knob_menu, self._block
        menu.clear()
        if block is None:
            return
        menu.addAction(tr("New knob for")).setEnabled(False)
        together: dict[tuple[str, str], list[tuple[Node, Field[object]]]] = {}
        for node in block.inside.order():
            for name, field in node.layer.adjustable().items():
                if turnable(field) and field.shown(node.layer.config()):
                    together.setdefault((node.layer.title, name), []).append((node, field))
        for (kind, name), places in together.items():
            if len(places) > 1:
                text = tr("{field} of all {kind}").format(field=term(places[0][1].title), kind=term(kind))
                self._offer(menu, text, name, places)
        if any(len(places) > 1 for places in together.values()):
            menu.addSeparator()
        for node in block.inside.order():
            mine = [(name, place) for (_, name), all_ in together.items() for place in all_ if place[0] is node]
            if mine:
                sub = menu.addMenu(icons.group_icon(node.layer.group), node.name)
                for name, place in mine:
                    self._offer(sub, term(place[1].title), name, [place])
        if block.knobs:
            menu.addSeparator()
            gone = menu.addMenu(icons.icon("remove"), tr("Remove"))
            for knob in block.knobs:
                action = gone.addAction(term(knob.name))
                action.triggered.connect(lambda _=False, knob=knob: self.remove_knob(knob.name))

    def _offer(self, menu: QMenu, text: str, name: str, places: list[tuple[Node, Field[object]]]) -> None:
        targets = [Target(node.id, name) for node, _ in places]
        menu.addAction(text).triggered.connect(lambda: self.add_knob(places[0][1].title, targets))

    def add_knob(self, name: str, targets: list[Target]) -> None:
        """Make a knob that sets these fields, under the name or the next free one."""
        if self._block is None:
            return
        taken, number, free = self._block.adjustable(), 2, name
        while free in taken:
            free, number = f"{name} {number}", number + 1
        knobs = (*self._block.knobs, Knob(free, tuple(targets)))
        self._change(Message("Add the knob {knob}", knob=free), {"knobs": knobs})

    def remove_knob(self, name: str) -> None:
        """Take a knob away; what it set stays as it is."""
        if self._block is not None:
            knobs = tuple(knob for knob in self._block.knobs if knob.name != name)
            self._change(Message("Remove the knob {knob}", knob=name), {"knobs": knobs})


def _declared(block: Block) -> Declared:
    """The knobs as settings, for a form."""
    fields = {knob: block.adjustable()[knob.name] for knob in block.knobs}
    described = ((type(f), k.name, f.default, f.low, f.high, _help(block, k)) for k, f in fields.items())  # type: ignore[attr-defined]
    return _form_class(tuple(described))(**{knob.name: block.setting(knob.name) for knob in fields})


def _help(block: Block, knob: Knob) -> str:
    """What a knob sets: "conv1: Channels, conv2: Channels"."""
    nodes = {node.id: node for node in block.nodes}
    places = ((nodes[target.node], target.field) for target in knob.targets)
    return listed(labelled(node.name, term(node.layer.adjustable()[field].title)) for node, field in places)


@functools.lru_cache(64)
def _form_class(described: tuple[tuple[Any, ...], ...]) -> type[Declared]:
    """A class with a field for each knob: the same for the same knobs, so that its form is made once."""
    fields = {
        name: kind(default, low=low, high=high, title=name, help=help)
        for kind, name, default, low, high, help in described
    }
    return type("Knobs", (Declared,), fields)
