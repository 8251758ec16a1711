"""The operations of a training step that belong to no layer: batches, accuracy, gradient norms, curves."""

from __future__ import annotations

import math

from lab.kernels.kernel import Float64s, Integers, Vector, kernel, share, share_numbers
from lab.kernels.lanes import LANES, Tensor, where, zeros_like
from lab.kernels.state import (
    BATCH,
    CLIP_LIMIT,
    COUNT,
    GRADIENT_SCALE,
    LEARNING_RATE,
    NON_FINITE,
    STOP,
    UPDATES,
    WRITTEN,
)

PART = 4096  # numbers that are summed at a time


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
def finite_parts(gradient: Vector, sums: Vector, thread: int, threads: int) -> None:
    """sums[p] = sum of 0 g over PART numbers, the p-th so many: 0, but NaN where one of them is not finite."""
    nothing = gradient.dtype.type(0)
    first, end = share(sums.size, thread, threads)
    for p in range(first, end):
        numbers = gradient[p * PART : min((p + 1) * PART, gradient.size)]
        total = nothing
        for k in range(numbers.size):
            total += nothing * numbers[k]
        sums[p] = total


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

    Clipping by norm (Pascanu et al. 2013): scale = min(1, limit / |g|), |g| over all parameters. Without it the sums
    need not be those of squares, if only they are finite where all gradients are.
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
