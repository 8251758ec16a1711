"""How long a learner waits after pressing Train: on a fresh machine, where kernels must be compiled, and later.

`python -m lab.engine.benchmark.start digits` prints what `run` measures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WHOLE_SET = "--kernels"


def run(name: str = "digits") -> dict[str, object]:
    """JSON-ready: the network's name; seconds, and seconds of work of all processors (`..._work`).

    `cold` (nothing compiled yet) and `warm`: from Train to the first step's end; `set`: until the whole set of kernels
    is compiled, `kernels` of them.
    """
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = (_in_a_fresh_process(name, cache) for _ in range(2))
    with tempfile.TemporaryDirectory() as cache:
        whole = _in_a_fresh_process(WHOLE_SET, cache)
    return {
        "network": name,
        "cold_seconds": cold["seconds"],
        "cold_work": cold["work"],
        "warm_seconds": warm["seconds"],
        "warm_work": warm["work"],
        "set_seconds": whole["seconds"],
        "set_work": whole["work"],
        "kernels": int(whole["kernels"]),
    }


def _in_a_fresh_process(what: str, cache: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", f"from lab.engine.benchmark.start import measure; measure({what!r})"],
        env={**os.environ, "CNN_LAB_CACHE": cache},
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str) -> None:
    """Print as JSON the seconds and the work of a network's first step, or of compiling the WHOLE_SET."""
    kernels = 0
    from lab.document.templates import template

    model = template("digits" if what == WHOLE_SET else what)
    from lab.engine.benchmark.sides import samples_for

    samples = samples_for(model.graph, model.setup.run.batch_size)
    started, before = time.perf_counter(), sum(os.times()[:4])
    if what == WHOLE_SET:
        from lab.engine.kernel_set import all_kernels
        from lab.kernels import warm

        warm.prepare(everything := all_kernels(), "float32", lambda done, of: None)
        kernels = len(everything)
    else:
        from lab.datasets.split import split
        from lab.engine.trainer import Trainer

        parts = split(samples)
        trainer = Trainer(model.graph, model.setup, samples, parts, on_compile=lambda done, of: None)
        trainer.network.program.run()
        trainer.close()
    seconds, work = time.perf_counter() - started, sum(os.times()[:4]) - before
    print(json.dumps({"seconds": seconds, "work": work, "kernels": kernels}))


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:]), indent=2))
