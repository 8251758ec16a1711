"""Errors a user can cause. Each names the thing, the rule and the cure; anything else that is raised is our fault."""

from __future__ import annotations

from lab.spec.message import Message


class LabError(Exception):
    """A mistake that can be explained: shown in words by the interface, exit code 2 on the command line."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class FieldError(LabError):
    """A value that its field does not allow."""


class ShapeError(LabError):
    """Shapes that do not fit; `mend` names what would help, as the kind of a layer to insert, or None."""

    def __init__(self, message: Message, mend: str | None = None) -> None:
        super().__init__(message)
        self.mend = mend


class GraphError(LabError):
    """An edit that the graph's rules forbid."""


class CycleError(GraphError):
    """A link that would close a circle."""


class PortTakenError(GraphError):
    """A second link into an input port that takes one."""


class FileError(LabError):
    """A file that cannot be read or written."""


class DataError(LabError):
    """Data that cannot be used."""


class PlanError(LabError):
    """A network that cannot be turned into a program: no path from input to loss, too big for memory."""
