"""Every registered schedule through every one of its cases."""

from __future__ import annotations

import json
import math
import textwrap
from typing import Any

import numpy as np
import pytest

from lab import schedules
from lab.schedules.base import Schedule, Warming
from lab.schedules.plateau import Plateau
from lab.spec import registry
from lab.spec.errors import FieldError

registry.discover(schedules)

ALL: list[Any] = registry.known("schedule")
CASES = [
    pytest.param(kind(**config), id=f"{kind.name}-{number}") for kind in ALL for number, config in enumerate(kind.cases)
]
PER_EPOCH, EPOCHS, RATE = 7, 6, 0.3
STEPS = np.arange(PER_EPOCH * EPOCHS)

every_schedule = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
every_case = pytest.mark.parametrize("schedule", CASES)


@every_schedule
def test_says_what_it_is(kind: type[Schedule]) -> None:
    assert kind.cases
    assert kind.title
    assert kind.__doc__
    assert all(field.help for field in kind.fields().values())
    for name, field in kind.fields().items():
        for value in field.wrong_examples():
            with pytest.raises(FieldError):
                kind(**{name: value})


@every_case
def test_config_round_trip(schedule: Schedule) -> None:
    assert type(schedule)(**json.loads(json.dumps(schedule.config()))) == schedule


@every_case
def test_each_step_has_its_factor_whatever_is_asked_with_it(schedule: Schedule) -> None:
    together = schedule.factors(STEPS, PER_EPOCH, EPOCHS)
    alone = [schedule.factors(STEPS[step : step + 1], PER_EPOCH, EPOCHS)[0] for step in STEPS]
    assert together.tolist() == alone
    assert ((together > 0) & (together <= 1)).all()


@every_case
@pytest.mark.parametrize(("per_epoch", "epochs"), [(1, 1), (1, 3), (5, 1)])
def test_short_runs_and_steps_beyond_the_end(schedule: Schedule, per_epoch: int, epochs: int) -> None:
    factors = schedule.factors(np.arange(3 * per_epoch * epochs), per_epoch, epochs)
    assert ((factors >= 0) & (factors <= 1)).all()


def function(name: str, arguments: str, lines: str) -> Any:
    """A function of these lines."""
    names: dict[str, Any] = {"math": math}
    exec(f"def {name}({arguments}):\n" + textwrap.indent(lines, "    "), names)
    return names[name]


@every_case
@pytest.mark.parametrize(("per_epoch", "epochs"), [(PER_EPOCH, EPOCHS), (1, 1), (1, 3), (5, 1)])
def test_equals_its_lines_of_python(schedule: Schedule, per_epoch: int, epochs: int) -> None:
    factor = function("factor", "step, per_epoch, total", schedule.python() or "return 1.0")
    total = per_epoch * epochs
    found = [factor(step, per_epoch, total) for step in range(2 * total)]
    np.testing.assert_allclose(schedule.factors(np.arange(2 * total), per_epoch, epochs), found, rtol=1e-12)


@every_case
def test_remembers_what_its_lines_of_python_do(schedule: Schedule) -> None:
    look = function("look", "memory, loss", schedule.python_look() or "return memory")
    random = np.random.default_rng(1)
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for loss in [math.nan, *random.random(40)]:
        ours, theirs = schedule.look(ours, loss), look(theirs, loss)
        assert schedule.scale(ours) == pytest.approx(theirs.get("scale", 1.0))


@pytest.mark.parametrize("schedule", [case for case in CASES if case.values[0].torch(PER_EPOCH, EPOCHS)])
@pytest.mark.filterwarnings("ignore:The epoch parameter in", "ignore:Detected call of `lr_scheduler.step")
def test_equals_pytorch(schedule: Schedule) -> None:
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    theirs = eval(schedule.torch(PER_EPOCH, EPOCHS), {"torch": torch, "optimizer": optimizer})  # our own words
    rates = []
    for _ in STEPS:
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        theirs.step()
    np.testing.assert_allclose(RATE * schedule.factors(STEPS, PER_EPOCH, EPOCHS), rates, rtol=1e-9)


@pytest.mark.parametrize("kind", [kind for kind in ALL if issubclass(kind, Warming)], ids=lambda kind: kind.name)
def test_warm_up_rises_in_a_straight_line_and_delays_the_rest(kind: type[Warming]) -> None:
    found = kind(warm_up=2.0).factors(STEPS, PER_EPOCH, EPOCHS)
    np.testing.assert_allclose(found[: 2 * PER_EPOCH], np.arange(1, 2 * PER_EPOCH + 1) / (2 * PER_EPOCH))
    rest = kind(warm_up=0.0).factors(STEPS[: -2 * PER_EPOCH], PER_EPOCH, EPOCHS - 2)
    np.testing.assert_allclose(found[2 * PER_EPOCH :], rest)


@pytest.mark.parametrize("config", [{"patience": 2}, {"patience": 0, "gamma": 0.5, "lowest": 0.1, "threshold": 0.05}])
def test_plateau_equals_pytorch(config: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    schedule = Plateau(**config)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    theirs = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer,
        factor=schedule.gamma,
        patience=schedule.patience,
        threshold=schedule.threshold,
        min_lr=schedule.lowest,
        eps=0,
    )
    random = np.random.default_rng(2)
    memory: dict[str, float] = {}
    scales = []
    for loss in [float("nan"), *(1 / (1 + np.arange(40) / 5) + 0.2 * random.random(40)).tolist()]:
        memory = json.loads(json.dumps(schedule.look(memory, loss), allow_nan=False))
        theirs.step(loss)
        scales.append(schedule.scale(memory))
        assert scales[-1] == pytest.approx(optimizer.param_groups[0]["lr"])
    assert len(set(scales)) > 2


@every_schedule
def test_only_the_plateau_remembers(kind: type[Schedule]) -> None:
    schedule = kind()
    remembers = schedule.look({}, 1.0) != {}
    assert remembers == (kind is Plateau)
    assert schedule.scale({}) == 1.0
