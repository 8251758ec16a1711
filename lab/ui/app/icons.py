"""Our own icons: simple strokes in resources/icons, drawn in the theme's colour whenever they are painted."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lab.spec.groups import GROUPS
from lab.spec.resources import folder, resource
from lab.ui.app import theme

GROUP_ICONS = {name: f"group_{name.lower()}" for name in GROUPS}

_sources: dict[str, str] = {}
_pixmaps: dict[tuple[str, int, int, str], QPixmap] = {}
_clones: list[QIconEngine] = []  # Qt owns them, but Python would free what it made


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in (folder() / "icons").glob("*.svg"))


def icon(name: str, color: str = "text") -> QIcon:
    """An icon that follows the theme; `color` is a token ("text", "accent", "faint") or "#rrggbb"."""
    _source(name)  # a missing icon is found here, not while painting
    return QIcon(_Engine(name, color))


def group_icon(group: str) -> QIcon:
    """The icon of a layer group in the group's colour."""
    return icon(GROUP_ICONS.get(group, "group_shape"), f"group:{group}")


def pixmap(name: str, size: int, color: str = "text", ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` x `size` pixels of the screen, in the colour of the theme now."""
    made = QPixmap(_drawn(name, QSize(round(size * ratio), round(size * ratio)), _resolve(color)))
    made.setDevicePixelRatio(ratio)
    return made


def application_icon() -> QIcon:
    """The icon of the program itself, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn("app", QSize(size, size), theme.LIGHT.accent))
    return made


def _source(name: str) -> str:
    if name not in _sources:
        _sources[name] = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return _sources[name]


def _resolve(color: str) -> str:
    if color.startswith("#"):
        return color
    if color.startswith("group:"):
        return theme.tokens().group(color[6:]).name()
    return str(getattr(theme.tokens(), color))


def _drawn(name: str, size: QSize, color: str) -> QPixmap:
    key = (name, size.width(), size.height(), color)
    if key not in _pixmaps:
        renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        side = min(size.width(), size.height())
        painter = QPainter(made)
        renderer.render(painter, QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side))
        painter.end()
        _pixmaps[key] = made
    return _pixmaps[key]


class _Engine(QIconEngine):
    """Draws one icon in the colour that holds when it is painted."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        color = self._color
        if mode == QIcon.Mode.Disabled:
            color = theme.mix(theme.tokens().faint, theme.tokens().background, 0.5)
        elif mode == QIcon.Mode.Selected and color == "text":
            color = "accent_text"
        return _drawn(self._name, size, _resolve(color))

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._color)
        _clones.append(made)
        return made

    def isNull(self) -> bool:
        return False

    def key(self) -> str:
        return "lab"
