"""Undo and redo with named steps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from lab.spec.events import Event
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.document.document import Document


class Command(ABC):
    """One edit. `apply` and `revert` change only the document; after a failed `apply` nothing has changed."""

    title: Message

    @abstractmethod
    def apply(self, document: Document) -> None:
        """Do it (again)."""

    @abstractmethod
    def revert(self, document: Document) -> None:
        """Undo it exactly."""

    def merged(self, later: Command) -> Command | None:
        """One command that does both, if they belong together (typing in one field); None otherwise."""
        return None


class History:
    """The commands done and undone. `changed` announces that what can be undone or saved is different now."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._done: list[Command] = []
        self._undone: list[Command] = []
        self._saved: Command | None = None
        self._never_saved = False
        self._may_merge = False
        self.changed: Event[[]] = Event()

    def do(self, command: Command) -> None:
        """Carry out a command; adjacent edits of one field become one step."""
        command.apply(self._document)
        previous = self._done[-1] if self._done and self._may_merge and self._done[-1] is not self._saved else None
        merged = previous.merged(command) if previous else None
        if merged is not None:
            self._done[-1] = merged
        else:
            self._done.append(command)
        self._undone.clear()
        self._may_merge = True
        self._announce()

    def undo(self) -> None:
        """Take back the last command, if there is one."""
        if self._done:
            command = self._done.pop()
            command.revert(self._document)
            self._undone.append(command)
            self._may_merge = False
            self._announce()

    def redo(self) -> None:
        """Do the last undone command again, if there is one."""
        if self._undone:
            command = self._undone.pop()
            command.apply(self._document)
            self._done.append(command)
            self._may_merge = False
            self._announce()

    @property
    def undo_title(self) -> Message | None:
        """Name of the step that undo would take back."""
        return self._done[-1].title if self._done else None

    @property
    def redo_title(self) -> Message | None:
        """Name of the step that redo would do again."""
        return self._undone[-1].title if self._undone else None

    @property
    def clean(self) -> bool:
        """Whether the document is as it was last saved (or opened)."""
        return not self._never_saved and (self._done[-1] if self._done else None) is self._saved

    def mark_unsaved(self) -> None:
        """This document, as it was opened, stands in no file."""
        self._never_saved = True
        self.changed()

    def mark_saved(self) -> None:
        """Remember this state as the saved one."""
        self._never_saved = False
        self._saved = self._done[-1] if self._done else None
        self._may_merge = False
        self.changed()

    def end_merge(self) -> None:
        """The next command starts a step of its own."""
        self._may_merge = False

    def _announce(self) -> None:
        self._document.edited()
        self.changed()
