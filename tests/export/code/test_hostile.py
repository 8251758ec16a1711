"""No text makes reading raise, run long or do anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.export.code.reading import Reading, read
from tests.export.code.test_classic import CODES

WORDS = st.sampled_from(
    [
        "import",
        "torch.nn",
        "as",
        "nn",
        "from",
        "keras.layers",
        "import",
        "*",
        "model",
        "=",
        "nn.Sequential",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        ".",
        "*",
        "**",
        "-",
        "+",
        "/",
        "%",
        "@",
        "=",
        "==",
        "x",
        "self\n",
        "",
        "",
        "",
        "class",
        "Net(nn.Module):",
        "def",
        "forward(self,",
        "x):",
        "return",
        "for",
        "i",
        "in",
        "range(10):",
        "if",
        "else",
        "while",
        "True:",
        "lambda",
        "x:",
        "yield",
        "await\n",
        "",
        "",
        "",
        "nn.Conv2d(3,",
        "8,",
        "3)",
        "nn.Linear(8,",
        "2)",
        "Dense(10)",
        "Conv2D(8,",
        "3)",
        "Flatten()",
        "Sequential()",
        "model.add(",
        "F.relu(x)",
        "x.view(-1,",
        "4)\n",
        "",
        "",
        "",
        "torch.cat([x,",
        "x],",
        "1)",
        "10**10**10",
        "10**9",
        '"a"',
        "*",
        "10**9",
        "[0]",
        "*",
        "10**9",
        'f"{x:10}"',
        "None",
        "True",
        "3",
        "0.5",
        '"relu"',
        "super().__init__()",
        ":=\n",
        "",
        "",
        "",
        "keras.Input(shape=(8,",
        "8,",
        "1))",
        "keras.Model(x,",
        "x)",
        "self.conv",
        "=",
        "x[0]",
        "x[:,",
        "1:]",
        "*args",
        "**kwargs",
        "del",
        "try:",
        "except:",
        "finally:",
        "#\n",
        "",
        "",
        "",
        "with",
        "a",
        "as",
        "b:",
        "async",
        "def",
        "global",
        "nonlocal",
        "pass",
        "break",
        "continue",
        "raise",
        "assert",
        "not",
        "is",
        "and",
        "or",
        "in",
    ]
)


@given(st.lists(st.one_of(WORDS, st.sampled_from(["\n", "\n    ", "\n        "])), max_size=60).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_words_of_code_in_any_order(text: str) -> None:
    assert isinstance(read(text), Reading)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    reading = read(text)
    assert reading.model is not None or reading.troubles


@given(st.sampled_from(CODES), st.data())
@settings(max_examples=60, deadline=None)
def test_code_with_a_part_cut_out_or_repeated(code: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(code)))
    end = data.draw(st.integers(start, min(start + 40, len(code))))
    text = code[:start] + data.draw(st.sampled_from(["", code[start:end] * 2, "9", "None", "(", "x"])) + code[end:]
    reading = read(text)
    lines = text.split("\n")
    for trouble in reading.troubles:
        assert 1 <= trouble.span.line <= len(lines)
        assert trouble.span.column <= len(lines[trouble.span.line - 1]) + 2
        assert str(trouble.message)


@pytest.mark.parametrize(
    "line",
    [
        "open({path!r}, 'w').write('x')",
        "__import__('os').system('touch ' + {path!r})",
        "import os; os.system('touch ' + {path!r}); os.mkdir({path!r})",
        "import pathlib; pathlib.Path({path!r}).touch()",
        "eval('open({path}, \"w\")'); exec('open({path}, \"w\")')",
        "().__class__.__bases__[0].__subclasses__()[0]({path!r})",
        "x = f\"{{__import__('os').mkdir({path!r})}}\"",
        "[open({path!r}, 'w') for _ in range(3)]",
        "class A:\n    open({path!r}, 'w')",
        "@open({path!r}, 'w')\ndef f(): pass",
        "'{{0.__class__.__init__.__globals__}}'.format(model)",
        "getattr(getattr(model, '__class__'), '__init__').__globals__['os'].mkdir({path!r})",
    ],
)
def test_nothing_is_executed(line: str, tmp_path: Path) -> None:
    target = tmp_path / "made"
    reading = read(f"{line.format(path=str(target))}\n{CODES[1]}")
    assert not target.exists()
    assert reading.analysis.parameters == 308_426


@pytest.mark.parametrize(
    "text",
    [
        "x = 10**10**10",
        "x = 2**100000 * 3**100000",
        "x = 'a' * 10**10\ny = [x] * 10**10",
        "x = (1,) * 10**9",
        "x = 1 << 10**12",
        "for i in range(10**9):\n    x = i",
        "for i in range(10**9):\n    for j in range(10**9):\n        x = i",
        "for i in range(900):\n    for j in range(900):\n        for k in range(900):\n            x = i",
        "x = [[k for k in range(900)] for j in range(900) for i in range(900)]",
        "x = list(range(10**12)); y = sum(range(10**12))",
        "while True:\n    x = 1",
        "def f(n):\n    return f(n + 1) + f(n + 2)\nx = f(0)",
        "f = lambda: f()\nf()",
        "a = [1]\n" + "a = [a, a]\n" * 200 + "b = a == a\nc = f'{a}'\nd = str(a)\ne = {a: 1}\ng = a in a",
        "a = 'x'\n" + "a = a + a\n" * 200,
        "x = f'{1:1000000000}' + '%1000000000d' % 1 + '{:1000000000}'.format(1)",
        "x = [0]\nfor y in x:\n    x.append(y)",
        "class A(A): pass\nclass B(B, B): pass",
        "(" * 100_000,
        "-" * 100_000 + "1",
        "x = " + "not " * 50_000 + "1",
        "x = " + "+".join("1" * 50_000),
        "x" + ".a" * 50_000,
        "x" + "()" * 50_000,
        "lambda: " * 5_000 + "1",
        "if 1:\n" + "".join(" " * n + "if 1:\n" for n in range(1, 90)) + " " * 90 + "x = 1",
        "x = 1\n" * 300_000,
        "\0",
        "\ufeffx = 1",
        "x = '\ud800'",
        "é = 'é' ; nn.Foo(é)",
        "import torch.nn as nn\nm = nn.Sequential(*[nn.Conv2d(1, 1, 1) for _ in range(10**6)])",
        "import torch.nn as nn\nm = nn.Sequential(nn.Conv2d(10**12, 10**12, 10**12))",
        "import torch.nn as nn\nm = nn.Sequential(nn.Linear(10**9, 10**9))",
        "import torch.nn as nn\nm = nn.Sequential(nn.Linear(1e400, -3))",
        "import torch.nn as nn\nm = nn.Sequential()\nm.add_module('a', m)",
        "from keras.layers import *\nm = Sequential()\nm.add(m)",
        "from keras.layers import *\nm = Sequential([Dense(3, input_shape=(10**9, 10**9, 10**9))])",
    ],
)
def test_what_would_take_for_ever_or_break_the_parser(text: str) -> None:
    reading = read(text)
    assert reading.model is None or reading.analysis.nodes


def test_good_code_around_endless_code_is_read() -> None:
    reading = read(f"for i in range(10**9):\n    x = i\nwhile True:\n    pass\n{CODES[1]}")
    assert reading.troubles == ()
    assert reading.analysis.parameters == 308_426
