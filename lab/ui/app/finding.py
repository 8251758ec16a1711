"""What the command palette can find in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lab.document.block_files import own_blocks
from lab.spec.registry import known
from lab.ui.app import icons
from lab.ui.app.command_palette import Entry
from lab.ui.app.i18n import term, tr
from lab.ui.app.setup_edits import change_kind, kinds

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow


def entries(window: MainWindow) -> list[Entry]:
    """Everything, what is used most often first."""
    sources: tuple[Callable[[MainWindow], Iterator[Entry]], ...] = (
        _commands,
        _chosen_layers,
        _new_layers,
        _own_blocks,
        _templates,
        _recent,
        _setup,
        _docks,
    )
    return [entry for source in sources for entry in source(window)]


def _commands(window: MainWindow) -> Iterator[Entry]:
    for command in window.verbs:
        if command.action.isEnabled() and command.name != "find":
            title, hint = command.words(), command.hint()
            yield Entry(title, command.section(), command.action.trigger, command.keys, command.action.icon(), hint)


def _chosen_layers(window: MainWindow) -> Iterator[Entry]:
    for node in window.session.document.graph:
        name, title = node.name, term(node.layer.title)
        yield Entry(
            f"{name} · {title}",
            tr("Go to layer"),
            lambda node_id=node.id: window.go_to(node_id),  # type: ignore[misc]
            icon=icons.group_icon(node.layer.group),
            also=node.layer.title,
        )


def _new_layers(window: MainWindow) -> Iterator[Entry]:
    for cls in known("layer"):
        yield Entry(
            term(cls.title),
            tr("Add layer"),
            lambda name=cls.name: window.designer.add(name),  # type: ignore[misc]
            icon=icons.group_icon(cls.group),
            also=f"{cls.title} {cls.name} {term(cls.group)}",
        )


def _own_blocks(window: MainWindow) -> Iterator[Entry]:
    for block in own_blocks().values():
        yield Entry(
            term(block.title),
            tr("Add block"),
            lambda block=block: window.designer.add_layer(block),  # type: ignore[misc]
            icon=icons.group_icon(block.group),
        )


def _templates(window: MainWindow) -> Iterator[Entry]:
    for template in window.templates():
        yield Entry(
            term(template.title),
            tr("Open template"),
            lambda name=template.name: window.documents.open_template(name),  # type: ignore[misc]
            icon=icons.icon("network"),
            also=f"{template.title} {template.name}",
        )


def _recent(window: MainWindow) -> Iterator[Entry]:
    for path in window.settings.recent_files:
        yield Entry(
            path.stem,
            tr("Open recent"),
            lambda path=path: window.documents.open(path),  # type: ignore[misc]
            icon=icons.icon("history"),
            also=str(path),
        )


def _setup(window: MainWindow) -> Iterator[Entry]:
    for kind, section, icon in (
        ("dataset", tr("Use data set"), "data"),
        ("loss", tr("Use loss"), "loss"),
        ("optimizer", tr("Use optimiser"), "train"),
        ("schedule", tr("Use schedule"), "train"),
    ):
        for cls in kinds(kind):
            yield Entry(
                term(cls.title),
                section,
                lambda kind=kind, cls=cls: change_kind(window.session, kind, cls),  # type: ignore[misc]
                icon=icons.icon(icon),
                also=f"{cls.title} {cls.name}",
            )


def _docks(window: MainWindow) -> Iterator[Entry]:
    for dock in window.docks.values():
        yield Entry(dock.windowTitle(), tr("Show panel"), dock.reveal)
