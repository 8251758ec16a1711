"""Why a part of a file cannot become a layer."""

from __future__ import annotations

from collections.abc import Sequence

from lab.spec.errors import LabError
from lab.spec.message import Message


class Refused(LabError):
    """Something that no layer can do, in words."""


def joined(parts: Sequence[Message]) -> Message:
    """Sentences one after the other."""
    text = parts[0]
    for other in parts[1:]:
        text = Message("{one} {two}", one=text, two=other)
    return text
