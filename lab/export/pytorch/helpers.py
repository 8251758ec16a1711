"""The source of what PyTorch does not have: the classes of lab.engine.torch_layers, word for word."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def helpers() -> dict[str, str]:
    """Source by name. PyTorch need not be there: the file is read, not imported."""
    spec = find_spec("lab.engine.torch_layers")
    text = Path(spec.origin).read_text("utf-8") if spec is not None and spec.origin is not None else ""
    found = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    return {node.name: ast.get_source_segment(text, node) or "" for node in found}


def helpers_of(code: str) -> list[str]:
    """The source of those that the code uses."""
    return [source for name, source in helpers().items() if re.search(rf"\b{name}\(", code)]
