"""Programs for Keras."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from lab.document.files import write_file
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine.checks import check_network
from lab.export.base import Exporter, Source, Written
from lab.export.data import write_data
from lab.export.weights import weights_of
from lab.spec.message import Message
from lab.spec.registry import register


@register("export", "keras", title="Keras", order=30)
class KerasScript(Exporter):
    """A program that anyone can read: the network as Keras builds it, with its weights and the training as it is set up
    here, for TensorFlow, JAX or PyTorch.

    NAME.py is written, NAME.safetensors beside it and, where the data can be loaded, NAME-data.npz. Channels are last.
    """

    suffix: ClassVar[str] = ".py"

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.keras.script import companions, script
        from lab.export.keras.weights import write_weights

        graph = unfolded(source.model.graph)
        check_network(graph, analyse(graph), source.model.setup.loss, source.samples)
        text = script(source, path)
        weights = companions(path)["WEIGHTS"]
        write_weights(weights, source.model.graph, weights_of(source.model, source.samples))
        write_file(path, lambda: lambda file: file.write(text.encode()))
        if source.samples is None:
            missing = Message(
                "The data could not be loaded. The program will ask for {file}.", file=companions(path)["DATA"].name
            )
            return Written((path, weights), (missing,))
        return Written((path, weights, write_data(path, source.samples, source.model.setup.run)))
