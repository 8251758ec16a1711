"""`gradcheck`: are the gradients right? Numeric against analytic, array by array."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lab.cli.network import add_network, open_network
from lab.cli.output import add_json, print_json, print_table

if TYPE_CHECKING:
    from lab.datasets.base import Samples
    from lab.document.model import Model

DESCRIPTION = (
    "Compares dL/dw by back-propagation with (L(w + h) - L(w - h)) / 2h in double precision, for every array of the "
    "network, on random samples. The exit code is 1 when one differs by more than the tolerance."
)
SAMPLES = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Check and print; 1 if a gradient is wrong."""
    from lab.document.unfolding import unfolded
    from lab.engine.gradcheck import TOLERANCE, check

    model = open_network(options.network)
    checks = check(model.graph, model.setup, _samples(model))
    labels = {node.id: node.name for node in unfolded(model.graph)}
    passed = all(each.passed for each in checks)
    if options.json:
        arrays = [
            {
                "layer": labels[each.node],
                "parameter": each.parameter,
                "checked": each.checked,
                "error": each.error,
                "passed": each.passed,
            }
            for each in checks
        ]
        print_json({"passed": passed, "tolerance": TOLERANCE, "arrays": arrays})
    else:
        rows = [
            (
                labels[each.node],
                each.parameter,
                str(each.checked),
                f"{each.error:.1e}",
                "right" if each.passed else "WRONG",
            )
            for each in checks
        ]
        print_table(("layer", "array", "checked", "error", ""), rows, "llrr")
        print(f"\n{'All gradients are right' if passed else 'Some gradients are wrong'} (tolerance {TOLERANCE:g}).")
    return 0 if passed else 1


def _samples(model: Model) -> Samples:
    """Random samples in the shape of the network's input, with random targets for its output."""
    import numpy as np

    from lab.datasets.base import Samples
    from lab.document.shapes import analyse
    from lab.engine.checks import check_network

    analysis = analyse(model.graph)
    check_network(model.graph, analysis, model.setup.loss, None)
    random = np.random.default_rng(model.setup.run.seed)
    source = next(node for node in model.graph if node.layer.takes_samples)
    end = next(node for node in model.graph if not model.graph.outputs(node.id))
    (outputs,) = analysis.nodes[end.id].output or (1,)
    inputs = random.standard_normal((SAMPLES, *source.layer.output_shape())).astype(np.float32)
    classes = max(outputs, 2)
    return Samples(inputs, random.integers(0, classes, SAMPLES), tuple(map(str, range(classes))))
