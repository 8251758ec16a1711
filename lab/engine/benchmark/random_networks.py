"""Networks drawn by lot from everything that is registered: a new layer is among them as soon as its file is there."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any, cast

import numpy as np

from lab.document.graph import Graph
from lab.document.shapes import analyse
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.networks import Contest
from lab.engine.benchmark.sides import step_flops
from lab.layers.base import Layer, Shape
from lab.spec import registry
from lab.spec.errors import LabError
from lab.spec.fields import Bool, Choice, Field, Float, Int, Ints, OneOf

TRIES = 30  # settings that are drawn for a layer before another one is tried
CLASSES = 10
MOST_FLOPS = 1_000_000_000  # of one training step of a random contest: tens of milliseconds
# Settings whose usual values are others than the smallest few that are allowed.
USUAL: dict[str, tuple[int, ...]] = {
    "kernel": (1, 2, 3, 3, 3, 5, 7),
    "size": (2, 2, 3, 4),
    "stride": (1, 1, 1, 2, 3),
    "dilation": (1, 1, 1, 2, 3),
    "pads": (0, 1, 2),
}
SHARES = ("groups", "pieces")  # settings that should divide the number of channels


@dataclass(frozen=True)
class Scale:
    """How large the networks are. One of each row is drawn; `most` limits the numbers in one sample's output."""

    sides: tuple[int, ...]
    lengths: tuple[int, ...]
    features: tuple[int, ...]
    inputs: tuple[int, ...]
    channels: tuple[int, ...]
    units: tuple[int, ...]
    layers: tuple[int, ...]
    batches: tuple[int, ...]
    most: int


LEARNING = Scale(
    sides=(8, 12, 16, 20, 28, 32, 48, 64),
    lengths=(16, 50, 100, 128, 250, 500),
    features=(2, 10, 64, 100, 784),
    inputs=(1, 2, 3),
    channels=(1, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64),
    units=(2, 8, 10, 16, 30, 64, 84, 100, 120, 128, 256),
    layers=tuple(range(2, 13)),
    batches=(1, 2, 4, 8, 10, 16, 17, 20, 32, 50, 64, 64, 100, 128, 200, 256),
    most=100_000,
)
TINY = Scale(
    sides=(3, 4, 5, 6, 7),
    lengths=(5, 7, 12),
    features=(1, 2, 5, 9),
    inputs=(1, 2, 3),
    channels=(1, 2, 3, 4, 5, 6, 8),
    units=(1, 2, 3, 5, 8),
    layers=tuple(range(1, 7)),
    batches=(2, 3, 5, 16, 17, 33),
    most=2000,
)


def draw(seed: int, number: int) -> Contest:
    """A network of the sizes that people learn with, which PyTorch can compute too; each kind of layer in its turn."""
    lot, kinds = Lot([seed, number], LEARNING), layer_kinds()
    while True:
        graph, batch = lot.graph(kinds[number % len(kinds)]), lot.batch()
        if step_flops(graph, batch) <= MOST_FLOPS:
            return Contest(f"random-{seed}-{number}", graph, batch)


def find(name: str) -> Contest | None:
    """The contest of a name such as "random-0-17": seed 0, number 17."""
    word, _, place = name.partition("-")
    seed, _, number = place.partition("-")
    if word != "random" or not (seed.isdecimal() and number.isdecimal()):
        return None
    return draw(int(seed), int(number))


def layer_kinds() -> list[type[Layer]]:
    """All registered layers that can be drawn: not the input, not what PyTorch has no twin of, and not what is finite
    for some numbers only.

    Of a layer that draws lots it has one only where a rate of 0 makes both do the same.
    """
    kinds = [kind for kind in cast(list[type[Layer]], registry.known("layer")) if kind.most_inputs > 0]
    kinds = [kind for kind in kinds if not kind.partial and (not kind.random or "rate" in kind.fields())]
    return [kind for kind in kinds if any(kind(**case.config).torch(*case.shapes) for case in kind.cases)]


class Lot:
    """Draws networks that PyTorch can compute too. The same seed, scale and layers give the same networks.

    Args:
        noise: whether layers that drop numbers by lot do so; without, their rate is 0.
    """

    def __init__(self, seed: list[int], scale: Scale, noise: bool = True) -> None:
        self._random = np.random.default_rng(seed)
        self._scale, self._noise = scale, noise
        self._kinds = [kind for kind in layer_kinds() if kind.most_inputs == 1]
        self._merging = [kind for kind in layer_kinds() if kind.most_inputs > 1]

    def batch(self) -> int:
        """Samples of a step."""
        return int(self._one_of(self._scale.batches))

    def graph(self, kind: type[Layer] | None = None) -> Graph:
        """A network for ten classes, in which a layer of this kind is found if it fits anywhere."""
        chain = self._start(kind)
        before = int(self._random.integers(0, 3)) if kind is not None else 0
        for _ in range(before):
            self._step(chain)
        if kind is not None and not self._append(chain, kind):
            chain = self._of_case(kind)
        for _ in range(self._one_of(self._scale.layers) - before):
            self._step(chain)
        shape = _shape(chain)
        if len(shape) > 1:
            averaging = [name for name in ("flatten", "global_average_pool") if prod(shape) < self._scale.most / 5]
            chain.then(self._one_of(tuple(averaging or ["global_average_pool"])))
        return chain.end(CLASSES)

    def _one_of(self, values: tuple[Any, ...]) -> Any:
        return values[int(self._random.integers(len(values)))]

    def _start(self, kind: type[Layer] | None) -> Chain:
        """An input; of the shape of one of the kind's own cases, every other time."""
        if kind is not None and self._random.random() < 0.5:
            shape = self._one_of(kind.cases).shapes[0]
            return Chain(*shape)
        scale, form = self._scale, self._random.random()
        inputs, side = self._one_of(scale.inputs), self._one_of(scale.sides)
        if form < 0.6:
            return Chain(inputs, side, side if self._random.random() < 0.7 else self._one_of(scale.sides))
        return Chain(inputs, self._one_of(scale.lengths)) if form < 0.8 else Chain(self._one_of(scale.features))

    def _of_case(self, kind: type[Layer]) -> Chain:
        """A layer as one of its own cases has it, after the input; the ways of a merging layer are activations."""
        cases = [case for case in kind.cases if _output(kind(**case.config), *case.shapes[:1] * len(case.shapes))]
        case = self._one_of(tuple(cases))
        chain = Chain(*case.shapes[0])
        ways = [chain.last]
        for _ in case.shapes[1:]:
            chain.merge("tanh", ways[-1])
            ways.append(chain.last)
        return chain.merge(kind.name, *ways, **self._make(kind, dict(case.config)).config())

    def _step(self, chain: Chain) -> None:
        """One more layer, or a branch: half of the time one with weights, so that they make up the work."""
        chance = self._random.random()
        if chance < 0.15 and self._branch(chain):
            return
        shape = _shape(chain)
        weighing = [kind for kind in self._kinds if kind.group in ("Convolution", "Dense")]
        kinds = weighing if chance < 0.6 else self._kinds
        for _ in range(TRIES):
            if self._append(chain, self._one_of(tuple(kinds)), keep_axes=len(shape) > 1):
                return

    def _append(self, chain: Chain, kind: type[Layer], keep_axes: bool = False) -> bool:
        """Append a layer of this kind with settings drawn by lot; False if none of them fits."""
        if kind.most_inputs > 1:
            return self._branch(chain, kind)
        shape = _shape(chain)
        for _ in range(TRIES):
            layer = self._draw(kind, shape)
            output = _output(layer, shape)
            if output and prod(output) <= self._scale.most and (len(output) > 1 or not keep_axes):
                chain.then(kind.name, **layer.config())
                return True
        return False

    def _branch(self, chain: Chain, kind: type[Layer] | None = None) -> bool:
        """Ways from the last layer on that merge again; one may be a shortcut. False where nothing fits."""
        kept, start = chain.graph.copy(), chain.last
        merging = kind or self._one_of(tuple(self._merging))
        for _ in range(3 if kind is None else TRIES):
            most = min(merging.most_inputs, merging.fewest_inputs + 1)
            count = int(self._random.integers(merging.fewest_inputs, most + 1))
            shortcut = self._random.random() < 0.7
            ways = [start] if shortcut else []
            while len(ways) < count and self._way(chain, start):
                ways.append(chain.last)
            shapes = analyse(chain.graph).nodes
            layer = self._draw(merging, _shape(chain))
            output = _output(layer, *[shapes[way].output or () for way in ways]) if len(ways) == count else None
            if output and prod(output) <= self._scale.most:
                chain.merge(merging.name, *ways, **layer.config())
                return True
            chain.graph, chain.last = kept.copy(), start
        return False

    def _way(self, chain: Chain, start: str) -> bool:
        """One layer from `start` on that keeps the places, and half of the time the channels too."""
        chain.last = start
        shape = _shape(chain)
        alike = self._random.random() < 0.5
        for _ in range(TRIES):
            layer = self._draw(self._one_of(tuple(self._kinds)), shape)
            output = _output(layer, shape)
            if output and len(output) == len(shape) and output[1:] == shape[1:] and (output == shape or not alike):
                chain.then(layer.name, **layer.config())
                return True
        return False

    def _draw(self, kind: type[Layer], shape: Shape) -> Layer:
        """A layer with settings drawn by lot, or of one of its own cases."""
        settings: dict[str, Any] = {}
        if self._random.random() < 0.2:
            settings = dict(self._one_of(kind.cases).config)
        else:
            settings = {name: self._value(field, shape) for name, field in kind.fields().items()}
        try:
            return self._make(kind, settings)
        except LabError:  # settings that do not go together
            return self._make(kind, {})

    def _make(self, kind: type[Layer], settings: dict[str, Any]) -> Layer:
        return kind(**{**settings, "rate": 0.0} if kind.random and not self._noise else settings)

    def _value(self, field: Field[Any], shape: Shape) -> Any:
        if isinstance(field, OneOf | Float):
            return field.default
        if isinstance(field, Choice):
            return self._one_of(tuple(field.options))
        if isinstance(field, Bool):
            return bool(self._random.random() < 0.5)
        if isinstance(field, Ints):
            if self._random.random() < 0.7:  # alike along all axes
                return [self._whole(field, shape)] * len(field.parts)
            return [self._whole(field, shape) for _ in field.parts]
        return self._whole(field, shape) if isinstance(field, Int) else field.default

    def _whole(self, field: Int | Ints, shape: Shape) -> int:
        if field.name in ("channels", "units"):
            return int(self._one_of(self._scale.channels if field.name == "channels" else self._scale.units))
        if field.name in SHARES:
            return int(self._one_of((1, *[share for share in range(1, shape[0] + 1) if shape[0] % share == 0])))
        usual = USUAL.get(field.name, (field.low, field.low + 1, field.low + 2))
        return int(min(max(self._one_of(usual), field.low), field.high))


def _shape(chain: Chain) -> Shape:
    """What the last layer gives."""
    shape = analyse(chain.graph).nodes[chain.last].output
    assert shape is not None
    return shape


def _output(layer: Layer, *shapes: Shape) -> Shape | None:
    """What the layer gives; None where it does not fit, or PyTorch has no twin of it."""
    try:
        shape = layer.output_shape(*shapes)
    except LabError:
        return None
    return shape if layer.torch(*shapes) else None
