"""From JSON that anybody may have written to what it stands for: every mistake becomes a message in words."""

from __future__ import annotations

from typing import Any

import msgspec

from lab.spec import registry
from lab.spec.errors import FieldError, FileError, LabError
from lab.spec.fields import Declared
from lab.spec.message import Message

SHOWN = 3  # of many mistakes


def decode_json(data: bytes, member: str) -> Any:
    """The JSON of a member; FileError where it is damaged."""
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError) as error:  # MsgspecError and UnicodeDecodeError are ValueErrors
        raise damaged(member, error) from error


def convert(content: Any, kind: Any, member: str) -> Any:
    """JSON as the structure `kind`; FileError names the path of the first value that does not belong there."""
    try:
        return msgspec.convert(content, kind)
    except (ValueError, RecursionError) as error:
        raise damaged(member, error) from error


def damaged(member: str, error: Exception) -> FileError:
    """The message for JSON that is not what it should be."""
    return FileError(
        Message(
            "Its part {member} is damaged ({detail}). Open an earlier copy of the file.",
            member=member,
            detail=str(error),
        )
    )


def several(mistakes: list[Message]) -> Message:
    """The first few mistakes as one message."""
    text = mistakes[0]
    for other in mistakes[1:SHOWN]:
        text = Message("{one} {two}", one=text, two=other)
    left = len(mistakes) - SHOWN
    return Message("{one} There are {count} more such problems.", one=text, count=left) if left > 0 else text


def declared(kind: str, name: str, settings: dict[str, Any], label: str, mistakes: list[Message]) -> Declared | None:
    """The registered thing of that name with its settings; None, and the mistake noted, if that cannot be."""
    try:
        return with_settings(registry.find(kind, name), settings)
    except FieldError as error:
        mistakes.append(
            Message("A setting of {label} is not allowed: {reason}", label=label, reason=error.message),
        )
    except LabError as error:
        mistakes.append(
            Message("{reason} A newer version of CNN Lab may know it: update to open this file.", reason=error.message)
        )
    return None


def with_settings(cls: type[Declared], settings: dict[str, Any]) -> Declared:
    """A declared thing with these settings; FieldError for any that it does not allow."""
    try:
        return cls(**settings)
    except (TypeError, OverflowError) as error:  # a number beyond floating point, a name that is no name
        raise FieldError(Message("{detail}.", detail=str(error))) from error
