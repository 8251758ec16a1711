"""PyTorch's losses and optimisers, and what else tells something of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lab.document.templates.base import loss, optimizer
from lab.export.code.binding import Flag, Ignored, Number, reads
from lab.export.code.training import not_taken
from lab.export.code.values import Unknown, Value, is_number
from lab.layers.base import Shape
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_NO_SHAPE = Message("Its shape does not follow from the code.")


@dataclass(frozen=True)
class Sample(Value):
    """Numbers drawn to try a network: `torch.randn(1, 3, 32, 32)`."""

    sample_shape: Shape


@reads("torch.randn", "torch.rand", "torch.zeros", "torch.ones", "torch.empty", "numpy.zeros", "numpy.ones")
def sample(reader: Reader, *shape: Any, **more: Ignored) -> Any:
    sides = list(shape[0]) if len(shape) == 1 and isinstance(shape[0], list | tuple) else list(shape)
    if 2 <= len(sides) <= 4 and all(isinstance(side, int) and side > 0 for side in sides):
        return Sample(tuple(sides[1:]))
    return Unknown(reader.call_node, _NO_SHAPE)


@reads("torchsummary.summary", "torchinfo.summary")
def summary(reader: Reader, model: Any, input_size: Any = None, *more: Ignored, **others: Ignored) -> None:
    if isinstance(input_size, list | tuple) and all(isinstance(side, int) for side in input_size):
        shape = tuple(input_size[1:] if len(input_size) == 4 else input_size)
        if hasattr(model, "example") and model.example is None and 1 <= len(shape) <= 3:
            model.example = shape


@reads(
    "torchvision.transforms.Resize",
    "torchvision.transforms.CenterCrop",
    "torchvision.transforms.RandomCrop",
    "torchvision.transforms.RandomResizedCrop",
)
def resize(reader: Reader, size: Any, *more: Ignored, **others: Ignored) -> Unknown:
    sides = list(size) if isinstance(size, list | tuple) else [size]
    if sides and isinstance(sides[0], int) and 0 < sides[0] < 1000:
        reader.training.side = sides[0]
    return Unknown(reader.call_node, _NO_SHAPE)


# -- optimisers


def _made(reader: Reader, name: str, rate: Any, **settings: Any) -> Optimizer:
    if not (is_number(rate) and rate > 0):
        not_taken(reader, "lr", rate if isinstance(rate, Unknown) else type(rate).__name__)
        rate = {"sgd": 0.01, "rmsprop": 0.01, "adagrad": 0.01}.get(name, 0.001)
    made = optimizer(name, learning_rate=float(rate), **settings)
    reader.training.optimizer = reader.training.optimizer or made
    return made


@reads("torch.optim.SGD")
def sgd(
    reader: Reader,
    params: Ignored,
    lr: Any = 0.001,
    momentum: Number = 0.0,
    dampening: Ignored = 0,
    weight_decay: Number = 0.0,
    nesterov: Flag = False,
    **more: Ignored,
) -> Optimizer:
    return _made(reader, "sgd", lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)


def _adam(title: str, name: str, decay: float) -> None:
    @reads(f"torch.optim.{title}")
    def make(
        reader: Reader,
        params: Ignored,
        lr: Any = 0.001,
        betas: Any = (0.9, 0.999),
        eps: Number = 1e-8,
        weight_decay: Number = decay,
        **more: Ignored,
    ) -> Optimizer:
        settings: dict[str, Any] = {"epsilon": eps, "weight_decay": weight_decay}
        if isinstance(betas, list | tuple) and len(betas) == 2 and all(map(is_number, betas)):
            settings |= {"beta1": betas[0], "beta2": betas[1]}
        return _made(reader, name, lr, **settings)


_adam("Adam", "adam", 0.0)
_adam("AdamW", "adamw", 0.01)


@reads("torch.optim.RMSprop")
def rmsprop(
    reader: Reader,
    params: Ignored,
    lr: Any = 0.01,
    alpha: Number = 0.99,
    eps: Number = 1e-8,
    weight_decay: Number = 0.0,
    momentum: Number = 0.0,
    centered: Flag = False,
) -> Optimizer:
    settings = {"alpha": alpha, "epsilon": eps, "weight_decay": weight_decay, "momentum": momentum}
    return _made(reader, "rmsprop", lr, centered=centered, **settings)


@reads("torch.optim.Adagrad")
def adagrad(
    reader: Reader,
    params: Ignored,
    lr: Any = 0.01,
    lr_decay: Ignored = 0,
    weight_decay: Number = 0.0,
    eps: Number = 1e-10,
) -> Optimizer:
    return _made(reader, "adagrad", lr, weight_decay=weight_decay, epsilon=eps)


# -- losses


def _criterion(path: str, kind: str, scores: bool | None, **settings: Any) -> None:
    function = path.startswith("functional.")

    @reads(f"torch.nn.{path}")
    def make(reader: Reader, *given: Ignored, label_smoothing: Number = 0.0, **more: Ignored) -> Any:
        chosen = {"label_smoothing": label_smoothing} if kind == "cross_entropy" and label_smoothing else {}
        made: Loss = loss(kind, **settings, **chosen)
        if reader.training.loss is None:
            reader.training.loss, reader.training.scores = made, scores
        return Unknown(reader.call_node, _NO_SHAPE) if function else made


for _path, _kind, _scores, _settings in (
    ("CrossEntropyLoss", "cross_entropy", True, {}),
    ("functional.cross_entropy", "cross_entropy", True, {}),
    ("NLLLoss", "cross_entropy", False, {}),
    ("functional.nll_loss", "cross_entropy", False, {}),
    ("BCEWithLogitsLoss", "binary_cross_entropy", True, {}),
    ("functional.binary_cross_entropy_with_logits", "binary_cross_entropy", True, {}),
    ("BCELoss", "binary_cross_entropy", False, {"from_logits": False}),
    ("functional.binary_cross_entropy", "binary_cross_entropy", False, {"from_logits": False}),
    ("MSELoss", "mean_squared_error", None, {}),
    ("functional.mse_loss", "mean_squared_error", None, {}),
    ("L1Loss", "mean_absolute_error", None, {}),
    ("functional.l1_loss", "mean_absolute_error", None, {}),
    ("HuberLoss", "huber", None, {}),
    ("SmoothL1Loss", "huber", None, {}),
    ("MultiMarginLoss", "hinge", None, {}),
):
    _criterion(_path, _kind, _scores, **_settings)

FUNCTIONS = {  # losses as functions, which are often called in functions of training that are not followed
    "nll_loss": "functional.nll_loss",
    "cross_entropy": "functional.cross_entropy",
    "binary_cross_entropy": "functional.binary_cross_entropy",
    "binary_cross_entropy_with_logits": "functional.binary_cross_entropy_with_logits",
    "mse_loss": "functional.mse_loss",
}
