"""Noise that depends on nothing but numbers: the same for any number of threads and for every run of one seed."""

from __future__ import annotations

from typing import Any

from lab.kernels.kernel import helper
from lab.kernels.lanes import LANES, Lanes, as_lanes, words

APART = LANES  # how far the numbers of neighbouring cells lie apart, however many lanes these have


@helper
def mix(number: Any) -> Any:
    """A 32-bit number, or sixteen in lanes, scrambled one to one (C. Wellons' "lowbias32", 2018)."""
    number = (number ^ (number >> 16)) * 0x7FEB352D & 0xFFFFFFFF
    number = (number ^ (number >> 15)) * 0x846CA68B & 0xFFFFFFFF
    return number ^ (number >> 16)


@helper
def noise_key(seed: int, update: int, stream: int) -> Any:
    """The 32-bit key of one layer's noise in one update."""
    key = mix((int(seed) + 0x9E3779B9) & 0xFFFFFFFF)
    key = mix((key + int(update)) & 0xFFFFFFFF)
    return mix((key + int(stream)) & 0xFFFFFFFF)


@helper
def uniform(key: int, number: int) -> Any:
    """The `number`th of the key's random numbers in [0, 1): a multiple of 2^-24, so that float32 holds it exactly."""
    return (mix(mix(number & 0xFFFFFFFF) ^ key) >> 8) * 2.0**-24


@helper
def uniforms(key: int, number: int, like: Lanes) -> Lanes:
    """The `number`th to `number + 15`th of the key's random numbers, in the number type of `like`."""
    return as_lanes(mix(mix(words(number)) ^ key) >> 8, like) * 2.0**-24
