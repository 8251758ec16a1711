"""Exported programs for tests, taken in as modules; those for PyTorch."""

from __future__ import annotations

import importlib.util
import zlib
from pathlib import Path
from typing import Any

from lab.datasets.base import Samples
from lab.document.model import Model
from lab.export.base import Source
from lab.export.formats.pytorch import PyTorch


def module_of(path: Path) -> Any:
    """The script as a module that nobody else knows."""
    spec = importlib.util.spec_from_file_location(f"exported_{zlib.crc32(str(path).encode())}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def export(model: Model, path: Path, samples: Samples | None = None) -> Any:
    """The module of a network exported to PyTorch."""
    PyTorch().write(Source(model, path.stem, samples), path)
    return module_of(path)
