"""What this program is, in a box."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from lab.ui.app.exceptions import versions
from lab.ui.app.i18n import tr


def show_about(parent: QWidget) -> None:
    """Its name, purpose and versions."""
    QMessageBox.about(
        parent,
        tr("About CNN Lab"),
        f"<b>CNN Lab</b><p>{tr('Build a convolutional network, train it, watch every number inside it.')}</p>"
        f"<p>{versions()}</p>",
    )
