"""Choosing a data set: the Input layer takes on the shape of its samples, in one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from lab.document.commands import ChangeLayer, ChangeSetup, Sequence
from lab.layers.input import Input
from lab.spec.errors import LabError
from lab.spec.fields import Declared
from lab.spec.fields import Path as PathField
from lab.spec.message import Message
from lab.ui.app.i18n import labelled, term

if TYPE_CHECKING:
    from lab.datasets.base import Dataset, Samples
    from lab.document.history import Command
    from lab.ui.app.session import Session
    from lab.ui.app.settings import Settings


def choose_dataset(session: Session, dataset: Dataset) -> None:
    """Load a data set in the background, then use it; if that fails, the reason is shown and nothing changes."""
    if dataset == session.document.setup.dataset:
        session.load_data()
        return
    document = session.document

    def use(loaded: Samples | LabError) -> None:
        if session.document is not document:
            return
        if isinstance(loaded, LabError):
            session.message.emit(loaded.message, "error")
            session.samples_changed.emit()  # forms show again what holds
        else:
            session.do(use_data(session, dataset, loaded))

    session.data_loading.fetch(dataset, use)


def ask_paths(window: QWidget, settings: Settings, cls: type[Declared]) -> dict[str, str] | None:
    """Ask for every file or folder that this needs, beginning where it was found last; None if one is not given."""
    chosen: dict[str, str] = {}
    for name, field in cls.fields().items():
        if not isinstance(field, PathField):
            continue
        key = f"paths/{cls.name}.{name}"
        start = settings.get(key, str(settings.last_folder))
        title = labelled(term(cls.title), term(field.help) or term(field.title))
        if field.folder:
            path = QFileDialog.getExistingDirectory(window, title, start)
        else:
            path, _ = QFileDialog.getOpenFileName(window, title, start)
        if not path:
            return None
        settings.set(key, path)
        chosen[name] = path
    return chosen


def use_data(session: Session, dataset: Dataset, samples: Samples) -> Command:
    """The step that puts a data set into the setup and fits the Input layer to it."""
    document = session.document
    title = Message("Use {data}", data=Message(dataset.title))
    commands: list[Command] = [ChangeSetup(document.setup.changed(dataset=dataset), title)]
    settings = Input.settings_for(samples.shape)
    for node in document.graph:
        if node.kind == "input" and node.layer.output_shape() != samples.shape:
            commands += [ChangeLayer(node.id, field, value) for field, value in settings.items()]
    return Sequence(title, commands)
