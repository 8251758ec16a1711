"""The three forms of the ResNeXt block side by side, with the same weights: their differences are zero."""

from __future__ import annotations

from typing import cast

import numpy as np

from lab.document.blocks import SEPARATOR
from lab.document.graph import Graph
from lab.document.model import Arrays, Model, parameters
from lab.document.setup import Setup
from lab.document.templates.base import Template, layer
from lab.document.templates.residual_parts import convolution
from lab.document.templates.resnext import CARDINALITY, OUTSIDE, PATH, concatenated, grouped, split, training
from lab.document.templates.wiring import Wiring
from lab.initializers.base import Initializer
from lab.spec.message import Message
from lab.spec.registry import find, register


@register("template", "resnext-forms", title="ResNeXt, three forms", group="Residual networks", order=234)
class ResNeXtForms(Template):
    """The three forms of the ResNeXt block on the same signal with the same weights: they give the same, and go on
    giving the same while they are trained.

    Their outputs are added; equal gradients reach all three, so that equal weights stay equal. Source: Xie, Girshick,
    Dollár, Tu and He 2017, figure 3.
    """

    note = Message(
        "Forms a, b and c begin with the same weights. Behind them their differences are taken, a - b and a - c: "
        "choose one while it trains and read its numbers in Feature maps. They stay zero but for rounding: the three "
        "forms are one function. After Reset each draws weights of its own; open this template again to tie them."
    )

    def graph(self) -> Graph:
        wiring = Wiring()
        stem = wiring.chain(
            None, layer("input", channels=1, height=8, width=8), convolution(OUTSIDE), "batch_norm", "relu"
        )
        a, b, c = (wiring.add(form(1), stem) for form in (split, concatenated, grouped))
        differences = [wiring.add("add", a, wiring.add(layer("scale", factor=-1.0), other)) for other in (b, c)]
        looked_at = [wiring.add(layer("scale", factor=0.0), difference) for difference in differences]
        wiring.chain(wiring.add("add", a, b, c, *looked_at), "global_average_pool", layer("dense", units=10))
        return wiring.graph

    def setup(self) -> Setup:
        return training()

    def model(self) -> Model:
        model = super().model()
        model.weights = _tied(model.graph)
        return model


def _tied(graph: Graph) -> Arrays:
    """First weights of all layers; those of forms a and b are parts of those of form c."""
    random, he = np.random.default_rng(0), cast(Initializer, find("initializer", "he")())
    weights: Arrays = {}
    for name, parameter in parameters(graph).items():
        if parameter.start is None:
            drawn = he.draw(parameter.shape, parameter.fan_in, parameter.fan_out, 0.0, random)
            weights[name] = np.asarray(drawn, np.float32)
        else:
            weights[name] = np.full(parameter.shape, parameter.start, np.float32)
    a, b, c = (node.id for node in graph if node.kind == "block")

    def weight(form: str, number: int) -> str:
        return f"{form}{SEPARATOR}conv2d{number}/weight"

    narrow, along, wide = (weights[weight(c, number)] for number in (1, 2, 3))
    for path in range(CARDINALITY):
        own = slice(path * PATH, (path + 1) * PATH)  # the channels of this path
        for form, first in ((a, 3 * path + 1), (b, 2 * path + 1)):
            weights[weight(form, first)] = narrow[own].copy()
            weights[weight(form, first + 1)] = along[own].copy()
        weights[weight(a, 3 * path + 3)] = wide[:, own].copy()
    weights[weight(b, 2 * CARDINALITY + 1)] = wide.copy()
    return weights
