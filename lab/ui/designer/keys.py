"""Keys on the canvas. The window's menus offer the same verbs; these work without a window, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from lab.document.graph import Graph
from lab.document.layout import GRID

if TYPE_CHECKING:
    from lab.ui.designer.designer import Designer

_FAR = 5  # grid steps of an arrow key with Shift
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEY = QKeySequence.StandardKey


def handle(designer: Designer, event: QKeyEvent) -> bool:
    """Do what the key means; False if it means nothing on the canvas."""
    for standard, verb in (
        (_KEY.Undo, designer.undo),
        (_KEY.Redo, designer.redo),
        (_KEY.Copy, designer.copy),
        (_KEY.Cut, designer.cut),
        (_KEY.Paste, designer.paste),
        (_KEY.SelectAll, designer.select_all),
        (_KEY.ZoomIn, designer.zoom_in),
        (_KEY.ZoomOut, designer.zoom_out),
    ):
        if event.matches(standard):
            verb()
            return True
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _ARROWS and modifiers in (_NONE, _SHIFT):
        step = GRID * (_FAR if modifiers == _SHIFT else 1)
        return designer.nudge(_ARROWS[key][0] * step, _ARROWS[key][1] * step)
    if key in _ARROWS and modifiers == _CONTROL:
        return designer.resize_note(_ARROWS[key][0] * GRID, _ARROWS[key][1] * GRID)
    if key in _ARROWS and modifiers == Qt.KeyboardModifier.AltModifier:
        return designer.walk_links(*_ARROWS[key])
    verbs = {
        (Qt.Key.Key_Delete, _NONE): designer.delete,
        (Qt.Key.Key_Backspace, _NONE): designer.delete,
        (Qt.Key.Key_Delete, _CONTROL): designer.delete_and_join,
        (Qt.Key.Key_D, _CONTROL): designer.duplicate,
        (Qt.Key.Key_Y, _CONTROL): designer.redo,
        (Qt.Key.Key_0, _CONTROL): designer.zoom_reset,
        (Qt.Key.Key_F, _NONE): designer.fit,
        (Qt.Key.Key_F, _CONTROL): designer.find_layer,
        (Qt.Key.Key_L, _NONE): designer.link_to,
        (Qt.Key.Key_T, _NONE): designer.add_note,
        (Qt.Key.Key_F2, _NONE): designer.rename,
        (Qt.Key.Key_Return, _NONE): designer.edit_chosen,
        (Qt.Key.Key_Enter, _NONE): designer.edit_chosen,
        (Qt.Key.Key_Escape, _NONE): designer.escape,
        (Qt.Key.Key_G, _CONTROL): designer.fold,
        (Qt.Key.Key_G, _CONTROL | _SHIFT): designer.unfold,
    }
    chosen = verbs.get((key, modifiers))
    if chosen is None:
        return False
    chosen()
    return True


def walk_order(graph: Graph) -> list[str]:
    """Every node once, following the links as far as they go before the next branch."""
    place = {node.id: number for number, node in enumerate(graph.order())}
    waiting = [node_id for node_id in place if not graph.inputs(node_id)][::-1]
    walked: dict[str, None] = {}
    while waiting:
        here = waiting.pop()
        if here in walked or any(link.source not in walked for link in graph.inputs(here)):
            continue
        walked[here] = None
        onward = sorted({link.target for link in graph.outputs(here)}, key=place.__getitem__)
        waiting += reversed(onward)
    return list(walked)
