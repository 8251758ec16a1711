"""The networks that are measured beside PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

from lab.document.graph import Graph
from lab.engine.benchmark.chain import Chain


@dataclass(frozen=True)
class Contest:
    """A network to be trained by both sides.

    Attributes:
        batch: samples of a step.
        goal: the speed-up that is aimed at; `single_goal` likewise, where each step is a call of its own.
    """

    name: str
    graph: Graph
    batch: int
    goal: float | None = None
    single_goal: float | None = None


def lenet5() -> Graph:
    """LeNet-5 (LeCun et al. 1998) with ReLU and max pooling."""
    return (
        Chain(1, 28, 28)
        .then("conv2d", "relu", "max_pool2d", channels=6, kernel=5, padding="same")
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=16, kernel=5, padding="valid")
        .then("dense", "relu", units=120)
        .then("dense", "relu", units=84)
        .end(10)
    )


def contests() -> list[Contest]:
    """Seven networks of the sizes that people learn with."""
    keras = (
        Chain(1, 28, 28)
        .then("conv2d", "relu", channels=32, padding="valid")
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=64, padding="valid")
        .then("dense", "relu", units=128)
        .end(10)
    )
    tutorial = Chain(3, 64, 64).then("conv2d", "relu", "max_pool2d", "flatten", channels=32, padding="valid").end(10)
    digits = (
        Chain(1, 8, 8)
        .then("conv2d", "relu", "max_pool2d", channels=8)
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=16)
        .end(10)
    )
    resnet = Chain(3, 32, 32).then("conv2d", channels=16).residual(16).residual(16).then("max_pool2d")
    resnet.then("conv2d", channels=32).residual(32).residual(32).then("global_average_pool")
    return [
        Contest("lenet5", lenet5(), 64, 6),
        Contest("keras-mnist", keras, 64, 2),
        Contest("tutorial", tutorial, 64, 4),
        Contest("784-16-10", Chain(784).then("dense", "sigmoid", units=16).end(10), 64, 12),
        Contest("digits", digits, 32, 30),
        Contest("xor", Chain(2).then("dense", "tanh", units=8).end(2), 4, 75, 75),
        Contest("resnet-mini", resnet.end(10), 64, 1.9),
    ]
