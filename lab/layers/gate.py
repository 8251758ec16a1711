"""The gate of a highway network."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.arithmetic import multiply
from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes
from lab.layers.base import Build, Case, OnnxBuild, Shape
from lab.layers.merging import Merging
from lab.spec.message import Message
from lab.spec.registry import register


@elementwise
def gate(h: Lanes, t: Lanes, x: Lanes) -> Lanes:
    """y = h t + x (1 - t)."""
    return h * t + x * (1 - t)


@elementwise
def gate_gradient(dy: Lanes, h: Lanes, x: Lanes) -> Lanes:
    """dt = dy (h - x), in the place of dx."""
    return dy * (h - x)


@elementwise
def carry_gradient(dy: Lanes, t: Lanes) -> Lanes:
    """dx = dy (1 - t)."""
    return dy * (1 - t)


@register("layer", "gate", title="Gate", group="Merge", order=94)
class Gate(Merging):
    """y = H · T + x · (1 - T): mixes two inputs, number by number, in shares that a third one decides. The upper port
    takes H, the new signal; the middle port T, the shares, from 0 (all x) to 1 (all H), mostly from a sigmoid; the
    lower port x, the signal that is carried past.

    With H and T computed from x it is a highway layer. Started with T near 0 (a negative bias before the sigmoid), it
    lets signal and gradient of a very deep network pass as they are. dH = dy T, dT = dy (H - x), dx = dy (1 - T).
    Three inputs of one shape. Errors: ShapeError where the shapes differ. Source: Srivastava, Greff and Schmidhuber
    2015.
    """

    fewest_inputs: ClassVar[int] = 3
    most_inputs: ClassVar[int] = 3
    ports: ClassVar[tuple[Message, ...]] = (
        Message("H: the new signal"),
        Message("T: the share of H, from 0 to 1"),
        Message("x: the signal that is carried past"),
    )
    cases = (Case({}, ((2, 3, 4),) * 3), Case({}, ((5,),) * 3), Case({}, ((2, 3),) * 3))

    def flops(self, *shapes: Shape) -> int:
        return 4 * prod(shapes[0])

    def forward(self, build: Build) -> None:
        h, t, x = build.inputs()
        build.emit(gate, h=h, t=t, x=x, y=build.output())

    def backward(self, build: Build) -> None:
        (h, t, x), dy = build.inputs(), build.output_gradient()
        dh, dt, dx = (build.input_gradient(number) for number in range(3))
        if dh is not None:
            build.emit(multiply, a=dy, b=t, y=dh)
        if dt is not None:
            build.emit(gate_gradient, dy=dy, h=h, x=x, dx=dt)
        if dx is not None:
            build.emit(carry_gradient, dy=dy, t=t, dx=dx)

    def onnx(self, build: OnnxBuild) -> str:
        h, t, x = build.inputs
        new = build.add("Mul", h, t)
        carried = build.add("Mul", x, build.add("Sub", build.constant(1.0), t))
        return build.add("Add", new, carried)

    def torch(self, *shapes: Shape) -> str:
        return "lambda h, t, x: h * t + x * (1 - t)"

    def keras(self, *shapes: Shape) -> str:
        return "Gate()"
