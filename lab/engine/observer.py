"""Copies of what somebody looks at, for the interface."""

from __future__ import annotations

from typing import Any

from lab.datasets.base import Samples
from lab.engine.network import Network
from lab.engine.plane import Plane, is_plane
from lab.engine.probe import Probe
from lab.engine.snapshot import Interest, Snapshot


class Observer:
    """Takes snapshots of one network."""

    def __init__(self, network: Network, samples: Samples, run: int) -> None:
        self._network, self._samples, self._run = network, samples, run
        self._probe: Probe | None = None
        self._plane: Plane | None = None

    def snapshot(self, interest: Interest, step: int, epoch: float) -> Snapshot:
        """Copies of what is of interest."""
        maps: dict[str, Any] = {}
        if interest.maps:
            if self._probe is None:
                self._probe = Probe(self._network.graph, self._samples)
            maps = self._probe.maps(self._network, interest.sample, interest.maps)
        plane: dict[str, Any] = {}
        if interest.plane and is_plane(self._samples):
            if self._plane is None:
                self._plane = Plane(self._network.graph, self._samples)
            plane = self._plane.outputs(self._network, interest.plane)
        weights, gradients = (self._arrays(interest.weights, suffix) for suffix in ("", ".gradient"))
        return Snapshot(self._run, step, epoch, weights, gradients, maps, interest.sample, plane)

    def _arrays(self, nodes: frozenset[str], suffix: str) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name in self._network.parameters:
            node, parameter = name.split("/")
            if node in nodes and f"{name}{suffix}" in self._network.arena:
                array = self._network.arena.read(f"{name}{suffix}")
                array.flags.writeable = False
                found.setdefault(node, {})[parameter] = array
        return found
