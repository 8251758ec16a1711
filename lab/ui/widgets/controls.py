"""The small controls in the head of a panel: flat buttons, a switch, a slider with its value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from lab.ui.app import i18n, icons, theme

ICON = 16


def button(
    owner: QWidget, icon: str, text: Callable[[], str], do: Callable[[], object], *, checkable: bool = False
) -> QToolButton:
    """A flat button with an icon; `text` is its tooltip and what a screen reader says."""
    made = QToolButton(owner)
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(ICON, ICON))
    made.setCheckable(checkable)
    made.clicked.connect(lambda: do())
    i18n.follow(made, lambda: name(made, text()))
    return made


def switch(owner: QWidget, text: Callable[[], str], help_text: Callable[[], str]) -> QToolButton:
    """A flat button with a word on it that stays down."""
    made = QToolButton(owner)
    made.setCheckable(True)

    def label() -> None:
        made.setText(text())
        made.setToolTip(help_text())
        made.setAccessibleName(help_text())

    i18n.follow(made, label)
    return made


def name(widget: QWidget, text: str) -> None:
    """Tooltip and accessible name in one."""
    widget.setToolTip(text)
    widget.setAccessibleName(text)


def caption(owner: QWidget, text: Callable[[], str] = lambda: "") -> QLabel:
    """A small faint label."""
    made = QLabel(owner)
    made.setProperty("role", "caption")
    if text():
        i18n.follow(made, lambda: made.setText(text()))
    return made


class ValueSlider(QWidget):
    """A short slider with its name before it and its value behind it."""

    changed = Signal(float)

    def __init__(self, owner: QWidget, text: Callable[[], str], steps: tuple[float, ...], start: float) -> None:
        super().__init__(owner)
        self._steps = steps
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, len(steps) - 1)
        self._slider.setPageStep(1)
        self._slider.setFixedWidth(72)
        self._slider.setValue(steps.index(start))
        self._value = caption(self)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("0.999"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TINY)
        row.addWidget(caption(self, text))
        row.addWidget(self._slider)
        row.addWidget(self._value)
        self._slider.valueChanged.connect(self._on_moved)
        i18n.follow(self, lambda: name(self._slider, text()))
        self._show()

    @property
    def value(self) -> float:
        """The value chosen."""
        return self._steps[self._slider.value()]

    def set_value(self, value: float) -> None:
        """Choose one of the steps."""
        self._slider.setValue(self._steps.index(value))

    def _on_moved(self) -> None:
        self._show()
        self.changed.emit(self.value)

    def _show(self) -> None:
        self._value.setText(f"{self.value:g}")
