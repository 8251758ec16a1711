"""Weights that keep lengths."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "orthogonal", title="Orthogonal", order=7)
class Orthogonal(Initializer):
    """W Wᵀ = 1 (or Wᵀ W = 1 where outputs outnumber inputs): a random rotation, which changes no signal's length
    however many such layers follow each other.

    W: the weights as a matrix of one row for each output. From the QR decomposition of normal numbers, R's diagonal
    made positive so that every rotation is as likely. Source: Saxe, McClelland and Ganguli 2014.
    """

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        rows, columns = shape[0], math.prod(shape[1:])
        q, r = np.linalg.qr(random.standard_normal((max(rows, columns), min(rows, columns))))
        q *= np.where(np.diag(r) < 0, -1.0, 1.0)
        return (q if rows >= columns else q.T).reshape(shape)
