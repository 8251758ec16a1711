"""A box for one number of a declared field: type it, or step it with arrows, keys and wheel."""

from __future__ import annotations

import math
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QWidget

from lab.spec.fields import Float, Int, Ints
from lab.ui.app import fonts, theme

PAUSE = 600  # ms after the last key until a typed value counts without Enter
ZERO_ABOVE = 1e-6  # stepping by factors reaches zero below this


class NumberBox(QAbstractSpinBox):
    """`entered` carries what was typed or stepped to: a number, or the text where it is none.

    Out of its field is everything a number: the limits are the field's to explain, so nothing is cut off silently.
    """

    entered = Signal(object)

    def __init__(self, field: Int | Float | Ints, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._whole = not isinstance(field, Float)
        self._value: float = 0
        self._typed = False  # whether the text is the learner's rather than the value's
        self._midway = False  # whether the learner is still typing
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._commit(final=False))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self, self._dress)
        self.lineEdit().setTextMargins(theme.TINY, 0, 0, 0)  # the style sheet's padding does not reach it
        self.lineEdit().textEdited.connect(self._text_edited)
        self.editingFinished.connect(lambda: self._commit(final=True))

    def _dress(self) -> None:
        for widget in (self, self.lineEdit()):  # a style sheet keeps the line from taking on its box's font
            widget.setFont(fonts.font(numbers=True))

    @property
    def value(self) -> float:
        """The last number that was set or accepted."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a number; what is being typed is lost only if the number is another than before."""
        if value != self._value or not self._typed:
            self._value = value
            self._show()

    def accept(self, value: float) -> None:
        """What was entered is good: it is the value now. While the learner is still typing the text stays."""
        self._value = value
        if not self._midway:
            self._show()

    # -- typing

    def parsed(self) -> float | str:
        """What stands in the box, as a number if it is one."""
        text = self.text().strip().replace("−", "-")
        if "." not in text:
            text = text.replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            return self.text().strip()
        return int(number) if number.is_integer() and (self._whole or text.isdigit()) else number

    def _text_edited(self) -> None:
        self._typed = True
        self._pause.start()

    def _commit(self, *, final: bool) -> None:
        """Announce what was typed. Midway only what the field allows: half a number is no mistake."""
        self._pause.stop()
        number = self.parsed()
        if self._typed and (final or self._allowed(number)):
            self._midway = not final
            self.entered.emit(number)
            self._midway = False

    def _allowed(self, number: object) -> bool:
        low, high = self._limits()
        return isinstance(number, int | float) and low <= number <= high

    def _limits(self) -> tuple[float, float]:
        """The smallest and largest number that stepping may reach."""
        low, high = float(self._field.low), float(self._field.high)
        if isinstance(self._field, Float) and self._field.low_open:
            low = math.nextafter(low, math.inf)
        if isinstance(self._field, Float) and self._field.high_open:
            high = math.nextafter(high, -math.inf)
        return low, high

    def _show(self) -> None:
        self._typed = False
        self._pause.stop()
        self.lineEdit().setText(self._text(self._value))
        self.update()

    def _text(self, value: float) -> str:
        """In full while it can be edited, else three digits."""
        if isinstance(value, int):
            return str(value)
        return short_exponent(repr(value) if self.hasFocus() else f"{value:.3g}")

    # -- stepping

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        low, high = self._limits()
        enabled = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._value > low:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        if self._value < high:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        return enabled

    def stepBy(self, steps: int) -> None:
        number = self.parsed()
        value = number if isinstance(number, int | float) and self._typed else self._value
        for _ in range(abs(steps)):
            value = self._next(value, up=steps > 0)
        self.lineEdit().setText(self._text(value))
        self._typed = True
        self._commit(final=True)
        self.selectAll()
        self.update()  # an arrow may be at its end now

    def _next(self, value: float, *, up: bool) -> float:
        low, high = self._limits()
        if self._whole:
            return int(min(max(value + (1 if up else -1), low), high))
        assert isinstance(self._field, Float)
        stepped = next_in_series(value, up=up) if self._field.log else value + self._step(value) * (1 if up else -1)
        stepped = float(f"{stepped:.10g}")
        return stepped if low <= stepped <= high else value if self._open(up) else float(min(max(stepped, low), high))

    def _open(self, up: bool) -> bool:
        assert isinstance(self._field, Float)
        return self._field.high_open if up else self._field.low_open

    def _step(self, value: float) -> float:
        """A twentieth of the range where there is one, else one in the second digit."""
        span = self._field.high - self._field.low
        size = span / 20 if math.isfinite(span) else abs(value) / 10 or 0.1
        return round_to_series(size)

    # -- events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._typed:
            self._show()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # enters what was typed
        if not self._typed:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._typed:
            self._show()
            self.entered.emit(self._value)
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only where the focus is: scrolling a panel must not change what lies under the pointer."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("0.000000") + 36, hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("000") + 36 - theme.TINY, hint.height())


def next_in_series(value: float, *, up: bool) -> float:
    """The neighbour in ... 0.1, 0.2, 0.5, 1, 2, 5, 10 ...: what stepping by factors means; 0 ends it below."""
    if value == 0:
        return ZERO_ABOVE if up else -ZERO_ABOVE
    if value < 0:
        return -next_in_series(-value, up=not up)
    exponent = Decimal(repr(value)).adjusted()
    series = [float(f"{digit}e{power}") for power in range(exponent - 1, exponent + 2) for digit in (1, 2, 5)]
    if up:
        return min(entry for entry in series if entry > value * (1 + 1e-9))
    lower = max(entry for entry in series if entry < value * (1 - 1e-9))
    return lower if lower >= ZERO_ABOVE * (1 - 1e-9) else 0.0


def round_to_series(value: float) -> float:
    """The nearest of 1, 2, 5 times a power of ten that is not larger."""
    exponent = math.floor(math.log10(value) + 1e-9)
    digit = max(digit for digit in (1, 2, 5) if digit <= value / 10.0**exponent + 1e-9)
    return float(f"{digit}e{exponent}")


def short_exponent(text: str) -> str:
    """ "1e-05" as "1e-5", "2.0" as "2"."""
    mantissa, e, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}" if e else mantissa
