"""The operations of a training step that belong to no layer: batches, accuracy, gradient norms, curves."""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.kernel import Float32s, Float64s, Integers, Uint8s, Vector, helper, kernel, share, share_numbers
from lab.kernels.lanes import LANES, Tensor, where, zeros_like
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

PART = 4096  # numbers whose squares are summed at a time


@helper
def samples_in_batch(batch: int, state: Any) -> Any:
    """How many samples the batch at work has: the last of an epoch may have fewer."""
    return min(batch, state[TOTAL] - state[BATCH] * batch)


@helper
def _gather(
    data: Any, order: Any, x: Any, batch: Any, scale: Any, offset: Any, state: Any, thread: int, threads: int
) -> None:
    """x of sample s = stored number * scale + offset; lanes without a sample are 0."""
    size = x.channels * x.height * x.width
    count = samples_in_batch(batch, state)
    first, end = share(x.blocks * LANES, thread, threads)
    for place in range(first, end):
        block, lane = place // LANES, place % LANES
        filled = place < count
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
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
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
    if thread == 0:
        state[COUNT] = samples_in_batch(batch, state)
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
    count = samples_in_batch(batch, state)
    first, end = share(target.blocks, thread, threads)
    for n in range(first, end):
        for k in range(target.channels):
            target[n, k, 0, 0] = zeros_like(target[n, k, 0, 0])
        for lane in range(min(LANES, count - n * LANES)):
            label = classes[order[state[BATCH] * batch + n * LANES + lane]]
            if target.channels > 1:
                target[n, label, 0, 0, lane] = 1.0
            elif label == 1:
                target[n, 0, 0, 0, lane] = 1.0


@kernel
def accuracy(output: Tensor, target: Tensor, correct: Tensor, threshold: float, thread: int, threads: int) -> None:
    """1 for each sample whose largest output is at its class; a single output is compared with the threshold."""
    first, end = share(output.blocks, thread, threads)
    for n in range(first, end):
        best, wanted = output[n, 0, 0, 0], target[n, 0, 0, 0]
        one = zeros_like(best) + 1
        if output.channels == 1:
            wanted = where(best >= threshold, wanted, one - wanted)
        for k in range(1, output.channels):
            wins = output[n, k, 0, 0] > best
            wanted = where(wins, target[n, k, 0, 0], wanted)
            best = where(wins, output[n, k, 0, 0], best)
        correct[n, 0, 0, 0] = where(wanted > 0.5, one, zeros_like(best))


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
    first, end = share_numbers(gradient.size, thread, threads)
    gradient = gradient[first:end]
    for k in range(gradient.size):
        g = limit if gradient[k] > limit else gradient[k]
        gradient[k] = -limit if g < -limit else g


@kernel
def add_l1(weight: Vector, gradient: Vector, strength: float, thread: int, threads: int) -> None:
    """g <- g + strength sign(w): the gradient of strength times the sum of |w|. Source: Tibshirani 1996."""
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    for k in range(weight.size):
        above, below = 1.0 if weight[k] > 0 else 0.0, 1.0 if weight[k] < 0 else 0.0
        gradient[k] += strength * (above - below)


@kernel
def sums_of_squares(gradient: Vector, sums: Vector, thread: int, threads: int) -> None:
    """sums[p] = sum of g^2 over PART numbers, the p-th so many, in float64: the same for any number of threads."""
    first, end = share(sums.size, thread, threads)
    for p in range(first, end):
        numbers = gradient[p * PART : min((p + 1) * PART, gradient.size)]
        squares = 0.0
        for k in range(numbers.size):
            squares += float(numbers[k]) * float(numbers[k])
        sums[p] = squares


@kernel
def guard(
    sums: Vector,
    sample_loss: Tensor,
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
        for p in range(sums.size):
            squares += sums[p]
        loss = 0.0
        for sample in range(state[COUNT]):
            loss += sample_loss[sample // LANES, 0, 0, 0, sample % LANES]
        if not (math.isfinite(squares) and math.isfinite(loss)):
            state[STOP] = NON_FINITE
        else:
            state[UPDATES] += 1
            norm = math.sqrt(squares)
            limit = control[CLIP_LIMIT]
            control[GRADIENT_SCALE] = limit / norm if clip == 1 and norm > limit else 1.0


@kernel
def write_curves(
    sample_loss: Tensor,
    correct: Tensor,
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
            loss += sample_loss[sample // LANES, 0, 0, 0, sample % LANES]
            right += correct[sample // LANES, 0, 0, 0, sample % LANES]
        losses[state[WRITTEN]] = loss / state[COUNT]
        hits[state[WRITTEN]] = right / state[COUNT]
        state[WRITTEN] += 1
        state[BATCH] += 1
