"""Networks to start from, one file each: laid out, with data, loss, optimiser and settings that reach a figure."""

from __future__ import annotations

import sys
from typing import cast

from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates.base import Template
from lab.spec import registry


def templates() -> list[type[Template]]:
    """All templates, in the order in which menus show them."""
    registry.discover(sys.modules[__name__])
    return cast(list[type[Template]], registry.known("template"))


def template(name: str) -> Model:
    """A fresh, untrained model of the template of that name; a LabError with the nearest names if there is none."""
    discover_all()
    templates()
    return cast(type[Template], registry.find("template", name))().model()
