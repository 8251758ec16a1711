"""Where this program keeps its own files on this machine: settings, caches, data sets, logs.

Each folder can be moved by an environment variable: CNN_LAB_CONFIG, CNN_LAB_CACHE, CNN_LAB_DATA,
CNN_LAB_LOG.
"""

from __future__ import annotations

import os
from pathlib import Path

NAME = "cnn-lab"


def config_dir() -> Path:
    """Settings."""
    return _folder("CONFIG", "user_config_dir")


def cache_dir() -> Path:
    """What can be made again: compiled kernels."""
    return _folder("CACHE", "user_cache_dir")


def data_dir() -> Path:
    """Data sets and unsaved work."""
    return _folder("DATA", "user_data_dir")


def log_dir() -> Path:
    """The log of unexpected trouble."""
    return _folder("LOG", "user_log_dir")


def _folder(kind: str, function: str) -> Path:
    """The folder, made if it is missing."""
    wanted = os.environ.get(f"CNN_LAB_{kind}")
    if not wanted:
        import platformdirs

        wanted = getattr(platformdirs, function)(NAME, appauthor=False)
    path = Path(wanted)
    path.mkdir(parents=True, exist_ok=True)
    return path
