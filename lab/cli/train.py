"""`train`: trains a network, shows how it goes, and keeps what it learned."""

from __future__ import annotations

import argparse
import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lab.cli.network import Job, add_data, add_network, check, open_network, prepare
from lab.cli.output import add_json, model_file, note, print_json
from lab.cli.progress import Shown
from lab.cli.settings import add_settings, changed_setup
from lab.document.model import Model
from lab.document.setup import Setup
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.units import format_count, format_duration, format_number, format_percent

if TYPE_CHECKING:
    from lab.engine.control import Control
    from lab.engine.trainer import Trainer

DESCRIPTION = (
    "Trains a network and measures it on the test samples. A model file goes on from where it stands, as if it had "
    "never stopped; with other data, batch, seed or optimiser it starts anew from its weights. Ctrl-C ends the run; "
    "with --out what was learned until then is kept."
)
INTERRUPTED = 130
KEPT_EVERY = 60  # seconds between two saves of a run that goes on


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    add_data(parser)
    add_settings(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the trained model in this file (.cnnlab)")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Train, keep and print."""
    model = open_network(options.network)
    out = model_file(options.out) if options.out is not None else None
    before = model.setup
    setup, of_data = changed_setup(model.setup, options)
    job = prepare(replace(model, setup=setup), options.data, of_data)
    job = _continued(job, before, options)
    check(job)
    from lab.engine.control import Control
    from lab.engine.trainer import Trainer

    control = Control()
    with Shown() as shown, _stopped_by_interrupt(control):
        data = job.samples.inputs.nbytes + job.samples.targets.nbytes
        trainer = Trainer(
            job.model.graph,
            job.model.setup,
            job.samples,
            job.split,
            model=job.model,
            keep=(),
            on_plan=lambda size: shown.starting(size, data),
            on_compile=shown.compiling,
        )
        try:
            first, seconds = trainer.step, _train(trainer, control, shown, out)
            if out is not None and trainer.step > first:
                _keep(out, trainer)
        finally:
            trainer.close()
    if control.stopped:
        kept = f" {out} holds the network as it is: train {out} goes on." if out and trainer.step > first else ""
        note(f"Interrupted after step {trainer.step}.{kept}")
        return INTERRUPTED
    result = _result(trainer, job, options.network, trainer.step - first, seconds)
    if options.json:
        print_json(result)
    else:
        _print(result, out)
    return 0


# -- what was asked for


def _continued(job: Job, before: Setup, options: argparse.Namespace) -> Job:
    """The job of a trained model: it goes on with its run, or starts another one from its weights."""
    model = job.model
    if not model.trained:
        return job
    if _essence(model.setup) != _essence(before):
        note(f"Starts anew from the weights of {options.network}: data, batch, seed or optimiser are not as before.")
        return replace(job, model=Model(model.graph, model.setup, model.weights, runs=model.runs))
    done = int(model.state.get("epoch", 0))
    if options.epochs is not None:
        run = model.setup.run.replace(epochs=done + options.epochs)
        return replace(job, model=replace(model, setup=model.setup.changed(run=run)))
    if done >= model.setup.run.epochs:
        raise LabError(
            Message(
                "{network} has been trained for its {epochs} epochs. Give --epochs N for N more.",
                network=options.network,
                epochs=done,
            )
        )
    return job


def _essence(setup: Setup) -> tuple[object, ...]:
    """What a run cannot go on without: the rest may change on the way."""
    run = setup.run
    return (
        setup.dataset,
        setup.loss,
        type(setup.optimizer),
        (run.batch_size, run.seed, run.split_seed, run.validation, run.test),
    )


# -- the run


def _train(trainer: Trainer, control: Control, shown: Shown, out: Path | None) -> float:
    """Seconds that the run took."""
    started = kept = time.perf_counter()

    def look(_snapshot: object) -> None:
        nonlocal kept
        shown.training(trainer)
        if out is not None and time.perf_counter() - kept > KEPT_EVERY:
            _keep(out, trainer)
            kept = time.perf_counter()

    control.resume()
    trainer.run(control, look)
    return time.perf_counter() - started


def _keep(out: Path, trainer: Trainer) -> None:
    from lab.document.files import save

    save(out, trainer.model())


@contextlib.contextmanager
def _stopped_by_interrupt(control: Control) -> Iterator[None]:
    """Ctrl-C ends the run between two steps; a second Ctrl-C ends the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        control.stop()

    before: Callable[..., Any] | int | None = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# -- what came of it


def _result(trainer: Trainer, job: Job, network: str, steps: int, seconds: float) -> dict[str, Any]:
    """The fields that scripts rely on. The training loss is the mean over the last epoch's steps."""
    record = trainer.record
    losses = record.steps.column("loss")[-trainer.network.batches :]
    validation = record.evaluations.column("accuracy")
    samples = steps / trainer.network.batches * len(job.split.training)
    return {
        "network": network,
        "data": job.data,
        "seed": trainer.setup.run.seed,
        "epochs": round(trainer.epoch),
        "steps": trainer.step,
        "train_loss": float(losses.mean()) if len(losses) else None,
        "val_accuracy": float(validation[-1]) if len(validation) else None,
        "test_accuracy": record.test[1] if record.test is not None else None,
        "seconds": seconds,
        "samples_per_second": samples / seconds if seconds > 0 else None,
    }


def _print(result: dict[str, Any], out: Path | None) -> None:
    def share(name: str) -> str:
        value = result[name]
        return "–" if value is None or value != value else format_percent(value, digits=2)

    print(
        f"{result['network']} on {result['data']}: {result['epochs']} epochs, {format_count(result['steps'])} steps, "
        f"{format_duration(result['seconds'])}, {format_number(result['samples_per_second'] or 0)} samples a second"
    )
    right = f", validation {share('val_accuracy')} right, test {share('test_accuracy')} right"
    by_values = all(share(name) == "–" for name in ("val_accuracy", "test_accuracy"))
    print(f"training loss {format_number(result['train_loss'], digits=4)}{'' if by_values else right}")
    if out is not None:
        print(f"kept in {out}")
