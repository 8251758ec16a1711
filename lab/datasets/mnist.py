"""MNIST, Fashion-MNIST or any other folder of IDX files."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples, report
from lab.datasets.idx import read_idx
from lab.datasets.idx_folder import Group, IdxFolder, is_idx_name
from lab.spec.errors import DataError
from lab.spec.fields import Path
from lab.spec.folders import data_dir
from lab.spec.message import Message
from lab.spec.registry import register

MOST_CLASSES = 1000  # a greater label means that the file is something else


@register("dataset", "mnist", title="MNIST or IDX files", group="Pictures", order=3)
class Mnist(Dataset):
    """A folder of IDX files: MNIST, Fashion-MNIST and others. They keep their own test set.

    The folder holds train-images-idx3-ubyte and train-labels-idx1-ubyte, and for a test set t10k-images-idx3-ubyte
    and t10k-labels-idx1-ubyte, gzip-compressed (.gz) or not. Source: http://yann.lecun.com/exdb/mnist.
    """

    folder = Path(
        "",
        folder=True,
        help="The folder with train-images-idx3-ubyte and its labels, as .gz or unpacked; by default mnist in the "
        "program's folder for data",
    )

    cases = ()
    reads = Message("a folder of IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte; also .gz)")

    @classmethod
    def from_path(cls, path: FilePath) -> Self | None:
        folder = path.parent if path.is_file() and is_idx_name(path) else path
        if not folder.is_dir() or not any(map(is_idx_name, folder.iterdir())):
            return None
        return cls(folder=str(folder))

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (sample, 1, height, width), or (sample, features) of files with two axes; uint8 stays uint8."""
        usual = data_dir() / "mnist"
        if not self.folder and not usual.is_dir():
            raise DataError(
                Message(
                    "No folder is chosen. Choose the one with train-images-idx3-ubyte and train-labels-idx1-ubyte, "
                    "as .gz or unpacked, or put them into {folder}.",
                    folder=usual,
                )
            )
        folder = IdxFolder.scan(FilePath(self.folder).expanduser() if self.folder else usual)
        test = _read(folder, "test", progress, 0.0, 0.15) if folder.has_test else None
        begin, spare = (0.0, 0) if test is None else (0.15, len(test[1]))
        inputs, targets = _read(folder, "train", progress, begin, 1.0, spare)
        test_from = None
        if test is not None:
            test_from, (test_inputs, test_targets) = len(targets), test
            if (test_inputs.shape[1:], test_inputs.dtype) != (inputs.shape[1:], inputs.dtype):
                raise DataError(
                    Message(
                        "The samples of {test} have another size or type than those of {training}. The files must "
                        "belong together.",
                        test=folder.file("test", "images").name,
                        training=folder.file("train", "images").name,
                    )
                )
            inputs[test_from:], targets = test_inputs, np.concatenate([targets, test_targets])
        return Samples(
            inputs=inputs,
            targets=targets,
            classes=tuple(str(number) for number in range(int(targets.max()) + 1)),
            axes=("features",) if inputs.ndim == 2 else ("channels", "height", "width"),
            scale=1 / 255 if inputs.dtype == np.uint8 else 1.0,
            test_from=test_from,
        )


def _read(
    folder: IdxFolder, group: Group, progress: Progress | None, begin: float, end: float, spare: int = 0
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Samples, with so much spare room behind them, and class numbers of one group.

    Progress is reported as the shares from begin to end.
    """
    images, labels = folder.file(group, "images"), folder.file(group, "labels")
    what = Message("Reading {file}", file=images.name)
    targets = _classes(read_idx(labels), labels)
    numbers = read_idx(images, lambda share: report(progress, begin + share * (end - begin), what), spare=spare)
    inputs = _inputs(numbers)
    if len(inputs) - spare != len(targets):
        raise DataError(
            Message(
                "{images} holds {count} samples but {labels} holds {labelled} labels. The files must belong together.",
                images=images,
                count=len(inputs) - spare,
                labels=labels.name,
                labelled=len(targets),
            )
        )
    return inputs, targets


def _inputs(numbers: NDArray[Any]) -> NDArray[np.uint8] | NDArray[np.float32]:
    """(sample, 1, height, width) or (sample, features): uint8 as it is, anything else as float32."""
    count, *axes = numbers.shape
    shape = (count, 1, *axes) if len(axes) != 1 else (count, *axes)
    if numbers.dtype == np.uint8:
        return numbers.reshape(shape)
    with np.errstate(over="ignore"):  # what becomes infinite is refused with its sample's number
        return numbers.astype(np.float32).reshape(shape)


def _classes(labels: NDArray[Any], file: FilePath) -> NDArray[np.int64]:
    """(sample,) class numbers; DataError when they are anything else."""
    if labels.ndim != 1 or labels.dtype.kind not in "ui":
        raise DataError(
            Message("{file} does not hold one whole number for each sample, as a file of labels must.", file=file)
        )
    wrong = np.flatnonzero((labels < 0) | (labels >= MOST_CLASSES))
    if len(wrong):
        raise DataError(
            Message(
                "{file}: the label of sample {number} is {label}. Labels must be between 0 and {high}.",
                file=file,
                number=int(wrong[0]),
                label=int(labels[wrong[0]]),
                high=MOST_CLASSES - 1,
            )
        )
    return labels.astype(np.int64)
