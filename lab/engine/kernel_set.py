"""All kernels of the program, and how they are compiled ahead, before anybody needs them."""

from __future__ import annotations

import sys
import threading

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.setup import Setup, discover_all
from lab.kernels import interpreter
from lab.kernels.kernel import Kernel
from lab.spec.errors import LabError


def all_kernels() -> list[Kernel]:
    """Every declared kernel, of layers, losses, optimisers and of the engine itself, but not forms for few samples."""
    import lab.engine.trainer  # noqa: F401  (and with it everything that has kernels of its own)

    discover_all()
    modules = [module for name, module in sys.modules.items() if name.startswith("lab.")]
    found = {value.name: value for module in modules for value in vars(module).values() if isinstance(value, Kernel)}
    return [found[name] for name in sorted(found) if not _for_few_samples(found[name])]


def _for_few_samples(kernel: Kernel) -> bool:
    return kernel.any_lanes and kernel.plain is not None and kernel.plain.fast is not kernel


def kernels_of(graph: Graph, setup: Setup, samples: Samples | None) -> list[Kernel]:
    """Those that a run needs, in cells of sixteen lanes; none if the graph is no network yet."""
    from lab.engine.plan import Plan

    try:
        plan = Plan(graph, setup, samples)
    except LabError:
        return []
    both = plan.training.program, plan.evaluation.program
    return [*(kernel for program in both for kernel in program.kernels_in("float32")), interpreter.run]


class Ahead:
    """Compiles the whole set in float32 on a thread of its own, patiently, until it is done or nobody needs it.

    What a run of `graph` (a copy that nobody edits) needs comes first.

    Attributes:
        progress: (done, of); None before it is known and where everything is there already.
    """

    def __init__(self, graph: Graph, setup: Setup, samples: Samples | None = None) -> None:
        self._run = graph, setup, samples
        self.progress: tuple[int, int] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="compiling ahead")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, within a tenth of a second."""
        self._stopped = True
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self._thread.is_alive()

    def _work(self) -> None:
        from lab.kernels import warm  # and with it LLVM, which takes a moment to load

        try:
            everything, urgent = all_kernels(), kernels_of(*self._run)
            warm.prepare([*everything, *urgent], "float32", self._on_progress, urgent=urgent, patient=True)
        except _StoppedError:
            return

    def _on_progress(self, done: int, of: int) -> None:
        if self._stopped:
            raise _StoppedError
        self.progress = (done, of)


class _StoppedError(Exception):
    """Nobody needs the kernels any more."""
