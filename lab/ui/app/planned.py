"""How much memory a run of the document as it stands will take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lab.document.setup import Setup
from lab.document.shapes import Analysis
from lab.spec.errors import PlanError

if TYPE_CHECKING:
    from lab.ui.app.session import Session

MOST_LAYERS = 300  # of which planning is not felt while they are edited


class PlannedMemory:
    """Plans each state of the document once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, int] = {}  # by batch size
        self._of: tuple[Analysis, Setup] | None = None

    def bytes(self, batch: int | None = None) -> int | None:
        """Beside the data, for batches of that size (by default the setup's); None while that cannot be told.

        The window is there before the engine, and large networks are not planned at every edit.
        """
        document = self._session.document
        if document.graph.layers > MOST_LAYERS or "lab.engine.network" not in sys.modules:
            return None
        if self._of is None or self._of[0] is not document.analysis or self._of[1] != document.setup:
            self._known, self._of = {}, (document.analysis, document.setup)
        batch = batch or document.setup.run.batch_size
        if batch not in self._known:
            from lab.engine.plan import Plan

            try:
                self._known[batch] = Plan(document.graph, document.setup, batch=batch).bytes
            except PlanError:
                return None
        return self._known[batch]
