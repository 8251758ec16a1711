"""How long a learner waits after pressing Train: on a fresh machine, where kernels must be compiled, and later.

`python -m lab.engine.benchmark.start lenet5` prints what `run` measures.
"""

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
from lab.engine.benchmark.sides import samples_for
from lab.engine.kernel_set import all_kernels
from lab.engine.trainer import Trainer
from lab.kernels import warm
from lab.kernels.compile_processes import EAGER

_WHOLE_SET = "--kernels"


def run(name: str = "digits") -> dict[str, object]:
    """JSON-ready: the network's name; seconds, and seconds of work of all processes together (`..._work`).

    `cold` (nothing compiled yet) and `warm`: from Train to the first step's end. `set`: until the whole set of kernels
    is compiled, `kernels` of them.
    """
    with tempfile.TemporaryDirectory() as cache:
        cold, later = (_in_a_fresh_process(name, cache) for _ in range(2))
    with tempfile.TemporaryDirectory() as cache:
        whole = _in_a_fresh_process(_WHOLE_SET, cache)
    return {
        "network": name,
        "cold_seconds": cold["seconds"],
        "cold_work": cold["work"],
        "warm_seconds": later["seconds"],
        "warm_work": later["work"],
        "set_seconds": whole["seconds"],
        "set_work": whole["work"],
        "kernels": len(all_kernels()),
    }


def _in_a_fresh_process(what: str, cache: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", f"from lab.engine.benchmark import start; start.measure({what!r})"],
        env={**os.environ, "CNN_LAB_CACHE": cache},
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str) -> None:
    """Print as JSON the seconds and the work of a network's first step, or of compiling the whole set."""
    kernels = all_kernels()  # so that everything is imported, as it is when a learner presses Train
    started, before = time.perf_counter(), _work()
    if what == _WHOLE_SET:
        warm.prepare(kernels, "float32", lambda done, of: None)
    else:
        _first_step(what)
    seconds = time.perf_counter() - started
    EAGER.end()  # so that its work is known
    print(json.dumps({"seconds": seconds, "work": _work() - before}))


def _first_step(name: str) -> None:
    model = template(name)
    samples = samples_for(model.graph, model.setup.run.batch_size)
    trainer = Trainer(model.graph, model.setup, samples, split(samples), on_compile=lambda done, of: None)
    trainer.network.program.run()
    trainer.close()


def _work() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:]), indent=2))
