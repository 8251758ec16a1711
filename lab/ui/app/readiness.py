"""Whether a document can be trained as it stands, and whether it still is what a run was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lab.document.advice import Issue, Situation, errors
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.unfolding import unfolded
from lab.schedules.constant import Constant
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.ui.app.session import Session

Needed = Callable[[int], int | None]  # bytes of a run by its batch size


def situation(session: Session, needed: Needed | None = None, free: int | None = None) -> Situation:
    """What the check before training looks at; memory only where it is told what is needed and free."""
    document = session.document
    setup = document.setup
    return Situation(document.graph, document.analysis, setup.loss, session.samples, setup, needed, free)


def obstacle(session: Session) -> tuple[Message | None, Issue | None]:
    """What is missing before the network can be trained, and the issue of the check that it is, if it is one."""
    if len(session.document.graph) == 0:
        return Message("There is no network yet. Drag layers from the palette onto the canvas."), None
    for issue in errors(situation(session)):
        return issue.message, issue
    if session.samples is None or session.split is None:
        failure = session.data_failure
        return (failure.message if failure is not None else Message("The data is being loaded.")), None
    return None, None


def essence(graph: Graph, setup: Setup, *, exact: bool = False) -> tuple[object, ...]:
    """What the numbers of a run depend on: everything but places, names, and what can be turned while it runs.

    `exact` adds what changes only how it is computed.
    """
    settings = setup.run.replace(clip_limit=1.0, epochs=1, threads=setup.run.threads if exact else 0)
    optimizer = setup.optimizer.replace(learning_rate=type(setup.optimizer).learning_rate.default)
    network = unfolded(graph)
    return (
        {node.id: node.layer for node in network},
        sorted(network.links),
        setup.changed(run=settings, optimizer=optimizer, schedule=Constant()),
    )
