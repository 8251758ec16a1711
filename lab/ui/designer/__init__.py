"""The drag-and-drop designer: canvas, palette of layers, inspector. Knows documents, never the engine."""

from lab.ui.designer.designer import Designer
from lab.ui.designer.inspector import Inspector
from lab.ui.designer.palette import Palette

__all__ = ["Designer", "Inspector", "Palette"]
