"""The options by which a command line changes how a network is trained."""

from __future__ import annotations

import argparse
import json
from typing import Any

from lab.document.setup import Setup
from lab.spec.errors import LabError
from lab.spec.fields import Declared
from lab.spec.message import Message
from lab.spec.registry import find

_CHOICES = {
    "loss": ("a loss", "losses"),
    "optimizer": ("an optimiser", "optimizers"),
    "schedule": ("a schedule of the learning rate", "schedules"),
}
_Settings = dict[str, dict[str, Any]]  # part, setting, value
_PARTS = ("run", *_CHOICES, "data")  # what --set can change


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Epochs, batch, rate and whatever else can be set."""
    parser.add_argument(
        "--epochs", type=int, metavar="N", help="passes through the training samples; of a trained model, further ones"
    )
    parser.add_argument("--batch", type=int, metavar="N", help="samples of one step")
    for kind, (words, plural) in _CHOICES.items():
        parser.add_argument(f"--{kind}", metavar="NAME", help=f'{words} by name, see "list {plural}"')
    parser.add_argument("--lr", type=float, metavar="RATE", help="learning rate")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PART.SETTING=VALUE",
        help='another setting of run, optimizer, schedule, loss or data (optimizer.l1=0.001); "list --json" has them',
    )
    parser.add_argument("--seed", type=int, metavar="N", help="of the first weights, the order of samples, dropout")
    parser.add_argument("--threads", type=int, metavar="N", help="processor threads; 0 chooses (default)")


def changed_setup(setup: Setup, options: argparse.Namespace) -> tuple[Setup, dict[str, Any]]:
    """The network's setup with what the command line changes, and the settings of the data that it changes."""
    settings = _settings(options.set)
    named = {"epochs": options.epochs, "batch_size": options.batch, "seed": options.seed, "threads": options.threads}
    run = setup.run.replace(**{name: value for name, value in named.items() if value is not None})
    parts: dict[str, Declared] = {"run": run, **{kind: getattr(setup, kind) for kind in _CHOICES}}
    for kind in _CHOICES:
        name = getattr(options, kind)
        if name is not None and name != parts[kind].name:
            parts[kind] = find(kind, name)()
    if options.lr is not None:
        parts["optimizer"] = parts["optimizer"].replace(learning_rate=options.lr)
    changed = setup.changed(**{name: part.replace(**settings[name]) for name, part in parts.items()})
    return changed, settings["data"]


def _settings(texts: list[str]) -> _Settings:
    """What --set changes, by part."""
    settings: _Settings = {part: {} for part in _PARTS}
    for part, name, value in map(_setting, texts):
        settings[part][name] = value
    return settings


def _setting(text: str) -> tuple[str, str, Any]:
    """Part, setting and value of "optimizer.l1=0.001"; a value that is no JSON is a word."""
    place, equals, value = text.partition("=")
    part, dot, name = place.partition(".")
    if not (equals and dot):
        raise LabError(Message('"{text}" is no setting. Write it as PART.SETTING=VALUE.', text=text))
    if part not in _PARTS:
        raise LabError(Message('"{text}" sets nothing. Begin with {parts}.', text=text, parts=", ".join(_PARTS)))
    try:
        return part, name, json.loads(value)
    except ValueError:
        return part, name, value
