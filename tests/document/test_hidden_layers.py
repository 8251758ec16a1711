"""The same network, deeper, shallower, wider or narrower."""

from __future__ import annotations

import pytest

from lab.document.hidden_layers import with_hidden
from lab.document.shapes import analyse
from lab.document.templates import template
from lab.spec.errors import PlanError


@pytest.mark.parametrize(("depth", "width", "parameters"), [(1, 5, 26), (2, 5, 56), (3, 10, 271)])
def test_it_has_so_many_hidden_layers_of_so_many_units(depth: int, width: int, parameters: int) -> None:
    graph = with_hidden(template("3-10-10-10-1").graph, depth, width)
    assert [node.kind for node in graph.order()] == ["input", *["dense", "sigmoid"] * (depth + 1)]
    assert analyse(graph).parameters == parameters
    assert len({(node.x, node.y) for node in graph}) == len(graph)


def test_what_stands_around_the_hidden_layers_stays() -> None:
    graph = with_hidden(template("vgg").graph, 2, 7)
    kinds = [node.kind for node in graph.order()]
    assert kinds[-6:] == ["dropout", "dense", "relu", "dense", "relu", "dense"]
    assert analyse(graph).nodes[graph.order()[-1].id].output == (10,)


def test_other_networks_are_refused() -> None:
    with pytest.raises(PlanError, match="one row"):
        with_hidden(template("digits").graph, 1, 5)  # no hidden dense layer
    torn = template("xor").graph
    torn.remove_link(torn.links[0])
    with pytest.raises(PlanError, match="one row"):
        with_hidden(torn, 1, 5)
