"""The bar above the canvas while the inside of a block is shown: "Network › Residual block"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr


class Breadcrumbs(QFrame):
    """`asked(depth)`: show the network (0) or the inside of the first, second ... block."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        self._row.setSpacing(theme.TINY)
        self.back = QToolButton(autoRaise=True)
        self.back.setIcon(icons.icon("previous"))
        self.back.clicked.connect(lambda: self.asked.emit(len(self._titles) - 1))
        self._row.addWidget(self.back)
        self._row.addStretch(1)
        self.crumbs: list[QToolButton] = []
        self._others: list[QWidget] = []
        follow(self, self._retranslate)
        self.hide()

    def show_titles(self, titles: list[str]) -> None:
        """The blocks that are open, from the outermost; none hides the bar."""
        if titles != self._titles:
            self._titles = titles
            self._rebuild()
        self.setVisible(bool(titles))

    def _rebuild(self) -> None:
        for widget in (*self.crumbs, *self._others):
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.crumbs, self._others = [], []
        for depth, title in enumerate([tr("Network"), *map(term, self._titles)]):
            if depth:
                self._put(self._others, QLabel("›"))
            if depth == len(self._titles):
                here = QLabel(title)
                here.setStyleSheet("font-weight: 600;")
                self._put(self._others, here)
            else:
                crumb = QToolButton(autoRaise=True)
                crumb.setText(title)
                crumb.clicked.connect(lambda _=False, depth=depth: self.asked.emit(depth))
                self._put(self.crumbs, crumb)

    def _put(self, group: list, widget: QWidget) -> None:  # type: ignore[type-arg]
        group.append(widget)
        self._row.insertWidget(self._row.count() - 1, widget)

    def _retranslate(self) -> None:
        self.back.setToolTip(tr("Back to what is around the block (Esc)"))
        self.back.setAccessibleName(tr("Back"))
        self.setAccessibleName(tr("Where you are"))
        if self._titles:
            self._rebuild()
