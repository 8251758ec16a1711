"""Where the files are that the program reads: icons, translations, the theme, lessons, examples."""

from __future__ import annotations

import functools
import sysconfig
from pathlib import Path

import lab
from lab.spec.errors import FileError
from lab.spec.message import Message


@functools.cache
def folder() -> Path:
    """The resources folder: beside the package in a checkout, under share/ of the environment once installed."""
    package = Path(lab.__file__).parent
    data = [sysconfig.get_path("data"), sysconfig.get_path("data", sysconfig.get_preferred_scheme("user"))]
    for place in (package.parent / "resources", *(Path(path, "share", "cnn-lab") for path in data)):
        if place.is_dir():
            return place
    raise FileError(
        Message("The folder of resources is missing beside {package}. Install CNN Lab again.", package=package)
    )


def resource(name: str) -> Path:
    """The path of one resource, such as "icons/train.svg"; FileError when there is none."""
    path = folder() / name
    if not path.exists():
        raise FileError(Message('The resource "{name}" is missing. Install CNN Lab again.', name=name))
    return path
