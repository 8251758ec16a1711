"""The command line: the same engine without the window. One verb a file."""

from lab.cli.main import main

__all__ = ["main"]
