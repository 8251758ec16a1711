"""The scene listens to the graph; what the run shows lies on it; those who listen instead of look are told."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lab.document.commands import Add, ChangeLayer, Move, Remove, Sequence
from lab.document.edits import new_layer
from lab.document.graph import Link, Node
from lab.spec.errors import GraphError
from lab.spec.message import Message
from lab.ui.app import i18n, theme
from lab.ui.designer import Designer
from tests.ui.designer.conftest import Hand, chain, open_designer


def test_it_mirrors_what_the_graph_holds_and_what_it_is_told(hand: Hand) -> None:
    assert hand.mirrors()
    hand.document.do(Add([Node("x", new_layer("tanh"), "", 700, 200)], [Link("relu1", "x")]))
    assert hand.mirrors()
    hand.document.do(Move({"x": (720, 0)}))
    assert hand.mirrors()
    hand.document.do(Remove(["relu1"]))
    assert hand.mirrors()
    hand.document.history.undo()
    assert hand.mirrors()


def test_links_carry_the_shape_as_it_is_edited(hand: Hand) -> None:
    item = hand.designer.scene.links[Link("conv2d1", "relu1")]
    assert item._label == "8 × 8 × 8"
    hand.document.do(ChangeLayer("conv2d1", "channels", 32))
    assert item._label == "32 × 8 × 8"
    hand.document.do(Remove(links=[Link("input1", "conv2d1")]))
    assert item._label == ""


def test_that_the_chosen_are_gone_is_told_once(hand: Hand) -> None:
    hand.designer.select_all()
    told: list[object] = []
    hand.designer.selection_changed.connect(lambda: told.append(hand.designer.chosen_ids()))
    hand.designer.delete()
    assert told == [[]]
    hand.document.history.undo()
    hand.designer.choose("relu1")
    with pytest.raises(GraphError):  # what is taken back was gone for a moment
        hand.document.do(Sequence(Message("Wrong"), [Remove(["relu1"]), Remove(["nothing"])]))
    QApplication.processEvents()
    assert hand.mirrors()
    assert hand.designer.chosen is None


def _tooltip(hand: Hand, place: QPointF) -> str:
    at = place.toPoint()
    QApplication.sendEvent(
        hand.canvas.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, hand.canvas.viewport().mapToGlobal(at))
    )
    text = QToolTip.text()
    QToolTip.hideText()
    return text


def test_the_tooltip_of_a_layer_says_all_about_it(hand: Hand) -> None:
    text = _tooltip(hand, hand.node("conv2d1"))
    assert text == "Conv 2-D, conv1 · 8 @ 3 × 3 · in 1 × 8 × 8 · out 8 × 8 × 8 · 80 parameters"


def test_the_ports_of_a_gate_say_what_they_take(qtbot: QtBot) -> None:
    hand = open_designer(qtbot, chain("input", "gate"))
    assert _tooltip(hand, hand.input("gate1", 0)) == "H: the new signal"
    assert _tooltip(hand, hand.input("gate1", 1)) == "T: the share of H, from 0 to 1"
    assert _tooltip(hand, hand.input("gate1", 2)) == "x: the signal that is carried past"
    _tooltip(hand, hand.link("input1", "gate1"))
    assert hand.canvas.tensor.sentence.text().endswith("From input1 to gate1 · H: the new signal")


def test_a_problem_stands_below_its_node_until_it_is_gone(qtbot: QtBot) -> None:
    hand = open_designer(qtbot, chain("input", "conv2d", "dense"))
    (callout,) = hand.designer.scene.callouts.values()
    tile = hand.designer.scene.nodes["dense1"].tile()
    assert callout.sceneBoundingRect().top() >= tile.bottom()
    assert "flat" in callout._text
    hand.document.do(Move({"dense1": (480, 320)}))
    assert callout.pos().y() > 320
    hand.document.do(Remove(["dense1"]))
    assert not hand.designer.scene.callouts


def test_strips_lie_below_their_nodes(hand: Hand) -> None:
    picture = np.zeros((17, 71, 4), np.uint8)
    picture[:] = (255, 0, 0, 255)
    hand.designer.set_miniatures({"conv2d1": picture, "no such layer": picture})
    item = hand.designer.scene.nodes["conv2d1"]
    below = hand.at(item.x() + 76, item.y() + 56 + 12).toPoint()
    assert hand.canvas.grab().toImage().pixelColor(below) == QColor(255, 0, 0)
    assert hand.designer.scene.nodes["relu1"].strip is None
    hand.designer.set_miniatures({"conv2d1": np.zeros((9, 9, 3), np.uint8)})
    assert item.strip_rect().width() == item.strip_rect().height()
    hand.designer.set_miniatures({})
    assert item.strip is None


def test_the_sentence_of_a_problem_takes_the_place_of_old_maps(hand: Hand) -> None:
    hand.designer.set_miniatures({"conv2d1": np.full((17, 71, 3), 200, np.uint8)})
    item = hand.designer.scene.nodes["conv2d1"]
    bottom = item.bottom()
    hand.document.do(Remove(links=[Link("input1", "conv2d1")]))
    assert hand.designer.scene.callouts["conv2d1"].sceneBoundingRect().top() < bottom
    assert item.bottom() == item.tile().bottom()
    hand.document.history.undo()
    assert item.bottom() == bottom


def test_links_are_as_thick_as_they_are_told(hand: Hand) -> None:
    hand.designer.set_edge_weights({"conv2d1": 7.0})
    links = hand.designer.scene.links
    assert links[Link("conv2d1", "relu1")].weight == 1.0
    assert links[Link("input1", "conv2d1")].weight is None
    hand.designer.set_edge_weights({})
    assert links[Link("conv2d1", "relu1")].weight is None


def test_the_layer_at_work_is_lit(hand: Hand) -> None:
    inside = hand.at(240 + 140, 44).toPoint()
    plain = hand.canvas.grab().toImage().pixelColor(inside)
    hand.designer.set_running("conv2d1")
    assert hand.canvas.grab().toImage().pixelColor(inside) == QColor(theme.tokens().selection) != plain
    hand.designer.set_running(None)
    assert hand.canvas.grab().toImage().pixelColor(inside) == plain


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_changes_while_it_is_shown(hand: Hand, qapp: QApplication, mode: theme.Mode) -> None:
    theme.apply(qapp, mode)
    corner = hand.canvas.grab().toImage().pixelColor(3, 3)
    assert corner in (QColor(theme.tokens().background), QColor(theme.tokens().line))


def test_a_projector_shows_everything_larger(hand: Hand, qapp: QApplication) -> None:
    hand.designer.zoom_reset()
    before = hand.output("conv2d1").x() - hand.input("conv2d1").x()
    theme.apply(qapp, "light", projector=True)
    after = hand.output("conv2d1").x() - hand.input("conv2d1").x()
    assert after == pytest.approx(1.5 * before)
    assert hand.canvas.zoom == 1.0


def test_texts_are_left_out_when_zoomed_out(hand: Hand) -> None:
    dark = QColor(theme.tokens().text)

    def darkest() -> int:
        picture = hand.canvas.grab().toImage()
        tile = hand.designer.scene.nodes["relu1"].tile()
        corners = hand.canvas.on_screen(tile.topLeft()).toPoint(), hand.canvas.on_screen(tile.center()).toPoint()
        xs, ys = range(corners[0].x() + 10, corners[1].x()), range(corners[0].y() + 4, corners[1].y())
        return min(picture.pixelColor(x, y).lightness() for x in xs for y in ys)

    hand.designer.zoom_reset()
    assert darkest() < dark.lightness() + 60
    hand.canvas.zoom_by_hand(0.35)
    assert darkest() > dark.lightness() + 30


def test_undo_glides_and_arrives(hand: Hand, qtbot: QtBot) -> None:
    theme.reduce_motion(False)
    hand.document.do(Move({"relu1": (480, 400)}))
    item = hand.designer.scene.nodes["relu1"]
    qtbot.waitUntil(lambda: item.pos() == QPointF(480, 400))
    hand.document.history.undo()
    assert item.pos() != QPointF(480, 0)
    hand.canvas.network.settle()
    assert item.pos() == QPointF(480, 0)


def test_arrange_glides_to_where_all_of_it_is_seen(hand: Hand, qtbot: QtBot) -> None:
    hand.document.do(Move({"relu1": (480, 4000)}))
    theme.reduce_motion(False)
    with qtbot.waitSignal(hand.designer.arranging.arranged):
        hand.designer.arrange()
    item = hand.designer.scene.nodes["relu1"]
    assert item.pos() != QPointF(480, 0)
    assert hand.canvas.zoom == 1.0
    qtbot.waitUntil(lambda: item.pos() == QPointF(480, 0))
    assert hand.canvas.viewport().rect().contains(hand.node("relu1").toPoint())


def _crosses(hand: Hand, link: Link, node_id: str) -> bool:
    path, tile = hand.designer.scene.links[link].path, hand.designer.scene.nodes[node_id].tile()
    return any(tile.contains(path.pointAtPercent(step / 100)) for step in range(101))


def test_a_long_link_goes_around_what_is_put_in_its_way(hand: Hand) -> None:
    link = Link("input1", "tanh1")
    hand.document.do(Add([Node("tanh1", new_layer("tanh"), "", 960, 0)], [link]))
    assert not any(_crosses(hand, link, other) for other in ("conv2d1", "relu1"))
    hand.document.do(Move({"conv2d1": (240, 400), "relu1": (480, 400)}))
    straight = hand.designer.scene.links[link].path.boundingRect().height()
    assert straight < 1
    hand.document.do(Move({"conv2d1": (400, 0)}))
    assert not _crosses(hand, link, "conv2d1")
    hand.document.do(Remove(["conv2d1"]))
    assert hand.designer.scene.links[link].path.boundingRect().height() == straight


def test_a_link_to_the_next_row_goes_between_the_rows(hand: Hand) -> None:
    hand.document.do(Move({"relu1": (0, 136)}))
    link = Link("conv2d1", "relu1")
    assert not any(_crosses(hand, link, node_id) for node_id in ("input1",))
    ends = hand.designer.scene.links[link].path
    assert ends.pointAtPercent(0).x() > ends.pointAtPercent(1).x()


def test_the_chosen_layer_is_described(hand: Hand) -> None:
    assert hand.canvas.accessibleName() == "Network"
    assert hand.canvas.accessibleDescription() == "3 layers, 2 links, nothing chosen"
    hand.designer.choose("conv2d1")
    text = hand.canvas.accessibleDescription()
    assert "Conv 2-D, conv1" in text
    assert "Leads to relu1." in text


def test_everything_that_takes_keys_has_a_name(hand: Hand) -> None:
    for widget in hand.designer.findChildren(QWidget):
        if widget.focusPolicy() and not widget.isHidden() and widget.metaObject().className() != "QWidget":
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget


def test_the_language_changes_while_it_is_shown(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    chinese = {"Network": "网络", "ReLU": "线性整流"}
    monkeypatch.setattr(
        QCoreApplication,
        "translate",
        lambda context, text: chinese.get(text, text) if i18n.language() == "zh_CN" else text,
    )
    i18n.set_language("zh_CN")
    assert hand.canvas.accessibleName() == "网络"
    assert "线性整流, relu1" in _tooltip(hand, hand.node("relu1"))


def test_a_designer_that_is_gone_listens_no_more(qapp: object) -> None:
    document = chain("input", "relu")
    designer = Designer(document)
    reference = weakref.ref(designer)
    scene = designer.scene
    designer.deleteLater()
    QCoreApplication.sendPostedEvents(designer, QEvent.Type.DeferredDelete)
    assert not isValid(scene)
    del designer, scene
    gc.collect()
    assert reference() is None
    document.do(Add([Node("x", new_layer("tanh"))]))
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
