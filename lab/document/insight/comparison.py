"""A convolution against the dense layer that would do the same job."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from lab.document.graph import Node
from lab.document.insight.arrays import arrays
from lab.document.shapes import NodeReport
from lab.spec.units import format_count


@dataclass(frozen=True)
class Comparison:
    """Trainable numbers of a layer whose weights serve many places, and of a dense layer of the same in and output.

    Attributes:
        own, own_sum: "75 + 1 = 76".
        dense, dense_sum: "(32·32·3)·(28·28·1) + 28·28·1 = 2,409,232".
    """

    own: int
    own_sum: str
    dense: int
    dense_sum: str

    @property
    def times(self) -> float:
        """How many times as many the dense layer has."""
        return self.dense / self.own


def against_dense(node: Node, report: NodeReport) -> Comparison | None:
    """The comparison; None where a layer has no weights, or sees its whole input anyway."""
    found = {array.name: array for array in arrays(node, report, None) if array.trainable}
    if "weight" not in found or not report.inputs or not node.layer.windows(*report.inputs):
        return None
    own = sum(array.size for array in found.values())
    own_sum = " + ".join(format_count(array.size) for array in found.values())
    assert report.output is not None
    into, out = ("·".join(map(str, (*shape[1:], shape[0]))) for shape in (report.inputs[0], report.output))
    inputs, outputs = prod(report.inputs[0]), prod(report.output)
    dense, bias = (inputs + 1) * outputs, f" + {out}"
    if "bias" not in found:
        dense, bias = inputs * outputs, ""
    return Comparison(own, f"{own_sum} = {format_count(own)}", dense, f"({into})·({out}){bias} = {format_count(dense)}")
