"""The block of ResNeXt in its three equivalent forms."""

from __future__ import annotations

from abc import abstractmethod

from lab.document.blocks import Block, block
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, dataset, loss, optimizer, schedule, setup
from lab.document.templates.residual_parts import convolution, network
from lab.document.templates.wiring import Wiring
from lab.spec.message import Message
from lab.spec.registry import register

CARDINALITY = 8  # paths
PATH = 4  # channels of a path
OUTSIDE = 32  # channels between blocks
BLOCKS = 3


def _to_path(wiring: Wiring) -> str:
    """One path as far as its own channels go: 1 × 1, then 3 × 3."""
    activation = ("batch_norm", "relu")
    return wiring.chain(None, convolution(PATH, kernel=1), *activation, convolution(PATH), *activation)


def _closed(wiring: Wiring, branch: str, title: Message, repeat: int) -> Block:
    """y = relu(norm(branch) + x)."""
    wiring.chain(wiring.add("add", wiring.add("batch_norm", branch), None), "relu")
    return block(wiring.graph, title.template, repeat=repeat)


def split(repeat: int = BLOCKS) -> Block:
    """Form a: every path ends in a convolution of its own, and the paths are added."""
    wiring = Wiring()
    paths = [wiring.chain(_to_path(wiring), convolution(OUTSIDE, kernel=1)) for _ in range(CARDINALITY)]
    return _closed(wiring, wiring.add("add", *paths), Message("Form a: paths, added"), repeat)


def concatenated(repeat: int = BLOCKS) -> Block:
    """Form b: the paths are put side by side, and one convolution ends them all."""
    wiring = Wiring()
    side_by_side = wiring.add("concatenate", *(_to_path(wiring) for _ in range(CARDINALITY)))
    branch = wiring.chain(side_by_side, convolution(OUTSIDE, kernel=1))
    return _closed(wiring, branch, Message("Form b: paths, side by side"), repeat)


def grouped(repeat: int = BLOCKS) -> Block:
    """Form c: a convolution with one group for each path."""
    wiring, activation, channels = Wiring(), ("batch_norm", "relu"), CARDINALITY * PATH
    branch = wiring.chain(
        None,
        convolution(channels, kernel=1),
        *activation,
        convolution(channels, groups=CARDINALITY),
        *activation,
        convolution(OUTSIDE, kernel=1),
    )
    return _closed(wiring, branch, Message("Form c: groups"), repeat)


def training() -> Setup:
    """How every form is trained."""
    return setup(
        dataset("digits"),
        loss("cross_entropy"),
        optimizer("adam", learning_rate=0.002),
        schedule("cosine"),
        batch_size=32,
        epochs=10,
    )


class ResNeXt(Template):
    """Base: the same network, its block in one of the three forms."""

    @abstractmethod
    def block(self) -> Block:
        """The block, with its repetitions."""

    def graph(self) -> Graph:
        return network((convolution(OUTSIDE), "batch_norm", "relu"), self.block())

    def setup(self) -> Setup:
        return training()


@register("template", "resnext-a", title="ResNeXt, form a: paths, added", group="Residual networks", order=231)
class ResNeXtSplit(ResNeXt):
    """Eight narrow paths side by side in each block, added: 98 % of the test digits right.

    Source: Xie, Girshick, Dollár, Tu and He 2017, figure 3a.
    """

    note = Message(
        "Form a of 3: each block sends its input along eight narrow paths and adds what they give. The number of "
        "paths is the cardinality. Double-click the block to see them. Forms b and c compute the very same; ResNeXt, "
        "three forms shows it."
    )

    def block(self) -> Block:
        return split()


@register("template", "resnext-b", title="ResNeXt, form b: paths, side by side", group="Residual networks", order=232)
class ResNeXtConcatenated(ResNeXt):
    """Eight narrow paths in each block, put side by side before one convolution: 98 % of the test digits right.

    Source: Xie, Girshick, Dollár, Tu and He 2017, figure 3b.
    """

    note = Message(
        "Form b of 3: the paths end early and are put side by side; one convolution of 1 × 1 does what the last ones "
        "of all paths did in form a. The sum over paths is now the sum over channels."
    )

    def block(self) -> Block:
        return concatenated()


@register("template", "resnext-c", title="ResNeXt, form c: groups", group="Residual networks", order=233)
class ResNeXtGrouped(ResNeXt):
    """A convolution in eight groups in each block: 98 % of the test digits right.

    Source: Xie, Girshick, Dollár, Tu and He 2017, figure 3c.
    """

    note = Message(
        "Form c of 3: one convolution with eight groups does the work of eight paths. Channels of different groups do "
        "not see each other. It is the form that is built: fewest layers, fastest."
    )

    def block(self) -> Block:
        return grouped()
