"""What layers and blocks are called in Python, and their weights in the module's state_dict."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Container, Iterable

from lab.document.blocks import SEPARATOR, Block
from lab.document.graph import Graph, Node
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.export.pytorch.helpers import helpers

# Names that torch.nn.Module has for itself.
_OF_MODULES = """
T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval
extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules
mtia named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer
register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule
share_memory state_dict to to_empty train training type xpu zero_grad
"""
RESERVED = frozenset(_OF_MODULES.split())
# Names that the exported file has for other things.
TAKEN = frozenset(("Network", "Samples", "DistributedDataParallel", "Path", "Tensor", "F", *helpers(), *dir(builtins)))


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


def attributes(nodes: Iterable[Node]) -> dict[str, str]:
    """What each layer is called in its module: its label or, where that is no name for Python, its id."""
    names: dict[str, str] = {}
    taken: set[str] = set(RESERVED)
    for node in nodes:
        word = unique(snake(node.label) or snake(node.id) or "layer", taken)
        taken.add(word)
        names[node.id] = word
    return names


def state_names(graph: Graph) -> dict[str, str]:
    """Names in the state_dict by ours, "node/parameter" of the unfolded network, in the order of the data's flow."""
    paths = dict(_paths(list(graph.order()), "", ""))
    flat = unfolded(graph)
    reports = analyse(flat).nodes
    return {
        f"{node.id}/{name}": f"{paths[node.id]}.{node.layer.torch_names.get(name, name)}"
        for node in flat.order()
        for name in node.layer.parameters(*reports[node.id].inputs)
    }


def _paths(nodes: list[Node], ours: str, theirs: str) -> Iterable[tuple[str, str]]:
    """Path of each layer's module by its id in the unfolded network."""
    names = attributes(nodes)
    for node in nodes:
        name, path = f"{ours}{node.id}", f"{theirs}{names[node.id]}"
        if not isinstance(node.layer, Block):
            yield name, path
            continue
        block = node.layer
        for repetition in range(1, block.repeat + 1):
            inner = f"{name}{SEPARATOR}{block.prefix(repetition)}"
            place = f"{path}.{repetition - 1}." if block.repeat > 1 else f"{path}."
            yield from _paths(list(block.inside.order()), inner, place)
