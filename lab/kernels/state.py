"""Counters that the program and the trainer share: slots of one int64 array outside the arena."""

from __future__ import annotations

from typing import Any

from lab.kernels.kernel import Integers, helper
from lab.kernels.lanes import LANES, lane_numbers

COUNT = 0  # samples in the batch at work; the lanes beyond are padding and have no gradient
BATCH = 1  # number of the batch within the epoch
UPDATES = 2  # updates done since the first weights: the t of Adam, and what dropout's noise depends on
STOP = 3  # set by the program: 0 go on, or why the steps end here (below)
INTERRUPT = 4  # set by the trainer: end after the step at work
SEED = 5  # of dropout's noise
TOTAL = 6  # samples in the epoch
WRITTEN = 7  # batches written to the curves since the trainer last read them
SLOTS = 16

NON_FINITE = 1  # values of STOP: a loss or gradient is not finite
INTERRUPTED = 2  # the trainer asked

# Slots of the control vector in the arena: numbers that may change while a run goes on.
LEARNING_RATE = 0  # of the step at work; set by the program
CLIP_LIMIT = 1
GRADIENT_SCALE = 2  # what clipping by norm multiplies every gradient with; set by the program
CONTROLS = 4


@helper
def in_batch(block: int, state: Integers, like: Any) -> Any:
    """For each lane of a block whether it holds a sample of the batch, not padding."""
    return lane_numbers(like) + float(block * LANES) < float(state[COUNT])
