"""Normalisation layers."""

from __future__ import annotations

from math import prod

import numpy as np

from lab.export.onnx.conversion import Array, Step, converts
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import plus_known, times_known
from lab.export.onnx.refusal import Refused
from lab.spec.message import Message


@converts("BatchNormalization")
def batch_norm(step: Step) -> Tensor:
    """BatchNormalization with the statistics that are in the file."""
    operation = step.operation
    if operation.integer("training_mode", 0):
        raise Refused(
            Message("it computes mean and variance of each batch while predicting. Export the network for inference.")
        )
    if not operation.integer("spatial", 1):
        raise Refused(Message("it normalises every place by itself (spatial = 0)."))
    scale, shift, mean, variance = (step.known(place) for place in range(1, 5))
    arrays = {"scale": scale, "shift": shift, "running_mean": mean, "running_variance": variance}
    momentum = round(1 - operation.number("momentum", 0.9), 7)
    x = step.tensor(0)
    y = step.add(
        "batch_norm",
        step.network.laid_out(_with_places(x)),
        arrays=arrays,
        epsilon=operation.number("epsilon", 1e-5),
        momentum=min(max(momentum, 0), 1),
    )
    return Tensor(y.node, y.view.reshaped(x.shape))


@converts("InstanceNormalization")
def instance_norm(step: Step) -> Tensor:
    """InstanceNormalization: each channel of each sample by itself. Channels that PyTorch has put together for it are
    groups.
    """
    x, arrays = step.tensor(0), {"scale": step.known(1), "shift": step.known(2)}
    channels = step.network.shape(x.node)[0]
    if x.view.is_plain and len(x.shape) == 2 and channels > x.shape[0] and channels % x.shape[0] == 0:
        alike = {name: np.repeat(array, channels // x.shape[0]) for name, array in arrays.items()}
        y = step.add(
            "group_norm", x.node, arrays=alike, groups=x.shape[0], epsilon=step.operation.number("epsilon", 1e-5)
        )
        return Tensor(y.node, y.view.reshaped(x.shape))
    return _group_norm(step, x, x.shape[0], arrays=arrays)


@converts("GroupNormalization")
def group_norm(step: Step) -> Tensor:
    """GroupNormalization; before version 21 scale and shift are one number for each group."""
    step.operation.ignore("stash_type")
    groups, x = step.operation.integer("num_groups", 0), step.tensor(0)
    scale, shift = step.known(1), step.known(2)
    if groups < 1 or x.shape[0] % groups:
        raise Refused(
            Message("its {groups} groups cannot share out {channels} channels.", groups=groups, channels=x.shape[0])
        )
    if len(scale) == groups:
        scale, shift = (np.repeat(array, x.shape[0] // groups) for array in (scale, shift))
    return _group_norm(step, x, groups, arrays={"scale": scale, "shift": shift})


@converts("LayerNormalization")
def layer_norm(step: Step) -> Tensor:
    """LayerNormalization over the last axes. Scale and shift have a number for each cell that is normalised."""
    operation, x = step.operation, step.tensor(0)
    operation.ignore("stash_type")
    axis = step.axis(operation.integer("axis", -1))
    scale, shift = step.known(1), step.optional(2)
    epsilon = operation.number("epsilon", 1e-5)
    if axis == 0 and len(x.shape) == 1:
        arrays = {"scale": np.broadcast_to(scale, x.shape), "shift": shift}
        return step.add("layer_norm", step.network.laid_out(x), arrays=arrays, epsilon=epsilon)
    rows, cells = prod(x.shape[:axis]), prod(x.shape[axis:])
    source = step.network.laid_out(Tensor(x.node, x.view.reshaped((rows, cells))))
    y = step.add("group_norm", source, groups=rows, epsilon=epsilon)
    y = times_known(step, Tensor(y.node, y.view.reshaped(x.shape)), scale)
    return y if shift is None else plus_known(step, y, shift)


def _group_norm(step: Step, x: Tensor, groups: int, arrays: dict[str, Array]) -> Tensor:
    epsilon = step.operation.number("epsilon", 1e-5)
    y = step.add("group_norm", step.network.laid_out(_with_places(x)), arrays=arrays, groups=groups, epsilon=epsilon)
    return Tensor(y.node, y.view.reshaped(x.shape))


def _with_places(x: Tensor) -> Tensor:
    """Samples with more than three axes as channels and places, which is all that matters to a number per channel."""
    if len(x.shape) <= 3:
        return x
    return Tensor(x.node, x.view.reshaped((x.shape[0], prod(x.shape[1:]))))
