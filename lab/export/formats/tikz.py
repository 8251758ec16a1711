"""LaTeX/TikZ."""

from __future__ import annotations

from pathlib import Path

from lab.export.base import Exporter, Source, Written
from lab.export.figure.words import BLOCKS, write_text
from lab.spec.fields import Choice, Float
from lab.spec.message import Message
from lab.spec.registry import register


@register("export", "tikz", title="LaTeX figure (TikZ)", group="Figure", order=60)
class TikZ(Exporter):
    """A figure of the network for a thesis or paper, in the document's own fonts: layers with their settings and
    parameters, arrows with the shapes that flow there, blocks as frames. It is text and can be edited."""

    suffix = ".tex"

    form = Choice(
        "document",
        options={"document": "A document of its own", "picture": "The picture alone"},
        help="A document can be compiled as it is; the picture alone is for \\input",
    )
    direction = Choice("down", options={"down": "From top to bottom", "right": "From left to right"})
    height = Float(
        22.0, low=4, high=500, unit="cm", when=("direction", ("down",)), help="A longer network goes on in a new column"
    )
    width = Float(
        16.0, low=4, high=500, unit="cm", when=("direction", ("right",)), help="A longer network goes on in a new row"
    )
    blocks = BLOCKS

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.figure.outline import outline
        from lab.export.figure.tikz import PACKAGES, document, picture

        drawing = outline(source.model.graph, opened=self.blocks == "opened")
        down = self.direction == "down"
        drawn = picture(drawing, down=down, longest=self.height if down else self.width)
        notes = []
        if self.form == "document":
            text = document(drawn)
        else:
            text = f"% In the preamble: \\usepackage{{tikz}} {PACKAGES}\n{drawn.body}\n"
            notes.append(
                Message(
                    r"In the preamble of your document: \usepackage{{tikz}} and {library}. "
                    "The figure is {width} × {height} cm.",
                    library=PACKAGES,
                    width=f"{drawn.width:.1f}",
                    height=f"{drawn.height:.1f}",
                )
            )
        if drawn.beyond:
            notes.append(
                Message("Some names have letters that pdflatex does not know. Use xelatex or lualatex, with ctex.")
            )
        write_text(path, text)
        return Written((path,), tuple(notes))
