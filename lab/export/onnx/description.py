"""What is told of a network beside its operators: in the ONNX file, and to who has written it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lab.datasets.base import Samples
from lab.document.setup import Setup
from lab.export.base import Source
from lab.layers.base import Shape
from lab.spec.fields import Declared
from lab.spec.message import Message
from lab.spec.units import format_shape


@dataclass(frozen=True)
class Description:
    """A network as it goes out.

    Attributes:
        samples: the data that it is made for; None where they are not there or have another shape.
        normalisation: whether the file itself makes of the data's numbers what the network sees.
        probabilities: whether it ends in probabilities where the network gives scores.
    """

    source: Source
    input: str
    shape: Shape
    output: str
    samples: Samples | None
    normalisation: bool
    probabilities: bool

    @property
    def setup(self) -> Setup:
        """What it is trained with."""
        return self.source.model.setup

    @property
    def _scales(self) -> bool:
        return self.normalisation and self.samples is not None and (self.samples.scale, self.samples.offset) != (1, 0)

    @property
    def has_scores(self) -> bool:
        """Whether the outputs are logits."""
        return bool(self.setup.loss.closing_layer) and not self.probabilities

    def words(self) -> str:
        """For the reader of the file."""
        taken = f'"{self.input}" takes samples of {format_shape(self.shape)} (float32), {self._numbers()}'
        given = "scores (logits)" if self.has_scores else "probabilities" if self.probabilities else "the outputs"
        classes = f" of the classes {', '.join(self.samples.classes)}" if self.samples and self.samples.classes else ""
        return f'{self.source.name}, a network of CNN Lab. {taken}. "{self.output}" gives {given}{classes}.'

    def _numbers(self) -> str:
        if self.samples is None:
            return "as the network sees them"
        if self._scales:
            return "as the data have them: they are scaled inside"
        if (self.samples.scale, self.samples.offset) == (1, 0):
            return "as the data have them"
        return f"which are the data's times {self.samples.scale:.9g} plus {self.samples.offset:.9g}"

    def metadata(self) -> dict[str, str]:
        """For programs: values are text or JSON."""
        setup, state = self.setup, self.source.model.state
        found: dict[str, Any] = {
            "data": setup.dataset.name,
            "seed": setup.run.seed,
            "settings": {
                "loss": _chosen(setup.loss),
                "optimizer": _chosen(setup.optimizer),
                "schedule": _chosen(setup.schedule),
                "run": setup.run.config(),
            },
            "epochs": state.get("epoch", 0),
            "steps": state.get("step", 0),
        }
        if self.samples is not None:
            scale, offset = self.samples.scale, self.samples.offset
            found["normalisation"] = {"scale": scale, "offset": offset, "inside": self._scales}
            if self.samples.classes:
                found["classes"] = self.samples.classes
        return {
            name: content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            for name, content in found.items()
        }

    def notes(self) -> list[Message]:
        """For who writes the file."""
        notes = []
        if not self.source.model.trained:
            notes.append(Message("The network is not trained: its weights are those that training would begin with."))
        if self.samples is None:
            notes.append(
                Message(
                    "The data are not there, or do not fit the network. So the file knows no names of classes, and "
                    "takes numbers as the network sees them."
                )
            )
        elif self._scales:
            notes.append(Message("The file takes numbers as the data have them, and scales them itself."))
        if self.has_scores:
            notes.append(
                Message(
                    "It gives scores, from which the loss makes probabilities. To have these, switch Probabilities on."
                )
            )
        return notes


def _chosen(choice: Declared) -> dict[str, Any]:
    return {"name": choice.name, "settings": choice.config()}
