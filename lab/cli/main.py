"""Reads the command line, calls the verb, and turns what goes wrong into a sentence and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from lab import __version__
from lab.spec.errors import LabError

OK, OURS, THEIRS, INTERRUPTED = 0, 1, 2, 130  # exit codes

# Name of a verb: (the file here that carries it out, what it does). Only the file of the verb asked for is imported.
_VERBS = {
    "train": ("train", "train a network and keep what it learned"),
    "choose": ("choose", "choose a network's depth and width by cross-validation"),
    "eval": ("evaluate", "measure a trained network on data"),
    "predict": ("predict", "say what a trained network sees in pictures"),
    "summary": ("summary", "show a network's layers, shapes and sizes"),
    "compare": ("compare", "show what is different between two networks"),
    "export": ("export", "write a network in the format of another program"),
    "import": ("importing", "read a network from a file of another program"),
    "check": ("check", "list what is wrong with a network before it is trained"),
    "gradcheck": ("gradcheck", "compare a network's gradients with numeric ones"),
    "list": ("listing", "list layers, templates, data sets, optimisers, losses, formats of files and more"),
    "associate": ("associate", "have .cnnlab files open with CNN Lab"),
    "bench": ("bench", "measure the speed of training, beside PyTorch if it is installed"),
}
_EPILOG = """\
NETWORK is the name of a template (lenet5) or a model file (mine.cnnlab).
DATA is the name of a data set (digits) or a path: a folder of IDX files such as MNIST's.

examples:
  python -m lab list templates
  python -m lab train digits --out digits.cnnlab
  python -m lab train lenet5 --data MNIST_FOLDER --epochs 5 --json
  python -m lab eval digits.cnnlab --data digits
  python -m lab predict digits.cnnlab seven.png

exit codes: 0 all went well, 1 a mistake of ours, 2 a mistake in what was asked for, 130 interrupted.
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, with the names that come near what was typed."""

    def error(self, message: str) -> NoReturn:
        self.exit(THEIRS, f"Error: {message[:1].upper()}{message[1:]}.\nSee {self.prog} --help.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line (without the program's name) and give the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        options = _parse(given)
        return int(options.run(options) or OK)
    except SystemExit as end:  # argparse: --help, or a mistake that it has told
        return end.code if isinstance(end.code, int) else THEIRS
    except LabError as error:
        _tell(f"Error: {error}")
        return THEIRS
    except KeyboardInterrupt:
        _tell("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        _tell(f"Something went wrong inside CNN Lab: {type(error).__name__}: {error}")
        _tell(f"This is our mistake, not yours. The details are in {_log(error)}")
        return OURS


def parser(asked: str = "") -> Parser:
    """The whole command line; of the verbs, only the one asked for with its options."""
    top = Parser(
        prog="python -m lab",
        description="Build, train and look into convolutional neural networks, without the window.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"CNN Lab {__version__}")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, (file, does) in _VERBS.items():
        verb = verbs.add_parser(name, help=does, formatter_class=argparse.HelpFormatter)
        if name == asked:
            module = importlib.import_module(f"lab.cli.{file}")
            verb.description = module.DESCRIPTION
            module.add_arguments(verb)
            verb.set_defaults(run=module.run)
    return top


def _parse(given: list[str]) -> argparse.Namespace:
    if given and not given[0].startswith("-") and given[0] not in _VERBS:
        near = difflib.get_close_matches(given[0], _VERBS, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Verbs: {', '.join(_VERBS)}."
        _tell(f'Error: There is no verb "{given[0]}". {hint}')
        raise SystemExit(THEIRS)
    if not given:
        parser().print_help(sys.stderr)
        raise SystemExit(THEIRS)
    return parser(given[0]).parse_args(given)


def _tell(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # nobody may be listening
        print(text, file=sys.stderr)


def _log(error: Exception) -> Path | str:
    """Write the traceback where it can be looked up."""
    from lab.spec.folders import log_dir

    try:
        path = log_dir() / "command-line.log"
        path.write_text("".join(_lines(error)), encoding="utf-8")
    except OSError:
        return "".join(_lines(error))
    return path


def _lines(error: Exception) -> Iterator[str]:
    yield f"CNN Lab {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n"
    yield from traceback.format_exception(error)
