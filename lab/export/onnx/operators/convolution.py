"""Convolutions and transposed convolutions, of signals and of images."""

from __future__ import annotations

from typing import Any

from lab.export.onnx.conversion import Array, Step, converts
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.borders import part
from lab.export.onnx.operators.rows import as_signal
from lab.export.onnx.refusal import Refused
from lab.layers.base import Shape
from lab.spec.message import Message


@converts("Conv")
@as_signal
def convolution(step: Step) -> Tensor:
    """Conv: the kernels are laid out as here."""
    source, weight, kernel = _window(step)
    operation = step.operation
    axes, shape = len(kernel), step.network.shape(source)
    stride = operation.integers("strides") or (1,) * axes
    dilation = operation.integers("dilations") or (1,) * axes
    groups = operation.integer("group", 1)
    bias = step.optional(2)
    settings: dict[str, Any] = {
        "kernel": kernel,
        "stride": stride,
        "dilation": dilation,
        "bias": bias is not None,
        **padding_of(step, shape[1:], kernel, stride, dilation),
    }
    outputs, inputs = weight.shape[0], shape[0]
    if 1 < groups == inputs and outputs % inputs == 0:
        kind = f"depthwise_conv{axes}d"
        settings["multiplier"] = outputs // inputs
    else:
        kind = f"conv{axes}d"
        settings |= {"channels": outputs, "groups": groups}
    return step.add(kind, source, arrays={"weight": weight, "bias": bias}, **settings)


@converts("ConvTranspose")
def transposed_convolution(step: Step) -> Tensor:
    """ConvTranspose: what is cut off at the two ends may differ by what the output is padded with at its end."""
    source, weight, kernel = _window(step)
    operation = step.operation
    axes, shape = len(kernel), step.network.shape(source)
    stride = operation.integers("strides") or (1,) * axes
    dilation = operation.integers("dilations") or (1,) * axes
    groups = operation.integer("group", 1)
    bias = step.optional(2)
    more = list(operation.integers("output_padding") or (0,) * axes)
    pads = list(operation.integers("pads") or (0,) * 2 * axes)
    way = operation.text("auto_pad", "NOTSET")
    wanted = operation.integers("output_shape")
    if wanted is None and way.startswith("SAME"):
        wanted = tuple(length * step_ for length, step_ in zip(shape[1:], stride, strict=True))
    kept = []  # of each axis, where the layer makes more than the file wants
    for axis in range(axes):
        whole = (shape[1 + axis] - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1 + more[axis]
        if wanted is not None:
            cut = whole - wanted[len(wanted) - axes + axis]
            half = cut // 2 if way == "SAME_UPPER" else cut - cut // 2
            pads[axis], pads[axes + axis] = (half, cut - half) if cut > 0 else (0, cut)
        before, after = pads[axis], pads[axes + axis]
        if 0 <= more[axis] + before - after < max(stride[axis], dilation[axis], 1):
            more[axis] += before - after
            kept.append((0, whole - before - after))
        else:
            pads[axis] = min(before, after)
            kept.append((before - pads[axis], whole - after - pads[axis]))
    y = step.add(
        f"transposed_conv{axes}d",
        source,
        arrays={"weight": weight, "bias": bias},
        channels=weight.shape[1] * groups,
        kernel=kernel,
        stride=stride,
        padding=tuple(pads[:axes]),
        output_padding=tuple(more),
        dilation=dilation,
        groups=groups,
        bias=bias is not None,
    )
    return part(step, y, [(0, y.shape[0]), *kept])


def padding_of(step: Step, lengths: Shape, size: Shape, stride: Shape, dilation: Shape) -> dict[str, Any]:
    """The settings `padding` and `pads` that do what `auto_pad` and `pads` of the operator say."""
    way = step.operation.text("auto_pad", "NOTSET")
    pads = step.operation.integers("pads") or (0,) * 2 * len(size)
    spans = [reach * (cells - 1) + 1 for reach, cells in zip(dilation, size, strict=True)]
    missing = [
        max((-(-length // pace) - 1) * pace + span - length, 0)
        for length, pace, span in zip(lengths, stride, spans, strict=True)
    ]
    halves = tuple(number // 2 for number in missing)
    rest = tuple(number - half for number, half in zip(missing, halves, strict=True))
    if way == "SAME_UPPER":
        return {"padding": "same"}
    if way == "SAME_LOWER":
        pads = (*rest, *halves)
    elif way == "VALID":
        pads = (0,) * 2 * len(size)
    elif way != "NOTSET":
        raise Refused(Message('its padding "{way}" is not known.', way=way))
    if len(pads) != 2 * len(size):
        raise Refused(
            Message(
                "it has {count} numbers of padding where {wanted} are needed.", count=len(pads), wanted=2 * len(size)
            )
        )
    if not any(pads):
        return {"padding": "valid"}
    if set(stride) == {1} and pads == (*halves, *rest):
        return {"padding": "same"}
    return {"padding": "explicit", "pads": pads}


def _window(step: Step) -> tuple[str, Array, Shape]:
    """Where the input comes from, the kernels, and how large one is."""
    source = step.node(0, 2, 3)
    weight = step.known(1)
    kernel = step.operation.integers("kernel_shape") or weight.shape[2:]
    if weight.shape[2:] != kernel or weight.ndim != len(step.network.shape(source)) + 1:
        raise Refused(Message("the size of its kernels does not fit its input and its weights."))
    return source, weight, kernel
