"""Colours, spacing and text sizes of the whole interface: light and dark, following the system or chosen.

Everything that draws reads `tokens()` when it draws, or listens to `changed`; no colour stands anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from lab.spec import groups
from lab.spec.events import Event
from lab.spec.resources import resource
from lab.ui.app import fonts
from lab.ui.app.followers import Followers

Mode = Literal["system", "light", "dark"]

# Spacing and radii, in pixels.
TINY, SMALL, MEDIUM, LARGE, HUGE = 4, 8, 12, 16, 24
RADIUS = 6
LINE, CHOSEN_LINE = 1, 2
GROUP_BAR = 4  # the coloured bar on a tile or node

# Motion, in milliseconds; 0 while motion is reduced: ask duration().
MOTION = 150


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as "#rrggbb".

    `faint` is for captions, `line` for borders, `raised` for what lies on a surface (buttons, hovered rows),
    `selection` behind chosen text or rows, `accent_text` on the accent, `groups` one quiet colour per layer group,
    `series` the colours of classes and curves (Okabe-Ito, safe for colour-blind eyes).
    """

    name: Literal["light", "dark"]
    background: str
    surface: str
    raised: str
    text: str
    faint: str
    line: str
    accent: str
    accent_text: str
    selection: str
    error: str
    warning: str
    success: str
    negative: str  # the ends of the signed colour map
    positive: str
    groups: Mapping[str, str]
    series: tuple[str, ...]

    def color(self, name: str) -> QColor:
        """A token as a QColor: `tokens().color("accent")`."""
        return QColor(getattr(self, name))

    def group(self, name: str) -> QColor:
        """The colour of a layer group; faint for a group that has none."""
        return QColor(self.groups.get(name, self.faint))


LIGHT = Tokens(
    name="light",
    background="#fafafa",
    surface="#ffffff",
    raised="#f1f2f4",
    text="#1c1e21",
    faint="#5f6670",
    line="#d9dce1",
    accent="#2563eb",
    accent_text="#ffffff",
    selection="#dbe6fd",
    error="#b42318",
    warning="#8a5a00",
    success="#0b6e4f",
    negative="#1d4fc4",
    positive="#c2560a",
    groups=groups.ON_LIGHT,
    series=("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#000000"),
)

DARK = Tokens(
    name="dark",
    background="#17191c",
    surface="#1f2226",
    raised="#2a2e34",
    text="#e7e9ec",
    faint="#9aa2ad",
    line="#343941",
    accent="#6ea0ff",
    accent_text="#10131a",
    selection="#2c4170",
    error="#ff8a7a",
    warning="#f0b352",
    success="#56c596",
    negative="#6ea0ff",
    positive="#ff9a4d",
    groups=groups.ON_DARK,
    series=("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#f0e442", "#ffffff"),
)

changed: Event[[]] = Event()  # colours or text sizes are new: draw again
_followers = Followers()

_tokens = LIGHT
_mode: Mode = "system"
_scale = 1.0
_reduced = False
_following: QObject | None = None


def tokens() -> Tokens:
    """The colours in use now."""
    return _tokens


def follow(owner: QObject, setter: Callable[[], object]) -> None:
    """Call `setter` now and whenever colours or text sizes change, until `owner` is destroyed."""
    _followers.follow(owner, setter)


def mode() -> Mode:
    """What was asked for: "system", "light" or "dark"."""
    return _mode


def scale() -> float:
    """How much larger than normal text is: 1.5 for a projector."""
    return _scale


def duration(milliseconds: int = MOTION) -> int:
    """How long something may move: 0 while motion is reduced."""
    return 0 if _reduced else milliseconds


def reduce_motion(reduced: bool) -> None:
    """Stop everything that moves on its own, or let it move again."""
    global _reduced
    _reduced = reduced


def apply(application: QApplication, mode: Mode = "system", *, projector: bool | None = None) -> None:
    """Dress the application: Fusion, our palette, our style sheet, our text sizes. `projector` None leaves it."""
    global _mode, _scale, _following
    if projector is not None:
        _scale = 1.5 if projector else 1.0
    _mode = mode
    if _following is not application:
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().colorSchemeChanged.connect(_system_changed)
        _following = application
    _dress(application)


def system_theme(application: QApplication) -> Tokens:
    """The theme that the system asks for; light where it does not say."""
    return DARK if application.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _system_changed(_scheme: Qt.ColorScheme) -> None:
    application = QApplication.instance()
    if _mode == "system" and isinstance(application, QApplication):
        _dress(application)


def _dress(application: QApplication) -> None:
    global _tokens
    _tokens = {"light": LIGHT, "dark": DARK}[_mode] if _mode != "system" else system_theme(application)
    fonts.apply(application, _scale)
    application.setPalette(palette(_tokens))
    application.setStyleSheet(style_sheet(_tokens, _scale))
    _followers.call()
    changed()


def mix(color: str, other: str, share: float) -> str:
    """Between two colours: `share` 0 is the first, 1 the other."""
    a, b = QColor(color), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(start + (end - start) * share) for start, end in pairs)).name()


def palette(colors: Tokens) -> QPalette:
    """Qt's palette made from our colours."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, value in {
        role.Window: colors.background,
        role.WindowText: colors.text,
        role.Base: colors.surface,
        role.AlternateBase: colors.raised,
        role.Text: colors.text,
        role.Button: colors.raised,
        role.ButtonText: colors.text,
        role.BrightText: colors.error,
        role.ToolTipBase: colors.surface,
        role.ToolTipText: colors.text,
        role.PlaceholderText: colors.faint,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.accent_text,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.Light: colors.surface,
        role.Midlight: colors.raised,
        role.Mid: colors.line,
        role.Dark: colors.line,
        role.Shadow: colors.line,
        role.Accent: colors.accent,
    }.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, name, QColor(colors.faint))
    made.setColor(group.Disabled, role.Highlight, QColor(colors.line))
    return made


def style_sheet(colors: Tokens, scale: float) -> str:
    """The small style sheet of resources/theme/style.qss with its tokens filled in."""
    plain = {name: value for name, value in vars(colors).items() if isinstance(value, str)}
    sizes = {name: f"{points * scale:g}pt" for name, points in fonts.SIZES.items()}
    arrows = {
        name: resource(f"theme/{name}_{colors.name}.svg").as_posix()
        for name in ("down", "up", "right", "check", "tick", "dot", "close", "float")
    }
    text = resource("theme/style.qss").read_text(encoding="utf-8")
    return Template(text).substitute(**plain, **sizes, **arrows, radius=f"{RADIUS}px")
