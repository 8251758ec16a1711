"""The five orders of convolution, batch norm, ReLU and addition in a residual block: one network, five blocks."""

from __future__ import annotations

from lab.document.blocks import Block
from lab.document.templates.residual_parts import NARROW, Comparable, convolution, residual
from lab.spec.message import Message
from lab.spec.registry import register

BLOCKS = 108  # of two convolutions each: deep enough that what stands in the way shows


@register("template", "residual-original", title="Residual order 1: original", group="Residual networks", order=210)
class Original(Comparable):
    """The block of 2015: the addition comes before the last ReLU.

    Source: He, Zhang, Ren and Sun 2016, figure 4a.
    """

    note = Message(
        "Order 1 of 5: convolution, batch norm, ReLU, convolution, batch norm, then the addition, and a ReLU after "
        "it. The shortcut is not quite free: each of these last ReLUs cuts off what is negative. Train all five "
        "orders and compare their loss."
    )

    def block(self) -> Block:
        branch = (convolution(NARROW), "batch_norm", "relu", convolution(NARROW), "batch_norm")
        return residual(Message("Original"), branch, BLOCKS, after=("relu",))


@register(
    "template", "residual-bn-after", title="Residual order 2: BN after addition", group="Residual networks", order=211
)
class BatchNormAfter(Comparable):
    """Batch norm after the addition: it changes the signal on the shortcut in every block.

    Source: He, Zhang, Ren and Sun 2016, figure 4b.
    """

    note = Message(
        "Order 2 of 5: batch norm stands after the addition, so that it acts on the shortcut as well, again in every "
        "block. Press Train: of the five orders this one learns least. The panel Gradient size by layer shows what it "
        "does to the way back."
    )

    def block(self) -> Block:
        branch = (convolution(NARROW), "batch_norm", "relu", convolution(NARROW))
        return residual(Message("BN after addition"), branch, BLOCKS, after=("batch_norm", "relu"))


@register(
    "template",
    "residual-relu-before",
    title="Residual order 3: ReLU before addition",
    group="Residual networks",
    order=212,
)
class ReLUBefore(Comparable):
    """ReLU before the addition: a branch can only add, never take away.

    Source: He, Zhang, Ren and Sun 2016, figure 4c.
    """

    note = Message(
        "Order 3 of 5: the ReLU stands before the addition. The shortcut is free, but a branch can only add what is "
        "positive: the signal grows from block to block. Look at the feature maps of the last repetition."
    )

    def block(self) -> Block:
        branch = (convolution(NARROW), "batch_norm", "relu", convolution(NARROW), "batch_norm", "relu")
        return residual(Message("ReLU before addition"), branch, BLOCKS)


@register(
    "template",
    "residual-relu-only",
    title="Residual order 4: ReLU-only pre-activation",
    group="Residual networks",
    order=213,
)
class ReLUOnly(Comparable):
    """ReLU first, batch norm at the end of the branch.

    Source: He, Zhang, Ren and Sun 2016, figure 4d.
    """

    note = Message(
        "Order 4 of 5: the ReLU opens the branch and batch norm closes it. The shortcut is free. But what enters the "
        "first convolution of each block has not been normalised."
    )

    def block(self) -> Block:
        branch = ("relu", convolution(NARROW), "batch_norm", "relu", convolution(NARROW), "batch_norm")
        return residual(Message("ReLU-only pre-activation"), branch, BLOCKS)


@register(
    "template",
    "residual-pre-activation",
    title="Residual order 5: full pre-activation",
    group="Residual networks",
    order=214,
)
class PreActivation(Comparable):
    """Batch norm and ReLU before each convolution: of the five orders the one that trains best in a deep network.

    Source: He, Zhang, Ren and Sun 2016, figure 4e.
    """

    note = Message(
        "Order 5 of 5, full pre-activation: batch norm and ReLU stand before each convolution, and nothing stands on "
        "the shortcut or after the addition. Train all five orders, each from the same seed: at this depth this one "
        "learns best."
    )

    def block(self) -> Block:
        branch = ("batch_norm", "relu", convolution(NARROW), "batch_norm", "relu", convolution(NARROW))
        return residual(Message("Full pre-activation"), branch, BLOCKS)
