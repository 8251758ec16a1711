"""Compiles the kernels of the whole program, while tests run that need none: `python -m tests.kernels_ahead`."""

from __future__ import annotations

from lab.engine.kernel_set import all_kernels
from lab.kernels import warm


def main() -> None:
    """Fill the cache, on what the tests leave of the processor."""
    kernels = all_kernels()
    for dtype in ("float32", "float64"):
        warm.prepare(kernels, dtype, lambda done, of: None, patient=True)


if __name__ == "__main__":
    main()
