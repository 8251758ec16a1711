"""Keras' losses and optimisers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.document.templates.base import loss, optimizer
from lab.export.code.binding import Flag, Ignored, MaybeNumber, Number, reads
from lab.export.code.training import Training, not_taken
from lab.export.code.values import Arguments, Named, Unknown, is_number
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_LOSSES = {
    "categorical_crossentropy": "cross_entropy",
    "sparse_categorical_crossentropy": "cross_entropy",
    "binary_crossentropy": "binary_cross_entropy",
    "mse": "mean_squared_error",
    "mean_squared_error": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mean_absolute_error": "mean_absolute_error",
    "huber": "huber",
    "huber_loss": "huber",
    "hinge": "hinge",
    "categorical_hinge": "hinge",
}
_OPTIMIZERS = ("sgd", "adam", "adamw", "rmsprop", "adagrad")


def compiled(reader: Reader, training: Training, given: dict[str, Any], arguments: Arguments) -> None:
    """model.compile(optimizer=..., loss=..., metrics=...)."""
    if "optimizer" in given:
        training.optimizer = _optimizer(reader, given["optimizer"]) or training.optimizer
    if "loss" in given:
        what = given["loss"]
        if isinstance(what, Loss):
            training.loss = what  # what it takes was said when it was made
            return
        name = what if isinstance(what, str) else what.path.rpartition(".")[2] if isinstance(what, Named) else ""
        if name.lower() in _LOSSES:
            training.loss = _loss(reader, name.lower(), from_logits=False)
        else:
            not_taken(reader, "loss", what if isinstance(what, Unknown) else name)


def _optimizer(reader: Reader, given: Any) -> Optimizer | None:
    if isinstance(given, Optimizer):
        return given
    name = given if isinstance(given, str) else given.path.rpartition(".")[2] if isinstance(given, Named) else ""
    if name.lower() in _OPTIMIZERS:
        return _made(name.lower())
    not_taken(reader, "optimizer", given if isinstance(given, Unknown) else name)
    return None


def _made(name: str, **settings: Any) -> Optimizer:
    """With Keras' defaults where nothing is said."""
    defaults: dict[str, dict[str, Any]] = {
        "sgd": {"learning_rate": 0.01, "momentum": 0.0},
        "adam": {"learning_rate": 0.001, "epsilon": 1e-7},
        "adamw": {"learning_rate": 0.001, "epsilon": 1e-7, "weight_decay": 0.004},
        "rmsprop": {"learning_rate": 0.001, "alpha": 0.9, "epsilon": 1e-7},
        "adagrad": {"learning_rate": 0.001, "epsilon": 1e-7},
    }
    return optimizer(name, **{**defaults[name], **settings})


def _kept(reader: Reader, made: Optimizer) -> Optimizer:
    """Remember an optimiser that the code makes, for training without `compile`."""
    reader.training.optimizer = reader.training.optimizer or made
    return made


def _rate(reader: Reader, learning_rate: Any, lr: Any) -> dict[str, float]:
    given = learning_rate if lr is None else lr
    if given is None:
        return {}
    if is_number(given) and given > 0:
        return {"learning_rate": float(given)}
    not_taken(reader, "learning_rate", given if isinstance(given, Unknown) else type(given).__name__)
    return {}


@reads("keras.optimizers.SGD")
def sgd(
    reader: Reader,
    learning_rate: Any = None,
    momentum: Number = 0.0,
    nesterov: Flag = False,
    weight_decay: MaybeNumber = None,
    lr: Any = None,
    **more: Ignored,
) -> Optimizer:
    settings = {"momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay or 0.0}
    return _kept(reader, _made("sgd", **_rate(reader, learning_rate, lr), **settings))


@reads("keras.optimizers.Adam")
def adam(
    reader: Reader,
    learning_rate: Any = None,
    beta_1: Number = 0.9,
    beta_2: Number = 0.999,
    epsilon: MaybeNumber = 1e-7,
    lr: Any = None,
    **more: Ignored,
) -> Optimizer:
    settings = {"beta1": beta_1, "beta2": beta_2, "epsilon": epsilon or 1e-7}
    return _kept(reader, _made("adam", **_rate(reader, learning_rate, lr), **settings))


@reads("keras.optimizers.AdamW")
def adamw(
    reader: Reader,
    learning_rate: Any = None,
    weight_decay: Number = 0.004,
    beta_1: Number = 0.9,
    beta_2: Number = 0.999,
    epsilon: Number = 1e-7,
    **more: Ignored,
) -> Optimizer:
    settings = {"beta1": beta_1, "beta2": beta_2, "epsilon": epsilon, "weight_decay": weight_decay}
    return _kept(reader, _made("adamw", **_rate(reader, learning_rate, None), **settings))


@reads("keras.optimizers.RMSprop")
def rmsprop(
    reader: Reader,
    learning_rate: Any = None,
    rho: Number = 0.9,
    momentum: Number = 0.0,
    epsilon: MaybeNumber = 1e-7,
    centered: Flag = False,
    lr: Any = None,
    **more: Ignored,
) -> Optimizer:
    settings = {"alpha": rho, "momentum": momentum, "epsilon": epsilon or 1e-7, "centered": centered}
    return _kept(reader, _made("rmsprop", **_rate(reader, learning_rate, lr), **settings))


@reads("keras.optimizers.Adagrad")
def adagrad(
    reader: Reader, learning_rate: Any = None, epsilon: MaybeNumber = 1e-7, lr: Any = None, **more: Ignored
) -> Optimizer:
    return _kept(reader, _made("adagrad", **_rate(reader, learning_rate, lr), epsilon=epsilon or 1e-7))


# -- losses


def _loss(reader: Reader, name: str, *, from_logits: bool, **settings: Any) -> Loss:
    kind = _LOSSES[name]
    if kind in ("cross_entropy", "binary_cross_entropy"):
        reader.training.scores = from_logits
    if kind == "binary_cross_entropy":
        settings["from_logits"] = from_logits
    return loss(kind, **settings)


def _loss_class(title: str, name: str) -> None:
    @reads(f"keras.losses.{title}")
    def make(
        reader: Reader,
        from_logits: Flag = False,
        label_smoothing: Number = 0.0,
        delta: Number = 1.0,
        **more: Ignored,
    ) -> Loss:
        settings: dict[str, Any] = {}
        if _LOSSES[name] == "cross_entropy":
            settings["label_smoothing"] = label_smoothing
        if _LOSSES[name] == "huber":
            settings["delta"] = delta
        found = _loss(reader, name, from_logits=from_logits, **settings)
        reader.training.loss = reader.training.loss or found
        return found


for _title, _name in {
    "CategoricalCrossentropy": "categorical_crossentropy",
    "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
    "BinaryCrossentropy": "binary_crossentropy",
    "MeanSquaredError": "mse",
    "MeanAbsoluteError": "mae",
    "Huber": "huber",
    "Hinge": "hinge",
    "CategoricalHinge": "categorical_hinge",
}.items():
    _loss_class(_title, _name)
