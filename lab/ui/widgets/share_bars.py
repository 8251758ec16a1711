"""Who has how much of something: a line with a bar each, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lab.spec.units import format_count, format_number, format_percent
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import tr

MOST = 8  # lines; the rest is taken together
_BAR = 6.0  # px


@dataclass(frozen=True)
class Share:
    """One line: `id` is what is chosen when it is pressed (empty for the rest), `color` that of its bar."""

    id: str
    name: str
    value: int
    color: str


class ShareBars(QWidget):
    """Bars as long as their share of the largest. A press or Enter chooses: `chosen` carries the id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares: tuple[Share, ...] = ()
        self.current = 0
        self._total = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self, self.updateGeometry)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show those that have any, the largest first; beyond a few the rest as one line."""
        having = sorted((share for share in shares if share.value > 0), key=lambda share: -share.value)
        self._total = sum(share.value for share in having)
        if len(having) > MOST:
            rest = having[MOST - 1 :]
            words = tr("{count} others").format(count=len(rest))
            having = [*having[: MOST - 1], Share("", words, sum(share.value for share in rest), "")]
        self.shares = tuple(having)
        self.current = min(self.current, max(len(self.shares) - 1, 0))
        self.setVisible(bool(self.shares))
        self._describe()
        self.updateGeometry()
        self.update()

    def words(self, share: Share) -> str:
        """A line in full: "dense1: 48,120, 78.0 %"."""
        part = format_percent(share.value / self._total)
        return tr("{name}: {count}, {share}").format(name=share.name, count=format_count(share.value), share=part)

    def area(self, number: int) -> QRectF:
        """Where a line stands."""
        return QRectF(0, number * self._height, self.width(), self._height)

    def sizeHint(self) -> QSize:
        return QSize(160, round(self._height * len(self.shares)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    # -- inside

    @property
    def _height(self) -> float:
        return self.fontMetrics().height() + _BAR + theme.SMALL

    def _at(self, y: float) -> int | None:
        number = int(y // self._height)
        return number if 0 <= number < len(self.shares) else None

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self.shares[self.current]) if self.shares else "")

    def _go_to(self, number: int) -> None:
        if self.shares:
            self.current = min(max(number, 0), len(self.shares) - 1)
            self._describe()
            self.update()

    def _choose(self) -> None:
        if self.shares and self.shares[self.current].id:
            self.chosen.emit(self.shares[self.current].id)

    # -- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colors, metrics = theme.tokens(), self.fontMetrics()
            largest = max((share.value for share in self.shares), default=1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.font(numbers=True))
            for number, share in enumerate(self.shares):
                area = self.area(number)
                if self.hasFocus() and number == self.current:
                    painter.fillRect(area, colors.color("selection"))
                value = format_number(share.value)
                room = area.width() - metrics.horizontalAdvance(value) - theme.SMALL
                line = QRectF(0, area.top(), area.width(), metrics.height())
                painter.setPen(colors.color("text"))
                name = metrics.elidedText(share.name, Qt.TextElideMode.ElideMiddle, int(room))
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
                painter.setPen(colors.color("faint"))
                painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
                painter.setPen(Qt.PenStyle.NoPen)
                rail = QRectF(0, line.bottom(), area.width(), _BAR)
                painter.setBrush(colors.color("raised"))
                painter.drawRoundedRect(rail, _BAR / 2, _BAR / 2)
                rail.setWidth(max(_BAR, rail.width() * share.value / largest))
                painter.setBrush(QColor(share.color or colors.faint))
                painter.drawRoundedRect(rail, _BAR / 2, _BAR / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to(self.current + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(number)
            self._choose()

    def event(self, event: QEvent) -> bool:
        """Each line has a tooltip of its own."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.words(self.shares[number]) if number is not None else "", self)
            return True
        return super().event(event)
