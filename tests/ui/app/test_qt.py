"""That the Qt binding itself is sound: some versions lose references, and a plot dies of it in seconds."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel


class Sender(QObject):
    sent = Signal(int)


def test_no_reference_is_lost() -> None:
    sender, label = Sender(), QLabel()
    sender.sent.connect(lambda number: None)
    before = sys.getrefcount(None)
    for number in range(1000):
        sender.sent.emit(number)
        label.setText("x")
        label.setParent(None)
    assert abs(sys.getrefcount(None) - before) < 100
