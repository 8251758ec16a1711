"""The engine runs what is inside blocks: the same numbers as the network written out."""

from __future__ import annotations

import numpy as np

from lab.document.document import Document
from lab.document.folding import unfold_node
from lab.document.matching import correspondence
from lab.document.model import Model, parameters
from lab.engine.evaluate import predict
from lab.engine.gradcheck import check
from lab.engine.network import Network
from lab.engine.trainer import Trainer
from tests.document.blocks import network, residual
from tests.engine import networks


def test_a_block_computes_what_its_layers_written_out_compute() -> None:
    document = Document(network(residual(repeat=2)))
    folded = Network(document.graph.copy(), batch=1)
    folded.initialize(1)
    model = Model(document.graph.copy(), networks.setup(), folded.weights())
    assert folded.weights().keys() == parameters(document.graph).keys()
    document.do(unfold_node(document.graph, "block1"))
    flat = model.adapted(document.graph, model.setup)
    inputs = networks.samples((1, 6, 6)).inputs
    assert np.array_equal(predict(flat, inputs), predict(model, inputs))


def test_gradients_of_a_block_are_right() -> None:
    checks = check(network(residual(repeat=2)), networks.setup(), networks.samples((1, 6, 6)))
    assert {each.node for each in checks} >= {"block1:1:conv2d1", "block1:2:conv2d2"}
    assert all(each.passed for each in checks)


def test_a_run_of_blocks_is_kept_and_goes_on_in_the_network_written_out() -> None:
    data, setup = networks.samples((1, 6, 6)), networks.setup()
    graph = network(residual(repeat=2))
    trainer = Trainer(graph, setup, data, networks.split(data), threads=1)
    model = trainer.model()
    trainer.close()
    assert model.graph == graph
    document = Document(graph.copy())
    document.do(unfold_node(document.graph, "block1"))
    names = correspondence(graph, document.graph)
    assert names is not None
    later = Trainer(
        document.graph, setup, data, networks.split(data), threads=1, model=model.adapted(document.graph, setup)
    )
    for name in trainer.network.trainable:
        node, _, rest = name.partition("/")
        assert np.array_equal(later.network.read(f"{names[node]}/{rest}"), model.weights[name])
    later.close()
