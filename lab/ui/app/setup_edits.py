"""Edits of the setup that toolbar, menus, forms and the command palette share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.document.commands import ChangeSetup
from lab.spec.errors import LabError
from lab.spec.fields import Declared
from lab.spec.message import Message
from lab.spec.registry import known
from lab.ui.app.data_choice import choose_dataset

if TYPE_CHECKING:
    from lab.ui.app.session import Session


def kinds(kind: str) -> list[type[Declared]]:
    """All registered data sets, losses, optimisers or schedules."""
    return known(kind)


def change_kind(session: Session, kind: str, cls: type[Declared]) -> None:
    """Use another data set, loss, optimiser or schedule; its settings start at their defaults, files are asked for."""
    setup = session.document.setup
    if type(getattr(setup, kind)) is cls:
        return
    paths = session.ask_paths(cls)
    if paths is None:
        return
    try:
        made = cls(**paths)
    except LabError as error:
        session.message.emit(error.message, "warning")
        return
    if kind == "dataset":
        choose_dataset(session, made)  # type: ignore[arg-type]
        return
    session.do(ChangeSetup(setup.changed(**{kind: made}), Message("Use {thing}", thing=Message(cls.title))))


def change_field(session: Session, kind: str, name: str, value: Any) -> None:
    """Change one setting of the "dataset", "loss", "optimizer", "schedule" or "run"; adjacent edits are one step."""
    setup = session.document.setup
    thing: Declared = getattr(setup, kind)
    try:
        changed = thing.replace(**{name: value})
    except LabError as error:
        session.message.emit(error.message, "warning")
        return
    if kind == "dataset":
        choose_dataset(session, changed)  # type: ignore[arg-type]
        return
    title = Message("Change {field}", field=Message(thing.fields()[name].title))
    session.do(ChangeSetup(setup.changed(**{kind: changed}), title, f"{kind}.{name}"))


def change_batch_size(session: Session, value: int) -> None:
    """How many samples one step averages over."""
    change_field(session, "run", "batch_size", value)


def choose_again(session: Session) -> None:
    """Ask for the files of the data set in use."""
    dataset = session.document.setup.dataset
    paths = session.ask_paths(type(dataset))
    if paths:
        choose_dataset(session, dataset.replace(**paths))
