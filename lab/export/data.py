"""The data set beside an exported script: a file of NumPy's that any program reads, and the few lines that read it:

inputs      (sample, *shape) uint8 or float32, as the laboratory has them: channels before places
targets     (sample,) int64 class numbers, or (sample, output) float32 values
classes     names of the classes; empty for values
scale, offset   a network sees inputs * scale + offset
training, validation, test   (count,) int64: which samples are in each part
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np

from lab.datasets.base import Samples
from lab.datasets.split import split
from lab.document.files import write_file
from lab.document.setup import RunSettings
from lab.spec.message import Message

# What a script begins its reading with; it imports Path and numpy as np, and defines SEED, the seed of the run.
READ_DATA = '''\
def read_data(path: Path) -> dict[str, np.ndarray]:
    """The samples as they are stored: a network sees inputs * scale + offset."""
    if not path.exists():
        script = Path(__file__).name
        raise SystemExit(f"{path.name} is missing: it must lie beside {script}.")
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def shuffled(samples: np.ndarray, epoch: int) -> np.ndarray:
    """The training samples in the order of an epoch, the first being 0, as in CNN Lab."""
    return np.random.default_rng([SEED, 1, epoch]).permutation(samples)
'''


def data_path(script: Path) -> Path:
    """Where the data of a script lie: "digits-data.npz" beside "digits.py"."""
    return script.with_name(f"{script.stem}-data.npz")


def no_data(script: Path) -> Message:
    """What is said where a script goes out without its data."""
    return Message(
        "The data were not there, so {file} is missing. Without it the script can neither train nor measure: "
        "export once more with the data.",
        file=data_path(script).name,
    )


def write_data(script: Path, samples: Samples, run: RunSettings) -> Path:
    """Write the samples and their split beside a script; FileError in words where that fails."""
    parts = split(samples, run.validation, run.test, run.split_seed)

    def prepare() -> Callable[[BinaryIO], object]:
        return lambda file: np.savez(
            file,
            inputs=samples.inputs,
            targets=samples.targets,
            classes=np.array(samples.classes, dtype=np.str_),
            scale=np.float64(samples.scale),
            offset=np.float64(samples.offset),
            training=parts.training,
            validation=parts.validation,
            test=parts.test,
        )

    path = data_path(script)
    write_file(path, prepare)
    return path
