"""How the issues of the check are counted and shown."""

from __future__ import annotations

from collections.abc import Sequence

from lab.document.advice import Issue
from lab.ui.app.i18n import listed, tr


def severity_word(severity: str) -> str:
    """What an issue is."""
    return {"error": tr("Error"), "warning": tr("Warning"), "hint": tr("Hint")}[severity]


def severity_icon(severity: str) -> tuple[str, str]:
    """Icon and colour of the gravest issue; of no issue for any other word."""
    known = {"error": ("error", "error"), "warning": ("warning", "warning"), "hint": ("lightbulb", "faint")}
    return known.get(severity, ("check", "success"))


def count_words(issues: Sequence[Issue]) -> str:
    """ "1 error, 2 warnings"; what to say of none."""
    counts = dict.fromkeys(("error", "warning", "hint"), 0)
    for issue in issues:
        counts[issue.severity] += 1
    one = {"error": tr("1 error"), "warning": tr("1 warning"), "hint": tr("1 hint")}
    many = {"error": tr("{count} errors"), "warning": tr("{count} warnings"), "hint": tr("{count} hints")}
    parts = [one[name] if count == 1 else many[name].format(count=count) for name, count in counts.items() if count]
    return listed(parts) or tr("Nothing to mend")
