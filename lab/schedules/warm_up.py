"""Warm-up alone."""

from __future__ import annotations

import numpy as np

from lab.schedules.base import Factors, Steps, Warming
from lab.spec.fields import Float
from lab.spec.registry import register


@register("schedule", "warm_up", title="Warm-up", order=20)
class WarmUp(Warming):
    """rate = learning rate · (step + 1) / W in the first W steps, then the learning rate: small steps while the weights
    are still random and their gradients wild.

    W: the steps of the warm-up's epochs. Source: Goyal et al. 2017.
    """

    warm_up = Float(
        1.0,
        low=0,
        high=1000,
        unit="epochs",
        title="Warm-up",
        help="Epochs over which the rate first rises, step by step, to its full height",
    )

    cases = ({}, {"warm_up": 2.5})

    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        return np.ones(len(steps))

    def torch_after(self, per_epoch: int, total: int) -> str:
        return "torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)"
