"""`compare`: what is different between two networks."""

from __future__ import annotations

import argparse
from typing import Any

from lab.cli.network import open_network
from lab.cli.output import add_json, print_json, print_table
from lab.document.changes import Change
from lab.document.compare import ArrayDifference, Comparison, LayerDifference, compare, to_json
from lab.spec.units import format_count, format_number, format_percent, format_shape

DESCRIPTION = (
    "Shows layers, links and settings that are not the same in two networks, such as two versions of one document, "
    "and for every layer how far its weights have moved: the norm of the difference relative to the norm of the first, "
    "the cosine of the angle between both, the largest change of a single number."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument("before", metavar="A", help="name of a template, or a model file")
    parser.add_argument("after", metavar="B", help="another one, to be compared with A")
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Print the differences."""
    found = compare(open_network(options.before), open_network(options.after))
    if options.json:
        print_json(to_json(found))
        return
    _print_structure(found)
    _print_setup(found)
    _print_weights(found)


def _print_structure(found: Comparison) -> None:
    rows = [row for layer in found.layers for row in _rows(layer)]
    rows += [("+", "link", f"{link.source} → {link.target}", "") for link in found.links_added]
    rows += [("−", "link", f"{link.source} → {link.target}", "") for link in found.links_removed]
    if rows:
        print_table(("", "layer", "before", "after"), rows)
    else:
        print("The networks are the same.")


def _rows(layer: LayerDifference) -> list[tuple[str, str, str, str]]:
    if layer.before is None or layer.after is None:
        node = layer.before or layer.after
        kind = node.layer.title if node is not None else ""
        return [("+", layer.name, "", kind) if layer.before is None else ("−", layer.name, kind, "")]
    return [("~", layer.name, *_values(change)) for change in layer.changes]


def _print_setup(found: Comparison) -> None:
    if found.setup:
        print()
        print_table(("setting", "before", "after"), [(change.title, *_plain(change)) for change in found.setup])


def _values(change: Change) -> tuple[str, str]:
    before, after = _plain(change)
    return f"{change.title}: {before}", f"{change.title}: {after}"


def _plain(change: Change) -> tuple[str, str]:
    return str(change.shown(change.before)), str(change.shown(change.after))


def _print_weights(found: Comparison) -> None:
    steps = [format_count(int(model.state.get("step", 0))) for model in (found.before, found.after)]
    print()
    if not found.arrays:
        print("Neither is trained.")
    elif found.same_weights:
        print(f"All weights are the same, after {steps[0]} and {steps[1]} steps.")
    else:
        print_table(("weights", "shape", "change", "cosine", "largest"), [_row(one) for one in found.arrays], "llrrr")
        print(f"\nA was trained for {steps[0]} steps, B for {steps[1]}.")


def _row(one: ArrayDifference) -> tuple[Any, ...]:
    before, after = (format_shape(shape) if shape is not None else "–" for shape in (one.before, one.after))
    if one.relative is None:
        return one.name, f"{before} ≠ {after}", "", "", ""
    cosine = "–" if one.cosine is None else f"{one.cosine:.4f}"
    return one.name, after, format_percent(one.relative), cosine, format_number(one.largest or 0.0)
