"""Max pooling of images."""

from __future__ import annotations

from lab.kernels.pooling import max_pool, max_pool_gradient
from lab.layers.base import Case, Shape
from lab.layers.pooling import Pooling
from lab.spec.registry import register


@register("layer", "max_pool2d", title="Max pool 2-D", group="Pooling", order=31)
class MaxPool2D(Pooling):
    """y = max over the window of x: keeps the strongest answer in each window and makes the image smaller.

    y[b, c, i, j] = max of x[b, c, i s + u, j s + v] over u, v; axes: batch, channels, height, width. The gradient goes
    to the one cell that won (the first of equals). Padding "valid" leaves out what remains at the end; "same" lets
    windows reach over the edge (an odd cell more at the end), and cells outside the input never win. o = floor((n +
    pads - f) / s) + 1. Input (channels, height, width). Errors: ShapeError for other inputs and windows larger than the
    input.
    """

    forward_kernel = max_pool
    backward_kernel = max_pool_gradient
    kinks = True
    cases = (
        Case({}, ((2, 4, 6),)),
        Case({"size": (3, 2), "stride": (1, 2)}, ((2, 5, 5),)),
        Case({"padding": "same"}, ((1, 5, 3),)),
        Case({"size": 3, "stride": 1, "padding": "same"}, ((1, 3, 4),)),
        Case({"size": 2, "stride": 3}, ((1, 7, 5),)),
    )

    def flops(self, *shapes: Shape) -> int:
        return 0

    def torch(self, *shapes: Shape) -> str:
        pads = tuple(pad for axis in reversed(self.slides(shapes[0])) for pad in (axis.before, axis.after))
        layer = f"torch.nn.MaxPool{self.axes}d({self.size}, {self.stride})"
        if not any(pads):
            return layer
        return f"torch.nn.Sequential(torch.nn.ConstantPad{self.axes}d({pads}, float('-inf')), {layer})"
