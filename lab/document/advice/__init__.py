"""The check before training: one rule a file, registered as kind "rule". `advise` lists every issue at once."""

from __future__ import annotations

import sys
from functools import cache
from typing import cast

from lab.document.advice.base import SEVERITIES, Issue, Rule, Severity, Situation
from lab.document.advice.inside import inside
from lab.spec import registry

__all__ = ["Issue", "Severity", "Situation", "advise", "errors", "rules"]


@cache
def rules() -> tuple[Rule, ...]:
    """One of each rule, the gravest first."""
    registry.discover(sys.modules[__name__])
    known = cast(list[type[Rule]], registry.known("rule"))
    return tuple(rule() for rule in sorted(known, key=lambda rule: SEVERITIES.index(rule.severity)))


def advise(situation: Situation) -> list[Issue]:
    """Every issue there is, errors first, then warnings, then hints."""
    found = [issue for rule in rules() for issue in rule.issues(situation)]
    found += inside((rule for rule in rules() if rule.inside), situation)
    return sorted(found, key=lambda issue: SEVERITIES.index(issue.severity))


def errors(situation: Situation) -> list[Issue]:
    """Only what stands in the way of training: the first is the one to mend first."""
    return [issue for rule in rules() if rule.severity == "error" for issue in rule.issues(situation)]
