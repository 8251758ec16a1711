"""A block as a file of its own, `.cnnblock`, and the learner's own palette: a folder of such files.

    {"format": "cnn-lab/block", "version": 1, "program": "0.1.0", "block": {...}}

How the block is written stands in lab.document.network_format; a file is checked as a network is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from lab import __version__
from lab.document.blocks import Block
from lab.document.decoding import convert, decode_json, several
from lab.document.files import read_file, write_file
from lab.document.network_format import BlockEntry, Name, block_entry, read_block
from lab.document.setup import discover_all
from lab.spec.errors import FileError
from lab.spec.folders import data_dir
from lab.spec.message import Message

SUFFIX = ".cnnblock"
FORMAT, VERSION = "cnn-lab/block", 1
LARGEST = 16 << 20  # bytes


class BlockFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of a file."""

    format: str
    version: int
    program: Name
    block: BlockEntry


def encode_block(block: Block) -> bytes:
    """The content of a block's file."""
    content = BlockFile(FORMAT, VERSION, __version__, block_entry(block))
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def decode_block(data: bytes) -> Block:
    """The block in a file's content; FileError tells all that is wrong with it."""
    discover_all()
    given: Any = decode_json(data, "block")
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise FileError(Message("It is not a block of CNN Lab. Choose a file that CNN Lab has saved."))
    version = given.get("version")
    if isinstance(version, int) and version > VERSION:
        raise FileError(Message("It was saved by a newer CNN Lab. Update CNN Lab to open it."))
    mistakes: list[Message] = []
    block = read_block(convert(given, BlockFile, "block").block, mistakes)
    if block is None:
        raise FileError(several(mistakes))
    return block


def save_block(path: str | os.PathLike[str], block: Block) -> None:
    """Write a block; the file is whole, old or new, at any moment. FileError says why it cannot be written."""
    data = encode_block(block)
    write_file(path, lambda: lambda file: file.write(data))


def load_block(path: str | os.PathLike[str]) -> Block:
    """The block in a file; FileError names the file, what is wrong and what to do."""
    return read_file(path, _read)


def _read(file: BinaryIO) -> Block:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileError(Message("It is larger than any block of CNN Lab."))
    return decode_block(data)


# -- the learner's own palette


def blocks_dir() -> Path:
    """The folder of the learner's own blocks."""
    folder = data_dir() / "blocks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def own_blocks() -> dict[Path, Block]:
    """The learner's own blocks, by title; files that cannot be read are left out."""
    found: dict[Path, Block] = {}
    for path in blocks_dir().glob(f"*{SUFFIX}"):
        try:
            found[path] = load_block(path)
        except FileError:
            continue
    return dict(sorted(found.items(), key=lambda item: (item[1].title.casefold(), item[0].name)))


def keep_block(block: Block) -> Path:
    """Put a block into the learner's own palette, under its title; a block of the same title makes room for it."""
    path = next((path for path, other in own_blocks().items() if other.title == block.title), None) or _free(block)
    save_block(path, block)
    return path


def rename_block(path: Path, title: str) -> Path:
    """Give an own block another title; FieldError or FileError where that cannot be."""
    block = load_block(path).replace(title=title)
    if any(other != path and known.title == title for other, known in own_blocks().items()):
        raise FileError(Message('There already is a block called "{title}". Choose another name.', title=title))
    save_block(path, block)
    return path


def forget_block(path: Path) -> None:
    """Take a block out of the learner's own palette."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            Message("{file} cannot be deleted: {reason}.", file=path.name, reason=error.strerror or str(error))
        ) from error


def file_name(block: Block) -> str:
    """A name for a block's file, from its title."""
    stem = re.sub(r"[^\w -]+", "", block.title).strip()[:60] or "block"
    return f"{stem}{SUFFIX}"


def _free(block: Block) -> Path:
    path, number = blocks_dir() / file_name(block), 2
    stem = path.stem
    while path.exists():
        path, number = path.with_name(f"{stem} {number}{SUFFIX}"), number + 1
    return path
