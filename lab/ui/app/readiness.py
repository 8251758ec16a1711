"""Whether a document can be trained as it stands, and whether it still is what a run was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lab.document.advice import Issue, Situation, errors
from lab.document.graph import Graph
from lab.document.matching import correspondence
from lab.document.setup import Setup
from lab.document.unfolding import unfolded
from lab.schedules.constant import Constant
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.document.model import Model
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
    network = unfolded(graph)
    return {node.id: node.layer for node in network}, set(network.links), _essence_of_setup(setup, exact=exact)


def renamed(graph: Graph, setup: Setup, other: Graph, other_setup: Setup) -> bool:
    """Whether two networks are the same but for the names of layers, as folding and unfolding leave them."""
    return _essence_of_setup(setup) == _essence_of_setup(other_setup) and correspondence(graph, other) is not None


def carried(model: Model, graph: Graph, setup: Setup) -> Model | None:
    """The model with all that it has learned, for a network that is the same but for names; None for another."""
    if essence(model.graph, model.setup) == essence(graph, setup):
        return model
    return model.adapted(graph.copy(), setup) if renamed(model.graph, model.setup, graph, setup) else None


def _essence_of_setup(setup: Setup, *, exact: bool = False) -> Setup:
    settings = setup.run.replace(clip_limit=1.0, epochs=1, threads=setup.run.threads if exact else 0)
    optimizer = setup.optimizer.replace(learning_rate=type(setup.optimizer).learning_rate.default)
    return setup.changed(run=settings, optimizer=optimizer, schedule=Constant())
