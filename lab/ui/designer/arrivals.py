"""What a large edit, or opening a large network, brings onto the canvas: a piece of it in each turn of the event loop,
so that nothing waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from lab.document.graph import Link, Node
from lab.ui.app.turns import PIECE, soon
from lab.ui.designer import drawing

if TYPE_CHECKING:
    from lab.ui.designer.scene import NetworkScene

AT_ONCE = 100  # nodes and links that an edit brings at once
_LARGE = 400  # nodes and links that go, move or look different: no more are mirrored in one turn


class Arrivals:
    """Nodes and links that are in the graph and not in its scene yet; none while edits are small.

    Whatever is in the scene is in the graph: what goes, goes at once.
    """

    def __init__(self, scene: NetworkScene) -> None:
        self._scene = scene
        self._brought, self._touched = 0, 0  # by the edit at work: new nodes and links, and others
        self._nodes: dict[str, Node] = {}
        self._links: dict[Link, None] = {}
        self._late = False  # whether nodes have come later than their edit
        self._ranked = QRectF()  # what was seen when all that is to come was put in order
        self._unmirrored = False  # whether all that is there must be looked at once the rest is
        self._mirroring: Iterator[bool] | None = None  # steps; each tells whether the next may be taken in this turn
        self._then: list[Callable[[], object]] = []

    @property
    def waiting(self) -> bool:
        """Whether anything is still to be done."""
        return bool(self._nodes or self._links or self._unmirrored or self._mirroring is not None or self._then)

    @property
    def nodes(self) -> Collection[Node]:
        """The nodes that are still to come."""
        return self._nodes.values()

    # -- during an edit

    def keeps_node(self, node: Node) -> bool:
        """Whether a new node is to come later."""
        self._brought += 1
        if self._nodes or self._brought > AT_ONCE:
            self._nodes[node.id] = node
            self._mirror_all()
        return node.id in self._nodes

    def keeps_link(self, link: Link) -> bool:
        """Whether a new link is to come later: there are many, or a layer at its ends is to come."""
        self._brought += 1
        if self._brought > AT_ONCE or link.source in self._nodes or link.target in self._nodes:
            self._links[link] = None
            self._mirror_all()
        return link in self._links

    def changes(self, node: Node) -> bool:
        """Whether a node that has changed is still to come."""
        self._touched += 1
        if node.id in self._nodes:
            self._nodes[node.id] = node
        return node.id in self._nodes

    def forgets_node(self, node_id: str) -> bool:
        """Whether a node that goes was still to come."""
        self._touched += 1
        return self._nodes.pop(node_id, None) is not None

    def forgets_link(self, link: Link) -> bool:
        """Whether a link that goes was still to come."""
        self._touched += 1
        if link not in self._links:
            return False
        del self._links[link]
        return True

    def touch(self, count: int) -> None:
        """So many nodes look different."""
        self._touched += count

    def _mirror_all(self) -> None:
        if not self._unmirrored:
            self._unmirrored = True
            soon(self._scene, self.work)

    # -- afterwards

    def mirror(self, steps: Iterator[bool]) -> bool:
        """Have this done once all is there: now, or step by step behind what is still to come. Whether it is done."""
        large = self._touched > _LARGE
        self._brought, self._touched = 0, 0
        if large or self.waiting:
            self.mirror_later(steps)
            return False
        for _ in steps:
            pass
        return True

    def mirror_later(self, steps: Iterator[bool]) -> None:
        """Have this done step by step from the next turn on."""
        self._mirroring = steps
        soon(self._scene, self.work)

    def then(self, work: Callable[[], object]) -> None:
        """Call `work` when all is there and shown, which mostly is now."""
        if self.waiting:
            self._then.append(work)
        else:
            work()

    def bring(self, ids: Collection[str]) -> None:
        """Those of these nodes that are still to come, come now."""
        if self._nodes:
            for node_id in [each for each in self._nodes if each in ids]:
                self._make(node_id)

    def forget(self) -> None:
        """The scene goes."""
        self._nodes, self._links, self._unmirrored, self._mirroring, self._then = {}, {}, False, None, []

    def work(self) -> None:
        """Some of it; the rest in later turns."""
        until = time.perf_counter() + PIECE
        self._put_in_order()
        while self.waiting and self._go_on() and time.perf_counter() < until:
            pass
        if self.waiting:
            soon(self._scene, self.work)
        else:
            self._brought, self._touched = 0, 0  # by an edit that failed
            self._scene.overview.spoil()

    def _put_in_order(self) -> None:
        """What is seen comes first."""
        views = self._scene.views() if self._nodes else []
        seen = drawing.united(view.mapToScene(view.viewport().rect()).boundingRect() for view in views)
        if seen != self._ranked:
            near = {node.id: node for node in self._nodes.values() if drawing.tile_of(node).intersects(seen)}
            self._nodes = near | self._nodes
            self._links = {link: None for link in self._links if link.target in near} | self._links
        self._ranked = seen

    def _make(self, node_id: str) -> None:
        """One of the nodes that are to come is there."""
        self._scene.make_node(self._nodes.pop(node_id))
        self._late = True

    def _go_on(self) -> bool:
        """A little of it; False where that may have taken long."""
        if self._nodes:
            self._make(next(iter(self._nodes)))
            return True
        if self._links:
            link = next(iter(self._links))
            del self._links[link]
            self._scene.make_link(link)
            return True
        if self._unmirrored:
            self._unmirrored, self._mirroring = False, self._scene.mirroring()
        if (steps := self._mirroring) is not None:
            for on in steps:
                return on
            if self._mirroring is steps:  # it has ended
                self._mirroring = None
                if self._late:
                    self._then.insert(0, self._scene.completed.emit)
                self._late = False
        else:
            self._then.pop(0)()
        return False
