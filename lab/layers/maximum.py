"""The largest of several inputs."""

from __future__ import annotations

from lab.kernels import pairs
from lab.layers.extremum import Extremum
from lab.spec.registry import register


@register("layer", "maximum", title="Maximum", group="Arithmetic", order=142)
class Maximum(Extremum):
    """y = the largest of a, b, ...: number by number, the largest of all inputs.

    The gradient goes to the input that won, to the first of equals. Two to eight inputs of one shape; along an axis of
    length 1, the one number is taken for the whole axis. Errors: ShapeError where the shapes do not fit.
    """

    which = pairs.MAXIMUM
    onnx_operator = "Max"
