"""What poolings of signals and of images have in common: settings, shape rule, operations."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import ClassVar

import lab.kernels.pooling_fast  # noqa: F401  (gives the kernels their fast forms)
from lab.kernels.kernel import TensorReference
from lab.kernels.pooling import average_pool, average_pool_gradient, max_pool, winner_gradient
from lab.kernels.stochastic_pooling import draw_pool, expected_pool, expected_pool_gradient
from lab.layers.base import Build, Layer, OnnxBuild, Shape, need_rank
from lab.layers.channels_last import is_same, keras_pads
from lab.layers.sliding import Slide, need_room, onnx_window, plain, slide, torch_pads
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Choice, Ints
from lab.spec.message import Message


def one_window(x: TensorReference) -> dict[str, int]:
    """One window over everything, as arguments of the kernels."""
    return {"size_i": x.height, "size_j": x.width, "stride_i": x.height, "stride_j": x.width, "top": 0, "left": 0}


class Pooling(Layer):
    """Base of poolings. Settings with parts have one for each axis that the window slides along."""

    size = Ints(2, parts=("height", "width"), low=1, high=99, unit="px", help="Size of the window")
    stride = Ints(2, parts=("height", "width"), low=1, high=99, unit="px", help="How far the window moves at a time")
    padding = Choice(
        "valid",
        options={"valid": "Valid", "same": "Same", "explicit": "Explicit"},
        help="Valid: windows lie inside the input; what is left over at the end is ignored. Same: they may reach over "
        "the edge, so that nothing is ignored. Explicit: they reach over it as far as told",
    )
    pads = Ints(
        1,
        parts=("top", "left", "bottom", "right"),
        high=98,
        unit="px",
        help="How far windows reach over each side; what is out there never counts",
        when=("padding", ("explicit",)),
    )

    @property
    def axes(self) -> int:
        """Axes that the window slides along: 1 for signals, 2 for images."""
        return len(self.size)

    def slides(self, shape: Shape) -> list[Slide]:
        """The window along each axis for an input of this shape."""
        before, after = self.pads[: self.axes], self.pads[self.axes :]
        return [
            slide(length, size, stride, 1, self.padding, explicit)
            for length, size, stride, explicit in zip(
                shape[1:], self.size, self.stride, zip(before, after, strict=True), strict=True
            )
        ]

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(axis.window for axis in self.slides(shapes[0]))

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 1 + self.axes)
        slides = self.slides(shapes[0])
        if any(max(axis.before, axis.after) >= axis.span for axis in slides):
            raise ShapeError(
                Message(
                    "The padding of {layer} must be smaller than its window, or there would be windows with nothing in "
                    "them. Choose a larger window or less padding.",
                    layer=Message(self.title),
                )
            )
        return (shapes[0][0], *need_room(self, slides))

    def summary(self) -> str:
        text = " × ".join(map(str, self.size))
        return text if self.stride == self.size else f"{text} / {' × '.join(map(str, dict.fromkeys(self.stride)))}"

    def _torch_window(self, slides: Sequence[Slide] = ()) -> str:
        """Size, stride and even padding as arguments of PyTorch's functions."""
        arguments = [str(plain(self.size))]
        if self.stride != self.size:
            arguments.append(f"stride={plain(self.stride)}")
        if any(axis.before for axis in slides):
            arguments.append(f"padding={plain([axis.before for axis in slides])}")
        return ", ".join(arguments)

    def geometry(self, x: TensorReference) -> dict[str, int]:
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

    def keras_arguments(self, slides: Sequence[Slide]) -> str:
        """What all poolings of Keras are told, for padding that is none or "same"."""
        stride = f", strides={plain(self.stride)}" if self.stride != self.size else ""
        padding = ', padding="same"' if any(axis.before or axis.after for axis in slides) else ""
        return f"{plain(self.size)}{stride}{padding}"


class MaxPooling(Pooling):
    """Base of max pooling."""

    kinks: ClassVar[bool] = True

    def flops(self, *shapes: Shape) -> int:
        return 0

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        build.emit(max_pool, x=x, y=y, winner=build.scratch_tensor("winner", y), **self.geometry(x))

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None:
            build.emit(winner_gradient, winner=build.scratch_tensor("winner", dy), dy=dy, dx=dx, **self.geometry(dx))

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("MaxPool", *build.inputs, **onnx_window(self.slides(build.shapes[0])))

    def torch(self, *shapes: Shape) -> str:
        slides, pool = self.slides(shapes[0]), f"torch.nn.functional.max_pool{self.axes}d"
        if _torch_pads_so(slides):
            return f"lambda x: {pool}(x, {self._torch_window(slides)})"
        padded = f"torch.nn.functional.pad(x, {torch_pads(slides)}, value=float('-inf'))"
        return f"lambda x: {pool}({padded}, {self._torch_window()})"

    def keras(self, *shapes: Shape) -> str:
        slides = self.slides(shapes[0])
        pool = f"keras.layers.MaxPooling{self.axes}D"
        if is_same(slides):
            return f"{pool}({self.keras_arguments(slides)})"
        pads = ((0, 0), *keras_pads(slides), (0, 0))
        padded = f'keras.ops.pad(x, {pads}, constant_values=float("-inf"))'
        return f"keras.layers.Lambda(lambda x: {padded})\n{pool}({self.keras_arguments(())})"


def _torch_pads_so(slides: Sequence[Slide]) -> bool:
    """Whether PyTorch's poolings pad like this themselves: as much at both ends, at most half of the window."""
    return all(axis.before == axis.after <= axis.size // 2 for axis in slides)


class AveragePooling(Pooling):
    """Base of average pooling."""

    linear: ClassVar[bool] = True

    def flops(self, *shapes: Shape) -> int:
        return prod(self.output_shape(*shapes)) * prod(self.size)

    def forward(self, build: Build) -> None:
        x = build.input()
        build.emit(average_pool, x=x, y=build.output(), **self.geometry(x))

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            build.emit(average_pool_gradient, dy=build.output_gradient(), dx=dx, **self.geometry(dx))

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("AveragePool", *build.inputs, **onnx_window(self.slides(build.shapes[0])))

    def torch(self, *shapes: Shape) -> str:
        slides = self.slides(shapes[0])
        pool = f"torch.nn.functional.avg_pool{self.axes}d"
        if _torch_pads_so(slides):
            more = ", count_include_pad=False" if any(axis.before for axis in slides) else ""
            return f"lambda x: {pool}(x, {self._torch_window(slides)}{more})"
        # What PyTorch cannot pad itself must not count either: divided by the share of each window that lies inside.
        mean, share = (
            f"{pool}(torch.nn.functional.pad({what}, {torch_pads(slides)}), {self._torch_window()})"
            for what in ("x", "torch.ones_like(x)")
        )
        return f"lambda x: {mean} / {share}"

    def keras(self, *shapes: Shape) -> str:
        slides = self.slides(shapes[0])
        if not is_same(slides) or any(axis.before != axis.after and axis.size > 2 for axis in slides):
            return f"AveragePooling({self.size}, strides={self.stride}, pads={keras_pads(slides)})"
        return f"keras.layers.AveragePooling{self.axes}D({self.keras_arguments(slides)})"


class StochasticPooling(Pooling):
    """Base of stochastic pooling."""

    kinks: ClassVar[bool] = True
    random: ClassVar[bool] = True

    def flops(self, *shapes: Shape) -> int:
        return 3 * prod(self.output_shape(*shapes)) * prod(self.size)

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if build.training:
            noise = {"stream": build.stream(), "state": build.state()}
            build.emit(draw_pool, x=x, y=y, winner=build.scratch_tensor("winner", y), **self.geometry(x), **noise)
        else:
            build.emit(expected_pool, x=x, y=y, whole=build.scratch_tensor("sum", y), **self.geometry(x))

    def backward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is None:
            return
        given = {"dy": dy, "dx": dx, **self.geometry(dx)}
        if build.training:
            build.emit(winner_gradient, winner=build.scratch_tensor("winner", y), **given)
        else:
            build.emit(expected_pool_gradient, x=x, y=y, whole=build.scratch_tensor("sum", y), **given)

    def onnx(self, build: OnnxBuild) -> str:
        window = onnx_window(self.slides(build.shapes[0]))
        above = build.add("Relu", *build.inputs)
        squares = build.add("AveragePool", build.add("Mul", above, above), **window)
        whole = build.add("AveragePool", above, **window)  # both are sums over the window, divided by its cells
        return build.add("Div", squares, build.add("Max", whole, build.constant(1e-30)))

    def torch(self, *shapes: Shape) -> str:
        slides = self.slides(shapes[0])
        pads = f", padding={torch_pads(slides)}" if any(axis.before or axis.after for axis in slides) else ""
        return f"StochasticPool({self.size}, stride={self.stride}{pads})"

    def keras(self, *shapes: Shape) -> str:
        size, stride = ((1, *parts)[-2:] for parts in (self.size, self.stride))
        slides = self.slides(shapes[0])
        if not is_same(slides):
            pads = keras_pads(slides)
            padding = f"keras.layers.ZeroPadding{self.axes}D({pads if self.axes > 1 else pads[0]})"
            return f"{padding}\nStochasticPooling({size}, strides={stride})"
        padding = ', padding="same"' if any(axis.before or axis.after for axis in slides) else ""
        return f"StochasticPooling({size}, strides={stride}{padding})"
