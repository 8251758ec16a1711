"""Names of layers, blocks and numbers as Python writes them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Container, Iterator, Sequence

from lab.document.blocks import SEPARATOR, Block
from lab.document.graph import Graph, Node

# Of what flows from layer to layer; the first input is x.
VARIABLES = ("x", "y", "z", "u", "v", "w", "a", "b", "c", "d", "e", "f", "g", "h")


def snake(name: str) -> str:
    """A name as Python writes variables: "Half the side" is "half_the_side"; "" where no letter of ASCII is in it."""
    word = "_".join(re.findall(r"[a-z0-9]+", name.lower()))
    word = word if not word[:1].isdigit() else f"layer_{word}"
    return f"{word}_" if keyword.iskeyword(word) or keyword.issoftkeyword(word) else word


def camel(name: str) -> str:
    """A name as Python writes classes: "Half the side" is "HalfTheSide"; "Block" where no letter of ASCII is in it."""
    word = "".join(part[:1].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", name))
    return word if word[:1].isalpha() and not keyword.iskeyword(word) else f"Block{word}"


def unique(word: str, taken: Container[str]) -> str:
    """The word, with a number behind it if it is taken."""
    number, found = 2, word
    while found in taken:
        found, number = f"{word}_{number}", number + 1
    return found


def layer_paths(
    graph: Graph, names_of: Callable[[Sequence[Node]], dict[str, str]], within: Callable[[str, Block, int], str]
) -> dict[str, str]:
    """What each layer of the unfolded network is called, by its id there.

    Args:
        names_of: the names of nodes that stand side by side.
        within: what stands before the names in a block, given the block's own name and the repetition, from 1.
    """

    def paths(nodes: Sequence[Node], ours: str, theirs: str) -> Iterator[tuple[str, str]]:
        names = names_of(nodes)
        for node in nodes:
            name, path = f"{ours}{node.id}", f"{theirs}{names[node.id]}"
            if not isinstance(node.layer, Block):
                yield name, path
                continue
            block = node.layer
            for repetition in range(1, block.repeat + 1):
                inner = f"{name}{SEPARATOR}{block.prefix(repetition)}"
                yield from paths(block.inside.order(), inner, within(path, block, repetition))

    return dict(paths(graph.order(), "", ""))
