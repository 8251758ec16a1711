"""The translation files, made from the source: `python -m lab.ui.app.translations`.

Collects every string that a user can read: `tr("...")` in the interface, the templates of messages, and what
registered and declared things say of themselves (titles, groups, units, options, help). Updates
resources/i18n/lab_<language>.ts (translations are kept, vanished strings dropped, new ones left unfinished) and
compiles the .qm files that the program loads. Exit code 1 while something is unfinished or wrong.
"""

from __future__ import annotations

import ast
import csv
import inspect
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import PySide6

import lab
from lab.spec import fields
from lab.spec.help import first_paragraph
from lab.spec.resources import folder
from lab.ui.app.i18n import CONTEXT, LANGUAGES

FIELDS = {name for name, kind in vars(fields).items() if inspect.isclass(kind) and issubclass(kind, fields.Field)}
SPOKEN = {"title", "group", "unit", "help"}  # keywords whose texts are shown
WORDS = {"axes", "classes", "parts", "options"}  # keywords and constants that hold words which are shown
TITLES = {"title", "group", "help", "unit"}  # attributes that hold a text which was collected where it was declared


class Text(NamedTuple):
    """One string to translate and the file in which it first stands."""

    source: str
    file: str


class Collection(NamedTuple):
    """All strings, each once, in the order of files; and calls whose text is not a literal."""

    texts: list[Text]
    wrong: list[str]


def collect(root: Path | None = None) -> Collection:
    """The strings of every module under `root` (the package), and the words of the example tables beside it."""
    root = root or Path(lab.__file__).parent
    found: dict[str, str] = {}
    wrong: list[str] = []
    for path in sorted(root.rglob("*.py")):
        file = path.relative_to(root.parent).as_posix()
        nodes = sorted(ast.walk(ast.parse(path.read_text(encoding="utf-8"))), key=_line)
        known = FIELDS | {node.name for node in nodes if isinstance(node, ast.ClassDef) and _is_field(node)}
        for node in nodes:
            for text in _texts(node, known):
                found.setdefault(text, file)
            if _called(node) in ("tr", "Message") and not _literal(node):
                wrong.append(f"{file}:{_line(node)}")
    for path in sorted((root.parent / "resources" / "examples").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            for word in sorted({word for row in csv.reader(table) for word in row}):
                found.setdefault(word, path.relative_to(root.parent).as_posix())
    return Collection([Text(*item) for item in found.items() if is_word(item[0])], wrong)


def is_word(text: str) -> bool:
    """Whether there is anything to translate: not in "0" or "×"."""
    return any(character.isalpha() for character in text)


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _is_field(node: ast.ClassDef) -> bool:
    """Whether a class is a kind of field that a module makes for itself."""
    return any(isinstance(base, ast.Name) and base.id in FIELDS for base in node.bases)


def _called(node: ast.AST) -> str:
    """The plain name of what a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(call: ast.AST) -> bool:
    """Whether what a call of tr or Message translates can be found by reading the source."""
    assert isinstance(call, ast.Call)
    if not call.args:
        return False
    first = call.args[0]
    if _called(call) == "tr":
        return isinstance(first, ast.Constant) and isinstance(first.value, str)
    if isinstance(first, ast.IfExp):
        return all(isinstance(arm, ast.Constant) for arm in (first.body, first.orelse))
    return isinstance(first, ast.Constant) or (isinstance(first, ast.Attribute) and first.attr in TITLES)


def _texts(node: ast.AST, known: set[str]) -> Iterator[str]:
    """What one node says; `known` are the names of the fields."""
    called = _called(node)
    if isinstance(node, ast.Call):
        if called in ("tr", "Message"):
            yield from _strings(node.args[0]) if node.args else ()
        if called == "register":
            yield from _strings(node.args[0]) if node.args else ()  # the kind, which sentences name
        if called in known | {"register"}:
            yield from (t for k in node.keywords if k.arg in SPOKEN for t in _strings(k.value))
        yield from (t for k in node.keywords if k.arg in WORDS for t in _strings(k.value))
    elif isinstance(node, ast.ClassDef):
        yield from _declared(node, known)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id.lower() in WORDS for target in targets):
            yield from _strings(node.value)


def _declared(node: ast.ClassDef, known: set[str]) -> Iterator[str]:
    """What a class says of itself, registered or with a title of its own, and the titles that fields make from their
    names.
    """
    own = [text for statement in node.body for text in _spoken(statement)]
    if own or any(_called(decorator) == "register" for decorator in node.decorator_list):
        yield first_paragraph(ast.get_docstring(node) or "")
    yield from own
    for statement in node.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or _called(statement.value or node) not in known:
            continue
        call = statement.value
        titled = isinstance(call, ast.Call) and any(k.arg == "title" for k in call.keywords)
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if isinstance(target, ast.Name) and not titled:
            yield fields.title_of(target.id)


def _spoken(statement: ast.stmt) -> Iterator[str]:
    """The literal in `title = "Block"`, such as stands in a class that is in no registry."""
    if isinstance(statement, ast.Assign) and any(getattr(target, "id", "") in SPOKEN for target in statement.targets):
        yield from _strings(statement.value)


def _strings(value: ast.expr) -> Iterator[str]:
    """Literal strings in an expression; of a dictionary, its values."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*_strings(value.body), *_strings(value.orelse))
    elif isinstance(value, ast.Tuple | ast.List):
        yield from (text for item in value.elts for text in _strings(item))
    elif isinstance(value, ast.Dict):
        yield from (text for item in value.values for text in _strings(item))


def catalogue(language: str) -> Path:
    """The Linguist file of a language."""
    return folder() / "i18n" / f"lab_{language}.ts"


def read(path: Path) -> dict[str, str]:
    """Source to translation; an empty translation is unfinished."""
    if not path.exists():
        return {}
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        done = translation is not None and translation.get("type") != "unfinished"
        found[message.findtext("source") or ""] = (translation.text or "") if translation is not None and done else ""
    return found


def write(path: Path, language: str, texts: list[Text], translations: dict[str, str]) -> None:
    """The Linguist file with every text, those without a translation marked unfinished."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for source, file in texts:
        done = translations.get(source, "")
        lines += [
            "    <message>",
            f"        <location filename={quoteattr('../../' + file)}/>",
            f"        <source>{escape(source)}</source>",
            f"        <translation>{escape(done)}</translation>"
            if done
            else '        <translation type="unfinished"></translation>',
            "    </message>",
        ]
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8", newline="\n")


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def compile_catalogue(path: Path, target: Path) -> None:
    """Make the .qm file that Qt loads."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = Path(PySide6.__file__).parent / name
    subprocess.run([tool, "-silent", path, "-qm", target], check=True, stdin=subprocess.DEVNULL)


def main() -> int:
    """Update and compile every language; 1 while something is unfinished or wrong."""
    collection = collect()
    unfinished = 0
    for place in collection.wrong:
        print(f"{place}: the text must be a plain literal", file=sys.stderr)
    for language in LANGUAGES:
        if language == "en":
            continue
        path = catalogue(language)
        known = read(path)
        write(path, language, collection.texts, known)
        compile_catalogue(path, path.with_suffix(".qm"))
        missing = [text.source for text in collection.texts if not known.get(text.source)]
        unfinished += len(missing)
        print(f"{path.name}: {len(collection.texts)} strings, {len(missing)} unfinished")
    return 1 if unfinished or collection.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
