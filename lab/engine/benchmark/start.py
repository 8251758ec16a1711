"""How long a learner waits after pressing Train: on a fresh machine, where kernels must be compiled, and later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lab.datasets.split import split
from lab.document.templates import template
from lab.engine.trainer import Trainer


def run(name: str = "digits") -> dict[str, object]:
    """JSON-ready: network, cold_seconds (nothing compiled yet) and warm_seconds from Train to the first step's end."""
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = (_in_a_fresh_process(name, cache) for _ in range(2))
    return {"network": name, "cold_seconds": cold, "warm_seconds": warm}


def _in_a_fresh_process(name: str, cache: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, name],
        env={**os.environ, "CNN_LAB_CACHE": cache},
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(json.loads(done.stdout.splitlines()[-1]))


def first_step(name: str) -> float:
    """Seconds from Train to the end of the first step."""
    model = template(name)
    samples = model.setup.dataset.load()
    parts = split(samples)
    started = time.perf_counter()
    trainer = Trainer(model.graph, model.setup, samples, parts, on_compile=lambda done, of: None)
    trainer.network.program.run()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(first_step(sys.argv[1]))
