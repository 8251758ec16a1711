"""Poolings."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts
from lab.export.onnx.network import Tensor, layer_of
from lab.export.onnx.operators.arithmetic import merged, times_known
from lab.export.onnx.operators.borders import every, part
from lab.export.onnx.operators.convolution import padding_of
from lab.export.onnx.operators.rows import as_signal
from lab.export.onnx.refusal import Refused
from lab.export.onnx.views import View
from lab.layers.sliding import Slide, slide
from lab.spec.message import Message

MOST_WITH_GAPS = 8  # cells of a window along an axis; where there are gaps each takes a layer of its own
FARTHEST_BELOW = -1e9  # what a maximum never is, where it stands outside


@converts("MaxPool")
@as_signal
def max_pool(step: Step) -> Tensor:
    """MaxPool; cells outside never win."""
    step.operation.ignore("storage_order")  # of the places of the winners, which are not computed here
    source = step.node(0, 2, 3)
    return _pool(step, "max_pool", source, _slides(step, source))


@converts("AveragePool")
@as_signal
def average_pool(step: Step) -> Tensor:
    """AveragePool; where the zeros outside count, a layer puts them there first."""
    source = step.node(0, 2, 3)
    slides = _slides(step, source)
    if step.operation.integer("count_include_pad", 0):
        given = _slides(step, source, with_ceil=False)
        pads = [*(axis.before for axis in given), *(axis.after for axis in given)]
        if any(pads):
            rows = (0, 0) if len(given) == 1 else (pads[0], pads[2])
            left, right = pads[len(given) - 1], pads[-1]
            layer = layer_of("zero_padding", pads=(rows[0], left, rows[1], right))
            source = step.network.add(layer, [source])
        slides = [
            replace(axis, length=axis.length + there.before + there.after, before=0, after=axis.after - there.after)
            for axis, there in zip(slides, given, strict=True)
        ]
    return _pool(step, "average_pool", source, slides)


@converts("GlobalAveragePool", "GlobalMaxPool")
def global_pool(step: Step) -> Tensor:
    """One number for each channel; the axes of the places stay, with size 1."""
    kind = "global_average_pool" if step.operation.operator == "GlobalAveragePool" else "global_max_pool"
    x = step.tensor()
    if len(x.shape) > 3:  # where the places are does not matter
        x = Tensor(x.node, x.view.reshaped((x.shape[0], prod(x.shape[1:]))))
    if len(x.shape) == 1:
        raise Refused(Message("its input has no places to pool."))
    y = step.add(kind, step.network.laid_out(x))
    return Tensor(y.node, y.view.reshaped((x.shape[0], *(1 for _ in step.tensor().shape[1:]))))


def _slides(step: Step, source: str, with_ceil: bool = True) -> list[Slide]:
    """The window along each axis, padded as the operator says; what `ceil_mode` adds is padding that never counts."""
    operation, lengths = step.operation, step.network.shape(source)[1:]
    size = operation.integers("kernel_shape") or ()
    stride = operation.integers("strides") or (1,) * len(size)
    dilation = operation.integers("dilations") or (1,) * len(size)
    if not len(size) == len(stride) == len(dilation) == len(lengths) or min((*size, *stride, *dilation)) < 1:
        raise Refused(Message("the size of its window does not fit its input."))
    settings = padding_of(step, lengths, size, stride, dilation)
    pads = settings.get("pads", (0,) * 2 * len(size))
    explicit = zip(pads[: len(size)], pads[len(size) :], strict=True)
    slides = [
        slide(length, cells, pace, reach, settings["padding"], told)
        for length, cells, pace, reach, told in zip(lengths, size, stride, dilation, explicit, strict=True)
    ]
    return [_up(axis) for axis in slides] if with_ceil and operation.integer("ceil_mode", 0) else slides


def _pool(step: Step, kind: str, source: str, slides: list[Slide]) -> Tensor:
    """The layer with this window."""
    same = [slide(axis.length, axis.size, axis.stride, axis.dilation, "same") for axis in slides]
    settings: dict[str, Any] = {"size": [axis.size for axis in slides], "stride": [axis.stride for axis in slides]}
    pads = [*(axis.before for axis in slides), *(axis.after for axis in slides)]
    automatic = step.operation.integer("ceil_mode", 0) or step.operation.text("auto_pad", "NOTSET") == "SAME_UPPER"
    if any(axis.dilation > 1 for axis in slides):
        return _with_gaps(step, kind, source, slides)
    if any(pads) and slides == same and (automatic or all(axis.stride == 1 for axis in slides)):
        settings["padding"] = "same"
    elif any(pads):
        settings |= {"padding": "explicit", "pads": pads}
    return step.add(f"{kind}{len(slides)}d", source, **settings)


def _with_gaps(step: Step, kind: str, source: str, slides: list[Slide]) -> Tensor:
    """A window with gaps between its cells: the parts of the input that its cells see, merged axis by axis."""
    if max(axis.size for axis in slides) > MOST_WITH_GAPS:
        raise Refused(
            Message(
                "there are gaps between the cells of its window (dilations), and more than {most} cells along an axis.",
                most=MOST_WITH_GAPS,
            )
        )
    largest = kind == "max_pool"
    x = Tensor(source, View.plain(step.network.shape(source)))
    pads = [(0, 0), *((axis.before, axis.after) for axis in slides)][-2:]
    if any(map(any, pads)):
        fill: dict[str, Any] = {"fill": "constant", "value": FARTHEST_BELOW} if largest else {}
        x = step.add("zero_padding", x.node, pads=(pads[0][0], pads[1][0], pads[0][1], pads[1][1]), **fill)
    for place, axis in enumerate(slides, 1):
        seen = []
        for cell in range(axis.size):
            ranges = [(0, size) for size in x.shape]
            first = cell * axis.dilation
            ranges[place] = (first, first + (axis.places - 1) * axis.stride + 1)
            taken = part(step, x, ranges)
            strides = [axis.stride if other == place else 1 for other in range(len(x.shape))]
            seen.append(every(step, taken, strides) if axis.stride > 1 else taken)
        x = merged(step, "maximum" if largest else "add", seen)
    return x if largest else times_known(step, x, 1 / _cells_inside(slides))


def _cells_inside(slides: list[Slide]) -> Array:
    """How many cells of the window lie in the input, for each place."""
    counts = np.ones(())
    for axis in slides:
        cells = np.arange(axis.places)[:, None] * axis.stride - axis.before + np.arange(axis.size) * axis.dilation
        counts = counts[..., None] * ((cells >= 0) & (cells < axis.length)).sum(axis=1)
    return np.asarray(counts)


def _up(axis: Slide) -> Slide:
    """The window with as much padding at the end as makes room for one more place, unless that begins beyond all."""
    room = axis.length + axis.before + axis.after - axis.span
    places = -(-room // axis.stride) + 1
    if (places - 1) * axis.stride >= axis.length + axis.before:
        places -= 1
    after = (places - 1) * axis.stride + axis.span - axis.length - axis.before
    return replace(axis, after=max(after, axis.after))
