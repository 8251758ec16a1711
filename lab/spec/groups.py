"""The groups of layers, and the quiet colour of each: the same in palette, canvas, plots and exports."""

from __future__ import annotations

from types import MappingProxyType

# Group: its colour on a light ground, and on a dark one.
_COLORS = {
    "Input": ("#6b7280", "#9aa2ad"),
    "Convolution": ("#3b6fd1", "#7ba4f0"),
    "Pooling": ("#2a8c8c", "#5fbdbd"),
    "Activation": ("#c7812b", "#e0aa62"),
    "Normalisation": ("#7a5fc0", "#ab95e6"),
    "Regularisation": ("#a8568f", "#d48cbf"),
    "Shape": ("#7d8a3a", "#aebb6a"),
    "Dense": ("#3f7f4f", "#74b585"),
    "Merge": ("#b0594a", "#df9184"),
    "Arithmetic": ("#4a7a96", "#8fbcd6"),
    "Block": ("#8a6d4b", "#c9a987"),
}

GROUPS = tuple(_COLORS)
ON_LIGHT = MappingProxyType({name: light for name, (light, _) in _COLORS.items()})
ON_DARK = MappingProxyType({name: dark for name, (_, dark) in _COLORS.items()})
