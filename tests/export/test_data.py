"""The data beside a script: nothing is lost, and the lines that read them give the laboratory's own order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.datasets.split import split
from lab.document.templates import template
from lab.export.data import READ_DATA, data_path, write_data


def read(script: Path, seed: int = 3) -> tuple[dict[str, Any], Any]:
    names: dict[str, Any] = {"np": np, "SEED": seed, "Path": Path, "__file__": str(script)}
    exec(READ_DATA, names)
    return names["read_data"](data_path(script)), names["shuffled"]


@pytest.mark.parametrize("name", ["digits", "xor", "signals", "weather"])
def test_the_file_holds_samples_and_split(name: str, tmp_path: Path) -> None:
    script, setup = tmp_path / "some.name.py", template(name).setup
    samples = setup.dataset.load()
    parts = split(samples, setup.run.validation, setup.run.test, setup.run.split_seed)
    assert write_data(script, samples, setup.run) == tmp_path / "some.name-data.npz"
    data, shuffled = read(script)
    for part in ("training", "validation", "test"):
        assert np.array_equal(data[part], parts.part(part))  # type: ignore[arg-type]
    for given, wanted in ((data["inputs"], samples.inputs), (data["targets"], samples.targets)):
        assert given.dtype == wanted.dtype
        assert np.array_equal(given, wanted)
    assert tuple(data["classes"]) == samples.classes
    assert (data["scale"], data["offset"]) == (samples.scale, samples.offset)
    order = np.random.default_rng([3, 1, 2]).permutation(parts.training)  # as Trainer draws it
    assert np.array_equal(shuffled(data["training"], 2), order)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"some-data\.npz is missing: it must lie beside some\.py"):
        read(tmp_path / "some.py")
