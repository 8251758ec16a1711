"""The dialog that writes a network for other programs: formats, the settings of the chosen one, a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, labelled, term, tr
from lab.ui.widgets.banner import Banners
from lab.ui.widgets.form import FieldForm

if TYPE_CHECKING:
    from lab.export.base import Exporter
    from lab.ui.app.settings import Settings

SIZE = (760, 480)  # px
LIST_WIDTH = 240
_ICONS = {"Figure": "image", "Report": "note"}  # by the group of the format; what is left is a network
_KEPT = "export/settings"  # the key under which the settings of each format are kept


class ExportDialog(QDialog):
    """Asks what to write and where; it writes nothing itself.

    `asked(way, path)`: write it. `stop_asked`: what is being written is not wanted any more.
    """

    asked = Signal(object, object)
    stop_asked = Signal()

    def __init__(self, ways: list[type[Exporter]], settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._ways = [self._remembered(cls) for cls in ways]
        self._folder = settings.last_folder
        self._suffix = ""
        self.busy = False
        self._build()
        follow(self, self._retranslate)
        theme.follow(self, self._fit)

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for way in self._ways:
            self.list.addItem(QListWidgetItem(icons.icon(_ICONS.get(way.group, "network"), "faint"), ""))
        self.list.currentRowChanged.connect(self._choose)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.help = QLabel()
        self.help.setProperty("role", "faint")
        self.form = FieldForm()
        self.form.edited.connect(self._edited)
        self.line = QLineEdit()
        self.line.textChanged.connect(self._show_place)
        self.browse = QToolButton()
        self.browse.setIcon(icons.icon("open"))
        self.browse.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.browse.clicked.connect(self._browse)
        self._file = QLabel()
        self._file.setBuddy(self.line)
        self.place = QLabel()
        self.banners = Banners()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.cancel_button = QPushButton()
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button = QPushButton()
        self.export_button.setProperty("accent", True)
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self._ask)
        for label in (self.title, self.help, self.place):
            label.setWordWrap(True)
        self._arrange()

    def _arrange(self) -> None:
        chosen = QWidget()
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self.title, self.help):
            column.addWidget(widget)
        column.addSpacing(theme.SMALL)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(chosen)
        top = QHBoxLayout()
        top.setSpacing(theme.LARGE)
        top.addWidget(self.list)
        top.addWidget(scroll, 1)
        file = QHBoxLayout()
        file.setSpacing(theme.SMALL)
        for part in (self._file, self.line, self.browse):
            file.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SMALL)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.LARGE)
        whole.setSpacing(theme.MEDIUM)
        whole.addWidget(self.banners)
        whole.addLayout(top, 1)
        whole.addLayout(file)
        whole.addWidget(self.place)
        whole.addLayout(buttons)
        self._inputs = [self.list, scroll, self.line, self.browse, self.export_button]

    # -- from outside

    def ask(self, name: str, folder: Path) -> None:
        """Open it for a network of that name, at the format that was written last; `folder` is where files begin."""
        self._folder = folder
        self.banners.forget("failure")
        self.set_busy(False)
        last = self._settings.get("export/format", "")
        row = next((number for number, way in enumerate(self._ways) if way.name == last), 0)
        self._suffix = self._ways[row].suffix
        self.line.setText(str(folder / f"{_file_name(name)}{self._suffix}"))
        self.list.setCurrentRow(row)
        self._choose(row)
        self.open()
        self.list.setFocus()

    def set_busy(self, busy: bool, *, stopping: bool = False) -> None:
        """Something is being written, or not any more."""
        self.busy = busy
        for widget in self._inputs:
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.cancel_button.setText(tr("Stopping …") if stopping else tr("Cancel"))
        self.cancel_button.setEnabled(not stopping)
        if busy and not stopping:
            self.cancel_button.setFocus()

    def fail(self, error: LabError) -> None:
        """Say why nothing was written; everything can be changed and tried again."""
        self.set_busy(False)
        self.banners.say("error", error, key="failure")
        self.export_button.setFocus()

    def finish(self) -> None:
        """It was written: close, and remember what was chosen."""
        way = self._way
        self._settings.set("export/format", way.name)
        kept: dict[str, object] = self._settings.get(_KEPT, {})
        self._settings.set(_KEPT, {**kept, way.name: way.config()})
        self.set_busy(False)
        self.accept()

    @property
    def path(self) -> Path:
        """The file that is asked for, with the ending of its format; a bare name lies in the folder where it began."""
        path = self._folder / Path(self.line.text().strip()).expanduser()
        wanted, given = self._way.suffix, path.suffix.lower()
        if given == wanted or not self.named:
            return path
        others = {way.suffix for way in self._ways}
        return path.with_suffix(wanted) if given in others else path.with_name(path.name + wanted)

    @property
    def named(self) -> bool:
        """Whether what stands there names a file, and not just a folder."""
        text = self.line.text().strip()
        return bool(text) and not (self._folder / Path(text).expanduser()).is_dir()

    # -- inside

    @property
    def _way(self) -> Exporter:
        return self._ways[max(self.list.currentRow(), 0)]

    def _remembered(self, cls: type[Exporter]) -> Exporter:
        """A format with the settings that it was written with last, as far as they still are settings."""
        kept: dict[str, object] = self._settings.get(_KEPT, {})
        values = kept.get(cls.name)
        try:
            return cls(**values) if isinstance(values, dict) else cls()
        except LabError:
            return cls()

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        way = self._ways[row]
        self.banners.forget("failure")
        self.form.show_for(way)
        text = self.line.text()
        if self._suffix and text.lower().endswith(self._suffix):
            text = text[: -len(self._suffix)] + way.suffix
        self._suffix = way.suffix
        self.line.setText(text)
        self._say_format()
        self._show_place()

    def _edited(self, name: str, value: object) -> None:
        self._ways[self.list.currentRow()] = self._way.replace(**{name: value})
        self.form.show_for(self._way)

    def _browse(self) -> None:
        way = self._way
        kind = f"{term(way.title)} (*{way.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export"), str(self.path), kind, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.line.setText(chosen)

    def _ask(self) -> None:
        if not self.named:
            self.fail(LabError(Message("The file needs a name. Type one, or choose a place with the button beside.")))
            return
        self.banners.forget("failure")
        self.set_busy(True)
        self.asked.emit(self._way, self.path)

    def reject(self) -> None:
        """Cancel: what is being written is stopped first."""
        if not self.busy:
            super().reject()
        elif self.cancel_button.isEnabled():
            self.set_busy(True, stopping=True)
            self.stop_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    # -- words

    def _show_place(self) -> None:
        """Say before it happens that a file will be replaced."""
        there = self.named and self.path.is_file()
        self.place.setText(tr("{name} is there already and will be replaced.").format(name=self.path.name))
        self.place.setProperty("role", "warning")
        self.place.setVisible(there)
        self.export_button.setText(tr("Replace") if there else tr("Export"))

    def _say_format(self) -> None:
        way = self._way
        self.title.setText(term(way.title))
        self.help.setText(term(way.help))

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Export"))
        self.list.setAccessibleName(tr("Formats"))
        for number, way in enumerate(self._ways):
            item = self.list.item(number)
            item.setText(term(way.title))
            item.setToolTip(term(way.help))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, term(way.help))
        self._file.setText(labelled(tr("File"), ""))
        self.line.setAccessibleName(tr("File"))
        self.browse.setToolTip(tr("Choose a place …"))
        self.browse.setAccessibleName(tr("Choose a place …"))
        self.progress.setAccessibleName(tr("Writing the file"))
        self._say_format()
        self._show_place()
        self.set_busy(self.busy)

    def _fit(self) -> None:
        """As large as texts need."""
        scale = theme.scale()
        self.list.setFixedWidth(round(LIST_WIDTH * scale))
        side = round(18 * scale)
        self.list.setIconSize(QSize(side, side))
        for number in range(self.list.count()):
            self.list.item(number).setSizeHint(QSize(0, self.fontMetrics().height() + theme.MEDIUM))
        self.progress.setFixedWidth(round(LIST_WIDTH * scale))
        wanted = QSize(*(round(length * scale) for length in SIZE))
        window = self.parentWidget()
        self.resize(wanted.boundedTo(window.size()) if window is not None else wanted)


def _file_name(name: str) -> str:
    """A document's name without the signs that names of files cannot have."""
    return re.sub(r'[\\/:*?"<>|\s]+', " ", name).strip(" .") or "network"
