"""Sizes of gradients, weights and updates, layer by layer: what shows explosion, vanishing and a wrong rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.engine.arena import Arena
from lab.engine.network import Network
from lab.engine.record import Column


class Sizes:
    """Looks at a network before and after an update.

    gradient: |g|, the Euclidean norm over all of a layer's trainable parameters; weight: |w| likewise; ratio:
    mean |update| / mean |weight|, about 1e-3 in a healthy run.
    """

    def __init__(self, network: Network) -> None:
        self.layers = tuple(dict.fromkeys(name.split("/")[0] for name in network.trainable))
        number_of = {layer: number for number, layer in enumerate(self.layers)}
        names = sorted(network.trainable, key=lambda name: network.arena.place(name).offset)
        self._layer_of = np.array([number_of[name.split("/")[0]] for name in names], np.int64)
        self._weights = _Region(network.arena, names)
        self._gradients = _Region(network.arena, [f"{name}.gradient" for name in names])
        self._before: NDArray[Any] = np.empty(0)

    def before_update(self) -> None:
        """Keep the weights that the update will change."""
        self._before = self._weights.numbers().copy()

    def after_update(self) -> dict[str, Column]:
        """gradient, weight and ratio, each (layer,)."""
        if not self.layers:
            return {"gradient": np.zeros(0), "weight": np.zeros(0), "ratio": np.zeros(0)}
        gradients, weights = self._gradients.numbers(), self._weights.numbers()
        with np.errstate(all="ignore"):  # a run that explodes is told elsewhere
            moved = self._by_layer(self._weights.sums(np.abs(weights - self._before)))
            size = self._by_layer(self._weights.sums(np.abs(self._before)))
            return {
                "gradient": np.sqrt(self._by_layer(self._gradients.sums(gradients * gradients))),
                "weight": np.sqrt(self._by_layer(self._weights.sums(weights * weights))),
                "ratio": np.where(size > 0, moved / size, np.nan),
            }

    def _by_layer(self, sums: Column) -> Column:
        return np.asarray(np.bincount(self._layer_of, sums, len(self.layers)), np.float64)


class _Region:
    """Arrays that lie one after the other in the arena, summed one by one in a single call."""

    def __init__(self, arena: Arena, names: Iterable[str]) -> None:
        places = [arena.place(name) for name in names]
        self._arena = arena
        self._start = min((place.offset for place in places), default=0)
        self._end = max((place.offset + place.size for place in places), default=0)
        bounds = [bound - self._start for place in places for bound in (place.offset, place.offset + place.size)]
        self._bounds = np.array(bounds[:-1], np.int64)  # the last array goes on to the end

    def numbers(self) -> NDArray[Any]:
        """All numbers of the region, live."""
        return self._arena.numbers[self._start : self._end]

    def sums(self, values: NDArray[Any]) -> Column:
        """Sum of each array's part of `values`, which are as many as `numbers`."""
        found: Column = np.add.reduceat(values, self._bounds, dtype=np.float64)[::2]
        return found
