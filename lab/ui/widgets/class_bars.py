"""A network's answer: a bar for each class, the true class marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lab.spec.units import format_number, format_percent
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import tr


@dataclass(frozen=True)
class Answer:
    """`values` for the classes `names`, shares of 1 if `shares`; `truth` is the right class, None if not known."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    truth: int | None = None
    shares: bool = True

    @property
    def best(self) -> int:
        """The class with the highest value."""
        return max(range(len(self.values)), key=self.values.__getitem__)

    def text(self, index: int) -> str:
        """One class' value in words."""
        value = self.values[index]
        return format_percent(value, digits=0) if self.shares else format_number(value, digits=2)

    def words(self) -> str:
        """The answer as a sentence."""
        name, text = self.names[self.best], self.text(self.best)
        if self.truth is None:
            return tr("The network says {name} ({value}).").format(name=name, value=text)
        if self.best == self.truth:
            return tr("The network says {name} ({value}), which is right.").format(name=name, value=text)
        return tr("The network says {name} ({value}), but it is {truth}.").format(
            name=name, value=text, truth=self.names[self.truth]
        )


class ClassBars(QWidget):
    """One row for each class while there is room, else the highest and the true one."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self.setMinimumHeight(30)
        theme.follow(self, self._restyle)

    def show_answer(self, answer: Answer | None) -> None:
        """Show another answer; None shows nothing."""
        if answer != self.answer:
            self.answer = answer
            self.updateGeometry()
            self.update()
            self.setToolTip(answer.words() if answer else "")

    def shown(self) -> list[int]:
        """The classes that have a row, from top to bottom."""
        if self.answer is None:
            return []
        count, room = len(self.answer.names), max(self.height() // self._row(), 1)
        if count <= room:
            return list(range(count))
        order = sorted(range(count), key=lambda index: -self.answer.values[index])[:room]  # type: ignore[union-attr]
        if self.answer.truth is not None and self.answer.truth not in order:
            order[-1] = self.answer.truth
        return order

    def sizeHint(self) -> QSize:
        rows = min(len(self.answer.names), 10) if self.answer else 10
        return QSize(120, rows * self._row())

    def _row(self) -> int:
        return int(fonts.font("caption").pointSizeF() * 1.75)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.answer is None:
            return
        with QPainter(self) as painter:  # ends even if something fails: else Qt crashes
            colors, answer = theme.tokens(), self.answer
            painter.setFont(fonts.font("caption", numbers=True))
            metrics = painter.fontMetrics()
            rows, row = self.shown(), self._row()
            names = min(max(metrics.horizontalAdvance(answer.names[index]) for index in rows), self.width() // 3)
            numbers = metrics.horizontalAdvance("100 %" if answer.shares else "−0.00")
            left, width = names + 2 * theme.TINY, self.width() - names - numbers - 4 * theme.TINY
            highest = 1.0 if answer.shares else max(max(map(abs, answer.values)), 1e-12)
            middle = Qt.AlignmentFlag.AlignVCenter
            for number, index in enumerate(rows):
                top = number * row
                box = QRectF(left, top + 2, width, row - 4)
                painter.fillRect(box, colors.color("raised"))
                share = max(min(answer.values[index] / highest, 1.0), 0.0)
                right = index == answer.truth
                color = colors.color("accent" if index == answer.best else "faint")
                painter.fillRect(QRectF(left, top + 2, width * share, row - 4), color)
                if right:
                    painter.setPen(colors.color("text"))
                    painter.drawRect(box.adjusted(0, 0, -1, -1))
                font = fonts.font("caption", bold=right, numbers=True)
                painter.setFont(font)
                painter.setPen(colors.color("text" if right or index == answer.best else "faint"))
                name = metrics.elidedText(answer.names[index], Qt.TextElideMode.ElideRight, names)
                painter.drawText(QRectF(0, top, names + theme.TINY, row), middle | Qt.AlignmentFlag.AlignRight, name)
                place = QRectF(self.width() - numbers, top, numbers, row)
                painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, answer.text(index))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
