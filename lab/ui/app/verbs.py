"""All commands of a window, with their words, keys and icons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from lab.ui.app.about import show_about
from lab.ui.app.actions import Actions, Keys, Words
from lab.ui.app.file_verbs import declare_file
from lab.ui.app.i18n import LANGUAGES, labelled, tr, translate
from lab.ui.app.run_words import train_hint, train_word
from lab.ui.app.theme import Mode
from lab.ui.app.workspaces import WORKSPACES
from lab.ui.designer.bars import MEASURES, measure_words

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow

_KEY = QKeySequence.StandardKey
_ROLE = QAction.MenuRole
PACES = (0, 100, 30, 10, 3, 1)  # most steps a second; 0 is full speed


def declare(window: MainWindow) -> Actions:
    """Make them all."""
    actions = Actions(window)
    for section in (declare_file, _edit, _view, _train, _help):
        section(window, actions)
    return actions


def _edit(window: MainWindow, actions: Actions) -> None:
    actions.section = lambda: tr("Edit")
    designer = window.designer

    def step(word: Callable[[], str], redo: bool) -> str:
        history = designer.document.history
        title = history.redo_title if redo else history.undo_title
        return labelled(word(), translate(title)) if title is not None else word()

    actions.add("undo", lambda: step(lambda: tr("Undo"), False), designer.undo, icon="undo", keys=_KEY.Undo)
    redo_keys: list[Keys] = [_KEY.Redo, "Ctrl+Y", "Ctrl+Shift+Z"]
    actions.add("redo", lambda: step(lambda: tr("Redo"), True), designer.redo, icon="redo", keys=redo_keys)
    on_canvas = (
        actions.add("cut", lambda: tr("Cut"), designer.cut, icon="cut", keys=_KEY.Cut),
        actions.add("copy", lambda: tr("Copy"), designer.copy, icon="copy", keys=_KEY.Copy),
        actions.add("paste", lambda: tr("Paste"), designer.paste, icon="paste", keys=_KEY.Paste),
        actions.add("duplicate", lambda: tr("Duplicate"), designer.duplicate, icon="duplicate", keys="Ctrl+D"),
        actions.add("delete", lambda: tr("Delete"), designer.delete, icon="delete", keys=["Del", "Backspace"]),
        actions.add("select_all", lambda: tr("Select all"), designer.select_all, keys=_KEY.SelectAll),
        actions.add("add_note", lambda: tr("Add note"), designer.add_note, icon="note", keys="T"),
        actions.add("link_to", lambda: tr("Link to …"), designer.link_to, icon="link", keys="L"),
        actions.add("rename", lambda: tr("Rename"), designer.rename, icon="edit", keys="F2"),
        actions.add(
            "fold",
            lambda: tr("Fold into a block"),
            designer.fold,
            icon="fold",
            keys="Ctrl+G",
            hint=lambda: tr("One block stands for the selected layers; it can repeat"),
        ),
        actions.add(
            "unfold",
            lambda: tr("Unfold the block"),
            designer.unfold,
            icon="unfold",
            keys="Ctrl+Shift+G",
            hint=lambda: tr("What is inside takes the block's place, every repetition"),
        ),
    )
    actions.add("keep_block", lambda: tr("Keep block in the palette …"), designer.keep_block, icon="palette")
    for action in on_canvas:  # elsewhere these keys belong to what has the focus
        window.removeAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        designer.addAction(action)
    actions.add("find_layer", lambda: tr("Find a layer …"), designer.find_layer, icon="search", keys="Ctrl+F")
    actions.add(
        "find",
        lambda: tr("Find anything …"),
        window.find_anything,
        icon="search",
        keys="Ctrl+K",
        hint=lambda: tr("Any command, layer, template or data set, by its name"),
    )


def _view(window: MainWindow, actions: Actions) -> None:
    actions.section = lambda: tr("View")
    add, designer = actions.add, window.designer
    add("zoom_in", lambda: tr("Zoom in"), designer.zoom_in, icon="zoom_in", keys=[_KEY.ZoomIn, "Ctrl+="])
    add("zoom_out", lambda: tr("Zoom out"), designer.zoom_out, icon="zoom_out", keys=_KEY.ZoomOut)
    add("zoom_reset", lambda: tr("Natural size"), designer.zoom_reset, keys="Ctrl+0")
    add("fit", lambda: tr("Show the whole network"), designer.fit, icon="fit", keys="F")
    add("arrange", lambda: tr("Arrange the layers"), designer.arrange, icon="arrange", keys="Ctrl+L")
    add(
        "miniatures",
        lambda: tr("Feature maps on the canvas"),
        lambda: window.set_miniatures(actions["miniatures"].isChecked()),
        icon="maps",
        checkable=True,
        hint=lambda: tr("Small pictures of every layer's output, and links as thick as the gradients"),
    )
    for measure in ("off", *MEASURES):
        add(
            f"bars_{measure}",
            partial(measure_words, measure),
            partial(window.set_bars, measure),
            checkable=True,
            hint=lambda: tr("A bar at the lower edge of each layer: its share of the network"),
        )
    add(
        "minimap",
        lambda: tr("Map of the network"),
        lambda: window.set_minimap(actions["minimap"].isChecked()),
        icon="network",
        checkable=True,
        hint=lambda: tr("The whole network in a corner, while not all of it is seen"),
    )
    for number, space in enumerate(WORKSPACES, 1):
        add(
            f"workspace_{space.name}",
            space.words,
            partial(window.arranger.switch, space.name),
            keys=str(number),
            hint=space.hint,
            checkable=True,
        )
    add(
        "workspace_default",
        lambda: tr("Reset this workspace"),
        window.arranger.restore_default,
        hint=lambda: tr("Put the panels of this workspace back where they were at first"),
    )
    modes: tuple[tuple[Mode, Words, str], ...] = (
        ("system", lambda: tr("Like the system"), ""),
        ("light", lambda: tr("Light"), "sun"),
        ("dark", lambda: tr("Dark"), "moon"),
    )
    for mode, words, icon in modes:
        add(f"theme_{mode}", words, partial(window.looks.set_theme, mode), icon=icon, checkable=True)
    add("language_system", modes[0][1], partial(window.looks.set_language, "system"), checkable=True)
    for name, title in LANGUAGES.items():
        add(f"language_{name}", partial(str, title), partial(window.looks.set_language, name), checkable=True)
    add(
        "projector",
        lambda: tr("Projector mode"),
        lambda: window.looks.set_projector(actions["projector"].isChecked()),
        icon="projector",
        checkable=True,
        hint=lambda: tr("Everything half as large again"),
    )
    add(
        "reduce_motion",
        lambda: tr("Reduce motion"),
        lambda: window.looks.set_reduce_motion(actions["reduce_motion"].isChecked()),
        checkable=True,
        hint=lambda: tr("Nothing moves on its own"),
    )
    add(
        "full_screen",
        lambda: tr("Full screen"),
        window.toggle_full_screen,
        icon="full_screen",
        keys=[_KEY.FullScreen, "F11"],
        checkable=True,
    )


def _train(window: MainWindow, actions: Actions) -> None:
    actions.section = lambda: tr("Train")
    add, session, runner = actions.add, window.session, window.session.runner
    add(
        "train",
        lambda: train_word(session),
        window.train,
        icon="train",
        keys="Space",
        hint=lambda: train_hint(session),
    )
    add(
        "stop",
        lambda: tr("Stop and test"),
        runner.stop,
        icon="stop",
        keys="Ctrl+.",
        hint=lambda: tr("End the run here and measure it on the test samples"),
    )
    add(
        "step_operation",
        lambda: tr("Step one operation"),
        lambda: runner.step("operation"),
        icon="step_operation",
        keys="O",
        hint=lambda: tr("One function on one layer's arrays: the smallest step there is"),
    )
    add(
        "step_layer",
        lambda: tr("Step one layer"),
        lambda: runner.step("layer"),
        icon="step_layer",
        keys="N",
        hint=lambda: tr("On to the next layer; it is lit on the canvas"),
    )
    add(
        "step_beat",
        lambda: tr("Step one beat"),
        lambda: runner.step("beat"),
        icon="step_beat",
        keys="B",
        hint=lambda: tr("Forward, loss, backward, update: one of the four at a time"),
    )
    add(
        "step_batch",
        lambda: tr("Step one batch"),
        lambda: runner.step("batch"),
        icon="step_batch",
        keys="S",
        hint=lambda: tr("One update of the weights"),
    )
    add(
        "step_epoch",
        lambda: tr("Step one epoch"),
        lambda: runner.step("epoch"),
        icon="step_epoch",
        keys="E",
        hint=lambda: tr("Once through all training samples"),
    )
    add(
        "check",
        lambda: tr("Check the network"),
        window.show_check,
        icon="check",
        keys="C",
        hint=lambda: tr("What is wrong with the network, and what mends it"),
    )
    add(
        "reset",
        lambda: tr("Reset"),
        runner.reset,
        icon="reset",
        keys="R",
        hint=lambda: tr("Back to the same initial weights"),
    )
    add(
        "randomize",
        lambda: tr("New random weights"),
        runner.randomize,
        icon="dice",
        keys="Shift+R",
        hint=lambda: tr("Start again from other initial weights; the number is their seed"),
    )
    for pace in PACES:
        add(
            f"pace_{pace}",
            partial(_pace_words, pace),
            partial(window.set_pace, pace),
            checkable=True,
            hint=lambda: tr("Slow training down to watch it; the numbers stay the same"),
        )
    add(
        "run_settings",
        lambda: tr("Run settings"),
        window.show_run_settings,
        icon="settings",
        keys="Ctrl+,",
        hint=lambda: tr("Epochs, clipping, split, seeds, and all settings of data, loss and optimiser"),
    )


def _help(window: MainWindow, actions: Actions) -> None:
    actions.section = lambda: tr("Help")
    add = actions.add
    add(
        "help",
        lambda: tr("Help and keys"),
        window.show_help,
        icon="help",
        keys=[_KEY.HelpContents, "F1"],
        hint=lambda: tr("What the chosen layer does, and every key"),
    )
    add(
        "associate",
        lambda: tr("Open .cnnlab files with CNN Lab"),
        window.documents.associate,
        hint=lambda: tr("When they are clicked in the system's file manager"),
    )
    add("open_log", lambda: tr("Open the log"), window.open_log, hint=lambda: tr("What went wrong, for bug reports"))
    add("about", lambda: tr("About CNN Lab"), lambda: show_about(window), icon="info", role=_ROLE.AboutRole)


def _pace_words(pace: int) -> str:
    if pace == 0:
        return tr("Full speed")
    return tr("{count} steps a second").format(count=pace) if pace > 1 else tr("1 step a second")
