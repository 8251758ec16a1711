"""A small signal without Qt: the model announces, views subscribe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """Listeners are called in the order in which they connected, on the caller's thread."""

    def __init__(self) -> None:
        self._listeners: list[Callable[P, object]] = []

    def connect(self, listener: Callable[P, object]) -> Callable[P, object]:
        """Add a listener; it is returned, so that it can be disconnected later."""
        self._listeners.append(listener)
        return listener

    def disconnect(self, listener: Callable[P, object]) -> None:
        """Remove a listener; one that is not connected is ignored."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for listener in tuple(self._listeners):
            listener(*args, **kwargs)
