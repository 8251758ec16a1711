"""What the code says of training: loss, optimiser, epochs, batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lab.export.code.values import Arguments, Unknown, is_number
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader
    from lab.losses.base import Loss
    from lab.optimizers.base import Optimizer


@dataclass
class Training:
    """What was found so far; None where the code says nothing.

    Attributes:
        network: what is trained.
        scores: whether the loss takes scores (logits), as PyTorch's cross-entropy does and Keras' does on demand.
        data: the code in small letters, where names of data sets are looked for.
        side: to which pictures are resized.
    """

    network: Any = None
    loss: Loss | None = None
    scores: bool | None = None
    optimizer: Optimizer | None = None
    epochs: int | None = None
    batch_size: int | None = None
    validation: float | None = None
    l1: float = 0.0
    l2: float = 0.0
    data: str = ""
    side: int | None = None

    def take(self, reader: Reader, network: Any, verb: str, arguments: Arguments) -> None:
        """model.compile(...) or model.fit(...)."""
        from lab.export.code.keras_training import compiled

        self.network = network
        keywords = dict(arguments.keywords)
        if verb == "compile":
            names = ("optimizer", "loss", "metrics")
            keywords.update(dict(zip(names, arguments.positional, strict=False)))
            compiled(reader, self, keywords, arguments)
            return
        epochs = keywords.get("epochs", keywords.get("nb_epoch"))
        if is_number(epochs) and 1 <= epochs <= 100_000:
            self.epochs = int(epochs)
        batch, share = keywords.get("batch_size"), keywords.get("validation_split")
        if is_number(batch) and 1 <= batch <= 4096:
            self.batch_size = int(batch)
        if is_number(share) and 0 < share < 0.9:
            self.validation = float(share)


def not_taken(reader: Reader, what: str, value: Any) -> None:
    """Something of training that the laboratory does not have, or that the code does not tell."""
    if isinstance(value, Unknown):
        reader.note(Message('"{what}" does not follow from the code. Choose it in the toolbar.', what=what))
    else:
        reader.note(
            Message(
                'The laboratory has no {what} "{value}". Choose another in the toolbar.',
                what=what,
                value=Verbatim(str(value)[:60]),
            )
        )
