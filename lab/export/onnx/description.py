"""What is told of a network beside its operators: in the ONNX file, and to who has written it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lab.datasets.base import Dataset, Samples
from lab.document.format import encode_graph
from lab.document.setup import Setup
from lab.export.base import Source
from lab.layers.base import Shape
from lab.spec.fields import Declared, Path
from lab.spec.message import Message
from lab.spec.units import format_shape


@dataclass(frozen=True)
class Description:
    """A network as it goes out.

    Attributes:
        input, output: what the two are called in the file; `shape` is that of one sample.
        samples: the data that it is made for; None where they are not there or have another shape.
        normalisation: whether the file itself makes of the data's numbers what the network sees.
        probabilities: whether it was asked to end in probabilities, where the network gives scores.
    """

    source: Source
    input: str
    shape: Shape
    output: str
    samples: Samples | None
    normalisation: bool
    probabilities: bool

    @property
    def _setup(self) -> Setup:
        return self.source.model.setup

    @property
    def _gives(self) -> str:
        if not self._setup.loss.closing_layer:
            return "the outputs"
        return "probabilities" if self.probabilities else "scores (logits)"

    @property
    def _range(self) -> str:
        """From where to where the data's own numbers go."""
        assert self.samples is not None
        return f"{self.samples.inputs.min():g} to {self.samples.inputs.max():g}"

    def words(self) -> str:
        """For the reader of the file."""
        taken = f'"{self.input}" takes samples of {format_shape(self.shape)} (float32), {self._numbers()}'
        classes = f" of {len(self.samples.classes)} classes" if self.samples and self.samples.classes else ""
        return f'{self.source.name}, a network of CNN Lab. {taken}. "{self.output}" gives {self._gives}{classes}.'

    def _numbers(self) -> str:
        if self.samples is None:
            return "as the network sees them"
        if self.normalisation or (self.samples.scale, self.samples.offset) == (1, 0):
            return f"as the data have them ({self._range})"
        return f"the data's ({self._range}) times {self.samples.scale:.9g} plus {self.samples.offset:.9g}"

    def metadata(self) -> dict[str, str]:
        """For programs: text or JSON, by name."""
        setup, model = self._setup, self.source.model
        found: dict[str, Any] = {
            "data": setup.dataset.name,
            "seed": setup.run.seed,
            "settings": {
                "loss": _chosen(setup.loss),
                "optimizer": _chosen(setup.optimizer),
                "schedule": _chosen(setup.schedule),
                "run": setup.run.config(),
            },
            "network": encode_graph(
                model.graph, setup.changed(dataset=_without_paths(setup.dataset)), indent=-1
            ).decode(),
            "trained": model.trained,
            "steps": model.state.get("step", 0),
        }
        if self.samples is not None:
            scale, offset = self.samples.scale, self.samples.offset
            found["normalisation"] = {"scale": scale, "offset": offset, "inside": self.normalisation}
            if self.samples.classes:
                found["classes"] = self.samples.classes
        return {
            name: content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            for name, content in found.items()
        }

    def notes(self) -> tuple[Message, ...]:
        """For who writes the file."""
        notes = []
        if not self.source.model.trained:
            notes.append(Message("The network is not trained: its weights are those that training would begin with."))
        if self.samples is None:
            notes.append(
                Message(
                    "The data are not there, or do not fit the network. So the file names no classes, and takes "
                    "numbers as the network sees them."
                )
            )
        elif self.normalisation:
            notes.append(
                Message("The file takes numbers as the data have them, {range}, and scales them.", range=self._range)
            )
        if self._setup.loss.closing_layer and not self.probabilities:
            notes.append(
                Message("It gives scores, of which the loss makes probabilities. To have these, choose Probabilities.")
            )
        return tuple(notes)


def _without_paths(dataset: Dataset) -> Dataset:
    """The data set, but not where its files lie on this machine."""
    return dataset.replace(
        **{name: field.default for name, field in dataset.fields().items() if isinstance(field, Path)}
    )


def _chosen(choice: Declared) -> dict[str, Any]:
    return {"name": choice.name, "settings": choice.config()}
