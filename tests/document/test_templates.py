"""Templates: ready to train as they are, laid out, with the sizes that textbooks give."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.document.layout import GRID, NODE_HEIGHT, NODE_WIDTH
from lab.document.shapes import analyse
from lab.document.templates import template, templates
from lab.document.templates.base import Template
from lab.engine.checks import check_network
from lab.spec.errors import LabError

NAMES = [cls.name for cls in templates()]
KNOWN: dict[str, tuple[tuple[int, ...], int, int]] = {  # shape of a sample, classes (0: a value), parameters
    "digits": ((1, 8, 8), 10, 1898),
    "lenet5": ((1, 28, 28), 10, 61_706),
    "784-16-10": ((1, 28, 28), 10, 12_730),
    "perceptron": ((2,), 2, 3),
    "logistic": ((2,), 2, 3),
    "xor": ((2,), 2, 9),
    "3-10-10-10-1": ((3,), 0, 271),
    "3-10-10-10-1-bipolar": ((3,), 0, 271),
    "tutorial": ((3, 64, 64), 10, 308_426),
    "vgg": ((1, 8, 8), 10, 25_274),
    "global-pooling": ((1, 16, 16), 6, 16_566),
    "signals": ((1, 128), 6, 6086),
    "weather": ((3,), 4, 138),
    "plain": ((1, 8, 8), 10, 180_970),
    "residual-a": ((1, 8, 8), 10, 180_970),  # zeros cost no weight
    "residual-b": ((1, 8, 8), 10, 181_482),  # 16 · 32 more
}


def test_the_ones_that_lessons_rely_on_are_there_in_the_order_of_the_menu() -> None:
    assert [name for name in NAMES if name in KNOWN] == list(KNOWN)
    assert all(cls.title and cls.help.endswith(".") for cls in templates())


@pytest.mark.parametrize("name", KNOWN)
def test_parameters_are_as_textbooks_count_them(name: str) -> None:
    assert analyse(template(name).graph).parameters == KNOWN[name][2]


@pytest.mark.parametrize("name", KNOWN)
def test_it_can_be_trained_on_its_data_as_it_is(name: str) -> None:
    model = template(name)
    shape, classes, _ = KNOWN[name]
    targets = np.array([0, 1]) if classes else np.zeros((2, 1), np.float32)
    samples = Samples(np.zeros((2, *shape), np.uint8), targets, tuple(map(str, range(classes))))
    check_network(model.graph, analyse(model.graph), model.setup.loss, samples)
    assert not model.trained


@pytest.mark.parametrize("cls", templates(), ids=lambda cls: cls.name)
def test_it_explains_itself_in_a_few_sentences(cls: type[Template]) -> None:
    text = str(cls.note)
    assert text.endswith(".")
    assert 2 <= len(re.findall(r"[.:;!?](?= |$)", text)) <= 8
    assert len(text) < 400


@pytest.mark.parametrize("name", NAMES)
def test_it_is_laid_out(name: str) -> None:
    nodes = template(name).graph.nodes
    assert all(
        abs(one.x - other.x) > NODE_WIDTH or abs(one.y - other.y) > NODE_HEIGHT for one, other in combinations(nodes, 2)
    )
    assert all(node.x % GRID == 0 and node.y % GRID == 0 and node.x >= 0 and node.y >= 0 for node in nodes)
    assert len({node.label for node in nodes}) == len(nodes)


def test_the_first_network_is_seen_without_scrolling() -> None:
    nodes = template("digits").graph.nodes
    assert max(node.x for node in nodes) + NODE_WIDTH <= 640
    assert max(node.y for node in nodes) + NODE_HEIGHT <= 400


def test_every_time_it_is_a_new_one() -> None:
    one, other = template("xor"), template("xor")
    assert one == other
    one.graph.replace_node(one.graph.nodes[0].changed(x=1000.0))
    assert one != other


def test_another_name_is_answered_with_those_that_come_near() -> None:
    with pytest.raises(LabError, match="lenet5"):
        template("lenet")
