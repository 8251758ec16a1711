"""The runs of a document: how each was trained and what came of it, as a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from lab.document.changes import title_of_kind
from lab.document.runs import Stretch, what_changed
from lab.spec.units import format_count, format_duration, format_number, format_percent
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, listed, term, tr
from lab.ui.compare.words import change_words, value_words
from lab.ui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from lab.document.changes import Change
    from lab.ui.app.documents import Documents
    from lab.ui.app.session import Session

SIZE = (1160, 420)  # px


class RunHistory(QWidget):
    """A window of its own that follows the run while it is open."""

    def __init__(self, session: Session, documents: Documents, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowIcon(icons.application_icon())
        self._session, self._documents = session, documents
        self.table = Table("runs")
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.addWidget(self._stack)
        self._written: object = None
        session.runner.updated.connect(self._on_news)
        session.runner.state_changed.connect(self._on_news)
        session.path_changed.connect(self._on_news)
        follow(self, self.write)

    def open(self) -> None:
        """Show it."""
        if not self.isVisible():
            self.resize(*(round(side * theme.scale()) for side in SIZE))
        self.show()
        self.raise_()
        self.activateWindow()

    def write(self) -> None:
        """Everything anew."""
        runs = self._session.runner.runs
        self.setWindowTitle(tr("Runs of {name} – CNN Lab").format(name=self._documents.name))
        self.table.setAccessibleName(tr("Runs"))
        self.empty.setText(tr("This network has not been trained yet. Every run will stand here with its figures."))
        self._stack.setCurrentWidget(self.table if runs else self.empty)
        titles = (
            (tr("Run"), True),
            (tr("Began"), False),
            (tr("Steps"), True),
            (tr("Epochs"), True),
            (tr("Data set"), False),
            (tr("Optimiser"), False),
            (tr("Learning rate"), True),
            (tr("Schedule"), False),
            (tr("Batch size"), True),
            (tr("Seed"), True),
            (tr("Training loss"), True),
            (tr("Validation"), True),
            (tr("Test"), True),
            (tr("Time"), True),
            (tr("Changed"), False),
        )
        rows = [_row(number, run, changed) for number, (run, changed) in enumerate(_with_changes(runs))]
        self.table.set_rows([Column(*title) for title in titles], rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_news()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _on_news(self) -> None:
        if not self.isVisible():
            return
        shown = (self._session.runner.runs, self._documents.name)
        if shown != self._written:
            self._written = shown
            self.write()


def _with_changes(runs: list[Stretch]) -> list[tuple[Stretch, list[Change]]]:
    return list(zip(runs, what_changed(runs), strict=True))


def _row(number: int, run: Stretch, changed: list[Change]) -> Row:
    setup = run.setup
    steps = format_count(run.last_step)
    if run.first_step:
        steps = tr("{first} to {last}").format(first=format_count(run.first_step), last=steps)
    whole = listed(map(change_words, changed))
    cells = (
        format_count(run.run),
        _local(run.started),
        steps,
        format_number(run.epoch),
        term(title_of_kind("dataset", setup.dataset.name)),
        term(title_of_kind("optimizer", setup.optimizer.name)),
        value_words(setup.optimizer.settings.get("learning_rate")),
        term(title_of_kind("schedule", setup.schedule.name)),
        value_words(setup.run.get("batch_size")),
        value_words(setup.run.get("seed")),
        "–" if run.training_loss is None else format_number(run.training_loss),
        _measured(run.validation_accuracy, run.validation_loss),
        _measured(run.test_accuracy, run.test_loss),
        format_duration(run.seconds),
        whole,
    )
    return Row(cells, str(number), "\n".join(map(change_words, changed)))


def _measured(accuracy: float | None, loss: float | None) -> str:
    """The accuracy or, where there are no classes, the loss."""
    if accuracy is not None:
        return format_percent(accuracy)
    return "–" if loss is None else format_number(loss)


def _local(started: str) -> str:
    """A time as the learner's clock shows it."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return started
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), QLocale.FormatType.ShortFormat)
