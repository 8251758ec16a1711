"""Texts of exported scripts: templates in which `@name@` stands for what depends on the network, and words in them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from lab.document.setup import Setup
from lab.export.data import data_path
from lab.export.scripts.files import weights_path
from lab.export.scripts.formatting import Line, formatted

CONSTANTS = """\
HERE = Path(__file__).resolve()
@files@
BATCH_SIZE = @batch_size@
EPOCHS = @epochs@
LEARNING_RATE = @learning_rate@
SEED = @seed@
"""

# The end of `main`, which has a `parser` already.
COMMAND_LINE = """\
    add = parser.add_argument
    add("--epochs", type=int, default=EPOCHS, metavar="N", help=f"instead of {EPOCHS}")
    add("--resume", action="store_true", help="go on from the last checkpoint")
    add("--evaluate", action="store_true", help="measure the network, do not train it")
    add(
        "--predict",
        nargs="?",
        const="test",
        metavar="FILE",
        help="answers for the test samples, or for those in a .npy file",
    )
    options = parser.parse_args()
    if options.predict:
        predict(options.predict)
    elif options.evaluate:
        @evaluate@()
    else:
        train(options.epochs, options.resume)


if __name__ == "__main__":
    main()
"""


def put(template: str, **values: object) -> str:
    """The template with its `@names@` replaced; others are left."""
    return re.sub(r"@(\w+)@", lambda found: str(values.get(found.group(1), found.group())), template)


def constants(script: Path, setup: Setup, checkpoint: str) -> str:
    """The files beside a script, and the numbers of the run; `checkpoint`: how the name of that file ends."""
    files = {
        "WEIGHTS": weights_path(script),
        "DATA": data_path(script),
        "TRAINED": script.with_name(f"{script.stem}-trained.safetensors"),
        "CHECKPOINT": script.with_name(f"{script.stem}-checkpoint{checkpoint}"),
    }
    lines = [
        Line(f"{name} = HERE.with_name({json.dumps(path.name, ensure_ascii=False)})") for name, path in files.items()
    ]
    return put(
        CONSTANTS,
        files=formatted(lines, 0),
        batch_size=setup.run.batch_size,
        epochs=setup.run.epochs,
        learning_rate=setup.optimizer.learning_rate,
        seed=setup.run.seed,
    )


def block_words(titles: Sequence[str]) -> str:
    """The sentence that says which blocks of the network a class or function is."""
    quoted = [f'"{harmless(title)}"' for title in titles]
    if len(quoted) == 1:
        return f"The block {quoted[0]}."
    return f"The blocks {', '.join(quoted[:-1])} and {quoted[-1]}."


def first_sentence(text: str) -> str:
    """The beginning of a help text, with its full stop."""
    return text.partition(". ")[0].rstrip(".") + "."


def harmless(text: str) -> str:
    """A text that can stand in a docstring."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())
