"""Lays the texts of the layers out ahead, some in each turn of the event loop: from far none are seen, and the zoom at
which hundreds appear at once must not take long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from lab.ui.app.turns import PIECE, soon

if TYPE_CHECKING:
    from lab.ui.designer.node_item import NodeItem
    from lab.ui.designer.scene import NetworkScene


class Lettering:
    """The texts of one scene."""

    def __init__(self, scene: NetworkScene) -> None:
        self._scene = scene
        self._blank: list[NodeItem] = []  # that may have no texts yet
        scene.completed.connect(self.begin)

    def renew(self) -> None:
        """Words or fonts have changed."""
        for item in self._scene.nodes.values():
            item.forget_texts()
        self.begin()

    def begin(self) -> None:
        """Lay out what is not yet."""
        self._blank = list(self._scene.nodes.values())
        soon(self._scene, self._go_on)

    def _go_on(self) -> None:
        until = time.perf_counter() + PIECE
        while self._blank and time.perf_counter() < until:
            self._blank.pop().lay_out()
        if self._blank:
            soon(self._scene, self._go_on)
