"""Mermaid."""

from __future__ import annotations

from pathlib import Path

from lab.export.base import Exporter, Source, Written
from lab.export.figure.words import BLOCKS, write_text
from lab.spec.fields import Choice
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_count


@register("export", "mermaid", title="Mermaid diagram", group="Figure", order=70)
class Mermaid(Exporter):
    """A flowchart as a few lines of text, which GitHub, GitLab, Jupyter and many wikis and note-taking programs draw:
    put it into a code block that is marked mermaid."""

    suffix = ".mmd"

    direction = Choice("down", options={"down": "From top to bottom", "right": "From left to right"})
    blocks = BLOCKS

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.figure.mermaid import MOST_LETTERS, MOST_LINKS, flowchart, links
        from lab.export.figure.outline import outline

        text = flowchart(outline(source.model.graph, opened=self.blocks == "opened"), down=self.direction == "down")
        write_text(path, text)
        notes = []
        if links(text) > MOST_LINKS or len(text) > MOST_LETTERS:
            notes.append(
                Message(
                    "Mermaid draws at most {links} links and {letters} letters unless maxEdges and maxTextSize are set "
                    "higher. This network has {own_links} and {own_letters}: fold layers into blocks and keep them "
                    "closed.",
                    links=MOST_LINKS,
                    letters=format_count(MOST_LETTERS),
                    own_links=format_count(links(text)),
                    own_letters=format_count(len(text)),
                )
            )
        return Written((path,), tuple(notes))
