"""Text: the system's own face, a Chinese one behind it, sizes by role, figures of equal width for numbers."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

SIZES = {"body": 10.0, "caption": 9.0, "title": 13.0, "display": 18.0}  # points, before scaling
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

_scale = 1.0
_system_families: list[str] = []


def apply(application: QGuiApplication, scale: float) -> None:
    """Set the application's font: the system's face with a Chinese one behind it."""
    global _scale
    if not _system_families:
        _system_families.extend(application.font().families())
    _scale = scale
    application.setFont(font("body"))


def font(role: str = "body", *, bold: bool = False, numbers: bool = False) -> QFont:
    """The font of a role: "body", "caption", "title" or "display"; `numbers` gives figures of equal width."""
    made = QFont()
    made.setFamilies([*_system_families, *CHINESE])
    made.setPointSizeF(SIZES[role] * _scale)
    made.setBold(bold)
    if numbers:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def fixed(role: str = "body") -> QFont:
    """A typewriter face, for code and values in a grid."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(SIZES[role] * _scale)
    return made


def chinese_available() -> bool:
    """Whether this machine can draw Chinese characters at all."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
