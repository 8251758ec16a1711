"""The scaled exponential linear unit."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, expm1, where
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register

# With them, outputs of mean 0 and variance 1 follow from inputs of mean 0 and variance 1.
ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


@elementwise
def selu(x: Lanes) -> Lanes:
    """y = scale x where x > 0, else scale alpha (e^x - 1)."""
    return where(x > 0, SCALE * x, SCALE * ALPHA * expm1(x))


@elementwise
def selu_gradient(x: Lanes, y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy scale where x > 0, else dy (y + scale alpha), because scale alpha e^x = y + scale alpha."""
    return dy * where(x > 0, SCALE, y + SCALE * ALPHA)


@register("layer", "selu", title="SELU", group="Activation", order=56)
class SELU(Activation):
    """y = 1.0507 x for x > 0, else 1.7581 (e^x - 1): an ELU scaled so that deep dense networks keep their numbers at
    mean 0 and variance 1 by themselves.

    The exact factors are λ = 1.0507009873554805 and λα with α = 1.6732632423543772. The derivative is λ for x > 0, else
    y + λα. Range (-1.7581, ∞). Any input shape. Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017.
    """

    forward_kernel = selu
    backward_kernel = selu_gradient
    kinks = True

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Selu", *build.inputs, alpha=ALPHA, gamma=SCALE)

    def torch(self, *shapes: Shape) -> str:
        return "torch.selu"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("selu")'
