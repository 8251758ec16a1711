"""The window in which code becomes a network: an editor, what is not understood, and what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from lab.export.code.reading import Reading
from lab.export.formats.code import text_of
from lab.spec.errors import LabError
from lab.spec.resources import resource
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, tr
from lab.ui.code.editor import CodeEditor
from lab.ui.code.preview import Preview
from lab.ui.code.readings import Readings
from lab.ui.code.remarks import Remarks
from lab.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.ui.app.settings import Settings

SIZE = (1180, 740)  # px
LEFT, RIGHT, ABOVE, BELOW = 620, 520, 460, 160  # px: shares of the parts
EXAMPLES = {"keras": "examples/tutorial_keras.py", "pytorch": "examples/tutorial_pytorch.py"}


class CodeWindow(QWidget):
    """A window of its own. `show_model` shows a network under a name, and answers whether it did."""

    def __init__(self, show_model: Callable[[Model, str], bool], settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowIcon(icons.application_icon())
        self._show_model, self._settings = show_model, settings
        self.editor = CodeEditor()
        self.remarks = Remarks()
        self.preview = Preview()
        self.readings = Readings(self)
        self.says = ElidedLabel(self, role="faint")
        self.examples = {name: QPushButton() for name in EXAMPLES}
        self.open_file = QPushButton()
        self.open_file.setIcon(icons.icon("open"))
        self.cancel, self.take = QPushButton(), QPushButton()
        self.take.setProperty("accent", True)
        self._examples_word, self._hint = QLabel(), QLabel(wordWrap=True)
        self._hint.setProperty("role", "faint")
        self._build()
        self._connect()
        follow(self, self._write)
        self._show(self.readings.reading)

    # -- verbs

    def open(self) -> None:
        """Show it; what was typed before is still there."""
        if not self.isVisible():
            self.resize(*(round(side * theme.scale()) for side in SIZE))
        self.show()
        self.raise_()
        self.activateWindow()
        self.editor.setFocus()

    def open_path(self, path: Path) -> None:
        """Put the code of a file into the editor; one that cannot be read is told."""
        try:
            text = text_of(path)
        except LabError as error:
            self.remarks.tell(error.message)
            return
        self._settings.last_folder = path.absolute().parent
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Put other code into the editor, as one step that can be undone, and read it."""
        cursor = self.editor.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(0)
        self.editor.setTextCursor(cursor)
        self.readings.want(self.editor.toPlainText(), now=True)

    def ask_file(self) -> None:
        """Choose a file of code."""
        kinds = ";;".join((tr("Python code (*.py)"), tr("All files (*)")))
        name, _ = QFileDialog.getOpenFileName(self, tr("Open code"), str(self._settings.last_folder), kinds)
        if name:
            self.open_path(Path(name))

    def show_example(self, name: str) -> None:
        """Fill in a tutorial's network."""
        self.set_text(resource(EXAMPLES[name]).read_text(encoding="utf-8"))
        self.editor.setFocus()

    def accept(self) -> None:
        """Open what was read as a new network."""
        reading = self.readings.reading
        if reading.model is None or self.readings.busy:
            return
        if self._show_model(reading.model, reading.name or tr("Network from code")):
            self.close()

    def finish(self) -> None:
        """The program, or the window that it belongs to, goes."""
        self.readings.close()
        self.close()

    # -- inside

    def _build(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(theme.SMALL)
        above.addWidget(self._examples_word)
        for button in self.examples.values():
            above.addWidget(button)
        above.addWidget(self.open_file)
        above.addSpacing(theme.MEDIUM)
        above.addWidget(self._hint, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.editor)
        left.addWidget(self.remarks)
        left.setSizes([round(share * theme.scale()) for share in (ABOVE, BELOW)])
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(left)
        whole.addWidget(self.preview)
        whole.setSizes([round(share * theme.scale()) for share in (LEFT, RIGHT)])
        for splitter in (left, whole):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.SMALL)
            splitter.setProperty("role", "plain")
        below = QHBoxLayout()
        below.setSpacing(theme.SMALL)
        below.addWidget(self.says, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        column.addLayout(above)
        column.addWidget(whole, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.editor.textChanged.connect(lambda: self.readings.want(self.editor.toPlainText()))
        self.editor.textChanged.connect(self._refresh)
        self.editor.file_given.connect(self.open_path)
        self.editor.place_changed.connect(self._on_line)
        self.readings.changed.connect(self._show)
        self.remarks.place_chosen.connect(self.editor.go_to)
        self.remarks.place_shown.connect(self.editor.show_place)
        self.preview.layer_chosen.connect(self._on_layer)
        for name, button in self.examples.items():
            button.clicked.connect(lambda _=False, name=name: self.show_example(name))
        self.open_file.clicked.connect(self.ask_file)
        self.cancel.clicked.connect(self.close)
        self.take.clicked.connect(self.accept)

    def _show(self, reading: Reading) -> None:
        empty = not self.editor.toPlainText().strip()
        self.editor.show_troubles(() if empty else reading.troubles)
        self.editor.show_place(None)
        self.remarks.show_reading(Reading() if empty else reading)
        self.preview.show_reading(reading)
        self._refresh()

    def _on_layer(self, node_id: str) -> None:
        self.editor.show_place(self.readings.reading.spans.get(node_id))

    def _on_line(self, line: int) -> None:
        """The layer that stands in the line of the cursor is chosen in the preview."""
        if self.readings.busy or not self.editor.hasFocus():
            return
        spans = self.readings.reading.spans
        self.preview.choose(next((node for node, span in spans.items() if span.line == line), ""))

    def _refresh(self) -> None:
        reading, busy = self.readings.reading, self.readings.busy
        self.take.setEnabled(reading.model is not None and not busy)
        count = len(reading.troubles)
        if not self.editor.toPlainText().strip():
            text = ""
        elif busy:
            text = tr("Reading …")
        elif count == 0:
            text = tr("All that makes the network was understood.")
        elif reading.model is None:
            text = tr("No network yet: look at the list below the code.")
        elif count == 1:
            text = tr("One place was not understood. The network is without it.")
        else:
            text = tr("{count} places were not understood. The network is without them.").format(count=count)
        self.says.setText(text)

    def _write(self) -> None:
        self.setWindowTitle(tr("Network from code – CNN Lab"))
        self._examples_word.setText(tr("Examples:"))
        self._hint.setText(tr("The code is read, never executed."))
        self.editor.setAccessibleName(tr("Code"))
        self.editor.setPlaceholderText(
            tr("Paste the Keras or PyTorch code of a network here, drop a file, or begin with an example.")
        )
        self.examples["keras"].setText("Keras")
        self.examples["pytorch"].setText("PyTorch")
        for button in self.examples.values():
            button.setToolTip(tr("Fill in a tutorial's network"))
            button.setAccessibleName(tr("Example in {library}").format(library=button.text()))
        self.open_file.setText(tr("Open file …"))
        self.cancel.setText(tr("Cancel"))
        self.take.setText(tr("Open as a new network"))
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.take.setToolTip(tr("Show this network in the window ({keys})").format(keys=keys))
        self._refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif _takes(event):
            self.accept()
        elif event.matches(QKeySequence.StandardKey.Open):
            self.ask_file()
        else:
            super().keyPressEvent(event)


def _takes(event: QKeyEvent) -> bool:
    """Whether the keys are Ctrl+Return."""
    pressed = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(pressed) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
