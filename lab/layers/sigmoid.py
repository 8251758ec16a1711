"""The logistic function."""

from __future__ import annotations

from lab.kernels.arithmetic import logistic
from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def sigmoid(x: Lanes) -> Lanes:
    """y = 1 / (1 + e^-x)."""
    return logistic(x)


@elementwise
def sigmoid_gradient(y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy y (1 - y)."""
    return dy * y * (1 - y)


@register("layer", "sigmoid", title="Sigmoid", group="Activation", order=52)
class Sigmoid(Activation):
    """y = 1 / (1 + e^-x): squeezes every number into the range from 0 to 1 ("logsig").

    The derivative is y (1 - y), at most 0.25 (at x = 0) and near 0 where |x| is large: there it saturates and gradients
    vanish. Not centred on zero. Any input shape.
    """

    forward_kernel = sigmoid
    backward_kernel = sigmoid_gradient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Sigmoid", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "torch.sigmoid"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("sigmoid")'
