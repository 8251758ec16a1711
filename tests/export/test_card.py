"""The model card: what stands in it for trained and untrained networks, with data and without."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from lab.datasets.split import split
from lab.document.model import Model
from lab.document.templates import template
from lab.engine.control import Control
from lab.engine.evaluate import evaluate, predict
from lab.engine.trainer import Trainer
from lab.export.base import ExportStopped, Source, Written
from lab.export.card.curves import Curve, curve, picture
from lab.export.card.markdown import escaped, table
from lab.export.card.results import most_confused
from lab.export.ways import exporter


def card(source: Source, folder: Path, name: str = "net") -> tuple[str, Written]:
    written = exporter("card")().write(source, folder / f"{name}.md")
    return (folder / f"{name}.md").read_text(encoding="utf-8"), written


def section(text: str, title: str) -> str:
    return next((part for part in text.split("\n## ") if part.startswith(f"{title}\n")), "")


@pytest.fixture(scope="module")
def trained() -> Model:
    """The logistic unit after three epochs of OR."""
    model = template("logistic")
    model = replace(model, setup=model.setup.changed(run=model.setup.run.replace(epochs=3)))
    samples = model.setup.dataset.load()
    run = model.setup.run
    parts = split(samples, run.validation, run.test, run.split_seed)
    trainer = Trainer(model.graph, model.setup, samples, parts)
    control = Control()
    control.resume()
    trainer.run(control, lambda snapshot: None)
    made = trainer.model()
    trainer.close()
    return made


def test_an_untrained_network_says_so_and_leaves_out_what_is_not_known(tmp_path: Path) -> None:
    text, written = card(Source.of(template("digits"), "digits"), tmp_path)
    assert "has not been trained yet" in text
    for title in ("Network", "Data", "Training", "Use and limits", "How to load it", "Versions"):
        assert section(text, title)
    for title in ("Curves", "Results"):
        assert not section(text, title)
    assert written.files == (tmp_path / "net.md",)
    assert "1,898 trainable parameters" in text
    assert "| 9 | 126 | 27 | 27 |" in section(text, "Data")


def test_the_layers_stand_with_shapes_parameters_and_operations(tmp_path: Path) -> None:
    text, _ = card(Source.of(template("digits"), "digits"), tmp_path)
    assert "| conv1 | Conv 2-D | 8 @ 3 × 3 | 8 × 8 × 8 | 80 | 9,216 |" in text
    assert "```mermaid\nflowchart TB\n" in text
    assert "| 1,898 | 47,360 |" in text


def test_a_trained_network_has_curves_and_what_is_measured_now(trained: Model, tmp_path: Path) -> None:
    source = Source.of(trained, "gate")
    text, written = card(source, tmp_path)
    assert source.samples is not None
    samples = source.samples
    everything = np.arange(len(samples), dtype=np.int64)
    loss, accuracy = evaluate(trained, samples, everything)
    assert "too few samples to be divided" in section(text, "Data")
    row = next(line for line in section(text, "Results").splitlines() if line.startswith("| Training"))
    shown = [cell.strip() for cell in row.split("|")[2:-1]]
    assert shown[0] == str(len(samples))
    assert float(shown[1]) == pytest.approx(loss, rel=1e-3)
    assert float(shown[2].removesuffix("%")) == pytest.approx(100 * accuracy, abs=0.01)
    assert [path.name for path in written.files] == ["net.md", "loss.svg", "accuracy.svg"]
    for place in re.findall(r"!\[\w+\]\((.*)\)", text):
        ElementTree.parse(tmp_path / place)
    assert "3 epochs" in section(text, "Training")


def test_the_confusion_matrix_counts_every_test_sample_once(trained: Model, tmp_path: Path) -> None:
    source = Source.of(trained, "gate")
    text, _ = card(source, tmp_path)
    assert source.samples is not None
    rows = [line for line in section(text, "Results").splitlines() if line.startswith("| **")]
    counts = [[int(cell.strip(" *") or 0) for cell in row.split("|")[2:-2]] for row in rows]
    inputs = (source.samples.inputs * source.samples.scale + source.samples.offset).astype(np.float32)
    answers = predict(trained, inputs)[:, 0] >= 0.5
    wanted = [[int(((source.samples.targets == i) & (answers == j)).sum()) for j in (0, 1)] for i in (0, 1)]
    assert counts == wanted


def test_without_its_data_the_card_has_no_results_and_the_note_says_why(trained: Model, tmp_path: Path) -> None:
    text, written = card(Source(trained, "gate", None), tmp_path)
    assert not section(text, "Results")
    assert section(text, "Curves")
    assert "cannot be loaded" in str(written.notes[0])


def test_data_that_do_not_fit_are_told_and_not_measured(trained: Model, tmp_path: Path) -> None:
    other = template("digits").setup.dataset.load()
    text, written = card(Source(trained, "gate", other), tmp_path)
    assert not section(text, "Results")
    assert "no results" in str(written.notes[0])


def test_names_cannot_break_the_page(trained: Model, tmp_path: Path) -> None:
    graph = trained.graph.copy()
    hard = "a|b `c` *d* <e>"
    node = graph.nodes[0]
    graph.replace_node(node.changed(label=hard))
    text, _ = card(Source(replace(trained, graph=graph), "x|y", None), tmp_path)
    rows = [line for line in section(text, "Network").splitlines() if line.startswith("|")]
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {8}
    assert escaped(hard) in text


def test_whoever_thinks_better_of_it_finds_no_file(trained: Model, tmp_path: Path) -> None:
    source = replace(Source.of(trained, "gate"), stopped=lambda: True)
    with pytest.raises(ExportStopped):
        exporter("card")().write(source, tmp_path / "net.md")
    assert list(tmp_path.iterdir()) == []


def test_the_python_lines_of_the_card_run(trained: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lab.document.files import save

    save(tmp_path / "gate.cnnlab", trained)
    text, _ = card(Source.of(trained, "gate"), tmp_path)
    script = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert script is not None
    monkeypatch.chdir(tmp_path)
    inputs = np.zeros((2, 2), np.float32)
    names: dict[str, object] = {"inputs": inputs}
    exec(script[1], names)
    assert np.array_equal(names["outputs"], predict(trained, inputs))  # type: ignore[arg-type]


def test_the_most_frequent_mistakes_come_first() -> None:
    confusion = np.array([[5, 2, 0], [1, 9, 3], [0, 0, 4]])
    assert most_confused(confusion) == [(1, 2, 3), (0, 1, 2), (1, 0, 1)]
    assert most_confused(np.diag([1, 2])) == []


def test_a_table_has_as_many_cells_in_every_row() -> None:
    assert table(("a", "b"), [(1, 2)], "lrrr") == "| a | b |\n| --- | ---: |\n| 1 | 2 |"


# -- curves


def record(loss: list[float]) -> dict[str, Any]:
    """Two steps an epoch, without any accuracy."""
    none = [float("nan")]
    epochs = [(number + 1) / 2 for number in range(len(loss))]
    return {
        "steps": {"epoch": epochs, "loss": loss, "accuracy": none * len(loss)},
        "evaluations": {"epoch": [0.0, 1.0], "loss": [4.0, 2.0], "accuracy": none * 2},
    }


def test_the_line_is_the_mean_of_each_epoch_without_what_is_not_finite() -> None:
    drawn = curve(record([4.0, 2.0, 1.0, float("nan")]), "loss")
    assert drawn.training[0].tolist() == [1.0, 2.0]
    assert drawn.training[1].tolist() == [3.0, 1.0]
    assert drawn.validation[1].tolist() == [4.0, 2.0]
    assert curve(record([1.0]), "accuracy").empty


@pytest.mark.parametrize(
    ("values", "ticks"), [([4.0, 2.0, 1.0, 0.5], {"0", "2", "4"}), ([100.0, 10.0, 1.0, 0.1], {"10", "0.1"})]
)
def test_the_axis_shows_round_numbers_and_turns_logarithmic_for_a_wide_range(
    values: list[float], ticks: set[str]
) -> None:
    root = ElementTree.fromstring(picture(curve(record(values), "loss"), "Loss <1>", share=False))
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert ticks <= set(texts)
    assert "epochs" in texts
    assert "Loss <1>" in texts


def test_long_runs_are_drawn_with_few_points_and_keep_their_peaks() -> None:
    values = np.ones(100_000)
    values[54_321] = 7.0
    steps = np.arange(100_000.0) / 100
    text = picture(Curve((steps, values), (steps[:2], values[:2]), (steps[:0], steps[:0])), "Loss", share=False)
    assert len(text) < 40_000
    heights = [float(found) for found in re.findall(r"[ML][\d.]+ ([\d.]+)", text)]
    assert min(heights) < 40
