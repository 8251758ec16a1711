"""The main window: menus, run bar, canvas and docks around one session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from lab.spec.folders import log_dir
from lab.spec.message import Message
from lab.ui.app import dropping, icons, theme, verb_states
from lab.ui.app.actions import PressFirst
from lab.ui.app.autosave import Autosave
from lab.ui.app.check_panel import CheckPanel
from lab.ui.app.checker import Checker
from lab.ui.app.code_entry import CodeEntry
from lab.ui.app.data_choice import ask_paths
from lab.ui.app.docks import Docks
from lab.ui.app.documents import Documents
from lab.ui.app.exceptions import Watch
from lab.ui.app.exporting import Exporting
from lab.ui.app.i18n import follow, tr
from lab.ui.app.importing import Importing
from lab.ui.app.menus import fill_menu_bar
from lab.ui.app.miniatures import Miniatures
from lab.ui.app.notices import Notices
from lab.ui.app.picture import PictureExport
from lab.ui.app.run_settings import RunSettingsPanel
from lab.ui.app.runner import RunState
from lab.ui.app.statusbar import StatusBar
from lab.ui.app.toolbar import TopBar
from lab.ui.app.turns import soon
from lab.ui.app.verbs import declare
from lab.ui.app.versions import Versions
from lab.ui.app.workspaces import Arranger, placed_docks
from lab.ui.designer import Designer, Inspector, Palette, own_blocks
from lab.ui.designer.listening import listen
from lab.ui.widgets.banner import Banners
from lab.ui.widgets.trouble import show_trouble

if TYPE_CHECKING:
    from lab.document.document import Document
    from lab.document.templates.base import Template
    from lab.ui.app.command_palette import CommandPalette
    from lab.ui.app.help import HelpWindow
    from lab.ui.app.looks import Looks
    from lab.ui.app.session import Session
    from lab.ui.app.settings import Settings

TITLE_BAR = 32  # px that the system's frame may take at the first start


class MainWindow(QMainWindow):
    """One document. `closed` comes when it is gone; `new_window_asked` and `quit_asked` are for its keeper."""

    closed = Signal()
    new_window_asked = Signal()
    quit_asked = Signal()

    def __init__(self, session: Session, settings: Settings, looks: Looks, watch: Watch | None = None) -> None:
        super().__init__()
        self.session, self.settings, self.looks = session, settings, looks
        session.setParent(self)
        session.ask_paths = lambda cls: ask_paths(self, settings, cls)
        self._watch = watch
        self._help: HelpWindow | None = None
        self._leaving = False
        self._leave_history: Callable[[], None] = lambda: None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setMinimumSize(960, 600)
        self.designer = Designer(session.document)
        self.inspector = Inspector(session.document)
        self.palette_tiles = Palette()
        self.run_settings = RunSettingsPanel(session)
        self.checker = Checker(session)
        self.check = CheckPanel(session, self.checker)
        self.banners = Banners()
        self.documents = Documents(session, settings, self, self.designer.canvas.grab)
        self.autosave = Autosave(session, self.documents, settings)
        self.versions = Versions(self, session, self.documents, self.autosave)
        self.exporting, self.importing, self.picture = Exporting(self), Importing(self), PictureExport(self)
        self.documents.import_file = self.importing.read
        self.code = CodeEntry(self)
        self.arranger = Arranger(self, settings)
        self.verbs = declare(self)
        self.docks = Docks(self)
        self._build()
        self._command_palette: CommandPalette | None = None
        self.miniatures = Miniatures(session, self.designer)
        self._notices = Notices(session, self.banners, self.checker)
        self._press_first = PressFirst(self)
        self._connect()
        follow(self, self._retranslate)
        self._restore()

    # -- building

    def _build(self) -> None:
        center = QWidget()
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        margin = QWidget()
        framed = QVBoxLayout(margin)
        framed.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        framed.addWidget(self.banners)
        column.addWidget(margin)
        column.addWidget(self.designer, 1)
        self.setCentralWidget(center)
        self.bar = TopBar(self.session, self.verbs)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.bar)
        self.status = StatusBar(self.session, self.checker)
        self.setStatusBar(self.status)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.docks.add("palette", lambda: tr("Layers"), self.palette_tiles)
        self.docks.add("inspector", lambda: tr("Inspector"), self.inspector)
        self.docks.add("run_settings", lambda: tr("Run settings"), self.run_settings)
        self.docks.add("check", lambda: tr("Check"), self.check)
        self.docks.add_placeholders(placed_docks())
        fill_menu_bar(self, self.verbs)

    def _connect(self) -> None:
        session, designer, inspector = self.session, self.designer, self.inspector
        designer.chosen_changed.connect(session.choose)
        session.chosen_changed.connect(designer.choose)
        session.chosen_changed.connect(lambda _: soon(self, self._inspect))
        designer.selection_changed.connect(lambda: soon(self, self._inspect))
        inspector.chosen.connect(designer.choose_here)
        inspector.opened.connect(designer.open_block)
        inspector.refused.connect(lambda message: session.message.emit(message, "warning"))
        designer.document_shown.connect(self._on_shown)
        designer.edit_requested.connect(self._edit_first)
        designer.space_tapped.connect(self.verbs["train"].trigger)
        designer.selection_changed.connect(self._refresh_edit)
        self.palette_tiles.activated.connect(designer.add)
        self.palette_tiles.block_activated.connect(designer.add_layer)
        self.palette_tiles.refused.connect(lambda message: session.message.emit(message, "warning"))
        session.document_replaced.connect(self._on_document)
        session.document_edited.connect(self._refresh_edit)
        session.document_edited.connect(inspector.prepare)
        session.path_changed.connect(self._retitle)
        session.runner.state_changed.connect(self._on_run)
        session.runner.updated.connect(self._retitle)
        session.runner.refused.connect(self.show_check)
        self.status.check_asked.connect(self.show_check)
        self.check.show_asked.connect(self.go_to)
        self.arranger.changed.connect(lambda _: self._tick())
        self.looks.changed.connect(self._tick)
        if self._watch is not None:
            show_trouble(self._watch, self.banners)
        self._bind_history()

    def fill_panels(self) -> list[Callable[[], None]]:
        """The steps that load the plots and put each live panel into its dock: for after the first paint."""
        return [*self.docks.fill_panels(self.session), self.inspector.prepare]

    # -- what commands do

    def new_window(self) -> None:
        """Another window beside this one."""
        self.new_window_asked.emit()

    def quit(self) -> None:
        """Close all windows."""
        self.quit_asked.emit()

    def find_anything(self) -> None:
        """Open the command palette."""
        self.command_palette.open()

    @property
    def command_palette(self) -> CommandPalette:
        """Made when it is asked for first."""
        if self._command_palette is None:
            from lab.ui.app.command_palette import CommandPalette
            from lab.ui.app.finding import entries

            self._command_palette = CommandPalette(self, lambda: entries(self))
        return self._command_palette

    def go_to(self, node_id: str) -> None:
        """Choose a layer and bring it into view."""
        self.session.choose(node_id)
        self.designer.canvas.setFocus()

    def set_miniatures(self, shown: bool) -> None:
        """Feature maps on the canvas or not."""
        self.settings.set("miniatures", shown)
        self.miniatures.set_shown(shown)

    def set_bars(self, measure: str) -> None:
        """Bars on the layers: "parameters", "flops", "memory" or "off"."""
        self.settings.set("bars", measure)
        self.designer.set_bars(measure)
        self._tick()

    def set_minimap(self, shown: bool) -> None:
        """The whole network in a corner of the canvas or not."""
        self.settings.set("minimap", shown)
        self.designer.minimap.set_wanted(shown)

    def set_pace(self, steps_a_second: int) -> None:
        """Train no faster than that; 0 is full speed."""
        self.session.runner.set_pace(steps_a_second)
        self._tick()

    def set_checkpoints(self, seconds: int) -> None:
        """How often the run is kept for the case of a crash."""
        self.autosave.every = seconds
        self._tick()

    def import_blocks(self) -> None:
        """Put blocks from files into the palette."""
        own_blocks.import_files(self, self.say)

    def show_run_settings(self) -> None:
        """The dock with all settings of the run."""
        self.docks["run_settings"].reveal()
        self.run_settings.focus_first()

    def train(self) -> None:
        """Train or pause; a run that is too large for the memory is explained before it begins."""
        runner = self.session.runner
        if runner.state is RunState.READY:
            self.checker.refresh()
            if self.checker.too_large:
                self.show_check()
                return
        runner.toggle()

    def show_check(self) -> None:
        """The dock with all issues of the network, the gravest chosen."""
        self.docks["check"].reveal()
        self.check.show_first()

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._tick()

    def show_help(self) -> None:
        """The help page, at the chosen layer."""
        from lab.ui.app.help import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self.session, self.verbs, self)
        self._help.open()

    def open_log(self) -> None:
        """The log in the system's own viewer."""
        path = self._watch.path if self._watch is not None else log_dir()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def templates(self) -> list[type[Template]]:
        """The networks to start from."""
        from lab.document.templates import templates

        return templates()

    # -- keeping in step

    def _on_document(self) -> None:
        self.designer.set_document(self.session.document)
        self._retitle()

    def _on_shown(self, document: Document) -> None:
        """The canvas shows another network, or the inside of a block."""
        self.inspector.set_document(document)
        self.inspector.prepare()
        self.miniatures.watch()
        self._bind_history()

    def _bind_history(self) -> None:
        self._leave_history()
        self._leave_history = listen(self, self.designer.document.history.changed, self._refresh_edit)
        self._refresh_edit()

    def _on_run(self) -> None:
        runner = self.session.runner
        verb_states.show_run(self.verbs, runner)
        self.designer.set_running(runner.operation.node if runner.operation is not None else None)
        self._retitle()

    def _refresh_edit(self) -> None:
        verb_states.show_edit(self.verbs, self.designer)
        self._retitle()

    def _inspect(self) -> None:
        """Show in the inspector what is chosen: after the canvas, which shows it at once."""
        self.inspector.show_selection(self.designer.chosen_ids(), self.designer.scene.chosen_links())

    def _edit_first(self, _node_id: str) -> None:
        self.docks["inspector"].reveal()
        self._inspect()
        self.inspector.edit_first()

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.documents.name}[*] – CNN Lab")
        self.setWindowModified(self.session.unsaved)
        self.setWindowFilePath(str(self.session.path or ""))

    def _retranslate(self) -> None:
        self._retitle()
        self._tick()

    def _tick(self) -> None:
        """Tick in the menus what holds."""
        verb_states.tick(self)
        self.bar.fit(self.width())

    # -- coming and going

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.geometry):
            room = self.screen().availableGeometry().size()
            self.resize(min(1440, room.width()), min(900, room.height() - TITLE_BAR))
        self.arranger.start()
        self.miniatures.shown = self.settings.get("miniatures", True)
        self.designer.set_bars(self.settings.get("bars", "parameters"))
        self.designer.minimap.set_wanted(self.settings.get("minimap", True))
        self._on_run()
        self._tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else takes it, leads from any panel back to the canvas."""
        if event.key() == Qt.Key.Key_Escape:
            self.designer.canvas.setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.miniatures.watch()
        if self.focusWidget() is None:
            self.designer.canvas.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leaving:
            event.accept()
            return
        if not self.documents.may_leave():
            event.ignore()
            return
        self._leaving = True
        self.arranger.keep()
        self.settings.geometry = self.saveGeometry()
        self.settings.save()
        self.hide()
        self.looks.changed.disconnect(self._tick)
        self.exporting.close()
        self.importing.close()
        self.picture.close()
        self.autosave.close()
        self.documents.close()
        self.session.close()
        event.accept()
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.path_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropping.path_of(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: dropping.use(self, path))  # the drag ends before a question is asked

    def say(self, message: Message, kind: str = "info") -> None:
        """Show a message above the canvas."""
        self.session.message.emit(message, kind)
