"""A residual network with each of the three shortcuts, and the plain network of the same layers."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, dataset, layer, loss, optimizer, schedule, setup
from lab.document.templates.residual_parts import WIDTH, Layers, convolution, network, plain, residual
from lab.layers.base import Layer
from lab.spec.message import Message
from lab.spec.registry import register

BLOCKS = 8  # in each of two stages
WIDE = 2 * WIDTH  # channels of the second stage


def _branch(channels: int, stride: int = 1) -> Layers:
    """Two convolutions. No batch norm: what the shortcut alone does is to be seen."""
    first = convolution(channels, stride=stride, bias=True, initializer="xavier")
    return first, "relu", convolution(channels, bias=True, initializer="xavier")


def _network(first: Layer, half: Layer, second: Layer) -> Graph:
    return network((convolution(bias=True), "relu"), first, half, second)


def _setup() -> Setup:
    return setup(
        dataset("digits"),
        loss("cross_entropy"),
        optimizer("adam", learning_rate=0.001),
        schedule("cosine"),
        batch_size=32,
        epochs=15,
        clipping="norm",
    )


@register("template", "plain", title="Plain network, 34 layers", group="Residual networks", order=200)
class Plain(Template):
    """34 layers with weights in a row: too deep to learn the digits without shortcuts.

    What residual networks are held against. Source: He, Zhang, Ren and Sun 2015, "plain networks", here without batch
    norm.
    """

    note = Message(
        "33 convolutions in a row and no shortcut. Press Train: the loss stays where it is. The panel Gradient size by "
        "layer shows why: on its way back the gradient shrinks in every layer, and nothing of it arrives at the first. "
        "Then open Residual network, shortcut B: the same layers, with shortcuts."
    )

    def graph(self) -> Graph:
        return _network(
            plain(Message("Stage 1"), (*_branch(WIDTH), "relu"), BLOCKS),
            plain(Message("Half the side"), (*_branch(WIDE, stride=2), "relu"), 1),
            plain(Message("Stage 2"), (*_branch(WIDE), "relu"), BLOCKS - 1),
        )

    def setup(self) -> Setup:
        return _setup()


class Residual(Template):
    """The same layers with a shortcut past every two of them: base of the three options."""

    def shortcut(self, channels: int, stride: int) -> Layers:
        """What stands on the shortcut of a block; a stride of 2 comes with twice the channels."""
        return ()

    def graph(self) -> Graph:
        def stage(title: Message, channels: int, repeat: int, stride: int = 1) -> Layer:
            shortcut = self.shortcut(channels, stride)
            return residual(title, _branch(channels, stride), repeat, shortcut=shortcut, after=("relu",))

        return _network(
            stage(Message("Stage 1"), WIDTH, BLOCKS),
            stage(Message("Half the side"), WIDE, 1, 2),
            stage(Message("Stage 2"), WIDE, BLOCKS - 1),
        )

    def setup(self) -> Setup:
        return _setup()


def _projection(channels: int, stride: int) -> Layers:
    return (convolution(channels, kernel=1, stride=stride, initializer="xavier"),)


@register("template", "residual-a", title="Residual network, shortcut A", group="Residual networks", order=201)
class ResidualA(Residual):
    """34 layers with shortcuts that are the identity, filled up with zeros where the channels double: 97 % of the test
    digits right.

    Source: He, Zhang, Ren and Sun 2015, option A.
    """

    note = Message(
        "Shortcut A: past every two convolutions the signal also goes on as it is; where the channels double, zeros "
        "fill them up, without a weight. Press Train and look at the panel Gradient size by layer: the first layer "
        "gets as much as the last. Double-click a block to see inside."
    )

    def shortcut(self, channels: int, stride: int) -> Layers:
        return () if stride == 1 else (layer("zero_shortcut", channels=channels, stride=stride),)


@register("template", "residual-b", title="Residual network, shortcut B", group="Residual networks", order=202)
class ResidualB(Residual):
    """34 layers with shortcuts that are the identity, and a 1 × 1 convolution where the channels double: 98 % of the
    test digits right.

    Source: He, Zhang, Ren and Sun 2015, option B.
    """

    note = Message(
        "Shortcut B: past every two convolutions the signal also goes on as it is; where the channels double, a "
        "convolution of 1 × 1 fits it. Press Train and look at the panel Gradient size by layer: the first layer gets "
        "as much as the last. Double-click a block to see inside."
    )

    def shortcut(self, channels: int, stride: int) -> Layers:
        return () if stride == 1 else _projection(channels, stride)


@register("template", "residual-c", title="Residual network, shortcut C", group="Residual networks", order=203)
class ResidualC(Residual):
    """34 layers with a 1 × 1 convolution on every shortcut: 91 % of the test digits right.

    Source: He, Zhang, Ren and Sun 2015, option C.
    """

    note = Message(
        "Shortcut C: on every shortcut stands a convolution of 1 × 1, with weights of its own. It costs more and is "
        "no longer a free way for the gradient: compare the panel Gradient size by layer with that of shortcut B."
    )

    def shortcut(self, channels: int, stride: int) -> Layers:
        return _projection(channels, stride)
