from __future__ import annotations

import contextlib
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import lab
from lab.spec.fields import Choice, Declared, Ints
from lab.ui.app import translations
from lab.ui.app.i18n import LANGUAGES, set_language, term

OTHERS = pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])

SAMPLE = '''
from lab.spec.fields import Choice, Int, Ints
class Own(Int):
    """A field of the module's own."""
def own():
    return Own(1, help="Help of its own")
@register("layer", "blur", title="Blur", group="Convolution")
class Blur(Layer):
    """y = x * h: the mean
    of a window.

    More words.
    """
    window_size = Int(3, low=1, unit="px", help="Side of the window")
    mode: Choice = Choice("a", options={"a": "Soft edge"}, title="Edge")
    kernel = Ints((3, 3), parts=("tall", "wide"))
    def check(self):
        raise ShapeError(Message("One " "sentence."), Message("high" if self else "low"), Message(self.title))
        load(axes=("rows",))
class Plain:
    """Not registered."""
class Edge(Layer):
    """Not registered either, but it has a title."""
    title = "Rim"
'''


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    root = tmp_path / "lab"
    root.mkdir()
    root.joinpath("blur.py").write_text(SAMPLE, encoding="utf-8")
    return root


def test_everything_that_is_shown_is_collected(sample: Path) -> None:
    collection = translations.collect(sample)
    assert {text.source for text in collection.texts} == {
        "layer", "Blur", "Convolution", "y = x * h: the mean of a window.", "Window size", "px", "Side of the window",
        "Soft edge", "Edge", "Kernel", "tall", "wide", "One sentence.", "high", "low", "rows", "Help of its own",
        "Not registered either, but it has a title.", "Rim",
    }  # fmt: skip
    assert collection.wrong == []


@pytest.mark.parametrize("call", ['tr(f"{x}")', "tr(name)", 'tr("a" + b)', "Message(text)", 'Message(f"{x}")'])
def test_a_text_that_is_no_literal_is_found(sample: Path, call: str) -> None:
    sample.joinpath("wrong.py").write_text(f"x = 1\n{call}\n", encoding="utf-8")
    assert translations.collect(sample).wrong == ["lab/wrong.py:2"]


def test_translations_are_kept_dropped_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "lab_zh_CN.ts"
    kept, new = translations.Text('Keep <"this">', "lab/a.py"), translations.Text("New", "lab/b.py")
    translations.write(path, "zh_CN", [kept], {kept.source: "保留 <&>", "Gone": "没了"})
    assert translations.read(path) == {kept.source: "保留 <&>"}
    translations.write(path, "zh_CN", [kept, new], translations.read(path))
    assert translations.read(path) == {kept.source: "保留 <&>", "New": ""}
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")


def test_every_text_in_the_program_is_a_plain_literal() -> None:
    assert translations.collect().wrong == []


@OTHERS
def test_the_catalogue_is_up_to_date(language: str) -> None:
    """If this fails: python -m lab.ui.app.translations"""
    assert set(translations.read(translations.catalogue(language))) == {t.source for t in translations.collect().texts}


@OTHERS
def test_nothing_is_unfinished(language: str) -> None:
    entries = translations.read(translations.catalogue(language))
    assert [source for source, translation in entries.items() if not translation] == []


@OTHERS
def test_translations_keep_their_placeholders(language: str) -> None:
    for source, translation in translations.read(translations.catalogue(language)).items():
        if translation:
            assert translations.placeholders(translation) == translations.placeholders(source), source


@OTHERS
def test_the_compiled_catalogue_is_the_current_one(language: str, tmp_path: Path) -> None:
    path = translations.catalogue(language)
    translations.compile_catalogue(path, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == path.with_suffix(".qm").read_bytes()


@OTHERS
def test_the_program_speaks_it(language: str) -> None:
    done = {s: t for s, t in translations.read(translations.catalogue(language)).items() if t and s != t}
    set_language(language)
    assert [source for source in done if term(source) != done[source]] == []


def test_what_declared_things_say_is_in_the_catalogue() -> None:
    """The extractor reads the source; this asks the classes themselves."""
    texts = {text.source for text in translations.collect().texts}
    for package in pkgutil.iter_modules(lab.__path__, "lab."):
        if package.ispkg and package.name != "lab.ui":
            for module in pkgutil.walk_packages(importlib.import_module(package.name).__path__, package.name + "."):
                with contextlib.suppress(ModuleNotFoundError):  # PyTorch's and Keras' own layers declare nothing
                    importlib.import_module(module.name)
    for cls in subclasses(Declared):
        if cls.__module__.startswith("lab."):
            said = [cls.title, cls.group, cls.help]
            for field in cls.fields().values():
                said += [field.title, field.unit, field.help]
                said += list(field.options.values()) if isinstance(field, Choice) else []
                said += list(field.parts) if isinstance(field, Ints) else []
            assert [text for text in said if translations.is_word(text) and text not in texts] == [], cls


def subclasses(cls: type[Declared]) -> Iterator[type[Declared]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)
