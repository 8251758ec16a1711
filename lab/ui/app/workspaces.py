"""Saved arrangements of the same docks, one key each. No dock is hidden in a mode: each can be opened anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow

from lab.ui.app.i18n import tr

if TYPE_CHECKING:
    from lab.ui.app.settings import Settings

VERSION = 3  # of the arrangements: older ones that were kept are forgotten when it is raised


@dataclass(frozen=True)
class Workspace:
    """A starting arrangement: docks by name, in tabs where names share a tuple, and their share of the window."""

    name: str
    words: Callable[[], str]
    hint: Callable[[], str]
    left: tuple[tuple[str, ...], ...] = ()
    right: tuple[tuple[str, ...], ...] = ()
    bottom: tuple[tuple[str, ...], ...] = ()
    left_width: float = 0.16  # of the window's width
    right_width: float = 0.21
    bottom_height: float = 0.34  # of the window's height


WORKSPACES = (
    Workspace(
        "design",
        lambda: tr("Design"),
        lambda: tr("Build the network: palette, canvas, inspector"),
        left=(("palette",),),
        right=(("inspector", "run_settings", "check"),),
    ),
    Workspace(
        "train",
        lambda: tr("Train"),
        lambda: tr("Watch it learn: curves, gradients, feature maps"),
        left=(("palette",),),
        right=(("inspector", "run_settings"),),
        bottom=(("loss",), ("gradients", "plane"), ("feature_maps", "kernels", "data", "check")),
    ),
    Workspace(
        "understand",
        lambda: tr("Understand"),
        lambda: tr("Look inside: samples, kernels and feature maps, large"),
        left=(("data", "inspector"),),
        right=(("feature_maps", "plane"), ("kernels",)),
        bottom=(("loss",), ("gradients", "check")),
        left_width=0.25,
        right_width=0.4,
        bottom_height=0.3,
    ),
)
FIRST = "train"


def placed_docks() -> set[str]:
    """Every dock that some workspace shows."""
    return {
        name for space in WORKSPACES for area in (space.left, space.right, space.bottom) for t in area for name in t
    }


class Arranger(QObject):
    """Switches between workspaces; how the learner left one is how it comes back."""

    changed = Signal(str)

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.current = ""

    def start(self) -> None:
        """The workspace that was open last, as it was left."""
        known = {space.name for space in WORKSPACES}
        if self._settings.get("workspaces/version", 0) != VERSION:
            self._settings.set("workspaces/version", VERSION)
            for name in known:
                self._settings.set_workspace_state(name, QByteArray())
        name = self._settings.workspace
        self._show(name if name in known else FIRST)

    def switch(self, name: str) -> None:
        """Keep how the present one is and show another."""
        self.keep()
        self._show(name)

    def restore_default(self) -> None:
        """The present workspace as it was at first."""
        self._settings.set_workspace_state(self.current, QByteArray())
        self._show(self.current)

    def keep(self) -> None:
        """Remember how the present workspace looks."""
        if self.current:
            self._settings.set_workspace_state(self.current, self._window.saveState(VERSION))
            self._settings.workspace = self.current

    def again(self) -> None:
        """Docks have been added: arrange them as the present workspace wants."""
        self._show(self.current)

    def _show(self, name: str) -> None:
        self.current = name
        self._settings.workspace = name
        state = self._settings.workspace_state(name)
        self._clear()
        if state.isEmpty() or not self._window.restoreState(state, VERSION):
            self._arrange(next(space for space in WORKSPACES if space.name == name))
        self.changed.emit(name)

    def _clear(self) -> None:
        """Take all docks out of the layout, which else keeps the tabs of the arrangement before on the screen."""
        for dock in self._docks().values():
            dock.hide()
        layout = self._window.layout()
        assert layout is not None
        layout.invalidate()
        layout.activate()

    def _docks(self) -> dict[str, QDockWidget]:
        return {dock.objectName(): dock for dock in self._window.findChildren(QDockWidget)}

    def _arrange(self, space: Workspace) -> None:
        window, docks = self._window, self._docks()
        for dock in docks.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        area = Qt.DockWidgetArea
        self._place(area.LeftDockWidgetArea, space.left, Qt.Orientation.Vertical)
        self._place(area.RightDockWidgetArea, space.right, Qt.Orientation.Vertical)
        self._place(area.BottomDockWidgetArea, space.bottom, Qt.Orientation.Horizontal)
        shown = {name for side in (space.left, space.right, space.bottom) for tabs in side for name in tabs}
        for name, dock in docks.items():
            if name not in shown:  # somewhere sensible for when it is opened
                window.addDockWidget(area.RightDockWidgetArea, dock)
                dock.hide()
        self.resize(space)

    def resize(self, space: Workspace | None = None) -> None:
        """Give each side its share of the window."""
        space = space or next(each for each in WORKSPACES if each.name == self.current)
        docks, window = self._docks(), self._window
        for side, share in ((space.left, space.left_width), (space.right, space.right_width)):
            first = [docks[tabs[0]] for tabs in side if tabs[0] in docks]
            width = round(window.width() * share)
            window.resizeDocks(first, [width] * len(first), Qt.Orientation.Horizontal)
        for side in (space.left, space.right):
            first = [docks[tabs[0]] for tabs in side if tabs[0] in docks]
            window.resizeDocks(first, [window.height()] * len(first), Qt.Orientation.Vertical)
        first = [docks[tabs[0]] for tabs in space.bottom if tabs[0] in docks]
        height = round(window.height() * space.bottom_height)
        window.resizeDocks(first, [height] * len(first), Qt.Orientation.Vertical)
        window.resizeDocks(first, [window.width() // max(len(first), 1)] * len(first), Qt.Orientation.Horizontal)

    def _place(self, area: Qt.DockWidgetArea, side: tuple[tuple[str, ...], ...], direction: Qt.Orientation) -> None:
        docks = self._docks()
        groups = [present for tabs in side if (present := [docks[name] for name in tabs if name in docks])]
        for number, group in enumerate(groups):
            if number:
                self._window.splitDockWidget(groups[number - 1][0], group[0], direction)
            else:
                self._window.addDockWidget(area, group[0], direction)
        for group in groups:  # only now: what splits a tab becomes one
            for dock in group[1:]:
                self._window.tabifyDockWidget(group[0], dock)
            for dock in group:
                dock.show()
            group[0].raise_()
