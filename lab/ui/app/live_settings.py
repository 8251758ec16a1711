"""What can be turned while a run is at work: it stands in the document, and the run hears of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.document.commands import ChangeSetup
from lab.spec.errors import LabError
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.document.setup import Setup
    from lab.ui.app.session import Session
    from lab.ui.app.worker import Worker


def change(session: Session, part: str, title: Message, *, merge: bool = True, **values: Any) -> bool:
    """Change settings of the "optimizer" or the "run" in the document; what is not allowed is explained."""
    setup = session.document.setup
    try:
        changed = setup.changed(**{part: getattr(setup, part).replace(**values)})
    except LabError as error:
        session.message.emit(error.message, "warning")
        return False
    return session.do(ChangeSetup(changed, title, f"{part}.{next(iter(values))}" if merge else ""))


def pass_on(worker: Worker, before: Setup, after: Setup) -> None:
    """Tell a run what is different now, as far as it acts at once."""
    if type(before.optimizer) is type(worker.order.setup.optimizer) is type(after.optimizer):
        worker.control.set("learning_rate", after.optimizer.learning_rate)
    if before.run.clip_limit != after.run.clip_limit:
        worker.control.set("clip_limit", after.run.clip_limit)
    if before.run.epochs != after.run.epochs:
        epochs = after.run.epochs

        def extend(trainer: Any) -> None:
            trainer.setup = trainer.setup.changed(run=trainer.setup.run.replace(epochs=epochs))

        worker.ask(extend)
    if before.schedule != after.schedule:
        worker.ask(lambda trainer: trainer.set_schedule(after.schedule))
