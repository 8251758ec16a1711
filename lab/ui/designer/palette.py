"""The palette: every known layer and own block as a tile, in groups, searchable, to drag or to add by key."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lab.document.block_files import encode_block
from lab.document.blocks import Block
from lab.spec.fields import Declared
from lab.spec.groups import GROUPS
from lab.spec.registry import known
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr
from lab.ui.designer import own_blocks, words
from lab.ui.designer.gestures.tile import BLOCK_MIME, MIME
from lab.ui.designer.listening import listen
from lab.ui.designer.palette_tiles import GROUP, KIND, OPEN, Index, TileDelegate, tile_picture

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QWidget):
    """`activated(kind)`, `block_activated(block)`: a tile was double-clicked, or Enter was pressed on it. `refused`
    carries the Message why something cannot be done with an own block."""

    activated = Signal(str)
    block_activated = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(icons.icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.tiles = _Tiles()
        self.tiles.activated_tile.connect(self._activate)
        self.tiles.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tiles.customContextMenuRequested.connect(self._show_menu)
        self.nothing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.nothing.setProperty("role", "faint")
        self.nothing.setContentsMargins(theme.SMALL, theme.LARGE, theme.SMALL, theme.LARGE)
        self.nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SMALL, 0, 0)
        layout.setSpacing(theme.TINY)
        row = QVBoxLayout()
        row.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        row.addWidget(self.search)
        layout.addLayout(row)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tiles, 1)
        self._fill()
        self.reload_blocks()
        listen(self, own_blocks.changed, self.reload_blocks)
        theme.follow(self, self.tiles.restyle)
        follow(self, self._retranslate)

    def kinds(self) -> list[str]:
        """The kinds whose tiles are seen, from top to bottom; an own block's is "block"."""
        return [tile.data(0, KIND) for tile in self.tiles.every_tile() if not tile.isHidden()]

    def reload_blocks(self) -> None:
        """Show the learner's own blocks as the folder has them now."""
        self.tiles.show_blocks(own_blocks.known())
        self._narrow(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            first = next((tile for tile in self.tiles.every_tile() if not tile.isHidden()), None)
            if event.key() == Qt.Key.Key_Down and first is not None:
                self.tiles.setFocus(Qt.FocusReason.TabFocusReason)
                self.tiles.setCurrentItem(first)
                return True
            if event.key() in _ENTER and first is not None and self.search.text():
                self._activate(first)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        layers = known("layer")
        groups = {name: self.tiles.add_group(name) for name in GROUPS if any(c.group == name for c in layers)}
        for layer in layers:
            if layer.group not in groups:
                groups[layer.group] = self.tiles.add_group(layer.group)
            self.tiles.add_tile(groups[layer.group], layer)
        self.tiles.expandAll()

    def _activate(self, tile: _Tile) -> None:
        if isinstance(tile, _BlockTile):
            self.block_activated.emit(tile.block)
        else:
            self.activated.emit(tile.data(0, KIND))

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu_for(self.tiles.itemAt(place))
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.tiles.viewport().mapToGlobal(place))

    def menu_for(self, tile: QTreeWidgetItem | None) -> QMenu | None:
        """What can be done with an own block; with their group, to take blocks in."""
        menu, refuse, window = QMenu(self), self.refused.emit, self.window()
        if isinstance(tile, _BlockTile):
            path, block = tile.path, tile.block
            menu.addAction(icons.icon("add"), tr("Add to the network"), lambda: self.block_activated.emit(block))
            menu.addAction(icons.icon("edit"), tr("Rename …"), lambda: own_blocks.rename(window, path, block, refuse))
            menu.addAction(icons.icon("export"), tr("Export …"), lambda: own_blocks.export(window, block, refuse))
            menu.addAction(icons.icon("delete"), tr("Delete …"), lambda: own_blocks.forget(window, path, block, refuse))
            menu.addSeparator()
        menu.addAction(icons.icon("import"), tr("Import blocks …"), lambda: own_blocks.import_files(window, refuse))
        return menu

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for tile in self.tiles.every_tile():
            tile.setHidden(not all(word in tile.words for word in words))
        for group in self.tiles.groups():
            group.setHidden(all(tile.isHidden() for tile in self.tiles.every_tile() if tile.parent() is group))
            if words:
                group.setExpanded(True)
        found = bool(self.kinds())
        self.tiles.setVisible(found)
        self.nothing.setVisible(not found)
        self.nothing.setText(tr("No layer matches “{text}”. Try another word.").format(text=text.strip()))

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(tr("Search layers"))
        self.search.setAccessibleName(tr("Search layers"))
        self.tiles.setAccessibleName(tr("Layers"))
        self.tiles.retranslate()
        self._narrow(self.search.text())


class _Tile(QTreeWidgetItem):
    """One layer."""

    def __init__(self, group: QTreeWidgetItem, layer: type[Declared] | Block) -> None:
        super().__init__(group)
        self.layer = layer
        self.words = ""
        self.setData(0, KIND, layer.name)
        self.setData(0, GROUP, layer.group)

    def retranslate(self) -> None:
        layer, title, words = self.layer, term(self.layer.title), term(self.layer.help)
        self.setText(0, title)
        self.setToolTip(0, f"<b>{html.escape(title)}</b><br>{html.escape(words)}")
        self.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, words)
        parts = (layer.name, layer.title, title, layer.group, term(layer.group), layer.help, words)
        self.words = "\n".join(parts).casefold()


class _BlockTile(_Tile):
    """One of the learner's own blocks."""

    def __init__(self, group: QTreeWidgetItem, path: Path, block: Block) -> None:
        super().__init__(group, block)
        self.path, self.block = path, block

    def retranslate(self) -> None:
        title, told = term(self.block.title), words.summary(self.block)
        self.setText(0, title)
        self.setToolTip(0, f"<b>{html.escape(title)}</b><br>{html.escape(told)}")
        self.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, told)
        self.words = "\n".join((self.block.title, title, self.block.name, tr("My blocks"))).casefold()


class _Tiles(QTreeWidget):
    activated_tile = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._own: QTreeWidgetItem | None = None  # the group of the learner's own blocks
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setItemDelegate(TileDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.itemExpanded.connect(lambda item: item.setData(0, OPEN, True))
        self.itemCollapsed.connect(lambda item: item.setData(0, OPEN, False))
        self.itemClicked.connect(self._clicked)
        self.itemDoubleClicked.connect(self._opened)
        self.restyle()

    def add_group(self, name: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self)
        group.setData(0, GROUP, name)
        return group

    def add_tile(self, group: QTreeWidgetItem, layer: type[Declared]) -> None:
        _Tile(group, layer)

    def show_blocks(self, blocks: dict[Path, Block]) -> None:
        """The learner's own blocks, in a group of their own at the end."""
        if self._own is None:
            self._own = self.add_group(Block.group)
            self._own.setText(0, tr("My blocks"))
        first = not self._own.childCount()
        self._own.takeChildren()
        for path, block in blocks.items():
            _BlockTile(self._own, path, block).retranslate()
        if first:
            self._own.setExpanded(True)

    def groups(self) -> list[QTreeWidgetItem]:
        rows = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [group for group in rows if group is not None]

    def every_tile(self) -> list[_Tile]:
        rows = (group.child(row) for group in self.groups() for row in range(group.childCount()))
        return [tile for tile in rows if isinstance(tile, _Tile)]

    def retranslate(self) -> None:
        for group in self.groups():
            group.setText(0, tr("My blocks") if group is self._own else term(group.data(0, GROUP)))
        for tile in self.every_tile():
            tile.retranslate()

    def restyle(self) -> None:
        colors = theme.tokens()
        self.setStyleSheet(f"QTreeWidget {{ background: {colors.background}; border: none; border-radius: 0; }}")
        self.scheduleDelayedItemsLayout()

    def mime_for(self, tile: _Tile) -> QMimeData:
        """What is dragged: the kind of a layer or the content of a block, in a type of our own."""
        mime = QMimeData()
        if isinstance(tile, _BlockTile):
            mime.setData(BLOCK_MIME, QByteArray(encode_block(tile.block)))
        else:
            mime.setData(MIME, QByteArray(tile.layer.name.encode()))
        return mime

    def startDrag(self, actions: Qt.DropAction) -> None:
        tile = self.currentItem()
        if not isinstance(tile, _Tile):
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime_for(tile))
        drag.setPixmap(tile_picture(tile.text(0), tile.layer.group, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-theme.SMALL, -theme.SMALL))  # beside the mouse, so that what it points at is seen
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.currentItem()
        if event.key() in _ENTER and tile is not None:
            self._opened(tile)
            event.accept()
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Groups draw their own arrow."""

    def _clicked(self, item: QTreeWidgetItem) -> None:
        if not isinstance(item, _Tile):
            item.setExpanded(not item.isExpanded())

    def _opened(self, item: QTreeWidgetItem) -> None:
        if isinstance(item, _Tile):
            self.activated_tile.emit(item)
        elif not item.isExpanded() or self.hasFocus():
            item.setExpanded(not item.isExpanded())
