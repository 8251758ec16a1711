"""What may stand on the shortcut of a residual block: nothing is best. One network, six shortcuts."""

from __future__ import annotations

from lab.document.blocks import Block
from lab.document.templates.base import layer
from lab.document.templates.residual_parts import (
    NARROW,
    Comparable,
    Layers,
    convolution,
    repeated,
    residual,
)
from lab.document.templates.wiring import Wiring
from lab.spec.message import Message
from lab.spec.registry import register

BLOCKS = 54


def _branch() -> Layers:
    return convolution(NARROW), "batch_norm", "relu", convolution(NARROW), "batch_norm"


def _gate(wiring: Wiring) -> str:
    """g(x) = sigmoid(W x + b) with a convolution of 1 × 1; it begins half open."""
    return wiring.chain(None, convolution(NARROW, kernel=1, bias=True, initializer="xavier"), "sigmoid")


@register("template", "shortcut-identity", title="Shortcut 1: identity", group="Residual networks", order=220)
class Identity(Comparable):
    """Nothing on the shortcut: of the six the one that trains best.

    Source: He, Zhang, Ren and Sun 2016, table 1.
    """

    note = Message(
        "Shortcut 1 of 6: nothing stands on it. The signal passes as it is, and so does the gradient on its way back. "
        "Train all six and compare their loss: whatever is put on the shortcut makes it worse."
    )

    def block(self) -> Block:
        return residual(Message("Identity"), _branch(), BLOCKS, after=("relu",))


@register("template", "shortcut-scaling", title="Shortcut 2: constant scaling", group="Residual networks", order=221)
class Scaling(Comparable):
    """Half of the signal on the shortcut, half of the branch: over many blocks next to nothing is left of the first.

    Source: He, Zhang, Ren and Sun 2016, table 1, "constant scaling".
    """

    note = Message(
        "Shortcut 2 of 6: shortcut and branch are both halved before they are added. After ten blocks a thousandth of "
        "the first signal is left, and of the gradient on its way back as well."
    )

    def block(self) -> Block:
        half = layer("scale", factor=0.5)
        return residual(Message("Constant scaling"), (*_branch(), half), BLOCKS, shortcut=(half,), after=("relu",))


@register(
    "template", "shortcut-exclusive-gate", title="Shortcut 3: exclusive gate", group="Residual networks", order=222
)
class ExclusiveGate(Comparable):
    """A gate shares out between branch and shortcut: y = g F(x) + (1 - g) x, as in a highway network.

    Source: He, Zhang, Ren and Sun 2016, table 1, "exclusive gating".
    """

    note = Message(
        "Shortcut 3 of 6: a gate g, made by a convolution of 1 × 1 and a sigmoid, lets g of the branch through and "
        "1 - g of the shortcut. It begins half open: after ten blocks a thousandth of the first signal is left."
    )

    def block(self) -> Block:
        wiring = Wiring()
        branch = wiring.chain(None, *_branch())
        shares = _gate(wiring)
        wiring.chain(wiring.add("gate", branch, shares, None), "relu")
        return repeated(Message("Exclusive gate"), wiring.graph, BLOCKS)


@register("template", "shortcut-gate", title="Shortcut 4: gate on the shortcut", group="Residual networks", order=223)
class ShortcutGate(Comparable):
    """A gate on the shortcut alone: y = F(x) + (1 - g) x.

    Source: He, Zhang, Ren and Sun 2016, table 1, "shortcut-only gating".
    """

    note = Message(
        "Shortcut 4 of 6: a gate on the shortcut alone. The branch is left as it is. The gate begins half open: "
        "each block lets half of what came before it pass."
    )

    def block(self) -> Block:
        wiring = Wiring()
        branch = wiring.chain(None, *_branch())
        gated = wiring.add("multiply", None, _gate(wiring))
        wiring.chain(wiring.add("add", branch, gated), "relu")
        return repeated(Message("Gate on the shortcut"), wiring.graph, BLOCKS)


@register(
    "template", "shortcut-convolution", title="Shortcut 5: 1 × 1 convolution", group="Residual networks", order=224
)
class ConvolutionShortcut(Comparable):
    """A convolution of 1 × 1 on every shortcut: more weights, and a worse way for the gradient.

    Source: He, Zhang, Ren and Sun 2016, table 1, "1 × 1 convolution shortcut".
    """

    note = Message(
        "Shortcut 5 of 6: a convolution of 1 × 1 stands on the shortcut. It could learn to be the identity, and has "
        "more weights than the identity; yet in a deep network it trains worse."
    )

    def block(self) -> Block:
        shortcut = (convolution(NARROW, kernel=1, initializer="xavier"), "batch_norm")
        return residual(Message("1 × 1 convolution"), _branch(), BLOCKS, shortcut=shortcut, after=("relu",))


@register("template", "shortcut-dropout", title="Shortcut 6: dropout", group="Residual networks", order=225)
class DropoutShortcut(Comparable):
    """Dropout on every shortcut: half of the signal is lost, block after block.

    Source: He, Zhang, Ren and Sun 2016, table 1, "dropout shortcut".
    """

    note = Message(
        "Shortcut 6 of 6: dropout with rate 0.5 stands on the shortcut. While training, half of its numbers are lost "
        "in every block, others in every step: little of the first signal arrives at the end. It does not learn."
    )

    def block(self) -> Block:
        return residual(Message("Dropout"), _branch(), BLOCKS, shortcut=(layer("dropout", rate=0.5),), after=("relu",))
