"""A run that goes on from a file gives the same numbers as one that never stopped."""

from __future__ import annotations

import threading
from pathlib import Path

from lab.document import files
from lab.document.model import Model
from lab.engine.control import Control
from lab.engine.trainer import Trainer
from tests.engine import networks


def train(trainer: Trainer) -> Model:
    control = Control()
    control.resume()
    trainer.run(control, lambda snapshot: None)
    trainer.close()
    return trainer.model()


def kept_after(trainer: Trainer, steps: int, path: Path) -> None:
    """Train so many steps, then save between two of them, as the window does."""
    control, saved = Control(), threading.Event()

    def look(trainer: Trainer) -> None:
        if trainer.step < steps:
            control.step("batch")
            control.ask(look)
        else:
            files.save(path, trainer.model())
            saved.set()

    control.ask(look)
    thread = threading.Thread(target=trainer.run, args=(control, lambda snapshot: None))
    thread.start()
    try:
        assert saved.wait(60)
    finally:
        control.stop()
        thread.join()
        trainer.close()


def test_training_resumed_from_a_file_is_the_same_bit_for_bit(tmp_path: Path) -> None:
    graph, data = networks.with_everything(), networks.samples((2, 6, 6))
    split, setup = networks.split(data), networks.setup("adam", rate=0.01, epochs=4)
    whole = train(Trainer(graph, setup, data, split))
    path = tmp_path / "net.cnnlab"
    kept_after(Trainer(graph, setup, data, split), 8, path)  # 5 steps an epoch: in the middle of the second
    kept = files.load(path)
    assert kept.state == {"step": 8, "epoch": 1, "batch": 3, "schedule": {}}
    resumed = train(Trainer(kept.graph, kept.setup, data, split, model=kept))
    whole.record["sizes"] = resumed.record["sizes"] = {}  # looked at by the clock
    whole.runs = resumed.runs = []  # with dates, and one of them in two parts
    assert resumed == whole
