"""Gestures as the real events that a hand makes, sent to a view's viewport. Places are QPointF in the viewport."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QPointingDeviceUniqueId,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

LEFT, MIDDLE, RIGHT, NONE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.NoButton,
)
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
STEPS = 6  # moves of the mouse from one place to the next


def press(
    view: QAbstractScrollArea, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN
) -> None:
    """A button goes down."""
    _mouse(view, QMouseEvent.Type.MouseButtonPress, at, button, button, keys)


def move(
    view: QAbstractScrollArea, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN
) -> None:
    """The mouse moves, with a button held (or NONE)."""
    _mouse(view, QMouseEvent.Type.MouseMove, at, NONE, button, keys)


def release(
    view: QAbstractScrollArea, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN
) -> None:
    """The button comes up."""
    _mouse(view, QMouseEvent.Type.MouseButtonRelease, at, button, NONE, keys)


def click(
    view: QAbstractScrollArea, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN
) -> None:
    """Press and release in place."""
    press(view, at, button, keys)
    release(view, at, button, keys)


def double_click(view: QAbstractScrollArea, at: QPointF) -> None:
    """Two clicks, as Qt reports them."""
    click(view, at)
    _mouse(view, QMouseEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, PLAIN)
    release(view, at)


def drag(
    view: QAbstractScrollArea,
    *places: QPointF,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = PLAIN,
    drop: bool = True,
) -> None:
    """Press at the first place, move through the others, let go at the last (unless `drop` is False)."""
    press(view, places[0], button, keys)
    for place in _way(places):
        move(view, place, button, keys)
    if drop:
        release(view, places[-1], button, keys)


def drag_mime(view: QAbstractScrollArea, mime: QMimeData, *places: QPointF, drop: bool = True) -> bool:
    """Drag something from elsewhere over a view and drop it, or leave again; whether the view took it."""
    buttons, keys, copy = LEFT, PLAIN, Qt.DropAction.CopyAction
    target = view.viewport()
    event = _with_point(QDragEnterEvent, places[0], copy, mime, buttons, keys)
    event.ignore()  # as Qt does before a widget has answered
    QCoreApplication.sendEvent(target, event)
    if not event.isAccepted():
        return False
    for place in _way(places):
        QCoreApplication.sendEvent(target, _with_point(QDragMoveEvent, place, copy, mime, buttons, keys))
    if not drop:
        QCoreApplication.sendEvent(target, QDragLeaveEvent())
        return True
    dropped = QDropEvent(places[-1], copy, mime, buttons, keys)
    QCoreApplication.sendEvent(target, dropped)
    return dropped.isAccepted()


def wheel(
    view: QAbstractScrollArea,
    at: QPointF,
    *,
    notches: float = 0.0,
    pixels: QPoint | None = None,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:
    """Turn a mouse's wheel by notches, or move two fingers over a touch pad by px."""
    pad = _touch_pad() if pixels is not None else QPointingDevice.primaryPointingDevice()
    angle = QPoint(0, round(120 * notches)) if pixels is None else pixels * 4
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        pixels or QPoint(),
        angle,
        NONE,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
        Qt.MouseEventSource.MouseEventNotSynthesized,
        pad,
    )
    QCoreApplication.sendEvent(view.viewport(), event)


def key(widget: QWidget, key: Qt.Key | str, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, keys)  # type: ignore[call-overload]


def _mouse(
    view: QAbstractScrollArea,
    kind: QMouseEvent.Type,
    at: QPointF,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
    keys: Qt.KeyboardModifier,
) -> None:
    everywhere = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    QCoreApplication.sendEvent(view.viewport(), QMouseEvent(kind, at, everywhere, button, buttons, keys))


def _way(places: Sequence[QPointF]) -> Iterable[QPointF]:
    for start, end in pairwise(places):
        for step in range(1, STEPS + 1):
            yield start + (end - start) * (step / STEPS)


def _with_point(kind: type[QDragMoveEvent], at: QPointF, *rest: object) -> QDragMoveEvent:
    """PySide6 6.11 wants whole numbers here, 6.12 does not."""
    try:
        return kind(at.toPoint(), *rest)  # type: ignore[arg-type]
    except TypeError:
        return kind(at, *rest)  # type: ignore[arg-type]


def _touch_pad() -> QPointingDevice:
    capability = QInputDevice.Capability
    return QPointingDevice(
        "touch pad of the tests",
        1,
        QInputDevice.DeviceType.TouchPad,
        QPointingDevice.PointerType.Finger,
        capability.Position | capability.PixelScroll | capability.Scroll,
        2,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
