"""Carries layers while they are dragged: one item moves, and all of them with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

if TYPE_CHECKING:
    from lab.ui.designer.link_item import LinkItem
    from lab.ui.designer.scene import NetworkScene

_ABOVE = 2.5  # z: over the layers that stay


class Carrier(QGraphicsRectItem):
    """Lies at (0, 0) while it carries nothing. Links among what is carried come along, others follow by their ends."""

    def __init__(self, network: NetworkScene) -> None:
        super().__init__()
        self._network = network
        self.trailing: list[LinkItem] = []  # links of which one end is carried
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setZValue(_ABOVE)

    def take(self, ids: Iterable[str]) -> None:
        """Pick up these layers with what hangs on them."""
        network, carried = self._network, set(ids)
        load: list[QGraphicsItem] = [network.nodes[node_id] for node_id in carried]
        load += [callout for node_id, callout in network.callouts.items() if node_id in carried]
        for link, item in network.links.items():
            ends = (link.source in carried) + (link.target in carried)
            if ends == 2:
                load.append(item)
            item.trailing = ends == 1
        self.trailing = [item for item in network.links.values() if item.trailing]
        for each in load:
            each.setParentItem(self)
        network.overview.spoil()

    def move_to(self, shift: QPointF) -> None:
        """Everything carried is so far from where it was."""
        if shift != self.pos():
            self.setPos(shift)
            for link in self.trailing:
                self._network.ways.route(link)
            self._network.overview.update()

    def put_down(self) -> None:
        """Let go of everything, where it was before."""
        self.move_to(QPointF())
        for item in self.childItems():
            item.setParentItem(None)  # type: ignore[arg-type]
        for link in self.trailing:
            link.trailing = False
        self.trailing = []
        self._network.overview.spoil()
