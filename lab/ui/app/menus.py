"""The menu bar, made from the commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from lab.engine.control import UNITS
from lab.ui.app import icons
from lab.ui.app.file_verbs import CHECKPOINTS
from lab.ui.app.i18n import LANGUAGES, follow, term, tr
from lab.ui.app.toolbar import kind_menu
from lab.ui.app.verbs import PACES
from lab.ui.app.workspaces import WORKSPACES
from lab.ui.designer.bars import MEASURES

if TYPE_CHECKING:
    from lab.ui.app.actions import Actions
    from lab.ui.app.window import MainWindow


def fill_menu_bar(window: MainWindow, actions: Actions) -> None:
    """All menus of a window."""
    bar = window.menuBar()

    def menu(words: Callable[[], str]) -> QMenu:
        made = _menu(window, words)
        bar.addMenu(made)
        return made

    file = menu(lambda: tr("File"))
    _add(file, actions, "new_window", "new", "open")
    file.addMenu(_template_menu(window))
    file.addMenu(_recent_menu(window))
    _add(file, actions, "-", "save", "save_as", "save_copy", "save_copy_without_weights", "-")
    _add(file, actions, "network_from_code", "import", "export", "export_picture", "-")
    versions = _menu(file, lambda: tr("Compare"))
    _add(versions, actions, "compare_saved", "compare_checkpoint", "compare_file")
    file.addMenu(versions)
    _add(file, actions, "run_history", "-")
    _add(file, actions, "import_blocks", "export_block", "-")
    crashes = _menu(file, lambda: tr("In case of a crash"))
    _exclusive(crashes, actions, *(f"checkpoints_{seconds}" for seconds in CHECKPOINTS))
    file.addMenu(crashes)
    _add(file, actions, "-", "close", "quit")

    edit = menu(lambda: tr("Edit"))
    _add(edit, actions, "undo", "redo", "-", "cut", "copy", "paste", "duplicate", "delete", "select_all")
    _add(edit, actions, "-", "rename", "link_to", "add_note", "-", "fold", "unfold", "keep_block", "-")
    _add(edit, actions, "find_layer", "find")

    view = menu(lambda: tr("View"))
    _add(view, actions, "zoom_in", "zoom_out", "zoom_reset", "fit", "arrange", "miniatures", "minimap", "-")
    bars = _menu(view, lambda: tr("Bars on layers"))
    _exclusive(bars, actions, "bars_off", *(f"bars_{measure}" for measure in MEASURES))
    view.addMenu(bars)
    spaces = _menu(view, lambda: tr("Workspaces"))
    _exclusive(spaces, actions, *(f"workspace_{space.name}" for space in WORKSPACES))
    _add(spaces, actions, "-", "workspace_default")
    view.addMenu(spaces)
    view.addMenu(_dock_menu(window))
    view.addSeparator()
    looks = _menu(view, lambda: tr("Theme"))
    _exclusive(looks, actions, "theme_system", "theme_light", "theme_dark")
    view.addMenu(looks)
    languages = _menu(view, lambda: tr("Language"))
    languages.setIcon(icons.icon("language"))
    _exclusive(languages, actions, "language_system", *(f"language_{name}" for name in LANGUAGES))
    view.addMenu(languages)
    _add(view, actions, "projector", "reduce_motion", "-", "full_screen")

    train = menu(lambda: tr("Train"))
    steps = (f"step_{unit}" for unit in UNITS)
    _add(train, actions, "train", "stop", "check", "-", *steps, "-", "reset", "randomize", "-")
    speed = _menu(train, lambda: tr("Speed"))
    _exclusive(speed, actions, *(f"pace_{pace}" for pace in PACES))
    train.addMenu(speed)
    for kind, words in (
        ("dataset", lambda: tr("Data set")),
        ("loss", lambda: tr("Loss")),
        ("optimizer", lambda: tr("Optimiser")),
        ("schedule", lambda: tr("Schedule")),
    ):
        choices = kind_menu(window.session, kind, train)
        follow(choices, lambda choices=choices, words=words: choices.setTitle(words()))  # type: ignore[misc]
        train.addMenu(choices)
    _add(train, actions, "run_settings")

    _add(menu(lambda: tr("Help")), actions, "help", "-", "associate", "open_log", "about")


def _menu(parent: QWidget, words: Callable[[], str]) -> QMenu:
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    follow(menu, lambda: menu.setTitle(words()))
    return menu


def _add(menu: QMenu, actions: Actions, *names: str) -> None:
    for name in names:
        if name == "-":
            menu.addSeparator()
        else:
            menu.addAction(actions[name])


def _exclusive(menu: QMenu, actions: Actions, *names: str) -> None:
    group = QActionGroup(menu)
    for name in names:
        group.addAction(actions[name])
        menu.addAction(actions[name])


def _filled(menu: QMenu, fill: Callable[[], None]) -> QMenu:
    """A menu whose entries are made anew whenever it opens."""

    def again() -> None:
        menu.clear()
        fill()

    menu.aboutToShow.connect(again)
    again()
    return menu


def _template_menu(window: MainWindow) -> QMenu:
    menu = _menu(window, lambda: tr("Open template"))

    def fill() -> None:
        groups: dict[str, QMenu] = {"": menu}
        for template in window.templates():
            if template.group not in groups:
                groups[template.group] = menu.addMenu(term(template.group))
                groups[template.group].setToolTipsVisible(True)
            action = groups[template.group].addAction(term(template.title))
            action.setToolTip(term(template.help))
            action.triggered.connect(lambda _=False, name=template.name: window.documents.open_template(name))

    return _filled(menu, fill)


def _recent_menu(window: MainWindow) -> QMenu:
    menu = _menu(window, lambda: tr("Open recent"))

    def fill() -> None:
        files = window.settings.recent_files
        for path in files:
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: window.documents.open(path))
        if not files:
            menu.addAction(tr("No files yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(tr("Forget these files")).triggered.connect(lambda: window.settings.clear_recent_files())

    return _filled(menu, fill)


def _dock_menu(window: MainWindow) -> QMenu:
    menu = _menu(window, lambda: tr("Panels"))

    def fill() -> None:
        for dock in window.docks.values():
            action: QAction = dock.toggleViewAction()
            menu.addAction(action)

    return _filled(menu, fill)
