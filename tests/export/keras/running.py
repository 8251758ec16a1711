"""Exported Keras programs as modules, and what their networks give. To be imported where Keras is there."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.model import Model
from lab.export.base import Source
from lab.export.formats.keras import Keras
from tests.export.exported import module_of

os.environ.setdefault("KERAS_BACKEND", "torch")

Array = NDArray[Any]


@contextmanager
def quietly() -> Iterator[None]:
    """Keras and its backends warn of each other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


with quietly():
    keras = pytest.importorskip("keras", exc_type=ImportError)


def export(model: Model, path: Path, samples: Samples | None = None) -> Any:
    """The module of an exported network."""
    Keras().write(Source(model, path.stem, samples), path)
    return module_of(path)


def loaded(module: Any) -> Any:
    """The network of a script with its weights."""
    with quietly():
        return module.load_weights(module.network(), module.WEIGHTS)


def outputs(network: Any, inputs: Array) -> Array:
    """What a network of Keras gives for inputs with the channels first."""
    with quietly():
        found: Array = keras.ops.convert_to_numpy(network(channels_last(inputs.astype(np.float32))))
    return found


def channels_last(array: Array) -> Array:
    """(sample, channels, ...) as (sample, ..., channels)."""
    return np.moveaxis(array, 1, -1)
