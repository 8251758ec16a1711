"""One layer alone in a program, with its inputs, parameters and output gradient at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.engine.arena import Arena
from lab.engine.builder import NodeBuild, gradient_of_input
from lab.kernels.kernel import ArrayReference, Kernel, TensorReference
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.program import Program
from lab.kernels.state import COUNT
from lab.layers.base import Layer, Shape

NODE = "layer"
Array = NDArray[Any]


@dataclass
class Results:
    """What a pass forward and backward gave: (sample, *shape) each; `parameters` are the values after the step."""

    output: Array
    input_gradients: list[Array] = field(default_factory=list)
    parameter_gradients: dict[str, Array] = field(default_factory=dict)
    parameters: dict[str, Array] = field(default_factory=dict)

    def all(self) -> dict[str, Array]:
        """Every array by a name."""
        return {
            "output": self.output,
            **{f"gradient of input {number}": array for number, array in enumerate(self.input_gradients)},
            **{f"gradient of {name}": array for name, array in self.parameter_gradients.items()},
            **self.parameters,
        }


class RecordingBuild(NodeBuild):
    """Keeps what was emitted, so that the Python functions can be run as well."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.operations: list[tuple[Kernel, dict[str, Any]]] = []

    def emit(self, kernel: Kernel, **arguments: Any) -> None:
        self.operations.append((kernel, arguments))
        super().emit(kernel, **arguments)


class SingleLayer:
    """A program of one layer's forward, backward and after-step operations."""

    def __init__(
        self,
        layer: Layer,
        shapes: tuple[Shape, ...],
        batch: int,
        *,
        dtype: str = "float64",
        threads: int = 1,
        tier: str = "plain",
        training: bool = True,
        input_gradients: bool = True,
        lanes: int = LANES,
    ) -> None:
        self.layer, self.shapes, self.batch, self.training = layer, shapes, batch, training
        self.output_shape = layer.output_shape(*shapes)
        self.parameters = layer.parameters(*shapes)
        alone = tier == "single"  # the forms for one sample have no way back
        arena = self.arena = Arena(batch, dtype, 1 if alone else lanes)
        for number, shape in enumerate(shapes):
            arena.tensor(f"input{number}/output", shape)
            if input_gradients:
                arena.tensor(gradient_of_input(NODE, number), shape)
        arena.tensor(f"{NODE}/output", self.output_shape)
        arena.tensor(f"{NODE}/output.gradient", self.output_shape)
        for name, parameter in self.parameters.items():
            arena.array(f"{NODE}/{name}", parameter.shape)
            if parameter.trainable:
                arena.array(f"{NODE}/{name}.gradient", parameter.shape)
        self.program = Program(arena.numbers, threads, tier, arena.lanes)
        sources = [f"input{number}" for number in range(len(shapes))]
        self.build = RecordingBuild(NODE, arena, self.program, training, sources)
        layer.forward(self.build)
        self.forward_rows = len(self.program)
        if not alone:
            layer.backward(self.build)
        if training:
            layer.after_step(self.build)
        arena.allocate()
        self.program.arena = arena.numbers

    @property
    def trainable(self) -> list[str]:
        """Names of the parameters that have a gradient."""
        return [name for name, parameter in self.parameters.items() if parameter.trainable]

    def load(self, inputs: list[Array], parameters: dict[str, Array], gradient: Array | None = None) -> None:
        """Write what a pass starts from. Everything else is NaN: who reads what nobody wrote is found out."""
        self.arena.numbers[...] = np.nan
        self.program.state[COUNT] = self.batch
        for number, x in enumerate(inputs):
            self.arena.write(f"input{number}/output", x)
        for name, values in parameters.items():
            if name in self.parameters:
                self.arena.write(f"{NODE}/{name}", values)
        if gradient is not None:
            self.arena.write(f"{NODE}/output.gradient", gradient)

    def forward(self) -> Array:
        """The output for what was loaded."""
        if self.forward_rows:
            self.program.run(0, self.forward_rows)
        return self.arena.read(f"{NODE}/output")

    def run(self, inputs: list[Array], parameters: dict[str, Array], gradient: Array) -> Results:
        """Forward, backward and what follows a step, compiled."""
        self.load(inputs, parameters, gradient)
        self.program.run()
        return self.results()

    def run_python(self, inputs: list[Array], parameters: dict[str, Array], gradient: Array) -> Results:
        """The same by the kernels' Python functions."""
        self.load(inputs, parameters, gradient)
        with np.errstate(divide="ignore", invalid="ignore"):  # as in compiled kernels
            for kernel, arguments in self.build.operations:
                at_hand = [self._at_hand(arguments[name]) for name in kernel.arguments]
                kernel(*at_hand, *([0, 1] * kernel.takes_threads))
        return self.results()

    def _at_hand(self, argument: Any) -> Any:
        if isinstance(argument, TensorReference):
            return Tensor(argument.view(self.arena.numbers))
        return argument.view(self.arena.numbers) if isinstance(argument, ArrayReference) else argument

    def results(self) -> Results:
        """What is in the arena."""
        return Results(
            self.arena.read(f"{NODE}/output"),
            [self.arena.read(gradient_of_input(NODE, number)) for number in range(len(self.shapes))],
            {name: self.arena.read(f"{NODE}/{name}.gradient") for name in self.trainable},
            {name: self.arena.read(f"{NODE}/{name}") for name in self.parameters},
        )

    def padding_of_input_gradient(self, number: int) -> Array:
        """The gradient's lanes that hold no sample."""
        lanes = np.moveaxis(self.arena.view(gradient_of_input(NODE, number)), -1, 1)
        return lanes.reshape(-1, *lanes.shape[2:])[self.batch :]

    def drawn(self) -> dict[str, Array]:
        """What a random layer drew, in the size of its output."""
        whole = self.arena.read(f"{NODE}/output")
        axes = (0, 1, 3) if whole.ndim == 3 else range(whole.ndim)
        found = {}
        for name in ("mask", "winner"):
            if f"{NODE}/{name}" in self.arena:
                array = self.arena.read(f"{NODE}/{name}")
                # (sample, channels, height, width), 1 where the axis shares one number
                found[name] = np.broadcast_to(array.reshape([array.shape[axis] for axis in axes]), whole.shape)
        return found

    def close(self) -> None:
        """Let the gang end."""
        self.program.close()


def numbers_for(
    layer: Layer, shapes: tuple[Shape, ...], batch: int, seed: int = 0
) -> tuple[list[Array], dict[str, Array], Array]:
    """Inputs, parameters, output gradient, float64. Away from kinks: no input near 0, no two near each other; where a
    layer is defined in parts only, in one of those."""
    random = np.random.default_rng(seed)

    def draw(shape: tuple[int, ...]) -> Array:
        if layer.partial:
            return random.uniform(0.5, 2, shape)
        if not layer.kinks:
            return random.standard_normal(shape)
        size = int(np.prod(shape))
        return ((random.permutation(size) - size / 2 + 0.5) * 4 / size + 0.001).reshape(shape)

    inputs = [draw((batch, *shape)) for shape in shapes]
    if layer.kinks:
        finest = 4 / max((x.size for x in inputs), default=1)
        inputs = [x + number * finest / 20 for number, x in enumerate(inputs)]  # nor near one of another input
    parameters = {}
    for name, parameter in layer.parameters(*shapes).items():
        values = random.standard_normal(parameter.shape)
        parameters[name] = values if "variance" not in name else values**2 + 0.5
    return inputs, parameters, random.standard_normal((batch, *layer.output_shape(*shapes)))
