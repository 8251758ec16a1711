"""What is measured of a network, on the items of the scene: pictures, gradients, shares, and the layer at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lab.ui.designer.scene import NetworkScene


class RunMirror:
    """Shows it on the nodes and links that are there."""

    def __init__(self, scene: NetworkScene) -> None:
        self._scene = scene

    def set_strips(self, pictures: Mapping[str, NDArray[np.uint8]]) -> None:
        """Miniature feature maps: (height, width, 3 or 4) uint8 for each node that has some."""
        for node_id, item in self._scene.nodes.items():
            picture = pictures.get(node_id)
            item.show_strip(None if picture is None else _image(picture))
            if node_id in self._scene.callouts:
                self._scene.callouts[node_id].place_below(item.x(), item.bottom())

    def set_weights(self, weights: Mapping[str, float]) -> None:
        """Thickness of the links out of each node, 0 to 1."""
        for link, item in self._scene.links.items():
            weight = weights.get(link.source)
            item.show_weight(None if weight is None else min(max(weight, 0.0), 1.0))

    def set_shares(self, shares: Mapping[str, float]) -> None:
        """Bars on the layers, as long as these from 0 to 1; layers left out have none."""
        for node_id, item in self._scene.nodes.items():
            item.show_share(shares.get(node_id, 0.0))

    def set_running(self, node_id: str | None) -> None:
        """The layer at work."""
        for item in self._scene.nodes.values():
            item.show_running(item.node.id == node_id)


def _image(picture: NDArray[np.uint8]) -> QImage:
    """A copy of the array as a picture."""
    height, width, channels = picture.shape
    form = QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_RGBA8888
    return QImage(picture.tobytes(), width, height, width * channels, form).copy()
