"""The hyperbolic tangent."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, tanh
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def hyperbolic_tangent(x: Lanes) -> Lanes:
    """y = tanh(x)."""
    return tanh(x)


@elementwise
def hyperbolic_tangent_gradient(y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy (1 - y^2)."""
    return dy * (1 - y * y)


@register("layer", "tanh", title="Tanh", group="Activation", order=53)
class Tanh(Activation):
    """y = tanh(x) = (e^x - e^-x) / (e^x + e^-x): squeezes every number into the range from -1 to 1 ("tansig").

    The derivative is 1 - y², at most 1 (at x = 0) and near 0 where |x| is large: there it saturates. Centred on zero.
    Any input shape.
    """

    forward_kernel = hyperbolic_tangent
    backward_kernel = hyperbolic_tangent_gradient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Tanh", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "torch.tanh"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("tanh")'
