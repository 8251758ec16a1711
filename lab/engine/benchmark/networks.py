"""The networks that are measured beside PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

from lab.document.graph import Graph
from lab.document.templates import template
from lab.engine.benchmark.chain import Chain


@dataclass(frozen=True)
class Contest:
    """A network to be trained by both sides: `batch` samples a step; `goal` is the speed-up that is aimed at."""

    name: str
    graph: Graph
    batch: int
    goal: float | None = None


def contests() -> list[Contest]:
    """Seven networks of the sizes that people learn with."""
    lenet = (
        Chain(1, 28, 28)
        .then("conv2d", "relu", "max_pool2d", channels=6, kernel=5, padding="same")
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=16, kernel=5, padding="valid")
        .then("dense", "relu", units=120)
        .then("dense", "relu", units=84)
        .end(10)
    )
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
        Contest("lenet5", lenet, 64, 6),
        Contest("keras-mnist", keras, 64, 2),
        Contest("tutorial", tutorial, 64, 4),
        Contest("784-16-10", Chain(784).then("dense", "sigmoid", units=16).end(10), 64, 12),
        Contest("digits", digits, 32, 30),
        Contest("xor", Chain(2).then("dense", "tanh", units=8).end(2), 4, 75),
        Contest("resnet-mini", resnet.end(10), 64, 1.9),
    ]


def find(name: str) -> Contest:
    """The contest of that name, or a template of that name with its own batch size."""
    found = next((contest for contest in contests() if contest.name == name), None)
    if found is None:
        model = template(name)
        found = Contest(name, model.graph, model.setup.run.batch_size)
    return found
