"""export, and what list knows of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Lab

BEGIN = {".svg": b"<?xml", ".pdf": b"%PDF", ".png": bytes([0x89]) + b"PNG", ".tex": b"\\doc", ".mmd": b"flowchart"}


@pytest.mark.parametrize("suffix", BEGIN)
def test_the_ending_of_the_name_is_the_format(lab: Lab, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"xor{suffix}"
    done = lab("export", "xor", out)
    assert (done.code, done.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(BEGIN[suffix])


def test_a_format_can_be_named_and_set(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "figure.txt"
    done = lab("export", "xor", out, "--to", "tikz", "--set", "form=picture", "--set", "width=5", "--json")
    assert done.json["files"] == [str(out)]
    assert "arrows.meta" in done.json["notes"][0]
    assert r"\documentclass" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["net.xyz"], ".svg"),
        (["net.svg", "--to", "svgg"], "Known: svg"),
        (["net.tex", "--set", "form=letter"], "one of document, picture"),
        (["net.tex", "--set", "form"], "SETTING=VALUE"),
        (["no/such/folder/net.tex"], "no such file or folder"),
    ],
)
def test_what_cannot_be_written_is_said(lab: Lab, tmp_path: Path, arguments: list[str], said: str) -> None:
    out, *rest = arguments
    done = lab("export", "xor", tmp_path / out, *rest)
    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_list_has_every_format_with_its_settings(lab: Lab) -> None:
    formats = {entry["name"]: entry for entry in lab("list", "exports", "--json").json["exports"]}
    assert {"svg", "pdf", "png", "tikz", "mermaid", "card"} <= formats.keys()
    assert formats["tikz"]["settings"]["form"] == "document"
    assert all(entry["title"] and entry["help"] for entry in formats.values())


def test_pictures_need_no_screen(tmp_path: Path) -> None:
    """In a process of its own, since this one has an application already."""
    out = tmp_path / "xor.svg"
    command = [sys.executable, "-m", "lab", "export", "xor", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=without_a_screen())
    assert done.returncode == 0, done.stderr
    assert b"Sigmoid" in out.read_bytes()


def without_a_screen() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }


def test_formats_of_text_do_not_wait_for_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from lab.cli import main; "
        f"code = main(['export', 'xor', {str(tmp_path / 'xor.mmd')!r}]); "
        "sys.exit(code or 'PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=120, check=False).returncode == 0
