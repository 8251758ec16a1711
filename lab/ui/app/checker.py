"""The check before training, always up to date with the document, its data and the memory that is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lab.document.advice import Issue, advise
from lab.engine.memory import usable_bytes
from lab.ui.app.planned import PlannedMemory
from lab.ui.app.readiness import situation
from lab.ui.app.turns import soon

if TYPE_CHECKING:
    from lab.ui.app.session import Session


class Checker(QObject):
    """Lists the issues anew after each edit, in a turn of its own; `changed` comes when they are others.

    Attributes:
        issues: all there are, errors first.
        planned: what a run of the document will take.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.issues: list[Issue] = []
        self.planned = PlannedMemory(session)
        self._seen: tuple[object, ...] = ()  # what the issues depend on
        for signal in (
            session.document_edited,
            session.document_replaced,
            session.samples_changed,
            session.runner.state_changed,  # the engine may be there now, and with it what a run takes
        ):
            signal.connect(self._later)

    @property
    def too_large(self) -> bool:
        """Whether a run would not fit into the memory, which nobody but the check knows before it begins."""
        return any(issue.rule == "memory" for issue in self.issues)

    def refresh(self) -> None:
        """Look again, now."""
        before = self.issues
        session = self._session
        self.issues = advise(situation(session, self.planned.bytes, self._free())) if session.document.graph else []
        if list(map(_essence, self.issues)) != list(map(_essence, before)):
            self.changed.emit()

    def mend(self, issue: Issue) -> bool:
        """Do what mends an issue, as one step that can be undone; False if it is no longer there."""
        self.refresh()  # its command was made for the graph as it was
        now = next((each for each in self.issues if _essence(each) == _essence(issue)), None)
        if now is None or now.mend is None:
            return False
        self._session.document.history.end_merge()
        return self._session.do(now.mend)

    def _later(self) -> None:
        soon(self, self._refresh_if_other)

    def _refresh_if_other(self) -> None:
        """Moving layers changes no issue, and the state of a run seldom does."""
        document = self._session.document
        names = {node.id: node.label for node in document.graph}
        seen = document.analysis, self._session.samples, document.setup, names, self.planned.bytes()
        before, self._seen = self._seen, seen
        same = bool(before) and all(one is other for one, other in zip(before[:2], seen[:2], strict=True))
        if not same or before[2:] != seen[2:]:
            self.refresh()

    def _free(self) -> int | None:
        """Bytes that a run may take: what is free, and what the run that is there gives back before the next."""
        free, held = usable_bytes(), self.planned.bytes() if self._session.runner.threads else 0
        return None if free is None else free + (held or 0)


def _essence(issue: Issue) -> tuple[object, ...]:
    """An issue without its command, which is another object each time."""
    return issue.rule, issue.node, issue.message, issue.mend.title if issue.mend is not None else None
