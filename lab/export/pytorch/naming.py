"""What layers and blocks are called in Python, and their weights in the module's state_dict."""

from __future__ import annotations

import builtins
from collections.abc import Iterable

from lab.document.blocks import Block
from lab.document.graph import Graph, Node
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.export.pytorch.helpers import helpers
from lab.export.scripts.names import layer_paths, snake, unique

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
    paths = layer_paths(graph, attributes, _within)
    flat = unfolded(graph)
    reports = analyse(flat).nodes
    return {
        f"{node.id}/{name}": f"{paths[node.id]}.{node.layer.torch_names.get(name, name)}"
        for node in flat.order()
        for name in node.layer.parameters(*reports[node.id].inputs)
    }


def _within(path: str, block: Block, repetition: int) -> str:
    return f"{path}.{repetition - 1}." if block.repeat > 1 else f"{path}."
