"""The view of the network: turns the mouse into gestures, zooms and pans."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from lab.document.graph import Link
from lab.document.notes import Note
from lab.spec.errors import LabError
from lab.ui.designer import drawing, words
from lab.ui.designer.bars import Bar
from lab.ui.designer.edge_scroll import EdgeScroll
from lab.ui.designer.gestures.band import Band
from lab.ui.designer.gestures.base import Desk, Gesture
from lab.ui.designer.gestures.choose import ChooseLink
from lab.ui.designer.gestures.link import DrawLink
from lab.ui.designer.gestures.move import Move
from lab.ui.designer.gestures.pan import Pan
from lab.ui.designer.gestures.resize import ResizeNote
from lab.ui.designer.gestures.tile import DropTile, carried_layer, carries_layer
from lab.ui.designer.hint import Hint
from lab.ui.designer.node_item import Port
from lab.ui.designer.scene import FIELD, NetworkScene
from lab.ui.designer.tensor_popup import TensorPopup
from lab.ui.designer.zoom_view import ZoomView

_POINTING, _ARROW = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
_SIZING = Qt.CursorShape.SizeFDiagCursor


class Canvas(ZoomView):
    """Shows one scene at a time. What gestures want done goes to the desk."""

    menu_asked = Signal(QPoint, object)  # where on the screen, and what is there: node id, Link, Note or None
    node_opened = Signal(str)  # double click
    note_opened = Signal(str)
    space_tapped = Signal()

    def __init__(self, scene: NetworkScene, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.desk = desk
        self.hint = Hint(self.viewport())
        self.tensor = TensorPopup(self.viewport())
        self.bars: dict[str, Bar] = {}  # what stands on the layers, for their tooltips
        self._gesture: Gesture | None = None
        self._tile: DropTile | None = None
        self._space = False
        self._space_used = False
        self._mouse = QPointF()
        self._edge = EdgeScroll(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)

    def show_scene(self, scene: NetworkScene) -> None:
        """Show another document."""
        self.cancel()
        self.network = scene
        self.setScene(scene)
        self.keeps_fit = True
        self.fit()

    # -- gestures

    @property
    def gesture(self) -> Gesture | None:
        """What the hand is doing."""
        return self._gesture

    def cancel(self) -> bool:
        """Escape: the gesture under way leaves no trace; False when there is none."""
        gesture, self._gesture = self._gesture, None
        self._edge.stop()
        self.hint.hide()
        if gesture is None:
            return False
        gesture.cancel()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hint.hide()
        self.tensor.leave()
        if self._gesture is not None:  # a second button
            self.cancel()
            return
        self.network.settle()
        gesture = self._gesture_for(event)
        if gesture is not None:
            self._gesture = gesture
            gesture.start(event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._gesture is None:
            self._hover(self.in_scene(event.position()))
        else:
            self._gesture.move(self.in_scene(event.position()), event.modifiers())
            if self._gesture.scrolls and self._gesture.dragging:
                self._edge.follow(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        self._edge.stop()
        if gesture is not None:
            gesture.end(self.in_scene(event.position()), event.modifiers())
            self._hover(self.in_scene(event.position()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        there = self._what_at(self.in_scene(event.position()))
        plain = event.button() == Qt.MouseButton.LeftButton and not self._space
        if plain and isinstance(there, str):
            self.node_opened.emit(there)
        elif plain and isinstance(there, Note):
            self.note_opened.emit(there.id)
        else:
            self.mousePressEvent(event)
        event.accept()

    def move_again(self) -> None:
        """The view moved under the mouse: the gesture follows."""
        if self._gesture is not None:
            self._gesture.move(self.in_scene(self._mouse), Qt.KeyboardModifier.NoModifier)

    def _gesture_for(self, event: QMouseEvent) -> Gesture | None:
        place = self.in_scene(event.position())
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and left):
            self._space_used = True
            self.keeps_fit = False
            return Pan(self, place)
        if not left:
            return None
        if (callout := self.network.mend_at(place)) is not None:
            self.desk.mend(callout.node_id)
            return None
        if (port := self._port_at(place)) is not None:
            return self._from_port(place, port)
        if (node_id := self.network.node_at(place)) is not None:
            return Move(self, place, self.network.nodes[node_id])
        if (link := self.network.link_at(place)) is not None:
            return self._from_link(place, link)
        if (note := self.network.notes.at(place)) is not None:
            return ResizeNote(self, place, note) if note.grip().contains(place) else Move(self, place, note)
        return Band(self, place)

    def _from_port(self, place: QPointF, port: Port) -> Gesture:
        """A new link, or the one that is in the port already."""
        if port.input is not None:
            for link in self.network.document.graph.inputs(port.node):
                if link.port == port.input:
                    return DrawLink(self, place, Port(link.source), link)
        return DrawLink(self, place, port)

    def _from_link(self, place: QPointF, link: Link) -> Gesture:
        """Near an end the end is grabbed; elsewhere a link is only chosen."""
        end = self.network.links[link].near_end(place)
        if end is None:
            return ChooseLink(self, place, link)
        return DrawLink(self, place, Port(link.target, link.port) if end == "source" else Port(link.source), link)

    def _port_at(self, place: QPointF) -> Port | None:
        return self.network.port_at(place) if self.zoom >= drawing.DETAIL else None

    def _hover(self, place: QPointF) -> None:
        port = self._port_at(place)
        node_id = port.node if port else self.network.node_at(place)
        link = self.network.link_at(place) if node_id is None else None
        if link != self.tensor.link:
            self.tensor.leave()
        mend = self.network.mend_at(place)
        note = self.network.notes.at(place) if node_id is None and link is None else None
        for item in self.network.nodes.values():
            here = item.node.id == node_id
            item.set_hovered(here, port if here else None)
        for other, link_item in self.network.links.items():
            if link_item.hovered != (other == link):
                link_item.set_state(hovered=other == link)
        for callout in self.network.callouts.values():
            callout.set_hovered(callout is mend)
        for sheet in self.network.notes.items.values():
            sheet.set_hovered(sheet is note)
        if not self._space:
            grip = note is not None and note.grip().contains(place)
            self.viewport().setCursor(_POINTING if port or link or mend else _SIZING if grip else _ARROW)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel():
            event.accept()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self._space, self._space_used = True, False
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            event.accept()
        elif not self.desk.key(event):
            event.ignore()  # the window's shortcuts, not the scroll bars'

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._space:
            if not event.isAutoRepeat():
                self._space = False
                self.viewport().unsetCursor()
                if not self._space_used:
                    self.space_tapped.emit()
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """The space bar is ours as long as it is held: it pans; a tap is passed on."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and (event.key() == Qt.Key.Key_Space or (self._gesture and event.key() == Qt.Key.Key_Escape)):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks the layers along the links; behind the last one the focus goes on."""
        return self.desk.walk(forwards) or super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reasons = {Qt.FocusReason.TabFocusReason: True, Qt.FocusReason.BacktabFocusReason: False}
        if event.reason() in reasons:
            self.desk.enter(reasons[event.reason()])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False

    # -- wheel, pinch, context menu, tooltips

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.tensor.leave()
        super().wheelEvent(event)
        self._mouse = event.position()
        self.move_again()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by_hand(self.zoom * (1 + event.value()), event.position())
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tooltip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(QPointF(FIELD, FIELD))
        return super().viewportEvent(event)

    def _tooltip(self, event: QHelpEvent) -> None:
        place = self.in_scene(QPointF(event.pos()))
        port, node_id = self._port_at(place), self.network.node_at(place)
        link = self.network.link_at(place) if port is None and node_id is None else None
        if link is not None:
            values = self.network.nodes[link.source].strip
            if self.tensor.show_link(self.network.document, link, event.pos(), values):
                QToolTip.hideText()
                return
        QToolTip.showText(event.globalPos(), self._words_at(place), self.viewport())

    def _words_at(self, place: QPointF) -> str:
        document, port = self.network.document, self.network.port_at(place)
        if port is not None and port.input is not None:
            sentence = words.port_sentence(document.graph.node(port.node), port.input)
            if sentence:
                return sentence
        if (node_id := self.network.node_at(place)) is not None:
            sentence = words.node_sentence(document, document.graph.node(node_id))
            return f"{sentence}\n{self.bars[node_id].words}" if node_id in self.bars else sentence
        if (link := self.network.link_at(place)) is not None:
            return words.link_sentence(document, link)
        return ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self._chosen_place()
            at = self.viewport().mapToGlobal(self.on_screen(place).toPoint())
        else:
            place, at = self.in_scene(QPointF(event.pos())), event.globalPos()
        self.menu_asked.emit(at, self._what_at(place))
        event.accept()

    def _chosen_place(self) -> QPointF:
        """The middle of what is chosen; of the view where nothing is."""
        chosen = self.network.selection()
        if chosen.nodes:
            return self.network.nodes[list(chosen.nodes)[-1]].tile().center()
        return self.network.notes.extent(chosen.notes).center() if chosen.notes else self.center()

    def _what_at(self, place: QPointF) -> str | Link | Note | None:
        """The id of the node, the link or the note there."""
        note = self.network.notes.at(place)
        return self.network.node_at(place) or self.network.link_at(place) or (note.note if note else None)

    # -- tiles from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not carries_layer(event.mimeData()):
            event.ignore()
            return
        try:
            self._tile = DropTile(self, carried_layer(event.mimeData()))
        except LabError as error:
            self.desk.refuse(error.message)
            event.ignore()
            return
        self._tile.move(self.in_scene(event.position()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._tile is None:
            event.ignore()
            return
        self._tile.move(self.in_scene(event.position()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        tile, self._tile = self._tile, None
        if tile is not None:
            tile.cancel()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        tile, self._tile = self._tile, None
        if tile is None:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        tile.drop(self.in_scene(event.position()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
