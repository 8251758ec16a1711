"""All settings of a run in one place: run, data set, loss, optimiser, schedule, as forms made from their fields."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from lab.spec.fields import Declared
from lab.spec.units import format_number
from lab.ui.app import theme
from lab.ui.app.i18n import follow, labelled, term, tr
from lab.ui.app.setup_edits import change_field
from lab.ui.app.toolbar import KindBox
from lab.ui.widgets.form import FieldForm

if TYPE_CHECKING:
    from lab.ui.app.session import Session


class RunSettingsPanel(QScrollArea):
    """One section for each part of the setup. The forms are made when they are seen for the first time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sections: dict[str, _Section] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def showEvent(self, event: QShowEvent) -> None:
        if not self.sections:
            self._build()
        super().showEvent(event)

    def _build(self) -> None:
        session = self._session
        self.sections = {
            "run": _Section(session, "run", lambda: tr("Run")),
            "optimizer": _Section(session, "optimizer", lambda: tr("Optimiser")),
            "schedule": _ScheduleSection(session),
            "loss": _Section(session, "loss", lambda: tr("Loss")),
            "dataset": _Section(session, "dataset", lambda: tr("Data set")),
        }
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        column.setSpacing(theme.HUGE)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(content)
        for signal in (session.document_edited, session.document_replaced, session.samples_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document has."""
        for section in self.sections.values():
            section.refresh()

    def focus_first(self) -> None:
        """Put the keys into the first field."""
        self.sections["run"].form.focus_first()


class _Section(QWidget):
    """Title, what it is, and its form."""

    def __init__(self, session: Session, kind: str, words: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._kind, self._words = session, kind, words
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._help = QLabel()
        self._help.setProperty("role", "caption")
        self._help.setWordWrap(True)
        self.form = FieldForm()
        self.form.edited.connect(lambda name, value: change_field(session, kind, name, value))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self._title, self._help, self.form):
            column.addWidget(widget)
        follow(self, self._retranslate)

    def refresh(self) -> None:
        """Show what the document has."""
        self.form.show_for(self._thing)
        self.form.setVisible(bool(self._thing.fields()))
        self._retranslate()

    @property
    def _thing(self) -> Declared:
        thing: Declared = getattr(self._session.document.setup, self._kind)
        return thing

    def _retranslate(self) -> None:
        thing = self._thing
        self._title.setText(labelled(self._words(), term(thing.title)) if thing.title else self._words())
        self._help.setText(term(thing.help))
        self._help.setVisible(bool(thing.help))


class _ScheduleSection(_Section):
    """The schedule, which has no place in the bar: a box to choose it, and the learning rate as it now is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "schedule", lambda: tr("Schedule"))
        self.choice = KindBox(session, "schedule", lambda: tr("Schedule"), 8)
        self.rate = QLabel()
        self.rate.setProperty("role", "caption")
        self.rate.setWordWrap(True)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.choice)
        column.addWidget(self.rate)
        session.runner.updated.connect(self._show_rate)

    def refresh(self) -> None:
        self.choice.refresh()
        self._show_rate()
        super().refresh()

    def _show_rate(self) -> None:
        rates = self._session.runner.record.steps.column("learning_rate")[-1:]
        rate = float(rates[0]) if len(rates) else math.nan
        self.rate.setText(tr("Learning rate of the last step: {rate}").format(rate=format_number(rate)))
        self.rate.setVisible(math.isfinite(rate))
