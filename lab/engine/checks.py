"""Can this graph be trained on this data with this loss? If not, a PlanError says why, and what to do."""

from __future__ import annotations

from functools import partial

from lab.datasets.base import Samples
from lab.document.advice import Issue, Situation, advise, errors
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.shapes import Analysis, analyse
from lab.engine import memory
from lab.losses.base import Loss
from lab.spec.errors import PlanError


def check_network(graph: Graph, analysis: Analysis, loss: Loss | None, samples: Samples | None) -> None:
    """Raise the first PlanError there is."""
    for issue in errors(Situation(graph, analysis, loss, samples)):
        raise PlanError(issue.message)


def check_run(graph: Graph, setup: Setup, samples: Samples | None) -> list[Issue]:
    """All that the check before training has to say of a network, its setup and its data."""
    free = memory.usable_bytes()
    bytes_for = partial(needed, graph, setup)
    return advise(Situation(graph, analyse(graph), setup.loss, samples, setup, bytes_for, free))


def needed(graph: Graph, setup: Setup, batch: int) -> int | None:
    """Bytes of a run with batches of that size; None where the graph is no network."""
    from lab.engine.plan import Plan  # which checks the network itself

    try:
        return Plan(graph, setup, batch=batch).bytes
    except PlanError:
        return None
