"""What a layer is: fields, a shape rule, parameters, and the operations it puts into a program."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from math import prod
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lab.kernels.kernel import ArrayReference, Kernel, TensorReference
from lab.layers.window import Window
from lab.spec.errors import LabError, ShapeError
from lab.spec.fields import Declared, Field
from lab.spec.message import Message
from lab.spec.units import format_shape

Shape = tuple[int, ...]

# What the axes of one sample are called, by how many there are; the batch axis stands before them.
AXES: dict[int, tuple[str, ...]] = {
    1: ("features",),
    2: ("channels", "length"),
    3: ("channels", "height", "width"),
}


@dataclass(frozen=True)
class Parameter:
    """An array that belongs to a layer.

    Attributes:
        shape: as a textbook writes it, e.g. (out channels, in channels, kernel height, kernel width).
        fan_in, fan_out: how many numbers flow into one output, and from one input: what Xavier and He scale by.
        start: the number that all of it begins with; None for weights, which the layer's initialiser draws.
        trainable: False for running statistics, which have no gradient.
        decays: whether weight decay acts on it (not on biases and not on batch norm's scale, by default).
    """

    shape: Shape
    fan_in: int = 1
    fan_out: int = 1
    start: float | None = None
    trainable: bool = True
    decays: bool = True

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)


@dataclass(frozen=True)
class Case:
    """A configuration and input shapes that every conformance test runs over."""

    config: dict[str, Any]
    shapes: tuple[Shape, ...]


class Build(Protocol):
    """What a layer sees while its operations are put into a program.

    Tensors are (batch, channels, height, width); features are channels of height and width 1, a signal has height 1.
    Kernels write their outputs: where several consumers share an input, the plan sums their gradients.
    """

    training: bool
    threads: int

    def input(self, number: int = 0) -> TensorReference:
        """The layer's input."""
        ...

    def inputs(self) -> list[TensorReference]:
        """All inputs in the order of their ports."""
        ...

    def input_shape(self, number: int = 0) -> Shape:
        """Shape of one sample of the layer's input."""
        ...

    def output(self) -> TensorReference:
        """Where the layer's output goes."""
        ...

    def parameter(self, name: str, shape: Shape | None = None) -> ArrayReference:
        """An array of `parameters`, seen in another shape of the same size if one is given."""
        ...

    def output_gradient(self) -> TensorReference:
        """dL/d(output), complete."""
        ...

    def input_gradient(self, number: int = 0) -> TensorReference | None:
        """Where dL/d(input) goes; None where nobody needs it."""
        ...

    def parameter_gradient(self, name: str, shape: Shape | None = None) -> ArrayReference:
        """Where dL/d(parameter) goes."""
        ...

    def scratch_tensor(self, name: str, like: TensorReference) -> TensorReference:
        """A tensor of the layer's own that lives from forward to backward (a dropout mask); the same for one name."""
        ...

    def scratch(self, name: str, shape: Shape) -> ArrayReference:
        """An array of the layer's own that lives from forward to backward; the same for one name."""
        ...

    def stream(self) -> int:
        """A number of the layer's own, which its noise depends on."""
        ...

    def state(self) -> Any:
        """The program's counters (lab.kernels.state), for kernels with an argument `state: Integers`."""
        ...

    def emit(self, kernel: Kernel, **arguments: Any) -> None:
        """Append one operation; arguments by the names of the kernel's."""
        ...


class OnnxBuild(Protocol):
    """What a layer sees while it is written as ONNX operators.

    Tensors are named; their axes are (batch, features), (batch, channels, length) or (batch, channels, height, width).
    """

    inputs: tuple[str, ...]  # names of the layer's inputs in the order of their ports
    shapes: tuple[Shape, ...]  # and what one sample of each is

    @property
    def data(self) -> str:
        """Name of the samples as they come in, for what must know how many there are."""
        ...

    def parameter(self, name: str) -> NDArray[np.float32]:
        """The numbers of one of `parameters`."""
        ...

    def weight(self, name: str, values: NDArray[np.float32] | None = None) -> str:
        """A parameter as a tensor called "layer/name", with other numbers in another shape if some are given."""
        ...

    def constant(self, values: ArrayLike, dtype: str = "float32") -> str:
        """A tensor of given numbers ("int64" for shapes and axes)."""
        ...

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Append a node of operator set 17; the name of its first output. "" stands for an input that is left out."""
        ...


class Layer(Declared):
    """Base of all layers. Immutable; the same layer object may serve many programs."""

    fewest_inputs: ClassVar[int] = 1
    most_inputs: ClassVar[int] = 1
    # Whether the samples enter the network here. A layer without inputs that takes none is a constant.
    takes_samples: ClassVar[bool] = False
    # How many layers it stands for: more than one for a block only.
    layers: ClassVar[int] = 1
    # What each input port takes, from the top, where it matters which is which.
    ports: ClassVar[tuple[Message, ...]] = ()
    cases: ClassVar[tuple[Case, ...]] = ()
    # Points where the gradient jumps (a ReLU's kink): the gradient check stays away from inputs this near to a jump.
    kinks: ClassVar[bool] = False
    # Whether the output, or its derivative, is finite for some numbers only: always for those from 1/2 to 2.
    partial: ClassVar[bool] = False
    random: ClassVar[bool] = False
    # Whether the output is a weighted sum of the input's numbers plus a constant, once training is over.
    linear: ClassVar[bool] = False
    # Whether the gradient of every input of the output's shape is the output's. The plan may then put them in the very
    # same place.
    passes_gradient_on: ClassVar[bool] = False
    # What PyTorch calls parameters that have another name there.
    torch_names: ClassVar[dict[str, str]] = {}
    # The same of Keras.
    keras_names: ClassVar[dict[str, str]] = {"weight": "kernel"}
    # Parameters that begin as the "mean" or "variance" of the training samples' channels, right behind the Input.
    measured: ClassVar[dict[str, str]] = {}

    @abstractmethod
    def output_shape(self, *shapes: Shape) -> Shape:
        """Shape of one output sample for these input shapes; ShapeError in words where they do not fit."""

    @abstractmethod
    def forward(self, build: Build) -> None:
        """Emit the operations that compute the output."""

    @abstractmethod
    def backward(self, build: Build) -> None:
        """Emit the operations that compute the gradients, given the output's."""

    def is_view(self, training: bool) -> bool:
        """Whether output and gradient are the input's numbers in the same order, whatever the shape is called.

        The plan may then put them in the very same place (where their offsets are equal): nothing needs copying.
        """
        return False

    @property
    def elementwise(self) -> bool:
        """Whether each number of the output comes from the same number of the only input, as do their gradients.

        The plan may then let it take that one's place, where nobody reads or looks at it later.
        """
        return False

    @property
    def backward_reads_input(self) -> bool:
        """Whether `backward` uses the layer's inputs. Said by elementwise layers."""
        return True

    @property
    def backward_reads_output(self) -> bool:
        """Whether `backward` uses the layer's output."""
        return True

    def after_step(self, build: Build) -> None:
        """Emit what changes the layer's own state after a step without trouble (running statistics)."""

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        """The layer's arrays for these input shapes."""
        return {}

    def flops(self, *shapes: Shape) -> int:
        """Floating-point operations of one forward pass of one sample.

        A multiply-add counts two, a function such as tanh one, comparisons and copies none.
        """
        return prod(self.output_shape(*shapes))

    def windows(self, *shapes: Shape) -> tuple[Window, ...] | None:
        """What one cell of the output sees of an input, for each axis behind the channels; None if it sees all of it.

        By default a cell sees the one in its own place.
        """
        return tuple(Window(length) for length in shapes[0][1:]) if shapes else ()

    def activations(self, *shapes: Shape) -> int:
        """Numbers that it computes for one sample."""
        return prod(self.output_shape(*shapes))

    def adjustable(self) -> dict[str, Field[Any]]:
        """What can be set by `replace`: the fields, and a block's knobs."""
        return self.fields()

    def setting(self, name: str) -> Any:
        """The value of what `adjustable` names."""
        return getattr(self, name)

    def summary(self) -> str:
        """The settings in a few characters, for the node: "8 @ 3 × 3"."""
        return ""

    def onnx(self, build: OnnxBuild) -> str:
        """Write the trained layer, as it predicts, in operators of ONNX; the name of the tensor that is its output."""
        raise LabError(
            Message("{layer} does not say which operators of ONNX it is made of.", layer=Message(self.title))
        )

    def keras(self, *shapes: Shape) -> str:
        """The Keras 3 expression of the same layer ("keras.layers.ReLU()"), on channels-last data.

        Several layers, one after the other, stand one a line: what pads or permutes, the layer itself, what crops.
        A layer with several inputs is called with the list of them. What Keras lacks is in lab/export/keras/own.
        """
        return ""

    def keras_order(self, parameter: str, *shapes: Shape) -> tuple[int, ...]:
        """In which order Keras has the axes of a parameter: the places first, then the channels the other way round.

        kernel[i, j, in, out] = weight[out, in, i, j].
        """
        axes = tuple(range(len(self.parameters(*shapes)[parameter].shape)))
        return (*axes[2:], *axes[1::-1])

    def keras_shape(self, parameter: str, *shapes: Shape) -> Shape:
        """The shape that Keras has for a parameter, once its axes are in that order."""
        shape = self.parameters(*shapes)[parameter].shape
        return tuple(shape[axis] for axis in self.keras_order(parameter, *shapes))

    def torch(self, *shapes: Shape) -> str:
        """The PyTorch expression of the same layer, also what the tests compare with; "" where there is none.

        A function ("torch.relu"), a formula ("lambda x, y: x * y") or a module ("torch.nn.Conv2d(1, 6, 5)"), which may
        stand in a formula ("lambda x: torch.nn.Conv2d(1, 6, 4)(torch.nn.functional.pad(x, (0, 1, 0, 1)))"). What
        PyTorch does not have is a class of lab.engine.torch_layers ("DropPath(0.2)"). The module's parameters have the
        shapes of ours, and our names or those of `torch_names`.
        """
        return ""


def need_rank(layer: Layer, shape: Shape, *ranks: int) -> None:
    """ShapeError in words unless a sample has one of these numbers of axes."""
    if len(shape) in ranks:
        return
    values = {"layer": Message(layer.title), "shape": format_shape(shape)}
    if ranks == (1,):
        raise ShapeError(
            Message("{layer} needs a flat input. This one is {shape}. Put Flatten before it.", **values), "flatten"
        )
    if len(shape) == 1:
        raise ShapeError(
            Message(
                "{layer} needs images or signals. This input is a flat row of {shape} numbers. "
                "Put {layer} before Flatten, or choose another form at the input.",
                **values,
            )
        )
    if len(shape) == 2:
        raise ShapeError(
            Message(
                "{layer} needs images: channels × height × width. This input is a signal, {shape}. "
                "Use the 1-D form of the layer.",
                **values,
            )
        )
    raise ShapeError(
        Message(
            "{layer} needs signals: channels × length. This input is an image, {shape}. Use the 2-D form of the layer.",
            **values,
        )
    )
