"""What layers that merge inputs number by number have in common."""

from __future__ import annotations

from lab.layers.base import Layer, Shape
from lab.spec.errors import ShapeError
from lab.spec.message import Message
from lab.spec.units import format_shape


class Merging(Layer):
    """Base of layers whose inputs and output have one shape."""

    def output_shape(self, *shapes: Shape) -> Shape:
        for shape in shapes:
            if shape != shapes[0]:
                raise ShapeError(
                    Message(
                        "{layer} needs inputs of one shape. These are {first} and {other}. Make them equal, for "
                        "example with a 1 × 1 convolution on one of the ways.",
                        layer=Message(self.title),
                        first=format_shape(shapes[0]),
                        other=format_shape(shape),
                    )
                )
        return shapes[0]
