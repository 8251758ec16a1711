"""What the run is doing, in words: for the toolbar, the status bar and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.spec.units import format_clock, format_percent
from lab.ui.app.i18n import tr, translate
from lab.ui.app.runner import RunState

if TYPE_CHECKING:
    from lab.ui.app.session import Session


def state_word(session: Session) -> str:
    """One or two words."""
    runner = session.runner
    if runner.state is RunState.EMPTY:
        return tr("Not ready")
    return {
        RunState.PREPARING: tr("Preparing"),
        RunState.READY: tr("Ready"),
        RunState.TRAINING: tr("Training"),
        RunState.PAUSED: tr("Paused"),
        RunState.FINISHED: tr("Finished"),
        RunState.FAILED: tr("Stopped by an error"),
    }[runner.state]


def train_word(session: Session) -> str:
    """What the big button does now."""
    runner = session.runner
    if runner.state is RunState.TRAINING:
        return tr("Pause")
    if runner.stale or runner.state is RunState.FAILED:
        return tr("New run")
    if runner.state in (RunState.PAUSED, RunState.FINISHED):
        return tr("Train on")
    return tr("Train")


def train_hint(session: Session) -> str:
    """The same in a sentence."""
    runner = session.runner
    if runner.state is RunState.TRAINING:
        return tr("Stop after the step at work and wait")
    if runner.stale:
        return tr("Train the network as it now is, from the start")
    if runner.state is RunState.FAILED:
        return tr("Start again from the initial weights")
    if runner.state is RunState.PAUSED:
        return tr("Go on with the run")
    if runner.state is RunState.FINISHED:
        return tr("Go on for as many epochs again")
    return tr("Let the network learn from the training samples")


def progress_words(session: Session) -> str:
    """Where the run is: "Epoch 3 of 20 · 0:12 left", or what to do first."""
    runner = session.runner
    state = runner.state
    if state is RunState.EMPTY:
        return translate(runner.obstacle) if runner.obstacle is not None else ""
    if state is RunState.PREPARING:
        if session.data_loading.loading:
            return tr("Loading the data …")
        if runner.compiled is not None:
            done, needed = runner.compiled
            return tr("First start: {done} of {needed} ready …").format(done=done, needed=needed)
        return tr("Preparing the network …")
    if state is RunState.READY:
        return tr("Press Train, then click a layer.")
    if state is RunState.FAILED:
        return tr("Stopped at step {step}").format(step=getattr(runner.failure, "step", runner.progress.step))
    words = _epoch_words(session)
    beat = beat_words(runner.beat)
    if state is RunState.PAUSED and beat:
        return f"{words} · {beat}"
    if state is RunState.FINISHED:
        test = runner.record.test
        if test is None:
            return words
        return f"{words} · " + tr("test: {result}").format(result=_result(*test))
    progress = runner.progress
    if state is RunState.TRAINING and progress.seconds_left is not None:
        return f"{words} · " + tr("{time} left").format(time=format_clock(progress.seconds_left))
    return words


def beat_words(beat: str | None) -> str:
    """The beat just done: "2 of 4: loss"."""
    names = {
        "forward": tr("1 of 4: forward"),
        "loss": tr("2 of 4: loss"),
        "backward": tr("3 of 4: backward"),
        "update": tr("4 of 4: update"),
    }
    return names[beat] if beat is not None else ""


def operation_words(session: Session) -> str:
    """The operation just done: "Backward pass · conv1 · relu_gradient · operation 12 of 28"."""
    operation = session.runner.operation
    if operation is None:
        return ""
    beats = {
        "forward": tr("Forward pass"),
        "loss": tr("Loss"),
        "backward": tr("Backward pass"),
        "update": tr("Update"),
    }
    graph = session.document.unfolded
    layer = graph.node(operation.node).name if operation.node in graph else operation.node
    place = tr("operation {number} of {count}").format(number=operation.number + 1, count=operation.count)
    return " · ".join(part for part in (beats[operation.beat], layer, operation.kernel, place) if part)


def _epoch_words(session: Session) -> str:
    progress = session.runner.progress
    epochs = session.document.setup.run.epochs
    number = min(int(progress.epoch) + 1, epochs)
    if progress.epoch >= epochs:
        return tr("{epochs} epochs done").format(epochs=epochs)
    if progress.epoch < 1 and session.runner.state is RunState.PAUSED:
        return tr("Epoch {epoch} of {epochs}, step {step}").format(epoch=number, epochs=epochs, step=progress.step)
    return tr("Epoch {epoch} of {epochs}").format(epoch=number, epochs=epochs)


def _result(loss: float, accuracy: float) -> str:
    """The accuracy where there is one, else the loss."""
    return tr("loss {loss}").format(loss=f"{loss:.3g}") if accuracy != accuracy else format_percent(accuracy)
