"""What an optimiser is: one rule that moves weights along their gradients."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from lab.kernels.kernel import Kernel
from lab.spec.fields import Bool, Declared, Float


class Optimizer(Declared):
    """Base of all optimisers.

    `kernel` has the arguments weight, gradient: Vector, one Vector for each of `states`, control: Vector (see
    lab.kernels.state: LEARNING_RATE, GRADIENT_SCALE), the extra arguments of `options`, decay: float, state: Integers
    (UPDATES is the t of this update, 1 the first), thread, threads. It reads gradient * control[GRADIENT_SCALE],
    writes weight and its states; states start at zero. The loop must become vector code: it runs from 0 on over the
    slices that `share_numbers` gives the thread (an index that might be negative would count from the end) and has no
    branches but those that are the same for all weights. L1 is no matter of the kernel: it is in the gradient
    (operations.add_l1).
    """

    learning_rate = Float(
        0.01, low=0, high=100, low_open=True, log=True, help="How far each step goes along the gradient"
    )
    weight_decay = Float(
        0.0,
        low=0,
        high=1,
        log=True,
        title="Weight decay (L2)",
        last=True,
        help="Pulls weights towards zero by this share of the learning rate at each step",
    )
    l1 = Float(
        0.0,
        low=0,
        high=1,
        log=True,
        title="L1",
        last=True,
        help="Adds this times the sum of all |w| to what is minimised: many weights become zero",
    )
    decay_biases = Bool(
        False, last=True, help="Whether weight decay and L1 act on biases and on batch norm's scale and shift as well"
    )

    kernel: ClassVar[Kernel]
    cases: ClassVar[tuple[dict[str, Any], ...]] = ({},)

    def states(self) -> tuple[str, ...]:
        """Names of the arrays kept for each weight, e.g. ("velocity",)."""
        return ()

    def options(self) -> dict[str, Any]:
        """Extra arguments of the kernel."""
        return {}

    @abstractmethod
    def torch(self) -> str:
        """The PyTorch optimiser as an expression of `parameters`: what the tests compare with."""

    @abstractmethod
    def keras(self, rate: str, changing: bool) -> str:
        """The Keras expression of the optimiser, given that of the rate, and whether this one changes in a run.

        What Keras lacks is in lab/export/keras/own. Weight decay and L1 are no matter of these words, but for
        optimisers that decay weights apart from the gradient.
        """
