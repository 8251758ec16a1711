"""After a crash the next start offers what was unsaved, one document after the other, above the canvas."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lab.document.opened import same_file
from lab.document.recovery import anything_left, left_behind
from lab.spec.units import format_count
from lab.ui.app import readiness
from lab.ui.app.i18n import listed, term, tr, translate
from lab.ui.app.versions import show_comparison
from lab.ui.widgets.banner import Action

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.document.recovery import Recovered, Slot
    from lab.ui.app.window import MainWindow
    from lab.ui.app.windows import Windows

KEY = "recovery"  # of the banner


def offer_recovery(windows: Windows, window: MainWindow) -> None:
    """Look for unsaved work, if there is any to be found, and offer it in this window."""
    if anything_left():
        Recovering(windows, window)


class Recovering(QObject):
    """Reads what was left behind on a thread of its own; then keeps one banner at a time."""

    _found = Signal(object)  # list of (slot, what it holds)

    def __init__(self, windows: Windows, window: MainWindow) -> None:
        super().__init__(window)
        self._windows, self._window = windows, window
        self._waiting: deque[tuple[Slot, Recovered]] = deque()
        self._offered: Slot | None = None
        self._found.connect(self._on_found)
        threading.Thread(target=self._look, name="recovery").start()

    def _look(self) -> None:
        found = []
        for slot in left_behind():
            held = slot.read()
            if held is None:
                slot.remove()
            else:
                found.append((slot, held))
        try:
            self._found.emit(found)
        except RuntimeError:  # the window was closed meanwhile
            for slot, _ in found:
                slot.release()

    def _on_found(self, found: list[tuple[Slot, Recovered]]) -> None:
        self._waiting.extend(found)
        self._offer()

    def _offer(self) -> None:
        """The next one, if there is one."""
        if not self._waiting:
            return
        slot, held = self._waiting.popleft()
        self._offered = slot
        discard = Action(lambda: tr("Discard"), lambda: self._discard(slot))
        if held.latest is None:
            banner = self._window.banners.say("error", lambda: _damaged(held), [discard], KEY, lasting=True)
        else:
            recover = Action(lambda: tr("Recover"), lambda: self._recover(slot, held), accent=True)
            show = Action(lambda: tr("Show the changes"), lambda: self._show(held), closes=False)
            actions = [recover, show, discard] if held.saved is not None else [recover, discard]
            banner = self._window.banners.say("warning", lambda: self._words(held), actions, KEY, lasting=True)
        banner.closed.connect(lambda: self._later(slot))

    def _later(self, slot: Slot) -> None:
        """The banner is gone: what was not decided is offered again at the next start."""
        if self._offered is slot:
            slot.release()
            self._go_on()

    def _show(self, held: Recovered) -> None:
        """Beside the document as it was saved."""
        name = _name(held)
        if held.saved is not None:
            names = tr("{name} (as saved)").format(name=name), tr("{name} (unsaved)").format(name=name)
            show_comparison(self._window, held.saved, held.matched(_same)[0], names)

    def _discard(self, slot: Slot) -> None:
        slot.remove()
        self._go_on()

    def _recover(self, slot: Slot, held: Recovered) -> None:
        """In this window if nothing else is at work in it, else in another."""
        model, run = held.matched(_same)
        window = self._window if self._is_free(held) else self._windows.open_empty()
        window.documents.open_recovered(model, held)
        window.autosave.adopt(slot, held.about.edits)
        for damage in held.damage:
            window.say(damage, "warning")
        if run is not None:
            name = tr("{name} (as it was trained)").format(name=window.documents.name)
            trained = self._windows.open_model(run, name)
            trained.session.document.history.mark_unsaved()
            trained.autosave.keep_model(run)
        self._go_on()

    def _go_on(self) -> None:
        self._offered = None
        self._window.banners.forget(KEY)
        self._offer()

    def _is_free(self, held: Recovered) -> bool:
        session = self._window.session
        if session.unsaved or session.runner.trained:
            return False
        return session.path is None or (held.path is not None and same_file(session.path, held.path))

    def _words(self, held: Recovered) -> str:
        text = tr("CNN Lab ended unexpectedly. Recover {name} ({details})?").format(
            name=_name(held), details=_details(held)
        )
        count = len(self._waiting)
        if count:
            more = tr("Another network follows.") if count == 1 else tr("{count} more networks follow.")
            text = f"{text} {more.format(count=count)}"
        return text


def _same(run: Model, document: Model) -> bool:
    """Whether the run of one network may go on with another."""
    return readiness.essence(run.graph, run.setup) == readiness.essence(document.graph, document.setup)


def _name(held: Recovered) -> str:
    return held.about.name if held.path is not None else term(held.about.name) or tr("Untitled")


def _details(held: Recovered) -> str:
    """ "12 edits after its last save, trained to step 3,400"."""
    edits, step = held.about.edits, int(held.run.state.get("step", 0)) if held.run is not None else 0
    parts = []
    if edits or not step:
        text = tr("1 edit") if edits == 1 else tr("{count} edits").format(count=format_count(edits))
        parts.append(tr("{edits} after its last save").format(edits=text) if held.path is not None else text)
    if step:
        parts.append(tr("trained to step {step}").format(step=format_count(step)))
    return listed(parts)


def _damaged(held: Recovered) -> str:
    reasons = " ".join(translate(message) for message in held.damage)
    return tr("CNN Lab ended unexpectedly, and what was unsaved cannot be read. {reason}").format(reason=reasons)
