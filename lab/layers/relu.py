"""The rectifier."""

from __future__ import annotations

from lab.kernels import fusing
from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, where
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def relu(x: Lanes) -> Lanes:
    """y = max(0, x); NaN stays NaN."""
    return where(x <= 0, 0, x)


@elementwise
def relu_gradient(y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy where y > 0, which is where x > 0, else 0."""
    return where(y <= 0, 0, dy)


fusing.rectifiers.add(relu)
fusing.gates.add(relu_gradient)


@register("layer", "relu", title="ReLU", group="Activation", order=50)
class ReLU(Activation):
    """y = max(0, x): lets positive numbers through and cuts negative ones off.

    The derivative is 1 for x > 0, else 0 (at 0 itself too, as in PyTorch). Range [0, ∞). It does not saturate for large
    x, but a unit whose inputs are all negative learns no more ("dead"). Any input shape. Source: Nair and Hinton 2010.
    """

    forward_kernel = relu
    backward_kernel = relu_gradient
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 0

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Relu", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "torch.relu"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.ReLU()"
