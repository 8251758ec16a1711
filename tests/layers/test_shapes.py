"""Shape rules, counts and the words for inputs that do not fit, with the figures that textbooks give."""

from __future__ import annotations

import math
from typing import Any

import pytest

from lab.layers.base import Layer
from lab.layers.sliding import slide
from lab.spec.errors import ShapeError
from tests.layers.making import make

DENSE = "Dense needs a flat input. This one is 8 × 4 × 4. Put Flatten before it."


def weights(layer: Layer, *shapes: tuple[int, ...]) -> int:
    return sum(parameter.size for parameter in layer.parameters(*shapes).values() if parameter.trainable)


@pytest.mark.parametrize("length", range(1, 12))
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_full_valid_same(length: int, size: int) -> None:
    assert slide(length, size, 1, 1, "full").places == length + size - 1
    assert slide(length, size, 1, 1, "valid").places == length - size + 1
    for stride in (1, 2, 3):
        same = slide(length, size, stride, 1, "same")
        assert same.places == math.ceil(length / stride)
        assert 0 <= same.after - same.before <= 1, "an odd cell goes to the end"


def test_output_size_rule() -> None:
    for n in range(5, 14):
        for f, s, d, p in [(3, 1, 1, 0), (3, 2, 1, 1), (2, 3, 2, 2), (3, 2, 2, 1), (1, 4, 1, 0)]:
            wanted = (n + 2 * p - d * (f - 1) - 1) // s + 1
            conv = make("conv2d", kernel=f, stride=s, dilation=d, padding="explicit", pads=p)
            assert conv.output_shape((1, n, n)) == (8, wanted, wanted)
            one = make("conv1d", kernel=f, stride=s, dilation=d, padding="explicit", pads=p)
            assert one.output_shape((1, n)) == (8, wanted)


def test_five_by_five_kernels_on_a_colour_picture() -> None:
    for kernels in (1, 2, 5):
        conv = make("conv2d", channels=kernels, kernel=5, padding="valid")
        assert conv.output_shape((3, 32, 32)) == (kernels, 28, 28)
        assert weights(conv, (3, 32, 32)) == kernels * (75 + 1)
        assert conv.flops((3, 32, 32)) == 2 * 75 * kernels * 28 * 28


def test_counts_of_lenet() -> None:
    first = make("conv2d", channels=6, kernel=5, padding="explicit", pads=2)
    second = make("conv2d", channels=16, kernel=5, padding="valid")
    total = weights(first, (1, 28, 28)) + weights(second, (6, 14, 14))
    for inputs, units in ((400, 120), (120, 84), (84, 10)):
        total += weights(make("dense", units=units), (inputs,))
    assert total == 61_706


def test_counts_of_the_dense_net() -> None:
    hidden, output = make("dense", units=16), make("dense", units=10)
    assert weights(hidden, (784,)) + weights(output, (16,)) == 12_730
    assert hidden.parameters((784,))["weight"].shape == (16, 784)


def test_depthwise_and_pointwise() -> None:
    assert weights(make("conv2d", channels=8, groups=8, bias=False), (8, 5, 5)) == 8 * 9
    assert weights(make("conv2d", channels=4, kernel=1, bias=False), (8, 5, 5)) == 32


def test_depthwise_separable_needs_far_fewer_weights() -> None:
    depthwise, pointwise = make("depthwise_conv2d"), make("conv2d", channels=64, kernel=1)
    assert weights(depthwise, (32, 9, 9)) + weights(pointwise, (32, 9, 9)) == 32 * 10 + 64 * 33
    assert weights(make("conv2d", channels=64), (32, 9, 9)) == 64 * (32 * 9 + 1)
    assert depthwise.flops((32, 9, 9)) == 2 * 9 * 32 * 81
    assert make("depthwise_conv2d", multiplier=3).output_shape((4, 9, 9)) == (12, 9, 9)


def test_a_transposed_convolution_gives_the_size_back_that_a_convolution_took() -> None:
    for n, f, s, d, p in [(12, 3, 2, 1, 1), (11, 3, 2, 1, 1), (9, 2, 2, 1, 0), (13, 3, 3, 2, 2), (8, 5, 1, 1, 0)]:
        small = make("conv2d", kernel=f, stride=s, dilation=d, padding="explicit", pads=p).output_shape((1, n, n))
        missing = (n + 2 * p - d * (f - 1) - 1) % s
        back = make("transposed_conv2d", kernel=f, stride=s, dilation=d, padding=p, output_padding=missing)
        assert back.output_shape(small) == (8, n, n)
    assert make("transposed_conv2d", channels=3).output_shape((8, 5, 7)) == (3, 10, 14), "as it comes, it doubles"


def test_a_zero_shortcut_fits_a_convolution_with_a_stride() -> None:
    for side in (7, 8, 9):
        main = make("conv2d", channels=16, stride=2).output_shape((8, side, side))
        assert make("zero_shortcut").output_shape((8, side, side)) == main
    assert weights(make("zero_shortcut"), (8, 9, 9)) == 0


def test_fans() -> None:
    weight = make("conv2d", channels=8, groups=2).parameters((4, 9, 9))["weight"]
    assert (weight.shape, weight.fan_in, weight.fan_out) == ((8, 2, 3, 3), 18, 36)
    weight = make("transposed_conv2d", channels=8, kernel=4).parameters((6, 9, 9))["weight"]
    assert (weight.shape, weight.fan_in, weight.fan_out) == ((6, 8, 4, 4), 24, 128), "four cells reach one output"
    weight = make("dense", units=3).parameters((7,))["weight"]
    assert (weight.fan_in, weight.fan_out) == (7, 3)


def test_biases_and_norms_do_not_decay() -> None:
    assert not make("dense").parameters((4,))["bias"].decays
    for kind in ("batch_norm", "layer_norm", "group_norm"):
        assert not any(parameter.decays for parameter in make(kind).parameters((4,)).values())


@pytest.mark.parametrize(
    ("kind", "config", "shapes", "words", "mend"),
    [
        (
            "dense",
            {},
            [(8, 4, 4)],
            DENSE,
            "flatten",
        ),
        ("conv2d", {}, [(64,)], "Put Conv 2-D before Flatten", None),
        ("conv2d", {}, [(2, 64)], "Use the 1-D form of the layer.", None),
        ("conv1d", {}, [(2, 8, 8)], "Use the 2-D form of the layer.", None),
        (
            "conv2d",
            {"kernel": 5, "padding": "valid"},
            [(1, 4, 4)],
            "5 × 5, larger than the input, which is 4",
            None,
        ),
        ("conv2d", {"dilation": 3, "padding": "valid"}, [(1, 6, 9)], "reaches over 7 × 7 cells", None),
        ("conv2d", {"groups": 3}, [(4, 9, 9)], "Choose a number of groups that divides both.", None),
        ("max_pool2d", {"size": 3}, [(1, 2, 9)], "Max pool 2-D is 3 × 3, larger than the input", None),
        ("average_pool1d", {}, [(8,)], "needs images or signals", None),
        ("global_average_pool", {}, [(8,)], "needs images or signals", None),
        ("depthwise_conv2d", {}, [(64,)], "Put Depthwise conv 2-D before Flatten", None),
        ("depthwise_conv2d", {"padding": "valid"}, [(1, 2, 2)], "The window of Depthwise conv 2-D is 3 × 3", None),
        ("depthwise_conv1d", {"multiplier": 64}, [(65, 9)], "would make 4160 channels", None),
        ("transposed_conv2d", {}, [(2, 64)], "Use the 1-D form of the layer.", None),
        ("transposed_conv2d", {"groups": 3}, [(4, 9, 9)], "Choose a number of groups that divides both.", None),
        ("transposed_conv2d", {"output_padding": 2}, [(1, 9, 9)], "Choose a smaller output padding.", None),
        ("transposed_conv1d", {"padding": 2}, [(1, 2)], "makes 4 of this input and its padding cuts all", None),
        ("global_max_pool", {}, [(8,)], "needs images or signals", None),
        ("stochastic_pool2d", {"size": 3}, [(1, 2, 9)], "Stochastic pool 2-D is 3 × 3, larger than the input", None),
        ("upsample", {}, [(8,)], "needs images or signals", None),
        ("zero_padding", {}, [(8,)], "needs images or signals", None),
        ("zero_shortcut", {"channels": 2}, [(3, 4, 4)], "has 3, more than the 2 asked for", None),
        ("reshape", {"channels": 2}, [(100,)], "2 × 8 × 8, that is 128 numbers", None),
        ("reshape", {"form": "signal"}, [(2, 5, 5)], "Choose sizes whose product is 50.", None),
        ("add", {}, [(3, 4, 4), (2, 4, 4)], "These are 3 × 4 × 4 and 2 × 4 × 4.", None),
        (
            "multiply",
            {},
            [(4,), (5,)],
            "Multiply needs inputs of one shape; only an axis of length 1 fits any other.",
            None,
        ),
        ("maximum", {}, [(1, 4), (3, 1), (2, 4)], "These are 3 × 4 and 2 × 4.", None),
        ("subtract", {}, [(4,), (4, 3)], "These are 4 and 4 × 3.", None),
        ("gate", {}, [(4,), (4,), (5,)], "Gate needs inputs of one shape.", None),
        ("group_norm", {"groups": 3}, [(4, 2, 2)], "Choose a number of groups that divides 4.", None),
        ("group_norm", {"groups": 4}, [(4,)], "a number less its own mean is always 0", None),
        ("layer_norm", {}, [(1,)], "Layer norm would take each number by itself", None),
        ("spatial_dropout", {}, [(8,)], "needs images or signals", None),
        ("concatenate", {}, [(1, 4, 4), (1, 4, 5)], "differ in their channels only", None),
    ],
)
def test_what_does_not_fit_is_explained(
    kind: str, config: dict[str, Any], shapes: list[tuple[int, ...]], words: str, mend: str | None
) -> None:
    with pytest.raises(ShapeError) as caught:
        make(kind, **config).output_shape(*shapes)
    assert words in str(caught.value)
    assert caught.value.mend == mend


def test_summaries() -> None:
    assert make("conv2d").summary() == "8 @ 3 × 3"
    assert make("conv2d", kernel=(3, 5), stride=2).summary() == "8 @ 3 × 5 / 2"
    assert make("max_pool2d").summary() == "2 × 2"
    assert make("max_pool2d", size=3).summary() == "3 × 3 / 2"
    assert make("depthwise_conv2d").summary() == "3 × 3"
    assert make("depthwise_conv2d", multiplier=2, stride=2).summary() == "2 @ 3 × 3 / 2"
    assert make("transposed_conv1d").summary() == "8 @ 2 / 2"
    assert make("upsample").summary() == "× 2"
    assert make("reshape").summary() == "1 × 8 × 8"
    assert make("zero_padding").summary() == "1"
    assert make("zero_shortcut").summary() == "16 / 2"
    assert make("input").summary() == "1 × 8 × 8"
    assert make("group_norm").summary() == "4"
    assert make("scale", factor=-0.1).summary() == "× −0.1"
