"""What the run has to say above the canvas: it failed, it is older than the network, something does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lab.spec.fields import Path
from lab.spec.message import Message
from lab.ui.app.i18n import tr, translate
from lab.ui.app.runner import RunState
from lab.ui.app.setup_edits import choose_again
from lab.ui.app.worker import Unexpected
from lab.ui.widgets.banner import Action, Banners

if TYPE_CHECKING:
    from lab.document.advice import Issue
    from lab.document.history import Command
    from lab.ui.app.checker import Checker
    from lab.ui.app.session import Session


class Notices(QObject):
    """Keeps the banners of one window in step with its run."""

    def __init__(self, session: Session, banners: Banners, checker: Checker) -> None:
        super().__init__(banners)
        self._session, self._banners, self._checker = session, banners, checker
        self._failure: object = None
        self._stale = False
        session.message.connect(self._say)
        session.runner.state_changed.connect(self._on_run)
        session.document_replaced.connect(self._on_document)
        session.document_edited.connect(self._on_edit)
        session.samples_changed.connect(self._on_data)

    def _say(self, message: Message, kind: str) -> None:
        obstacle = message == self._session.runner.obstacle
        self._banners.say(kind, message, key="obstacle" if obstacle else "")  # type: ignore[arg-type]

    def _on_run(self) -> None:
        runner = self._session.runner
        if runner.failure is not self._failure:
            self._failure = runner.failure
            self._banners.forget("failure")
            if runner.failure is not None:
                self._show_failure()
        if runner.stale != self._stale:
            self._stale = runner.stale
            self._banners.forget("stale")
            if runner.stale:
                self._show_stale()

    def _show_failure(self) -> None:
        session, runner = self._session, self._session.runner
        failure = runner.failure
        if failure is None or isinstance(failure, Unexpected):  # that one has its own banner, with the details
            return
        node = getattr(failure, "node", None)
        if node is not None:
            session.choose(node)
        actions = [Action(lambda: tr("Start again"), runner.train)]
        if runner.trained or hasattr(failure, "step"):
            actions.insert(
                0, Action(lambda: tr("Use a tenth of the learning rate and start again"), self._slower, accent=True)
            )
        self._banners.say("error", failure, actions, key="failure")

    def _slower(self) -> None:
        session = self._session
        session.runner.set_learning_rate(float(f"{session.document.setup.optimizer.learning_rate / 10:.3g}"))
        session.runner.train()

    def _show_stale(self) -> None:
        session, runner = self._session, self._session.runner

        def words() -> str:
            if runner.state is RunState.TRAINING:
                return tr("The network was edited. The run goes on with the network as it was when it began.")
            return tr("The network was edited since this run. What you see is from before the edit.")

        actions = (
            Action(lambda: tr("Start a new run"), self._new_run, accent=True),
            Action(lambda: tr("Undo the edit"), session.document.history.undo, closes=False),
        )
        self._banners.say("info", words, actions, key="stale")

    def _new_run(self) -> None:
        runner = self._session.runner
        runner.reset()
        if runner.obstacle is None:
            runner.train()

    def _on_document(self) -> None:
        for banner in self._banners.banners():
            if not banner.lasting:
                banner.close_banner()
        self._failure, self._stale = None, False

    def _on_edit(self) -> None:
        self._banners.forget("obstacle")

    def _on_data(self) -> None:
        """Once the step that brought new data is done: does the network fit it?"""
        QTimer.singleShot(0, self, self._check_data)

    def _check_data(self) -> None:
        runner, failure = self._session.runner, self._session.data_failure
        self._banners.forget("obstacle")
        self._banners.forget("data")
        if failure is not None:
            self._banners.say("error", failure, [self._data_action()], key="data")
        elif (issue := runner.obstacle_issue) is not None and issue.mend is not None:
            self._banners.say("warning", issue.message, [self._mend_action(issue, issue.mend)], key="obstacle")

    def _data_action(self) -> Action:
        session = self._session
        if any(isinstance(field, Path) for field in session.document.setup.dataset.fields().values()):
            return Action(lambda: tr("Choose the files …"), lambda: choose_again(session), accent=True, closes=False)
        return Action(lambda: tr("Try again"), session.load_data)

    def _mend_action(self, issue: Issue, mend: Command) -> Action:
        return Action(lambda: translate(mend.title), lambda: self._checker.mend(issue), accent=True)
