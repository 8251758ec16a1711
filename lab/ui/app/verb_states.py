"""Which commands can be carried out at the moment, and which have a tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.engine.control import UNITS
from lab.ui.app import icons
from lab.ui.app.file_verbs import CHECKPOINTS
from lab.ui.app.runner import RunState
from lab.ui.app.verbs import PACES
from lab.ui.app.workspaces import WORKSPACES
from lab.ui.designer.bars import MEASURES
from lab.ui.designer.folding import can_fold, is_block

if TYPE_CHECKING:
    from lab.ui.app.actions import Actions
    from lab.ui.app.runner import Runner
    from lab.ui.app.window import MainWindow
    from lab.ui.designer import Designer


def show_run(verbs: Actions, runner: Runner) -> None:
    """What the run allows."""
    verbs.rewrite("train")
    verbs["train"].setIcon(icons.icon("pause" if runner.state is RunState.TRAINING else "train"))
    ended = runner.state in (RunState.FINISHED, RunState.FAILED)
    verbs["stop"].setEnabled(runner.trained and not ended)
    for unit in UNITS:
        verbs[f"step_{unit}"].setEnabled(not ended)
    verbs["reset"].setEnabled(runner.trained or runner.state is RunState.FAILED)


def show_edit(verbs: Actions, designer: Designer) -> None:
    """What can be done with what is chosen on the canvas, and undone."""
    history = designer.document.history
    for name, title in (("undo", history.undo_title), ("redo", history.redo_title)):
        verbs[name].setEnabled(title is not None)
        verbs.rewrite(name)
    nodes, links, notes = designer.scene.selection()
    for name in ("cut", "copy", "duplicate"):
        verbs[name].setEnabled(bool(nodes or notes))
    verbs["delete"].setEnabled(bool(nodes or links or notes))
    chosen = designer.chosen
    verbs["fold"].setEnabled(can_fold(designer))
    for name in ("unfold", "keep_block", "export_block"):
        verbs[name].setEnabled(chosen is not None and is_block(designer, chosen))
    verbs["link_to"].setEnabled(chosen is not None)
    verbs["rename"].setEnabled(chosen is not None or designer.chosen_note is not None)


def tick(window: MainWindow) -> None:
    """Tick what holds."""
    settings, verbs = window.settings, window.verbs
    for space in WORKSPACES:
        verbs[f"workspace_{space.name}"].setChecked(space.name == window.arranger.current)
    for mode in ("system", "light", "dark"):
        verbs[f"theme_{mode}"].setChecked(settings.theme == mode)
    for name in ("system", "en", "zh_CN"):
        verbs[f"language_{name}"].setChecked(settings.language == name)
    verbs["projector"].setChecked(settings.projector)
    verbs["reduce_motion"].setChecked(settings.reduce_motion)
    verbs["full_screen"].setChecked(window.isFullScreen())
    for seconds in CHECKPOINTS:
        verbs[f"checkpoints_{seconds}"].setChecked(window.autosave.every == seconds)
    for pace in PACES:
        verbs[f"pace_{pace}"].setChecked(window.session.runner.pace == pace)
    for measure in ("off", *MEASURES):
        verbs[f"bars_{measure}"].setChecked(settings.get("bars", "parameters") == measure)
    verbs["miniatures"].setChecked(settings.get("miniatures", True))
    verbs["minimap"].setChecked(settings.get("minimap", True))
