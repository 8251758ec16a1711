"""Are two networks the same under other names? What one has learned then belongs to the other."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.unfolding import unfolded


def correspondence(one: Graph, other: Graph) -> dict[str, str] | None:
    """For each layer of `one`, blocks unfolded, the layer of `other` that does the same; None if they differ.

    Followed from the only layer that leads nowhere back to the input, port by port.
    """
    one, other = unfolded(one), unfolded(other)
    ends = [[node.id for node in graph if not graph.outputs(node.id)] for graph in (one, other)]
    if len(one) != len(other) or [len(found) for found in ends] != [1, 1]:
        return None
    found: dict[str, str] = {}
    waiting = [(ends[0][0], ends[1][0])]
    while waiting:
        here, there = waiting.pop()
        if here in found:
            if found[here] != there:
                return None
            continue
        sources, others = one.inputs(here), other.inputs(there)
        if one.node(here).layer != other.node(there).layer or len(sources) != len(others):
            return None
        found[here] = there
        waiting += [(before.source, after.source) for before, after in zip(sources, others, strict=True)]
    return found if len(found) == len(one) == len(set(found.values())) else None
