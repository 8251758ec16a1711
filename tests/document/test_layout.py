from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import pytest

from lab.document.graph import Graph, Link
from lab.document.layout import (
    GRID,
    LANE,
    NODE_HEIGHT,
    NODE_WIDTH,
    PITCH_X,
    PITCH_Y,
    Positions,
    arrange,
    snapped,
)
from tests.document.networks import chain, node


def network(*links: tuple[str, str]) -> Graph:
    """Nodes by name; those that several links lead to are Add."""
    names = list(dict.fromkeys(name for link in links for name in link))
    into = [target for _, target in links]
    graph = Graph(
        node(name, "input" if name not in into else "add" if into.count(name) > 1 else "relu") for name in names
    )
    for source, target in links:
        graph.add_link(Link(source, target, len(graph.inputs(target))))
    return graph


def check(graph: Graph, positions: Positions) -> None:
    """Every node has a place on the grid, and none lies on another."""
    assert positions.keys() == {n.id for n in graph}
    assert all(x % GRID == 0 and y % GRID == 0 for x, y in positions.values())
    places = sorted(positions.values())
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            if other_x - x >= NODE_WIDTH:
                break
            assert abs(other_y - y) >= NODE_HEIGHT


def test_a_chain_is_a_straight_line() -> None:
    positions = arrange(chain("input", "conv2d", "relu", "flatten"))
    assert list(positions.values()) == [(number * PITCH_X, 0) for number in range(4)]


def test_nothing_has_no_places() -> None:
    assert arrange(Graph()) == {}


def test_branches_lie_below_each_other_between_fork_and_join() -> None:
    graph = network(("in", "a"), ("in", "b"), ("in", "c"), ("a", "out"), ("b", "out"), ("c", "out"))
    positions = arrange(graph)
    check(graph, positions)
    ys = [positions[name][1] for name in "abc"]
    assert ys == sorted(ys)
    assert ys[1] - ys[0] == ys[2] - ys[1] == PITCH_Y
    assert positions["in"][1] == positions["out"][1] == ys[1]
    assert [positions[name][0] for name in ("in", "a", "out")] == [0, PITCH_X, 2 * PITCH_X]


def test_branches_do_not_cross() -> None:
    graph = network(("in", "b1"), ("in", "a1"), ("a1", "a2"), ("b1", "b2"), ("b2", "out"), ("a2", "out"))
    positions = arrange(graph)
    check(graph, positions)
    first, second = ((positions[f"a{n}"][1] > positions[f"b{n}"][1]) for n in (1, 2))
    assert first == second


def test_a_shortcut_leaves_the_chain_straight() -> None:
    graph = network(("in", "a"), ("a", "b"), ("b", "c"), ("c", "sum"), ("in", "sum"), ("sum", "out"))
    positions = arrange(graph)
    check(graph, positions)
    assert len({y for _, y in positions.values()}) == 1


def test_parallel_shortcuts_leave_room_for_their_lanes() -> None:
    graph = network(("in", "a"), ("a", "x"), ("a", "y"), ("x", "sum"), ("y", "sum"), ("in", "sum"))
    positions = arrange(graph)
    check(graph, positions)
    gap = abs(positions["x"][1] - positions["y"][1])
    assert gap in (PITCH_Y, PITCH_Y + LANE)


def test_a_source_that_is_needed_late_stands_near_what_needs_it() -> None:
    graph = network(("in", "a"), ("a", "b"), ("b", "sum"), ("late", "sum"))
    positions = arrange(graph)
    assert positions["late"][0] == positions["b"][0]


def test_separate_networks_lie_below_each_other_and_lone_nodes_last() -> None:
    graph = network(("in", "a"), ("in2", "b"), ("b", "c"))
    graph.add_node(node("lone", "relu"))
    positions = arrange(graph)
    check(graph, positions)
    assert positions["in"][1] < positions["in2"][1] < positions["lone"][1]


def test_a_long_network_is_broken_into_rows_that_fill_the_view() -> None:
    graph = chain("input", *["relu"] * 11)
    positions = arrange(graph, aspect=2.0)
    check(graph, positions)
    rows = sorted({y for _, y in positions.values()})
    columns = {x for x, _ in positions.values()}
    assert len(rows) > 1
    width, height = len(columns) * PITCH_X, len(rows) * PITCH_Y
    assert 1.2 < width / height < 3.5
    order = [positions[n.id] for n in graph.order()]
    assert order == sorted(order, key=lambda place: (place[1], place[0]))


def test_a_wide_view_needs_no_rows() -> None:
    graph = chain("input", "relu", "relu")
    assert {y for _, y in arrange(graph, aspect=20.0).values()} == {0}


def test_what_fits_at_its_natural_size_needs_no_rows() -> None:
    graph = chain("input", "relu", "relu")
    assert {y for _, y in arrange(graph, aspect=1.0, room=720).values()} == {0}
    assert {y for _, y in arrange(graph, aspect=1.0, room=500).values()} == {0, PITCH_Y}


def test_rows_break_where_few_links_pass() -> None:
    links = [("in", "a0")]
    for block in range(6):
        a, b = f"a{block}", f"a{block + 1}"
        links += [(a, f"x{block}"), (a, f"y{block}"), (f"x{block}", b), (f"y{block}", b)]
    graph = network(*links)
    positions = arrange(graph, aspect=1.5)
    check(graph, positions)
    for block in range(6):
        assert positions[f"x{block}"][0] == positions[f"y{block}"][0]


def test_residual_blocks_are_not_torn_apart_by_the_ends_of_rows() -> None:
    links = []
    for block in range(8):
        start = f"b{block}"
        links += [(start, f"x{block}"), (f"x{block}", f"y{block}"), (f"y{block}", f"b{block + 1}")]
        links.append((start, f"b{block + 1}"))
    graph = network(*links)
    positions = arrange(graph, aspect=1.3)
    check(graph, positions)
    assert len({y for _, y in positions.values()}) > 1
    for block in range(8):
        assert len({positions[f"{part}{block}"][1] for part in "xy"} | {positions[f"b{block + 1}"][1]}) == 1


def test_the_same_network_gets_the_same_places() -> None:
    graph = network(("in", "a"), ("in", "b"), ("a", "out"), ("b", "out"))
    assert arrange(graph) == arrange(graph.copy())


@pytest.mark.parametrize("seed", range(8))
def test_random_networks_are_laid_out_on_the_grid_without_overlap(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"n{number}" for number in range(chance.randint(2, 40))]
    links = set()
    for number, name in enumerate(names[1:], 1):
        for _ in range(chance.randint(1, 3)):
            links.add((names[chance.randrange(number)], name))
    graph = network(*sorted(links, key=lambda link: (names.index(link[1]), names.index(link[0]))))
    for aspect in (None, 1.0, 2.5):
        positions = arrange(graph, aspect)
        check(graph, positions)
        if aspect is None:
            assert all(positions[link.target][0] > positions[link.source][0] for link in graph.links)


def test_in_a_large_network_a_layer_takes_little_more_than_in_a_small_one() -> None:
    each = []
    for count in (60, 600):
        links = [(f"n{number}", f"n{number + 1}") for number in range(count)]
        links += [(f"n{number}", f"n{number + 4}") for number in range(1, count - 4, 4)]
        graph = network(*links)
        positions, calls = counting_calls(lambda graph=graph: arrange(graph, aspect=1.6))
        assert len(set(positions.values())) == len(graph)
        each.append(calls / count)
    assert each[1] < 3 * each[0]


def counting_calls(function: Callable[[], Any]) -> tuple[Any, int]:
    """What it gives, and how many functions are called for it: its effort, on any machine."""
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        return function(), calls
    finally:
        sys.setprofile(None)


def test_snapped() -> None:
    assert [snapped(value) for value in (0, 3, 5, -3.9, -4.1, 12.1)] == [0, 0, 8, 0, -8, 16]
