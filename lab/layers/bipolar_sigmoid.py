"""The logistic function, stretched to the range from -1 to 1."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, tanh
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def bipolar_sigmoid(x: Lanes) -> Lanes:
    """y = (1 - e^-x) / (1 + e^-x) = tanh(x / 2)."""
    return tanh(x / 2)


@elementwise
def bipolar_sigmoid_gradient(y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy (1 - y^2) / 2."""
    return dy * (1 - y * y) / 2


@register("layer", "bipolar_sigmoid", title="Bipolar sigmoid", group="Activation", order=55)
class BipolarSigmoid(Activation):
    """y = (1 - e^-x) / (1 + e^-x) = tanh(x / 2): the sigmoid, stretched to the range from -1 to 1.

    The derivative is (1 - y²) / 2, at most 0.5 (at x = 0) and near 0 where |x| is large: there it saturates. Centred on
    zero. Any input shape. Source: Fausett, Fundamentals of Neural Networks, 1994.
    """

    forward_kernel = bipolar_sigmoid
    backward_kernel = bipolar_sigmoid_gradient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Tanh", build.add("Mul", *build.inputs, build.constant(0.5)))

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.tanh(x / 2)"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(bipolar_sigmoid)"
