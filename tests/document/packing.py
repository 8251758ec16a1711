"""Taking model files apart and putting them together again, otherwise than the program would."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as content:
        return {name: content.read(name) for name in content.namelist()}


def pack(path: Path, members: list[tuple[str, bytes]], compress: int = zipfile.ZIP_DEFLATED) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", compress) as content:
        warnings.simplefilter("ignore")  # about names that are there twice
        for name, data in members:
            content.writestr(name, data)
