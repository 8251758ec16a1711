"""The operations of a training step that belong to no layer: batches, accuracy, gradient norms, curves."""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.kernel import Float32s, Float64s, Integers, Matrix, Uint8s, Vector, helper, kernel, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.state import (
    BATCH,
    CLIP_LIMIT,
    COUNT,
    GRADIENT_SCALE,
    LEARNING_RATE,
    NON_FINITE,
    STOP,
    TOTAL,
    UPDATES,
    WRITTEN,
)


@kernel
def next_batch(state: Integers, batch: int, thread: int, threads: int) -> None:
    """Say how many samples the batch has: the last of an epoch may have fewer."""
    if thread == 0:
        state[COUNT] = min(batch, state[TOTAL] - state[BATCH] * batch)


@helper
def _gather(
    data: Any, order: Any, x: Any, batch: Any, scale: Any, offset: Any, state: Any, thread: int, threads: int
) -> None:
    """x of sample s = stored number * scale + offset; lanes without a sample are 0."""
    size = x.channels * x.height * x.width
    first, end = share(x.blocks * LANES, thread, threads)
    for place in range(first, end):
        block, lane = place // LANES, place % LANES
        filled = place < state[COUNT]
        start = order[state[BATCH] * batch + place] * size if filled else 0
        cell = 0
        for c in range(x.channels):
            for i in range(x.height):
                for j in range(x.width):
                    x[block, c, i, j, lane] = data[start + cell] * scale + offset if filled else 0.0
                    cell += 1


@kernel
def gather_uint8(
    data: Uint8s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Fetch the batch's samples, stored as whole numbers of one byte."""
    _gather(data, order, x, batch, scale, offset, state, thread, threads)


@kernel
def gather_float32(
    data: Float32s,
    order: Integers,
    x: Tensor,
    batch: int,
    scale: float,
    offset: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Fetch the batch's samples, stored in float32."""
    _gather(data, order, x, batch, scale, offset, state, thread, threads)


@kernel
def gather_values(
    values: Float32s, order: Integers, target: Tensor, batch: int, state: Integers, thread: int, threads: int
) -> None:
    """Fetch the batch's targets where they are numbers, not classes."""
    _gather(values, order, target, batch, 1.0, 0.0, state, thread, threads)


@kernel
def gather_classes(
    classes: Integers, order: Integers, target: Tensor, batch: int, state: Integers, thread: int, threads: int
) -> None:
    """One-hot targets: 1 at the sample's class, else 0. A single output gets the class number, 0 or 1."""
    first, end = share(target.blocks * LANES, thread, threads)
    for place in range(first, end):
        block, lane = place // LANES, place % LANES
        filled = place < state[COUNT]
        label = classes[order[state[BATCH] * batch + place]] if filled else -1
        if target.channels == 1:
            target[block, 0, 0, 0, lane] = 1.0 if label == 1 else 0.0
        else:
            for k in range(target.channels):
                target[block, k, 0, 0, lane] = 1.0 if k == label else 0.0


@kernel
def accuracy(output: Tensor, target: Tensor, correct: Vector, threshold: float, thread: int, threads: int) -> None:
    """1 for each sample whose largest output is at its class; a single output is compared with the threshold."""
    first, end = share(output.blocks * LANES, thread, threads)
    for place in range(first, end):
        n, lane = place // LANES, place % LANES
        if output.channels == 1:
            says, wanted = output[n, 0, 0, 0, lane] >= threshold, target[n, 0, 0, 0, lane] > 0.5
            right = says == wanted
        else:
            best = 0
            for k in range(1, output.channels):
                if output[n, k, 0, 0, lane] > output[n, best, 0, 0, lane]:
                    best = k
            right = target[n, best, 0, 0, lane] > 0.5
        correct[place] = 1.0 if right else 0.0


@kernel
def add_gradients(a: Tensor, b: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = a + b: where several layers use one output, its gradient is the sum of theirs. y may be a."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = a[n, c, i, j] + b[n, c, i, j]


@kernel
def clip_values(gradient: Vector, control: Vector, thread: int, threads: int) -> None:
    """g <- g limited to [-limit, limit], limit = control[CLIP_LIMIT]; NaN stays NaN."""
    limit = control[CLIP_LIMIT]
    first, end = share(gradient.size, thread, threads)
    for k in range(first, end):
        if gradient[k] > limit:
            gradient[k] = limit
        elif gradient[k] < -limit:
            gradient[k] = -limit


@kernel
def add_l1(weight: Vector, gradient: Vector, strength: float, thread: int, threads: int) -> None:
    """g <- g + strength sign(w): the gradient of strength times the sum of |w|. Source: Tibshirani 1996."""
    first, end = share(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    for k in range(weight.size):
        above, below = 1.0 if weight[k] > 0 else 0.0, 1.0 if weight[k] < 0 else 0.0
        gradient[k] += strength * (above - below)


@kernel
def square_sum(gradient: Vector, norms: Matrix, number: int, thread: int, threads: int) -> None:
    """norms[number, 0] = sum of g^2, in float64. One thread, so that the sum does not depend on how many there are."""
    if thread == number % threads:
        squares = 0.0
        for k in range(gradient.size):
            squares += float(gradient[k]) * float(gradient[k])
        norms[number, 0] = squares


@kernel
def guard(
    norms: Matrix,
    sample_loss: Vector,
    rates: Float64s,
    control: Vector,
    clip: int,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Set the step's learning rate; stop before the update if a loss or gradient is not finite, else count and scale.

    Clipping by norm (Pascanu et al. 2013): scale = min(1, limit / |g|), |g| over all parameters.
    """
    if thread == 0:
        control[LEARNING_RATE] = rates[state[WRITTEN]]
        squares = 0.0
        for number in range(norms.shape[0]):
            squares += norms[number, 0]
        loss = 0.0
        for sample in range(state[COUNT]):
            loss += sample_loss[sample]
        if not (math.isfinite(squares) and math.isfinite(loss)):
            state[STOP] = NON_FINITE
        else:
            state[UPDATES] += 1
            norm = math.sqrt(squares)
            limit = control[CLIP_LIMIT]
            control[GRADIENT_SCALE] = limit / norm if clip == 1 and norm > limit else 1.0


@kernel
def write_curves(
    sample_loss: Vector,
    correct: Vector,
    losses: Float64s,
    hits: Float64s,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """Append the batch's mean loss and share of correct samples to the curves, and go on to the next batch."""
    if thread == 0:
        loss, right = 0.0, 0.0
        for sample in range(state[COUNT]):
            loss += sample_loss[sample]
            right += correct[sample]
        losses[state[WRITTEN]] = loss / state[COUNT]
        hits[state[WRITTEN]] = right / state[COUNT]
        state[WRITTEN] += 1
        state[BATCH] += 1
