"""The help page: what to do first, what the chosen layer does, every key. Made from the declarations themselves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from lab.spec.fields import Declared
from lab.ui.app import theme
from lab.ui.app.i18n import follow, term, tr
from lab.ui.widgets.form import limits

if TYPE_CHECKING:
    from lab.ui.app.actions import Actions
    from lab.ui.app.session import Session


class HelpWindow(QWidget):
    """A window of its own that follows the chosen layer while it is open."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session, self._actions = session, actions
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(True)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        session.chosen_changed.connect(self._on_chosen)
        theme.follow(self, self.write)
        follow(self, self.write)

    def open(self) -> None:
        """Show it, at the chosen layer."""
        scale = theme.scale()
        if not self.isVisible():
            self.resize(round(560 * scale), round(640 * scale))
        self.write()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()

    def write(self) -> None:
        """Everything anew, in the current language and colours."""
        self.setWindowTitle(tr("Help and keys"))
        self.page.setAccessibleName(tr("Help and keys"))
        self.page.setHtml(self._style() + self._layer() + self._first() + self._keys())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        if self.isVisible():
            self.write()

    def _style(self) -> str:
        colors = theme.tokens()
        self.page.document().setDocumentMargin(theme.HUGE)
        return (
            f"<style>h2 {{ color: {colors.text}; font-weight: 600; }} td {{ padding: 3px 16px 3px 0; }}"
            f" .faint {{ color: {colors.faint}; }} .key {{ background: {colors.raised}; }}</style>"
        )

    def _layer(self) -> str:
        """The chosen layer: what it does and what can be set."""
        chosen = self._session.chosen
        graph = self._session.document.unfolded
        if chosen is None or chosen not in graph:
            return ""
        layer = graph.node(chosen).layer
        return f"<h2>{escape(term(layer.title))}</h2><p>{escape(term(layer.help))}</p>{_fields(layer)}"

    def _first(self) -> str:
        steps = (
            tr("Press Train, then click a layer: its kernels and feature maps move while it learns."),
            tr("Drag a layer from the left onto the canvas; drop it on a link and it is inserted there."),
            tr("Drag from the right side of a layer to the left side of another to link them."),
            tr("A layer with a red edge says in words what is wrong and offers what mends it."),
            tr("Everything can be undone. A run works on a copy: edit the network while it trains."),
        )
        rows = "".join(f"<tr><td>{number}</td><td>{escape(step)}</td></tr>" for number, step in enumerate(steps, 1))
        return f"<h2>{escape(tr('What to do first'))}</h2><table>{rows}</table>"

    def _keys(self) -> str:
        rows: dict[str, list[str]] = {}
        for command in self._actions:
            if command.keys:
                hint = command.hint()
                words = command.words() if hint == command.words() else f"{command.words()} – {hint}"
                rows.setdefault(command.section(), []).append(_row(command.keys, words))
        rows.setdefault(tr("Canvas"), []).extend(_row(keys, words) for keys, words in _canvas_keys())
        tables = "".join(
            f"<h3>{escape(section)}</h3><table>{''.join(entries)}</table>" for section, entries in rows.items()
        )
        return f"<h2>{escape(tr('Keys'))}</h2>{tables}"


def _canvas_keys() -> list[tuple[str, str]]:
    """What the canvas understands beside the commands."""
    return [
        (tr("Tab"), tr("Walk from layer to layer along the links")),
        (tr("Arrow keys"), tr("Move the chosen layers; with Shift farther")),
        (tr("Ctrl + arrow keys"), tr("Make the chosen note larger or smaller")),
        (tr("Hold Alt and drag"), tr("Move a layer without snapping to others")),
        (tr("Alt + arrow keys"), tr("From a layer to its links and on; the inspector shows what flows there")),
        (tr("Enter"), tr("Edit the first setting of the chosen layer; open the chosen block")),
        (tr("Ctrl+Delete"), tr("Delete a layer and link its neighbours")),
        (tr("Hold Space and drag"), tr("Pan the canvas; so does the middle mouse button")),
        (tr("Wheel"), tr("Zoom at the pointer")),
        (
            tr("Escape"),
            tr("Take back what the mouse is doing; choose nothing; leave the open block; go back to the canvas"),
        ),
    ]


def _row(keys: str, words: str) -> str:
    return f"<tr><td class='key'><code>{escape(keys)}</code></td><td>{escape(words)}</td></tr>"


def _fields(thing: Declared) -> str:
    rows = "".join(
        f"<tr><td><b>{escape(term(field.title))}</b></td>"
        f"<td>{escape(term(field.help))} <span class='faint'>{escape(limits(field))}</span></td></tr>"
        for field in thing.fields().values()
    )
    return f"<table>{rows}</table>" if rows else ""
