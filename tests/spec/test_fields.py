"""Declared settings: the order in which forms show them."""

from __future__ import annotations

from lab.spec.fields import Declared, Float, Int


class Base(Declared):
    rate = Float(0.1)
    decay = Float(0.0, last=True)
    seed = Int(0, last=True)


class Derived(Base):
    momentum = Float(0.0)


class Stressing(Derived):
    decay = Float(0.01)


def test_what_a_class_declares_itself_stands_before_the_last_of_its_base() -> None:
    assert list(Base.fields()) == ["rate", "decay", "seed"]
    assert list(Derived.fields()) == ["rate", "momentum", "decay", "seed"]


def test_a_field_declared_anew_may_be_moved_to_the_front() -> None:
    assert list(Stressing.fields()) == ["rate", "decay", "momentum", "seed"]
