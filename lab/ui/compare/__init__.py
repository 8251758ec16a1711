"""Two versions of a network side by side."""

from lab.ui.compare.window import CompareWindow

__all__ = ["CompareWindow"]
