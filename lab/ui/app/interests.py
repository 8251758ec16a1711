"""Who wants to see what of a run."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.engine.snapshot import Interest


class Interests:
    """What every open panel watches."""

    def __init__(self) -> None:
        self._by_owner: dict[int, Interest] = {}

    def watch(self, owner: object, interest: Interest | None) -> bool:
        """Note what an owner wants from now on; None is nothing. Whether that is anything new."""
        if interest == self._by_owner.get(id(owner)):
            return False
        if interest is None:
            del self._by_owner[id(owner)]
        else:
            self._by_owner[id(owner)] = interest
        return True

    def union(self, network: Graph, samples: int) -> Interest:
        """All of it together, as far as a run of this flat network with so many samples has it."""
        union = Interest()
        for interest in self._by_owner.values():
            union |= interest
        known = {node.id for node in network}
        return Interest(union.weights & known, union.maps & known, min(union.sample, samples - 1), union.plane & known)
