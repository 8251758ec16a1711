"""Finds the ways of links anew: of those that an edit touched, and of those that layers have come in the way of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from lab.document.graph import Link
from lab.ui.designer import drawing
from lab.ui.designer.glide import Glide
from lab.ui.designer.node_item import Port
from lab.ui.designer.tiles import Tiles

if TYPE_CHECKING:
    from lab.ui.designer.link_item import LinkItem
    from lab.ui.designer.scene import NetworkScene

_FEW = 30  # areas that are looked at one by one; links that need no table of the tiles
_PIECE = 80  # links whose ways are found without a pause


class Ways:
    """The links of one scene that need another way.

    Attributes:
        tiles: where all tiles are, while many ways are being found.
    """

    def __init__(self, scene: NetworkScene, glide: Glide) -> None:
        self._scene, self._glide = scene, glide
        self._wanted: dict[Link, None] = {}
        self._disturbed: list[QRectF] = []  # where nodes have come, gone or moved
        self._provisional: dict[Link, None] = {}  # links whose way was found while nodes were on theirs
        self._crossed: list[QRectF] = []  # where those nodes come by
        self.tiles: Tiles | None = None
        glide.arrived.connect(self._on_arrived)

    def touch(self, links: Iterable[Link]) -> None:
        """These need another way, once the edit is complete."""
        self._wanted.update(dict.fromkeys(links))

    def disturb(self, *areas: QRectF) -> None:
        """Nodes have come, gone or moved there: links that pass may need another way."""
        self._disturbed += areas

    def cross(self, area: QRectF) -> None:
        """A node is going to glide through an area."""
        self._crossed.append(area)

    def find(self) -> Iterator[bool]:
        """Finds the ways of all links that need another one, step by step; the next is always short."""
        disturbed, self._disturbed = self._disturbed, []
        self.touch(self._looking_into(disturbed))
        while self._wanted:
            if len(self._wanted) > _FEW:
                self.tiles = Tiles((node_id, item.tile()) for node_id, item in self._scene.nodes.items())
            for link in list(islice(self._wanted, _PIECE)):
                del self._wanted[link]
                if link in self._scene.links:
                    item = self._scene.links[link]
                    self.route(item)
                    self._scene.show_link(item)
            self.tiles = None
            yield True
        if not self._glide.moving:
            self._crossed.clear()

    def route(self, item: LinkItem) -> None:
        """Find the way of a link, now."""
        if self._glide.moving:
            self._provisional[item.link] = None
        source, target = self._scene.nodes[item.link.source], self._scene.nodes[item.link.target]
        item.show_ends(source.port_place(Port(source.node.id)), target.port_place(Port(target.node.id, item.link.port)))

    def _on_arrived(self) -> None:
        """Links that met nodes on theirs may have another way now."""
        provisional, self._provisional = self._provisional, {}
        crossed, self._crossed = self._crossed, []
        self.touch(link for link in self._looking_into(crossed) if link in provisional)
        arrivals = self._scene.arrivals
        if not arrivals.waiting:  # else they are found with all others
            (arrivals.mirror if len(self._wanted) < _PIECE else arrivals.mirror_later)(self.find())

    def _looking_into(self, areas: list[QRectF]) -> list[Link]:
        """The links whose way depends on what is in these areas."""
        if len(areas) > _FEW:
            areas = [drawing.united(areas)]
        return [
            link
            for link, item in self._scene.links.items()
            if any(looked.intersects(area) for looked in item.looked for area in areas)
        ]
