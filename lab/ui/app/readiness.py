"""Whether a document can be trained as it stands, and whether it still is what a run was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.engine.checks import check_network
from lab.schedules.constant import Constant
from lab.spec.errors import PlanError
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.ui.app.session import Session


def obstacle(session: Session) -> tuple[Message | None, str | None]:
    """What is missing before the network can be trained, and the layer to look at; (None, None) if nothing is."""
    document = session.document
    if len(document.graph) == 0:
        return Message("There is no network yet. Drag layers from the palette onto the canvas."), None
    problems = document.analysis.problems
    if problems:
        return problems[0].message, problems[0].node
    if session.samples is None or session.split is None:
        failure = session.data_failure
        return (failure.message if failure is not None else Message("The data is being loaded.")), None
    try:
        check_network(document.graph, document.analysis, document.setup.loss, session.samples)
    except PlanError as error:
        return error.message, getattr(error, "node", None)
    return None, None


def essence(graph: Graph, setup: Setup, *, exact: bool = False) -> tuple[object, ...]:
    """What the numbers of a run depend on: everything but places, names, and what can be turned while it runs.

    `exact` adds what changes only how it is computed.
    """
    settings = setup.run.replace(clip_limit=1.0, epochs=1, threads=setup.run.threads if exact else 0)
    optimizer = setup.optimizer.replace(learning_rate=type(setup.optimizer).learning_rate.default)
    return (
        {node.id: node.layer for node in graph},
        sorted(graph.links),
        setup.changed(run=settings, optimizer=optimizer, schedule=Constant()),
    )
