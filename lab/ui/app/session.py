"""One document window's state: the document, its file, its data, its run, and what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lab.document.document import Document
from lab.document.graph import Node
from lab.document.setup import RunSettings, Setup
from lab.document.unfolding import exit_of, outermost
from lab.spec.errors import LabError
from lab.spec.fields import Declared
from lab.ui.app.data_loading import DataLoading, Load, load_samples
from lab.ui.app.runner import SETTLE, Runner
from lab.ui.app.worker import TrainerFactory, make_trainer

if TYPE_CHECKING:
    from lab.datasets.base import Samples, Split
    from lab.document.history import Command
    from lab.document.model import Model

Divide = Callable[["Samples", RunSettings], "Split"]


def divide(samples: Samples, run: RunSettings) -> Split:
    """The split into training, validation and test that the run's settings ask for."""
    from lab.datasets.split import split

    return split(samples, run.validation, run.test, run.split_seed)


class Session(QObject):
    """What all parts of a window share. "Choosing a layer anywhere chooses it everywhere" happens here.

    Attributes:
        document: what is edited; another one comes with `document_replaced`.
        path: its file, or None.
        chosen: id of the chosen layer in the flat network (lab.document.unfolding), or None.
        sample: index of the chosen sample in `samples`.
        edits: how many edits, undos and redos there have been.
        samples, split: the loaded data of the document's data set; None while loading or when it failed.
        message: a Message for the banner, and its kind: "info", "warning" or "error".
    """

    chosen_changed = Signal(object)
    sample_changed = Signal(int)
    samples_changed = Signal()
    document_replaced = Signal()
    document_edited = Signal()
    path_changed = Signal()
    message = Signal(object, str)

    def __init__(
        self,
        document: Document | None = None,
        parent: QObject | None = None,
        *,
        make: TrainerFactory = make_trainer,
        load: Load = load_samples,
        divide: Divide = divide,
        settle: int = SETTLE,
    ) -> None:
        super().__init__(parent)
        self.document = document or Document()
        self.path: Path | None = None
        self.chosen: str | None = None
        self.sample = 0
        self.edits = 0
        self.split: Split | None = None
        # Asks for the files that something needs: field and path; None when the learner thinks better of it.
        self.ask_paths: Callable[[type[Declared]], dict[str, str] | None] = lambda cls: {}
        self._divide = divide
        self._split_failure: LabError | None = None
        self.data_loading = DataLoading(self, load)
        self.runner = Runner(self, make, settle)
        self.data_loading.changed.connect(self._on_data)
        self._bind()

    # -- data

    @property
    def samples(self) -> Samples | None:
        """The samples of the document's data set; None while there are none."""
        return self.data_loading.samples

    @property
    def data_failure(self) -> LabError | None:
        """Why there are no samples."""
        return self.data_loading.failure or self._split_failure

    def load_data(self) -> None:
        """Load the document's data set in the background, unless it is here."""
        self.data_loading.want(self.document.setup.dataset)

    # -- choosing and editing

    def choose(self, node_id: str | None) -> None:
        """Choose a layer, of the flat network or of the document; None chooses none. Of a block the layer that
        computes its output is chosen, unless another one in it is."""
        if node_id is not None and node_id not in self.document.unfolded:
            node_id = self._representative(node_id)
        if node_id != self.chosen:
            self.chosen = node_id
            self.chosen_changed.emit(node_id)

    def _representative(self, node_id: str) -> str | None:
        """The layer of the flat network that stands for a layer which it does not have; None if it belongs to none."""
        node = outermost(node_id)
        if node not in self.document.graph:
            return None
        if node_id == node and self.chosen is not None and outermost(self.chosen) == node:
            return self.chosen if self.chosen in self.document.unfolded else exit_of(self.document.graph, node)
        return exit_of(self.document.graph, node)

    def choose_sample(self, index: int) -> None:
        """Choose a sample of the data set by its index."""
        if self.samples is not None:
            index = max(0, min(index, len(self.samples) - 1))
        if index != self.sample:
            self.sample = index
            self.sample_changed.emit(index)

    def do(self, command: Command) -> bool:
        """Carry out a command; if it is refused, the reason is shown and nothing has changed."""
        try:
            self.document.do(command)
        except LabError as error:
            self.message.emit(error.message, "warning")
            return False
        return True

    @property
    def unsaved(self) -> bool:
        """Whether closing now would lose anything."""
        return not self.document.history.clean or self.runner.unsaved

    # -- documents

    def replace(self, document: Document, path: Path | None = None, model: Model | None = None) -> None:
        """Show another document; `model` is where its run goes on from."""
        self._unbind()
        self.document, self.path, self.chosen, self.sample = document, path, None, 0
        self._bind()
        self.document_replaced.emit()
        self.path_changed.emit()
        self.chosen_changed.emit(None)
        self.load_data()
        self._redivide()
        self.runner.rebind(model)
        self.samples_changed.emit()

    def open_model(self, model: Model, path: Path | None = None) -> None:
        """Show a model that was loaded or comes from a template."""
        self.replace(Document(model.graph.copy(), model.setup), path, model)

    def set_path(self, path: Path | None) -> None:
        """The file that the document now has."""
        self.path = path
        self.path_changed.emit()

    def close(self) -> None:
        """End all threads. Nothing can be done with the session afterwards."""
        self._unbind()
        self.runner.close()
        self.data_loading.close()

    # -- inside

    def _bind(self) -> None:
        document = self.document
        document.edited.connect(self._on_edited)
        document.setup_changed.connect(self._on_setup)
        document.graph.node_removed.connect(self._on_removed)

    def _unbind(self) -> None:
        document = self.document
        document.edited.disconnect(self._on_edited)
        document.setup_changed.disconnect(self._on_setup)
        document.graph.node_removed.disconnect(self._on_removed)

    def _on_edited(self) -> None:
        self.edits += 1
        if self.chosen is not None and self.chosen not in self.document.unfolded:
            self.choose(self.chosen)  # what stands for it now
        self.runner.reconsider()
        self.document_edited.emit()

    def _on_removed(self, node: Node) -> None:
        if self.chosen is not None and outermost(self.chosen) == node.id:
            self.choose(None)

    def _on_setup(self, before: Setup, after: Setup) -> None:
        self.runner.setup_changed(before, after)
        if before.dataset != after.dataset:
            self.load_data()
        elif _parts(before.run) != _parts(after.run):
            self._redivide()
            self.samples_changed.emit()

    def _on_data(self) -> None:
        self._redivide()
        if self.samples is not None and self.sample >= len(self.samples):
            self.choose_sample(0)
        self.runner.reconsider()
        self.samples_changed.emit()

    def _redivide(self) -> None:
        self.split, self._split_failure = None, None
        if self.samples is not None:
            try:
                self.split = self._divide(self.samples, self.document.setup.run)
            except LabError as error:
                self._split_failure = error


def _parts(run: RunSettings) -> tuple[float, float, int]:
    """What the split depends on."""
    return run.validation, run.test, run.split_seed
