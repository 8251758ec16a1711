"""Every registered data set through every one of its cases."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Dataset, LoadingStopped, Samples
from lab.datasets.catalog import datasets
from lab.datasets.picture import sample_picture
from lab.datasets.split import TINY, split
from lab.spec.errors import FieldError
from lab.spec.message import Message

ALL = datasets()
CASES = [
    pytest.param(kind(**case), id=f"{kind.name}-{number}") for kind in ALL for number, case in enumerate(kind.cases)
]

every_kind = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
every_case = pytest.mark.parametrize("dataset", CASES)


@cache
def load(dataset: Dataset) -> Samples:
    return dataset.load()


@every_kind
def test_says_what_it_is(kind: type[Dataset]) -> None:
    assert kind.title
    assert kind.group
    assert kind.help
    assert all(field.help for field in kind.fields().values())


@every_kind
def test_has_cases_or_tests_of_its_own(kind: type[Dataset]) -> None:
    own = Path(__file__).parents[1] / "datasets" / f"test_{kind.name}.py"
    assert kind.cases or (kind.reads is not None and own.exists())


@every_kind
def test_configuration_survives_json(kind: type[Dataset]) -> None:
    for case in kind.cases or ({},):
        dataset = kind(**case)
        again = kind(**json.loads(json.dumps(dataset.config())))
        assert again == dataset
        assert hash(again) == hash(dataset)


@every_kind
def test_wrong_settings_are_refused(kind: type[Dataset]) -> None:
    for name, field in kind.fields().items():
        for value in field.wrong_examples():
            with pytest.raises(FieldError, match=field.title):
                kind(**{name: value})


@every_kind
def test_does_not_recognise_what_it_cannot_read(kind: type[Dataset], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    assert kind.from_path(tmp_path / "letter.txt") is None
    assert kind.from_path(tmp_path / "missing") is None


@every_case
def test_samples_are_what_the_contract_says(dataset: Dataset) -> None:
    samples = load(dataset)
    assert samples.inputs.dtype in (np.uint8, np.float32)
    assert samples.inputs.flags.c_contiguous
    assert len(samples.axes) == len(samples.shape)
    assert len(samples.inputs) == len(samples.targets) == len(samples)
    if samples.classes:
        assert samples.targets.dtype == np.int64
        assert set(samples.targets) == set(range(len(samples.classes)))
    else:
        assert samples.targets.dtype == np.float32
        assert samples.targets.ndim == 2
    if samples.inputs.dtype == np.uint8:
        seen = samples.inputs * samples.scale + samples.offset
        assert seen.min() >= 0
        assert 0.5 < seen.max() <= 1


@every_case
def test_same_configuration_same_samples(dataset: Dataset) -> None:
    first, again = load(dataset), type(dataset)(**dataset.config()).load()
    np.testing.assert_array_equal(first.inputs, again.inputs)
    np.testing.assert_array_equal(first.targets, again.targets)


@pytest.mark.parametrize("dataset", [case for case in CASES if "seed" in case.values[0].fields()])
def test_seed_changes_the_samples(dataset: Dataset) -> None:
    noisy = dataset.replace(noise=0.5) if "noise" in dataset.fields() else dataset
    assert not np.array_equal(load(noisy).inputs, noisy.replace(seed=99).load().inputs)


@every_case
def test_progress_runs_to_the_end_and_stops_when_asked(dataset: Dataset) -> None:
    heard: list[float] = []

    def listen(share: float, what: Message) -> bool:
        assert str(what)
        heard.append(share)
        return True

    dataset.load(listen)
    assert heard == sorted(heard)
    assert all(0 <= share <= 1 for share in heard)
    if heard:
        assert heard[-1] == 1
        with pytest.raises(LoadingStopped):
            dataset.load(lambda share, what: False)


@every_case
def test_split_is_complete_disjoint_and_seeded(dataset: Dataset) -> None:
    samples = load(dataset)
    parts = split(samples)
    if len(samples) >= TINY:
        together = np.concatenate([parts.training, parts.validation, parts.test])
        np.testing.assert_array_equal(np.sort(together), np.arange(len(samples)))
        assert not np.array_equal(parts.training, split(samples, seed=1).training)
    else:
        for indices in (parts.training, parts.validation, parts.test):
            np.testing.assert_array_equal(np.sort(indices), np.arange(len(samples)))
    again = split(samples)
    for name in ("training", "validation", "test"):
        indices: Any = getattr(parts, name)
        assert indices.dtype == np.int64
        np.testing.assert_array_equal(indices, getattr(again, name))


@every_case
def test_every_sample_can_be_shown(dataset: Dataset) -> None:
    image = sample_picture(load(dataset), 0)
    assert image.dtype == np.uint8
    assert image.ndim == 2 or image.shape[2] == 3
