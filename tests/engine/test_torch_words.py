"""What layers say of PyTorch, taken apart and put together again."""

from __future__ import annotations

import pytest

from lab.engine.torch_words import words


@pytest.mark.parametrize(
    ("text", "inputs", "module", "applied"),
    [
        ("torch.relu", ["x"], "", "torch.relu(x)"),
        ("lambda a, b: a * (1 - b)", ["x + y", "z"], "", "(x + y) * (1 - z)"),
        ("lambda first, *others: sum(others, first)", ["x", "y", "z"], "", "sum((y, z), x)"),
        ("torch.nn.Linear(2, 3)", ["x"], "torch.nn.Linear(2, 3)", "self.dense(x)"),
        (
            "lambda x: torch.nn.Conv1d(1, 2, 3)(pad(x, (0, 1), mode='constant'))",
            ["y"],
            "torch.nn.Conv1d(1, 2, 3)",
            'self.dense(pad(y, (0, 1), mode="constant"))',
        ),
        ("Constant((2,))", [], "Constant((2,))", "self.dense()"),
    ],
)
def test_taken_apart_and_applied(text: str, inputs: list[str], module: str, applied: str) -> None:
    found = words(text, len(inputs))
    assert found.module == module
    assert found.applied(inputs, "self.dense") == applied
    assert found.applied(inputs, "self.dense") == applied  # a second time as well


def test_how_often_the_input_is_used() -> None:
    assert words("lambda x: x * x.sigmoid()", 1).uses == 2
    assert words("torch.relu", 1).uses == 1
    assert words("Constant((2,))", 0).uses == 0
    assert words("lambda x: x", 1).is_identity
    assert not words("torch.relu", 1).is_identity
