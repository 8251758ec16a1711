"""Implements what layers see while their operations are put into a program (lab.layers.base.Build)."""

from __future__ import annotations

import zlib
from typing import Any

from lab.engine.arena import Arena
from lab.kernels.kernel import ArrayReference, Kernel, TensorReference
from lab.kernels.program import Program
from lab.layers.base import Shape


class NodeBuild:
    """One node's view of the arena and the program; see Build for what each method promises."""

    def __init__(self, node: str, arena: Arena, program: Program, training: bool, sources: list[str]) -> None:
        self.training = training
        self.threads = program.threads
        self._node, self._arena, self._program, self._sources = node, arena, program, sources

    def _tensor(self, name: str) -> TensorReference:
        place = self._arena.place(name)
        assert isinstance(place, TensorReference)
        return place

    def _array(self, name: str, shape: Shape | None) -> ArrayReference:
        place = self._arena.place(name)
        assert isinstance(place, ArrayReference)
        return place.reshaped(shape) if shape else place

    def input(self, number: int = 0) -> TensorReference:
        return self._tensor(f"{self._sources[number]}/output")

    def inputs(self) -> list[TensorReference]:
        return [self.input(number) for number in range(len(self._sources))]

    def input_shape(self, number: int = 0) -> Shape:
        return self._arena.shape(f"{self._sources[number]}/output")

    def output(self) -> TensorReference:
        return self._tensor(f"{self._node}/output")

    def parameter(self, name: str, shape: Shape | None = None) -> ArrayReference:
        return self._array(f"{self._node}/{name}", shape)

    def output_gradient(self) -> TensorReference:
        return self._tensor(f"{self._node}/output.gradient")

    def input_gradient(self, number: int = 0) -> TensorReference | None:
        name = gradient_of_input(self._node, number)
        return self._tensor(name) if name in self._arena else None

    def parameter_gradient(self, name: str, shape: Shape | None = None) -> ArrayReference:
        return self._array(f"{self._node}/{name}.gradient", shape)

    def scratch_tensor(self, name: str, like: TensorReference) -> TensorReference:
        full = f"{self._node}/{name}"
        if full not in self._arena:
            self._arena.tensor(full, (like.channels, like.height, like.width))
        return self._tensor(full)

    def scratch(self, name: str, shape: Shape) -> ArrayReference:
        full = f"{self._node}/{name}"
        return self._array(full, None) if full in self._arena else self._arena.array(full, shape)

    def stream(self) -> int:
        return zlib.crc32(self._node.encode())

    def state(self) -> Any:
        return self._program.state

    def emit(self, kernel: Kernel, **arguments: Any) -> None:
        self._program.add(kernel, **arguments)


def gradient_of_input(node: str, number: int) -> str:
    """Name of what a node's backward pass writes for one of its inputs."""
    return f"{node}/input{number}.gradient"
