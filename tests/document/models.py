"""Models for the tests of files: networks with weights, state and curves as a run leaves them, without a run."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

from lab.document.files import SUFFIX
from lab.document.format import encode_setup
from lab.document.graph import Graph, Link, Node
from lab.document.model import Model, parameters
from lab.document.runs import Stretch
from lab.document.setup import default_setup
from lab.document.templates.base import chain, layer

assert SUFFIX == ".cnnlab"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def small() -> Model:
    """Input, convolution, batch norm, flatten, dense: untrained."""
    default_setup()  # makes all layers known
    graph = chain(
        [
            layer("input", height=4, width=4),
            layer("conv2d", channels=2, kernel=(3, 1), padding="explicit", pads=(1, 0, 1, 0)),
            layer("batch_norm"),
            layer("flatten"),
            layer("dense", units=3),
        ]
    )
    return Model(graph, default_setup())


def branched() -> Model:
    """Two branches that meet again, added in an order that is not the data's."""
    default_setup()
    graph = Graph()
    for name, kind in (("add1", "add"), ("b", "relu"), ("a", "tanh"), ("in", "input"), ("flat", "flatten")):
        graph.add_node(Node(name, layer(kind), "Schicht “1” ✓" if name == "b" else "", 8.0 * len(graph), -16.5))
    links = [("in", "b", 0), ("in", "a", 0), ("b", "add1", 1), ("a", "add1", 0), ("add1", "flat", 0)]
    for source, target, port in links:
        graph.add_link(Link(source, target, port))
    return Model(graph, default_setup())


def trained(model: Model | None = None) -> Model:
    """A model with everything that a run leaves behind, NaN and infinity among it."""
    model = model or small()
    random = np.random.default_rng(0)
    declared = parameters(model.graph)
    for name, parameter in declared.items():
        model.weights[name] = random.standard_normal(parameter.shape).astype(np.float32)
        if parameter.trainable:
            for state in ("m", "v"):
                model.optimizer[f"{name}.{state}"] = random.standard_normal(parameter.shape).astype(np.float32)
    layers = list(dict.fromkeys(name.split("/")[0] for name, parameter in declared.items() if parameter.trainable))
    model.state = {"step": 7, "epoch": 2, "batch": 1}
    model.record = record(layers)
    model.thumbnail = PICTURE
    model.runs = [
        Stretch(1, "2026-11-21T12:00:00Z", encode_setup(model.setup), 5, 40, 0, 4, 4 / 3, 0.5, 0.75),
        Stretch(1, "2026-11-21T13:00:00Z", encode_setup(model.setup), 5, 40, 4, 7, 7 / 3, 0.5, None, 1.5, 0.1),
    ]
    return model


def record(layers: list[str], rows: int = 7) -> dict[str, Any]:
    """Curves of so many steps."""
    random = np.random.default_rng(1)
    losses = random.random(rows).tolist()
    losses[-1] = math.inf
    steps = [float(step) for step in range(1, rows + 1)]
    wide = random.random((rows, len(layers)))
    wide[0, 0] = math.nan
    sizes = {name: wide.tolist() for name in ("gradient", "weight", "ratio")}
    return {
        "layers": layers,
        "test": [0.25, math.nan],
        "steps": {"step": steps, "epoch": [step / 3 for step in steps], "loss": losses, "accuracy": [math.nan] * rows},
        "evaluations": {"step": [0.0], "epoch": [0.0], "loss": [1.5], "accuracy": [0.1]},
        "sizes": {"step": steps, **sizes},
    }
