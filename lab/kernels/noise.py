"""Noise that depends on nothing but numbers: the same for any number of threads and for every run of one seed."""

from __future__ import annotations

from lab.kernels.kernel import helper


@helper
def mix(number: int) -> int:
    """A 32-bit number scrambled one to one (C. Wellons' "lowbias32", 2018)."""
    number = (number ^ (number >> 16)) * 0x7FEB352D & 0xFFFFFFFF
    number = (number ^ (number >> 15)) * 0x846CA68B & 0xFFFFFFFF
    return number ^ (number >> 16)


@helper
def noise_key(seed: int, update: int, stream: int) -> int:
    """The 32-bit key of one layer's noise in one update."""
    key = mix((int(seed) + 0x9E3779B9) & 0xFFFFFFFF)
    key = mix((key + int(update)) & 0xFFFFFFFF)
    return mix((key + int(stream)) & 0xFFFFFFFF)


@helper
def uniform(key: int, number: int) -> float:
    """The `number`th of the key's random numbers in [0, 1)."""
    return mix(mix(number & 0xFFFFFFFF) ^ key) * 2.0**-32
