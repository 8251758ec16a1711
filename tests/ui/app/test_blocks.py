"""Blocks in a whole window: what is chosen on the canvas and in the panels, and what a run keeps."""

from __future__ import annotations

from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.ui.app.session import Session
from lab.ui.panels import network
from tests.document.blocks import network as with_blocks
from tests.document.blocks import residual
from tests.ui.app import fake


def session() -> Session:
    return Session(Document(with_blocks(residual(repeat=3))), make=fake.FakeTrainers(), settle=1)


def test_choosing_a_block_chooses_what_computes_its_output() -> None:
    made = session()
    made.choose("block1")
    assert made.chosen == "block1:3:add1"
    made.choose("block1:2:conv2d1")
    made.choose("block1")  # the canvas tells so of the layer inside
    assert made.chosen == "block1:2:conv2d1"
    made.choose("dense1")
    made.choose("block1")
    assert made.chosen == "block1:3:add1"
    made.choose("block9")
    assert made.chosen is None
    made.close()


def test_what_is_chosen_follows_the_repetitions() -> None:
    made = session()
    made.choose("block1:3:relu1")
    made.document.do(ChangeLayer("block1", "repeat", 2))
    assert made.chosen == "block1:2:add1"
    made.close()


def test_panels_know_the_layers_inside_by_readable_names() -> None:
    made = session()
    assert network.short_name(made, "block1:2:conv2d1") == "block1 · 2 · conv1"
    assert network.has_weights(made, "block1:2:conv2d1")
    assert network.nearest_with_weights(made, "block1:3:add1") == "block1:3:conv2d2"
    assert network.output_layer(made) == "dense1"
    made.close()
