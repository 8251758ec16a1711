"""The bar under the menu: the one big button, the steps, how far the run is, and what is turned most often."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lab.engine.control import UNITS
from lab.spec.errors import LabError
from lab.spec.fields import Float, Int
from lab.ui.app import fonts, icons, theme
from lab.ui.app.elided_label import ElidedLabel
from lab.ui.app.i18n import follow, labelled, term, tr
from lab.ui.app.run_words import progress_words, train_hint, train_word
from lab.ui.app.runner import RunState
from lab.ui.app.setup_edits import change_batch_size, change_kind, kinds
from lab.ui.widgets.number_box import NumberBox

if TYPE_CHECKING:
    from lab.ui.app.actions import Actions
    from lab.ui.app.session import Session

ICON = 18


class TopBar(QToolBar):
    """Run controls and set-up on one line, or on two where one is too short."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.run, self.setup = RunControls(session, actions), SetupControls(session, actions)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SMALL)
        self._layout.addWidget(self.run, 1)
        self._layout.addWidget(self.setup)
        self.addWidget(holder)
        follow(self, lambda: self.setWindowTitle(tr("Run")))

    def fit(self, width: int) -> None:
        """Take one line or two for a window of this width."""
        needed = self.run.minimumSizeHint().width() + self.setup.minimumSizeHint().width() + 5 * theme.LARGE
        direction = QBoxLayout.Direction.LeftToRight if needed <= width else QBoxLayout.Direction.TopToBottom
        if direction != self._layout.direction():
            self._layout.setDirection(direction)


class RunControls(QWidget):
    """The one big button, the steps, and how far the run is."""

    def __init__(self, session: Session, actions: Actions) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self.train_button = QPushButton()
        self.train_button.setProperty("accent", True)
        self.train_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.train_button.clicked.connect(actions["train"].trigger)
        self.step_button = self._plain("step_batch")
        self.step_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        steps = QMenu(self.step_button)
        steps.addActions([actions[f"step_{unit}"] for unit in UNITS])
        self.step_button.setMenu(steps)
        self.dice_button = self._plain("randomize")
        self.dice_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.progress = ProgressLine(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TINY)
        row.addWidget(self.train_button)
        for button in (self._plain("stop"), self.step_button, self._plain("reset"), self.dice_button):
            row.addWidget(button)
        row.addWidget(self.progress, 1)
        session.runner.state_changed.connect(self._refresh)
        session.document_edited.connect(self._refresh)
        session.document_replaced.connect(self._refresh)
        theme.follow(self, self._dress)
        follow(self, self._retranslate)

    def _plain(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _dress(self) -> None:
        size = round(ICON * theme.scale())
        for button in self.findChildren(QAbstractButton):
            button.setIconSize(QSize(size, size))
        self._refresh()

    def _retranslate(self) -> None:
        self.step_button.setAccessibleName(tr("Step"))
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        training = session.runner.state is RunState.TRAINING
        self.train_button.setIcon(icons.icon("pause" if training else "train", "accent_text"))
        self.train_button.setText(train_word(session))
        self.train_button.setAccessibleName(train_word(session))
        self.train_button.setToolTip(f"{train_hint(session)} ({tr('Space')})")
        metrics = QFontMetrics(self.train_button.font())
        words = (tr("Train"), tr("Pause"), tr("Train on"), tr("New run"))
        widest = max(metrics.horizontalAdvance(word) for word in words)
        self.train_button.setMinimumWidth(
            round(widest * 1.1) + self.train_button.iconSize().width() + 40
        )  # it never jumps
        self.dice_button.setText(str(session.document.setup.run.seed))


class ProgressLine(QWidget):
    """Where the run is, in words over a thin bar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, 2, theme.SMALL, 2)
        column.setSpacing(theme.TINY)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for signal in (session.runner.state_changed, session.runner.updated, session.document_edited):
            signal.connect(self.refresh)
        session.data_loading.progressed.connect(self.refresh)
        theme.follow(self, self._dress)
        follow(self, self.refresh)

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text

    def sizeHint(self) -> QSize:
        metrics = self._words.fontMetrics()
        return QSize(metrics.horizontalAdvance("Epoch 100 of 100 · 0:00:00 left") + 16, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * theme.scale()), super().minimumSizeHint().height())

    def refresh(self) -> None:
        """Show what holds now."""
        runner = self._session.runner
        state = runner.state
        self._words.set_text(progress_words(self._session))
        self._words.set_color(
            {RunState.EMPTY: "warning", RunState.FAILED: "error", RunState.READY: "accent"}.get(state, "text")
        )
        busy = state is RunState.PREPARING
        compiled = runner.compiled if busy else None
        self._bar.setRange(0, 0 if busy and compiled is None and theme.duration() else 1000)
        progress = runner.progress
        total = self._session.document.setup.run.epochs
        share = progress.epoch / total if not busy else compiled[0] / compiled[1] if compiled else 0.0
        self._bar.setValue(round(1000 * min(share, 1)))
        self._bar.setVisible(state not in (RunState.EMPTY, RunState.READY))
        self._bar.setAccessibleName(self._words.text)

    def _dress(self) -> None:
        self._words.setFont(fonts.font(numbers=True))
        self.refresh()


class SetupControls(QWidget):
    """Data set, loss, optimiser, learning rate and batch; everything else stands in the run settings."""

    def __init__(self, session: Session, actions: Actions) -> None:
        super().__init__()
        self._session = session
        self.dataset = KindBox(session, "dataset", lambda: tr("Data set"), 16)
        self.loss = KindBox(session, "loss", lambda: tr("Loss"), 14)
        self.optimizer = KindBox(session, "optimizer", lambda: tr("Optimiser"), 10)
        self.rate = _Number(
            type(session.document.setup.optimizer).learning_rate,
            lambda: tr("Learning rate"),
            session.runner.set_learning_rate,
        )
        self.batch = _Number(
            type(session.document.setup.run).batch_size,
            lambda: tr("Batch"),
            lambda value: change_batch_size(session, value),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TINY)
        row.addWidget(_Captioned(lambda: tr("Data set"), self.dataset))
        row.addWidget(_Captioned(lambda: tr("Loss"), self.loss))
        row.addWidget(_Captioned(lambda: tr("Optimiser"), self.optimizer))
        row.addWidget(self.rate)
        row.addWidget(self.batch)
        more = QToolButton()
        more.setDefaultAction(actions["run_settings"])
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more = more
        row.addWidget(more)
        row.addStretch(1)
        for signal in (session.document_edited, session.document_replaced, session.samples_changed):
            signal.connect(self._refresh)
        theme.follow(self, self._dress)
        self._refresh()

    def _dress(self) -> None:
        size = round(ICON * theme.scale())
        self._more.setIconSize(QSize(size, size))

    def _refresh(self) -> None:
        setup = self._session.document.setup
        for box in (self.dataset, self.loss, self.optimizer):
            box.refresh()
        self.rate.box.set_value(setup.optimizer.learning_rate)
        self.batch.box.set_value(setup.run.batch_size)


class _Captioned(QWidget):
    """A small caption over a control."""

    def __init__(self, words: Callable[[], str], control: QWidget) -> None:
        super().__init__()
        self._caption = QLabel()
        self._caption.setProperty("role", "caption")
        self._caption.setBuddy(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.TINY, 0, theme.TINY, 0)
        column.setSpacing(1)
        column.addWidget(self._caption)
        column.addWidget(control)
        follow(self, lambda: self._caption.setText(words()))


class _Number(_Captioned):
    """One number of the setup."""

    def __init__(self, field: Int | Float, words: Callable[[], str], change: Callable[[Any], object]) -> None:
        self.box = NumberBox(field)
        super().__init__(words, self.box)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.entered.connect(lambda value: self._entered(field, change, value))

        def name() -> None:
            self.box.setAccessibleName(words())
            self.box.setToolTip(term(field.help))

        follow(self, name)

    def _entered(self, field: Int | Float, change: Callable[[Any], object], value: object) -> None:
        try:
            allowed = field.check(value)
        except LabError:
            change(value)  # which says why not
            self.box.set_value(self.box.value)
            return
        change(allowed)
        self.box.accept(allowed)


class KindBox(QComboBox):
    """Which data set, loss, optimiser or schedule is in use, and the others to choose from."""

    def __init__(self, session: Session, kind: str, words: Callable[[], str], letters: int) -> None:
        super().__init__()
        self._session, self._kind, self._title = session, kind, words
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.activated.connect(self._choose)
        for cls in kinds(kind):
            self.addItem(cls.title, cls.name)
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme.LARGE)
        follow(self, self._retranslate)

    def refresh(self) -> None:
        """Show what the document has."""
        current = getattr(self._session.document.setup, self._kind)
        self.setCurrentIndex(self.findData(current.name))
        self.setToolTip(labelled(term(current.title), term(current.help)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel over it must not change what is trained."""
        event.ignore()

    def _choose(self, index: int) -> None:
        name = self.itemData(index)
        change_kind(self._session, self._kind, next(cls for cls in kinds(self._kind) if cls.name == name))
        self.refresh()  # data is loaded first

    def _retranslate(self) -> None:
        for index, cls in enumerate(kinds(self._kind)):
            self.setItemText(index, term(cls.title))
            self.setItemData(index, term(cls.help), Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(self._title())
        self.refresh()


def kind_menu(session: Session, kind: str, parent: QWidget) -> QMenu:
    """A menu of all data sets, losses, optimisers or schedules with the one in use ticked; filled when it opens."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)

    def fill() -> None:
        menu.clear()
        current = getattr(session.document.setup, kind)
        for cls in kinds(kind):
            action = QAction(term(cls.title), menu)
            action.setCheckable(True)
            action.setChecked(type(current) is cls)
            action.setToolTip(term(cls.help))
            action.triggered.connect(lambda _=False, cls=cls: change_kind(session, kind, cls))
            group.addAction(action)
            menu.addAction(action)

    menu.aboutToShow.connect(fill)
    fill()
    return menu
