"""Context menus of the canvas, of nodes and of links."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from lab.document.graph import Link
from lab.document.notes import Note
from lab.ui.app import icons
from lab.ui.app.i18n import tr
from lab.ui.designer import folding
from lab.ui.designer.callout import mend_words

if TYPE_CHECKING:
    from lab.ui.designer.designer import Designer

_KEY = QKeySequence.StandardKey


def menu_for(designer: Designer, what: object) -> QMenu:
    """The menu of what was clicked: a node id, a Link, a Note, or the canvas."""
    menu = QMenu(designer)
    if isinstance(what, str):
        _node_menu(menu, designer, what)
    elif isinstance(what, Link):
        _entry(menu, "delete", tr("Delete link"), designer.delete, "Del")
    elif isinstance(what, Note):
        _note_menu(menu, designer)
    else:
        _canvas_menu(menu, designer)
    return menu


def _node_menu(menu: QMenu, designer: Designer, node_id: str) -> None:
    report = designer.document.analysis.nodes[node_id]
    if report.problem is not None and mend_words(report.problem):
        _entry(menu, "check", mend_words(report.problem), lambda: designer.mend(node_id))
        menu.addSeparator()
    if folding.is_block(designer, node_id):
        _entry(menu, "group_block", tr("Open the block"), lambda: folding.open_block(designer, node_id), "Return")
        _entry(menu, "unfold", tr("Unfold"), designer.unfold, "Ctrl+Shift+G")
        _entry(menu, "palette", tr("Keep in the palette …"), lambda: folding.keep_chosen(designer))
        _entry(menu, "export", tr("Export block …"), lambda: folding.export_chosen(designer))
        menu.addSeparator()
    else:
        _entry(menu, "settings", tr("Edit settings"), designer.edit_chosen, "Return")
    if folding.can_fold(designer):
        _entry(menu, "fold", tr("Fold into a block"), designer.fold, "Ctrl+G")
    _entry(menu, "edit", tr("Rename"), designer.rename, "F2")
    _entry(menu, "link", tr("Link to …"), designer.link_to, "L")
    menu.addSeparator()
    _copying(menu, designer)
    menu.addSeparator()
    graph = designer.document.graph
    if len(designer.chosen_ids()) == 1 and graph.inputs(node_id) and graph.outputs(node_id):
        _entry(menu, "remove", tr("Delete and join"), designer.delete_and_join, "Ctrl+Del")
    _entry(menu, "delete", tr("Delete"), designer.delete, "Del")


def _note_menu(menu: QMenu, designer: Designer) -> None:
    _entry(menu, "edit", tr("Write"), designer.edit_chosen, "Return")
    menu.addSeparator()
    _copying(menu, designer)
    menu.addSeparator()
    _entry(menu, "delete", tr("Delete"), designer.delete, "Del")


def _copying(menu: QMenu, designer: Designer) -> None:
    _entry(menu, "cut", tr("Cut"), designer.cut, _KEY.Cut)
    _entry(menu, "copy", tr("Copy"), designer.copy, _KEY.Copy)
    _entry(menu, "duplicate", tr("Duplicate"), designer.duplicate, "Ctrl+D")


def _canvas_menu(menu: QMenu, designer: Designer) -> None:
    some = bool(len(designer.document.graph))
    _entry(menu, "paste", tr("Paste"), designer.paste, _KEY.Paste)
    _entry(menu, "note", tr("Add note"), designer.add_note, "T")
    _entry(menu, "check", tr("Select all"), designer.select_all, _KEY.SelectAll, enabled=some)
    menu.addSeparator()
    _entry(menu, "arrange", tr("Arrange"), designer.arrange, enabled=some)
    _entry(menu, "fit", tr("Show the whole network"), designer.fit, "F")
    _entry(menu, "zoom_in", tr("Zoom in"), designer.zoom_in, _KEY.ZoomIn)
    _entry(menu, "zoom_out", tr("Zoom out"), designer.zoom_out, _KEY.ZoomOut)


def _entry(
    menu: QMenu,
    icon: str,
    words: str,
    do: Callable[[], object],
    key: QKeySequence.StandardKey | str | None = None,
    *,
    enabled: bool = True,
) -> None:
    action = menu.addAction(icons.icon(icon), words)
    action.triggered.connect(lambda: do())
    action.setEnabled(enabled)
    if key is not None:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
