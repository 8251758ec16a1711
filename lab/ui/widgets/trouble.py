"""What went wrong unexpectedly, as a message in the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from lab.ui.app.exceptions import Trouble, Watch
from lab.ui.app.i18n import tr
from lab.ui.widgets.banner import Action, Banners


def show_trouble(watch: Watch, banners: Banners) -> None:
    """Show from now on what `watch` finds; the same trouble again only raises its count."""

    def show(trouble: Trouble) -> None:
        key = trouble.details
        shown = banners.shown(key)
        if shown is None:
            actions = () if trouble.mistake else (copy_details(trouble), open_log(watch))
            shown = banners.say("warning" if trouble.mistake else "error", trouble.message, actions, key=key)
        shown.set_count(trouble.count)

    watch.happened.connect(show)


def copy_details(trouble: Trouble) -> Action:
    """Puts versions and traceback on the clipboard."""
    return Action(
        lambda: tr("Copy details"), lambda: QGuiApplication.clipboard().setText(trouble.details), closes=False
    )


def open_log(watch: Watch) -> Action:
    """Opens the log in the system's own viewer."""
    return Action(
        lambda: tr("Open log"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(watch.path))), closes=False
    )
