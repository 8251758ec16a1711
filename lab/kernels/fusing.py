"""Operations that are made along with the one before, where nobody looks at what lies between.

Where memory is short of readers (`keep`, lab/engine/network.py) an activation writes over its input. What the operation
before has written would then be read again only to be replaced at once. A fast kernel with `further` arguments writes
the right number in the first place, and the row of the activation is left out:

    rectifier   y = max(0, x) behind a sum over channels: it is taken where the sum is stored
    gate        dx = dy where y > 0, else 0, behind the gradient of max pooling: a gradient goes to the winner only, and
                the winner's y is the pooling's own output, of which there are fewer

The numbers are the same, bit for bit. Likewise the gradient of a bias, which reads the same dy as that of the weights,
is summed along with it, whether anybody looks or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lab.kernels.convolution import sum_over_batch
from lab.kernels.kernel import Kernel, TensorReference
from lab.kernels.pooling import max_pool

rectifiers: set[Kernel] = set()  # y = max(0, x); NaN stays NaN
gates: set[Kernel] = set()  # dx = dy where y > 0, else 0; dy where y is NaN

Row = tuple[Kernel, list[int]]  # a fast form and the slots that hold its arguments


def further(
    kernel: Kernel, arguments: dict[str, Any], before: Sequence[Row], given: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """What the further arguments of the last operation become so that it does this one's work too; None if it cannot.

    `before` are all operations so far, `given` their arguments.
    """
    if not before:
        return None
    known = given[-1]
    if kernel in rectifiers and known.get("rectified") == 0:
        return {"rectified": 1} if known["y"] == arguments["x"] == arguments["y"] else None
    if kernel in gates and known.get("gated") == 0 and known["dx"] == arguments["dy"] == arguments["dx"]:
        pooled = _pooled(arguments["y"], known["winner"], before, given)
        return {"gated": 1, "gate": pooled} if pooled else None
    if kernel is sum_over_batch and "dbias" in known and known["dbias"].size == 0 and known["dy"] == arguments["dy"]:
        return {"dbias": arguments["dbias"]}
    return None


def _pooled(
    x: TensorReference, winner: TensorReference, before: Sequence[Row], given: Sequence[dict[str, Any]]
) -> TensorReference | None:
    """What max pooling made of x; it is still there, for Layer.backward_reads_output says so."""
    for (kernel, _), known in zip(reversed(before), reversed(given), strict=True):
        if (kernel.plain or kernel) is max_pool and (known["x"], known["winner"]) == (x, winner):
            found: TensorReference = known["y"]
            return found
    return None
