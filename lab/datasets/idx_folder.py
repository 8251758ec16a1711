"""Folders of IDX files with the names that MNIST gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from lab.spec.errors import DataError
from lab.spec.message import Message

Group = Literal["train", "test"]
Content = Literal["images", "labels"]

# train-images-idx3-ubyte.gz, t10k-images.idx3-ubyte, emnist-letters-test-labels-idx1-ubyte ...
_NAME = re.compile(
    r"(?P<set>.*?)(?P<group>train|t10k|test)-(?P<content>images|labels)[-.]idx\d-\w+(\.gz)?", re.IGNORECASE
)


def is_idx_name(path: Path) -> bool:
    """Whether a file is named as MNIST's are."""
    return _NAME.fullmatch(path.name) is not None


@dataclass(frozen=True)
class IdxFolder:
    """What such a folder holds; of a file that is there twice, the unpacked one."""

    path: Path
    files: dict[tuple[Group, Content], Path]

    @classmethod
    def scan(cls, path: Path) -> Self:
        """Look for the files of one data set; DataError when the folder cannot be read or holds several."""
        try:
            found = [(match, file) for file in sorted(path.iterdir()) if (match := _NAME.fullmatch(file.name))]
        except OSError as error:
            raise DataError(
                Message(
                    "The folder {folder} cannot be read: {reason}. Choose the folder with the IDX files.",
                    folder=path,
                    reason=error.strerror or str(error),
                )
            ) from error
        sets = sorted({match["set"] for match, _ in found})
        if len(sets) > 1:
            raise DataError(
                Message(
                    "The folder {folder} holds several data sets: {sets}. Put each into a folder of its own.",
                    folder=path,
                    sets=", ".join(f"{name}train-..." for name in sets),
                )
            )
        files: dict[tuple[Group, Content], Path] = {}
        for match, file in found:
            group: Group = "train" if match["group"].lower() == "train" else "test"
            content: Content = "images" if match["content"].lower() == "images" else "labels"
            files.setdefault((group, content), file)
        return cls(path, files)

    @property
    def has_test(self) -> bool:
        """Whether there is anything of a test set."""
        return any(group == "test" for group, _ in self.files)

    def file(self, group: Group, content: Content) -> Path:
        """One of the files; DataError naming the one that is missing."""
        if (group, content) not in self.files:
            name = f"{'train' if group == 'train' else 't10k'}-{content}-idx{3 if content == 'images' else 1}-ubyte"
            raise DataError(
                Message(
                    "{name} is missing in the folder {folder}. Put it there, as .gz or unpacked, or choose another "
                    "folder.",
                    name=name,
                    folder=self.path,
                )
            )
        return self.files[group, content]
