"""`associate`: model files open with CNN Lab when they are clicked."""

from __future__ import annotations

import argparse

from lab.document.association import associate, dissociate

DESCRIPTION = (
    "Tells the system's file manager, for this user only, that files ending with .cnnlab open with CNN Lab, and gives "
    "them their icon."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument("--remove", action="store_true", help="take it back")


def run(options: argparse.Namespace) -> None:
    """Do it and say so."""
    print(dissociate() if options.remove else associate())
