"""The line at the bottom: what the run is doing and what the network costs; progress of loading with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from lab.spec.units import format_bytes, format_count, format_number
from lab.ui.app import fonts, icons, theme
from lab.ui.app.check_words import count_words, severity_icon
from lab.ui.app.elided_label import ElidedLabel
from lab.ui.app.i18n import follow, labelled, tr, translate
from lab.ui.app.run_words import operation_words, state_word
from lab.ui.app.runner import RunState

if TYPE_CHECKING:
    from lab.ui.app.checker import Checker
    from lab.ui.app.session import Session


class StatusBar(QStatusBar):
    """state · parameters · FLOP a sample · memory · threads · samples/s; right: what is being loaded, and how many
    issues the network has; `check_asked` comes when that is pressed.
    """

    check_asked = Signal()

    def __init__(self, session: Session, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._checker = session, checker
        self._starting: tuple[float, str] | None = None
        self.setSizeGripEnabled(False)
        self._facts = ElidedLabel("faint")
        self._what = QLabel()
        self._what.setProperty("role", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._cancel = QToolButton()
        self._cancel.setIcon(icons.icon("close", "faint"))
        self._cancel.clicked.connect(session.data_loading.cancel)
        self._loading = QWidget()
        row = QHBoxLayout(self._loading)
        row.setContentsMargins(0, 0, theme.SMALL, 0)
        row.setSpacing(theme.SMALL)
        for widget in (self._what, self._bar, self._cancel):
            row.addWidget(widget)
        self.setContentsMargins(theme.SMALL, 0, 0, 0)
        self.addWidget(self._facts, 1)
        self.addPermanentWidget(self._loading)
        self.check = QToolButton()
        self.check.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.check.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.check.clicked.connect(self.check_asked)
        self.addPermanentWidget(self.check)
        checker.changed.connect(self._show_check)
        for signal in (
            session.runner.state_changed,
            session.runner.updated,
            session.document_edited,
            session.document_replaced,
            session.data_loading.progressed,
        ):
            signal.connect(self.refresh)
        theme.follow(self, lambda: self._facts.setFont(fonts.font(numbers=True)))
        follow(self, self._retranslate)

    @property
    def text(self) -> str:
        """What stands at the left."""
        return self._facts.text

    @property
    def starting(self) -> bool:
        """Whether something of the program itself is still being loaded."""
        return self._starting is not None

    def show_starting(self, share: float, what: str) -> None:
        """Something of the program itself is being loaded; nothing once `share` is 1."""
        self._starting = (share, what) if share < 1 else None
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        self._facts.set_text(" · ".join(self._parts()))
        loading = self._session.data_loading.progress
        self._loading.setVisible(loading is not None or self._starting is not None)
        self._cancel.setVisible(loading is not None)
        if loading is not None:
            share, what = loading.share, translate(loading.what) if loading.what else tr("Loading the data …")
        elif self._starting is not None:
            share, what = self._starting
        else:
            return
        self._what.setText(what)
        self._bar.setRange(0, 100 if share > 0 or not theme.duration() else 0)  # 0 to 0 is drawn as busy
        self._bar.setValue(round(100 * share))
        self._bar.setAccessibleName(what)

    def _parts(self) -> list[str]:
        session = self._session
        runner, analysis = session.runner, session.document.analysis
        parts = [part for part in (state_word(session), operation_words(session)) if part]
        if len(session.document.graph) == 0:
            return parts
        parts += [
            tr("{count} parameters").format(count=format_count(analysis.parameters)),
            tr("{flops} a sample").format(flops=format_number(analysis.flops, "FLOP")),
        ]
        if (memory := self._checker.planned.bytes()) is not None:
            parts.append(tr("{size} of memory").format(size=format_bytes(memory)))
        if runner.threads:
            parts.append(tr("{count} threads").format(count=runner.threads) if runner.threads > 1 else tr("1 thread"))
        if runner.state is RunState.TRAINING and runner.progress.samples_per_second > 0:
            parts.append(tr("{rate} samples/s").format(rate=format_count(round(runner.progress.samples_per_second))))
        return parts

    def _show_check(self) -> None:
        """How many errors and warnings there are; hints are for those who look."""
        issues = self._checker.issues
        worst = issues[0].severity if issues else "none"
        icon, color = severity_icon(worst if worst != "hint" else "none")
        self.check.setIcon(icons.icon(icon, color))
        self.check.setText(count_words([issue for issue in issues if issue.severity != "hint"]))
        self.check.setAccessibleName(labelled(tr("Check"), self.check.text()))
        self.check.setToolTip(tr("What is wrong with the network, and what mends it"))

    def _retranslate(self) -> None:
        self._show_check()
        self._cancel.setToolTip(tr("Stop loading"))
        self._cancel.setAccessibleName(tr("Stop loading"))
        self.refresh()
