"""Model cards."""

from __future__ import annotations

from pathlib import Path

from lab.export.base import Exporter, Source, Written
from lab.spec.errors import LabError
from lab.spec.fields import Bool
from lab.spec.message import Message
from lab.spec.registry import register


@register("export", "card", title="Model card (Markdown)", group="Report", order=80)
class ModelCard(Exporter):
    """What a reader should know of the network on one page: its layers, data, settings, curves, results and mistakes,
    what it is not for, and how to load it."""

    suffix = ".md"

    results = Bool(
        True,
        title="Measure now",
        help="Run the network over its data for loss, accuracy and what it takes for what; this may take long",
    )

    def write(self, source: Source, path: Path) -> Written:
        from lab.export.card import sections
        from lab.export.card.curves import curve, picture
        from lab.export.card.results import measured
        from lab.export.figure.words import write_text

        model, samples, notes = source.model, source.samples, []
        found = None
        if samples is None:
            notes.append(Message("The data cannot be loaded here, so the card says little of them and has no results."))
        elif model.trained and self.results:
            try:
                found = measured(source, samples)
            except LabError as error:
                source.check()
                notes.append(Message("The card has no results: {reason}", reason=error.message))
        drawn = {}
        for measure, title, share in (("loss", "Loss", False), ("accuracy", "Accuracy", True)):
            points = curve(model.record, measure) if model.trained and model.record else None
            if points is not None and not points.empty:
                drawn[measure] = title, picture(points, title, share=share)
        folder = path.with_name(f"{path.stem}-figures")
        text = "\n\n".join(
            section
            for section in (
                sections.introduction(source.name, model, samples, found),
                sections.network(model.graph),
                sections.data(model, samples),
                sections.training(model),
                sections.curves([(title, f"{_link(folder.name)}/{name}.svg") for name, (title, _) in drawn.items()]),
                sections.results(found, samples),
                sections.limits(model, samples),
                sections.loading(source.name, samples),
                sections.versions(),
            )
            if section
        )
        source.check()
        files = [path]
        for name, (_, content) in drawn.items():
            folder.mkdir(parents=True, exist_ok=True)
            files.append(folder / f"{name}.svg")
            write_text(files[-1], content)
        write_text(path, text + "\n")
        return Written(tuple(files), tuple(notes))


def _link(name: str) -> str:
    """A folder's name in the address of a picture."""
    from urllib.parse import quote

    return quote(name)
