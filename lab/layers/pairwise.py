"""What layers have in common that join their inputs one after the other: ((a, b), c) ..."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from lab.kernels.kernel import TensorReference
from lab.kernels.pairs import pair, pair_gradient
from lab.layers.base import Build
from lab.layers.broadcasting import Broadcasting


class Pairwise(Broadcasting):
    """Base of layers y = ((a ∘ b) ∘ c) ... with an operation ∘ on two numbers: `which` of lab/kernels/pairs.py."""

    which: ClassVar[int]

    def emit_pair(self, build: Build, a: TensorReference, b: TensorReference, y: TensorReference) -> None:
        """y = a ∘ b, all of one size."""
        build.emit(pair, a=a, b=b, y=y, which=self.which)

    def emit_gradient(
        self, build: Build, a: TensorReference, b: TensorReference, dy: TensorReference, of_b: bool, dx: TensorReference
    ) -> None:
        """dx = dL/da or dL/db of y = a ∘ b."""
        build.emit(pair_gradient, a=a, b=b, dy=dy, dx=dx, which=self.which, of_b=int(of_b))

    def _results(self, build: Build) -> list[TensorReference]:
        """What the inputs up to each make: of the first it is itself, of the last the output."""
        x, y = build.input(), build.output()
        between = [build.scratch_tensor(f"result{number}", y) for number in range(1, len(build.inputs()) - 1)]
        return [x.repeated(y), *between, y]

    def forward(self, build: Build) -> None:
        results, y = self._results(build), build.output()
        for number, x in enumerate(build.inputs()[1:]):
            self.emit_pair(build, results[number], x.repeated(y), results[number + 1])

    def backward(self, build: Build) -> None:
        inputs, results, gradient = build.inputs(), self._results(build), build.output_gradient()
        wanted = [build.input_gradient(number) is not None for number in range(len(inputs))]
        # From the last input to the second: `gradient` is that of the result up to the input at hand.
        for number in reversed(range(1, len(inputs))):
            known = results[number - 1], inputs[number].repeated(gradient), gradient
            self.hand_back(build, number, partial(self.emit_gradient, build, *known, True))
            if not any(wanted[:number]):
                return
            if number == 1:
                self.hand_back(build, 0, partial(self.emit_gradient, build, *known, False))
            else:
                gradient = build.scratch_tensor("result_gradient", gradient)
                self.emit_gradient(build, *known, False, gradient)
