"""Calling setters whenever something of the whole application changes, as long as their owners live."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Followers(QObject):
    """Setters tied to Qt objects; when an owner is destroyed, Qt drops the connection and the setter is freed."""

    _call = Signal()

    def follow(self, owner: QObject, setter: Callable[[], object]) -> None:
        """Call `setter` now and at every change, until `owner` is destroyed."""
        setter()
        self._call.connect(_Follower(owner, setter).call)

    def call(self) -> None:
        """Something has changed."""
        self._call.emit()


class _Follower(QObject):
    """A child of the owner, so that owner and setter may refer to each other and still be freed."""

    def __init__(self, owner: QObject, setter: Callable[[], object]) -> None:
        super().__init__(owner)
        self._setter = setter

    def call(self) -> None:
        self._setter()
