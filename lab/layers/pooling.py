"""What poolings of signals and of images have in common: settings, shape rule, operations."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.kernel import Kernel, TensorReference
from lab.layers.base import Build, Layer, Shape, need_rank
from lab.layers.sliding import Slide, need_room, slide
from lab.spec.fields import Choice, Ints


class Pooling(Layer):
    """Base of max and average pooling. Settings with parts have one for each axis that the window slides along."""

    size = Ints(2, parts=("height", "width"), low=1, high=99, unit="px", help="Size of the window")
    stride = Ints(2, parts=("height", "width"), low=1, high=99, unit="px", help="How far the window moves at a time")
    padding = Choice(
        "valid",
        options={"valid": "Valid", "same": "Same"},
        help="Valid: windows lie inside the input; what is left over at the end is ignored. Same: they may reach over "
        "the edge, so that nothing is ignored",
    )

    forward_kernel: ClassVar[Kernel]
    backward_kernel: ClassVar[Kernel]

    @property
    def axes(self) -> int:
        """Axes that the window slides along: 1 for signals, 2 for images."""
        return len(self.size)

    def slides(self, shape: Shape) -> list[Slide]:
        """The window along each axis for an input of this shape."""
        return [
            slide(length, size, stride, 1, self.padding)
            for length, size, stride in zip(shape[1:], self.size, self.stride, strict=True)
        ]

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 1 + self.axes)
        return (shapes[0][0], *need_room(self, self.slides(shapes[0])))

    def summary(self) -> str:
        text = " × ".join(map(str, self.size))
        return text if self.stride == self.size else f"{text} / {' × '.join(map(str, dict.fromkeys(self.stride)))}"

    def _geometry(self, x: TensorReference) -> dict[str, int]:
        """How the window slides, as arguments of the kernels; a signal is an image of height 1."""
        slides = self.slides((x.channels, *(x.height, x.width)[-self.axes :]))
        rows, columns = [Slide(1, 1), *slides][-2:]
        return {
            "size_i": rows.size,
            "size_j": columns.size,
            "stride_i": rows.stride,
            "stride_j": columns.stride,
            "top": rows.before,
            "left": columns.before,
        }

    def forward(self, build: Build) -> None:
        x = build.input()
        build.emit(self.forward_kernel, x=x, y=build.output(), **self._geometry(x))

    def backward(self, build: Build) -> None:
        x, dx = build.input(), build.input_gradient()
        if dx is None:
            return
        known = {"x": x, "y": build.output()} if "x" in self.backward_kernel.arguments else {}
        build.emit(self.backward_kernel, **known, dy=build.output_gradient(), dx=dx, **self._geometry(x))
