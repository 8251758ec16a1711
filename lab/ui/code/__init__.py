"""The window in which code becomes a network."""

from lab.ui.code.window import CodeWindow

__all__ = ["CodeWindow"]
