"""Tables in text files: what is read, and what is said of what cannot be."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.datasets import csv_table
from lab.datasets.catalog import find_dataset
from lab.datasets.csv_file import CsvFile
from lab.spec.errors import DataError
from lab.spec.resources import resource
from tests.datasets import weather

IRIS = "length,width,kind\n5.1,3.5,setosa\n4.9,3.0,virginica\n6.2,2.9,setosa\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "flowers.csv"


def read(file: Path, content: str, **settings: str) -> CsvFile:
    file.write_text(content, encoding="utf-8")
    return CsvFile(file=str(file), **settings)


def test_a_table_with_a_header_and_names_of_classes(file: Path) -> None:
    samples = read(file, IRIS).load()
    np.testing.assert_allclose(samples.inputs, [[5.1, 3.5], [4.9, 3.0], [6.2, 2.9]], rtol=1e-6)
    assert samples.classes == ("setosa", "virginica")
    assert samples.targets.tolist() == [0, 1, 0]
    assert samples.axes == ("features",)


@pytest.mark.parametrize(
    "text",
    [
        IRIS.split("\n", 1)[1],  # no header
        IRIS.replace(",", ";"),
        IRIS.replace(",", "\t"),
        IRIS.replace(",", ";").replace(".", ","),  # decimal commas
        IRIS.replace("\n", "\r\n"),
        "\ufeff" + IRIS,
        IRIS.replace("setosa", '"setosa"').replace(",", ", "),
        "\n" + IRIS + "\n\n",
    ],
)
def test_other_ways_to_write_the_same_table(text: str, file: Path) -> None:
    file.write_bytes(text.encode())
    expected = read(file.with_name("same.csv"), IRIS).load()
    samples = CsvFile(file=str(file)).load()
    np.testing.assert_array_equal(samples.inputs, expected.inputs)
    np.testing.assert_array_equal(samples.targets, expected.targets)
    assert samples.classes == expected.classes


@pytest.mark.parametrize("target", ["width", "2"])
def test_another_column_is_predicted_as_a_value(target: str, file: Path) -> None:
    samples = read(file, IRIS, target=target, without="kind").load()
    assert samples.classes == ()
    np.testing.assert_allclose(samples.targets, [[3.5], [3.0], [2.9]], rtol=1e-6)
    assert samples.shape == (1,)


def test_few_whole_numbers_are_classes_in_their_order_unless_told_otherwise(file: Path) -> None:
    text = "x,stars\n1,10\n2,9\n3,10\n"
    assert read(file, text).load().classes == ("9", "10")
    assert read(file, text, kind="value").load().targets.tolist() == [[10], [9], [10]]
    assert read(file, "x,y\n1,0.5\n2,1.5\n", kind="classes").load().classes == ("0.5", "1.5")


def test_words_become_columns_of_0_and_1_or_are_left_out(file: Path) -> None:
    text = "colour,size,kind\nred,1,a\nblue,2,b\nred,3,a\n"
    assert read(file, text, text="one_hot").load().inputs.tolist() == [[0, 1, 1], [1, 0, 2], [0, 1, 3]]
    assert read(file, text, text="skip").load().inputs.tolist() == [[1], [2], [3]]


def test_the_first_row_can_be_said_to_be_a_sample_or_names(file: Path) -> None:
    assert len(read(file, "a,b\nc,d\n", header="no", text="one_hot").load()) == 2
    assert read(file, "1,2\n3.5,4\n4,5\n", header="yes", target="1").load().targets.tolist() == [[3.5], [4]]


def test_it_is_found_by_its_path(file: Path) -> None:
    assert find_dataset(str(file.parent / read(file, IRIS).file)) == CsvFile(file=str(file))


@pytest.mark.parametrize(
    ("text", "settings", "words"),
    [
        (IRIS.replace("4.9", ""), {}, ["line 3", '"length"', "is empty", "fill it in"]),
        (IRIS.replace("4.9", "NaN"), {}, ["line 3", '"length"', '"NaN"', "no finite number"]),
        (IRIS.replace("4.9", "inf"), {}, ["line 3", "no finite number"]),
        (IRIS.replace("4.9", "many"), {}, ["line 3", '"many"']),
        (IRIS.replace("virginica", ""), {}, ["line 3", '"kind"', "is empty"]),
        (IRIS.replace("virginica", "setosa"), {}, ['"kind"', "1 classes", "2 to 1000"]),
        (IRIS.replace("3.0,", ""), {}, ["line 3", "2 values", "3 in the first row"]),
        (IRIS, {"target": "colour"}, ['"colour"', "length, width, kind"]),
        (IRIS, {"target": "4"}, ['"4"', "length, width, kind"]),
        (IRIS, {"without": "height"}, ['"height"']),
        (IRIS, {"target": "width"}, ['"kind"', '"setosa"', "leave the column out"]),
        (IRIS, {"kind": "value"}, ['"kind"', "Target is"]),
        (IRIS, {"without": "length,width"}, ["no column of inputs"]),
        ("kind\na\nb\n", {}, ["no column of inputs"]),
        ("", {}, ["no rows"]),
        ("a,b\n", {}, ["a header but no rows"]),
        ('a,b\n1,"2\n', {}, ["quotation marks"]),
        ("a,b\n1e300,0.5\n2,1.5\n", {}, ["Sample 0", "finite"]),
        ("a,b\n1,\0\n", {}, ["no text"]),
    ],
)
def test_what_is_wrong_is_named(text: str, settings: dict[str, str], words: list[str], file: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(file, text, **settings).load()
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_too_many_words(file: Path) -> None:
    rows = "\n".join(f"word{number},{number % 2}" for number in range(101))
    with pytest.raises(DataError, match="101 different words"):
        read(file, f"w,y\n{rows}\n", text="one_hot").load()


def test_files_that_are_no_tables(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="does not exist"):
        CsvFile(file=str(file)).load()
    with pytest.raises(DataError, match="cannot be read"):
        CsvFile(file=str(file.parent)).load()
    file.write_bytes(b"\xff\xfe1\x002\x00")
    with pytest.raises(DataError, match="UTF-8"):
        CsvFile(file=str(file)).load()
    monkeypatch.setattr(csv_table, "LARGEST", 2)
    with pytest.raises(DataError, match="larger than"):
        CsvFile(file=str(file)).load()


@given(st.text(alphabet='ab1,;"\n\t .-é\r\0', max_size=60))
def test_any_text_is_a_table_or_is_refused_in_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(text.encode())
    with contextlib.suppress(DataError):
        samples = CsvFile(file=str(file), text="one_hot").load()
        assert np.isfinite(samples.inputs).all()


def test_the_example_follows_its_formula() -> None:
    assert resource("examples/weather.csv").read_text(encoding="utf-8") == weather.table()
    samples = CsvFile().load()
    assert samples.shape == (3,)
    assert samples.classes == ("clouds", "rain", "snow", "sun")
