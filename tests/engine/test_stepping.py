"""Steps of every size run the same rows, a long step can be left in the middle, and every array can be seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lab.engine import stepper
from lab.engine import trainer as trainer_module
from lab.engine.control import UNITS, Control, Unit
from lab.engine.diagnosis import Diverged
from lab.engine.rows import Row
from lab.engine.trainer import Trainer
from lab.spec.errors import PlanError
from tests.engine import networks
from tests.engine.test_trainer import ask, do, in_background, trainer

DEEP = networks.Chain(1, 4, 4).then("flatten").then("dense", units=6).end(3)


def after(unit: Unit, count: int, **options: Any) -> Trainer:
    """A trainer that has made so many single steps of a unit."""
    one, control = trainer(**options), Control()
    with in_background(one, control, []):
        for _ in range(count):
            do(control, unit)
    return one


def assert_same(one: Trainer, other: Trainer) -> None:
    for name, array in one.network.weights().items():
        assert array.tobytes() == other.network.weights()[name].tobytes(), name
    assert one.record.to_json() == other.record.to_json()


def test_operations_make_the_same_step_as_a_batch() -> None:
    by_batch = after("batch", 2)
    by_operation = after("operation", 2 * len(by_batch.network.program))
    assert by_operation.step == 2
    assert_same(by_batch, by_operation)


def test_layers_go_through_the_network_and_back_again() -> None:
    one, control = trainer(), Control()
    seen: list[Row] = []
    with in_background(one, control, []):
        while not ask(control, lambda it: it.step):
            do(control, "layer")
            seen.append(ask(control, lambda it: it.operation))
    forward = [row.node for row in seen if row.beat == "forward" and row.node]
    backward = [row.node for row in seen if row.beat == "backward" and row.node]
    order = [node.id for node in one.network.order_of_nodes]
    assert [node for node in forward if node != "input1"] == [node for node in order if one.network.rows_of[node]]
    assert backward == [node for node in reversed(order) if node in backward]
    assert [row.kernel for row in seen if row.beat == "update"][-1] == "write_curves"  # for all layers at once


def test_an_operation_says_what_it_is() -> None:
    one = after("operation", 3)
    assert one.operation is not None
    assert (one.operation.node, one.operation.beat, one.operation.number) == ("conv2d1", "forward", 2)
    assert "convolve" in one.operation.kernel
    assert one.step == 0


def test_a_larger_step_finishes_what_a_smaller_has_begun() -> None:
    one, control = trainer(), Control()
    with in_background(one, control, []):
        for unit in UNITS[:4]:
            do(control, unit)
        assert ask(control, lambda it: (it.step, it.operation)) == (1, None)
        do(control, "operation")
        do(control, "epoch")
        assert ask(control, lambda it: (it.epoch, it.operation)) == (1.0, None)
    assert_same(one, after("epoch", 1))


def test_a_long_step_can_be_left_and_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stepper, trainer_module):
        monkeypatch.setattr(module, "LONG", 0.0)
    monkeypatch.setattr(stepper, "SLICE", 1e-9)
    one, control = trainer(epochs=100_000), Control()

    def pause_within(it: Trainer) -> None:
        if it._place[2]:
            control.pause()
        else:
            control.ask(pause_within)

    with in_background(one, control, []):
        control.ask(pause_within)
        control.resume()
        while ask(control, lambda it: it.state != "paused" or it.operation is None):
            pass
        assert ask(control, lambda it: it.operation.number + 1) == one._place[2]
        do(control, "batch")
        steps = ask(control, lambda it: it.step)
    assert_same(one, after("batch", steps))


def test_a_step_of_an_epoch_answers_and_can_be_called_off() -> None:
    one, control = trainer(epochs=100_000), Control()
    with in_background(one, control, []):
        control.set("pace", 0.01)  # the epoch would take minutes
        control.step("epoch")
        while ask(control, lambda it: it.step) < 1:
            pass
        assert control.stepping
        control.pause()
        while ask(control, lambda it: it.state) != "paused":
            pass
        assert not control.stepping
        assert one.epoch < 1


def test_saving_within_the_update_saves_whole_steps() -> None:
    one, control = trainer(), Control()
    with in_background(one, control, []):
        while not ask(control, lambda it: it.step):
            do(control, "operation")
        assert ask(control, lambda it: it.operation.beat) == "update"
        model = ask(control, lambda it: it.model())
    whole = after("batch", 1).model()
    assert model.state == whole.state
    for name, array in whole.weights.items():
        assert array.tobytes() == model.weights[name].tobytes(), name


# -- numbers that are not finite


def explode(one: Trainer, unit: Unit) -> Diverged:
    """Weights so large that the second layer overflows in the forward pass."""
    for name in ("dense1/weight", "dense2/weight"):
        one.network.view(name)[...] = 1e30
    control = Control()
    for _ in range(100):
        control.step(unit)
    control.ask(lambda it: None)
    with pytest.raises(Diverged) as caught:
        one.run(control, lambda snapshot: None)
    one.close()
    return caught.value


@pytest.mark.parametrize("unit", UNITS)
def test_the_operation_where_it_went_wrong_is_named(unit: Unit) -> None:
    one = trainer(graph=DEEP, batch_size=40)
    error = explode(one, unit)
    assert (error.node, error.array, error.step) == ("dense2", "dense2/output", 1)
    assert error.row is not None
    assert (error.row.beat, error.row.node) == ("forward", "dense2")
    assert error.row.kernel in str(error)
    assert one.step == 0
    assert (one.network.view("dense1/weight") == np.float32(1e30)).all()


def test_an_update_that_overflows_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    one = trainer(graph=DEEP)
    before = one.network.weights()
    monkeypatch.setattr(one, "_set_rates", lambda count: one.network.set_rates(np.full(count, 3e38)))
    control = Control()
    control.resume()
    with pytest.raises(Diverged, match="again those of the last moment") as caught:
        one.run(control, lambda snapshot: None)
    assert caught.value.step == 1
    assert one.step == 0
    for name, array in before.items():
        np.testing.assert_array_equal(one.network.weights()[name], array)
    one.close()


# -- every array by its name


def test_every_array_of_a_layer_has_a_name() -> None:
    setup, data = networks.setup("adam"), networks.samples((2, 6, 6))
    network = Trainer(networks.with_everything(), setup, data, networks.split(data)).network
    assert {
        "conv2d2/input0",
        "conv2d2/input0.gradient",
        "conv2d2/weight",
        "conv2d2/weight.gradient",
        "conv2d2/weight.first_moment",
        "conv2d2/bias.first_moment",
        "conv2d2/output",
        "conv2d2/output.gradient",
    } <= set(network.arrays("conv2d2"))
    assert {"add1/input0", "add1/input1", "add1/input2"} <= set(network.arrays("add1"))
    network.close()


def test_views_are_live_and_have_textbook_shapes() -> None:
    one = after("batch", 1, optimizer="adam")
    network = one.network
    mean = network.view("conv2d1/weight.first_moment")
    assert mean.shape == network.view("conv2d1/weight").shape == (3, 1, 3, 3)
    before = mean.copy()
    network.program.run()
    assert (mean != before).any()
    output, copy = network.view("conv2d1/output"), network.read("conv2d1/output")
    assert output.shape == (1, 16, 3, 4, 4)
    assert copy.shape == (8, 3, 4, 4)
    np.testing.assert_array_equal(output[0, 5], copy[5])
    np.testing.assert_array_equal(network.view("relu1/input0"), output)
    assert network.view("dense1/output").shape == (1, 16, 3)


def test_an_unknown_array_is_answered_with_those_there_are() -> None:
    network = trainer().network
    with pytest.raises(PlanError, match=r"no array conv2d1/wieght.*conv2d1/weight"):
        network.view("conv2d1/wieght")
    with pytest.raises(PlanError, match=r"no array nothing/weight.*conv2d1"):
        network.read("nothing/weight")
    network.close()
