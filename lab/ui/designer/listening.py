"""Listening to an event of the model for as long as a Qt object lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from lab.spec.events import Event


def listen(owner: QObject, event: Event[...], listener: Callable[..., Any]) -> Callable[[], None]:
    """Call `listener` at every `event` until `owner` is destroyed; the function returned stops it earlier."""
    event.connect(listener)

    def stop(*_: object) -> None:
        event.disconnect(listener)

    owner.destroyed.connect(stop)
    return stop
