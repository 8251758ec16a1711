"""Slow twins: every layer, loss and optimiser again, as naive NumPy on (sample, channel, row, column), float64.

Written from the formulas, one sample and one output at a time, without a look at the kernels they check.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.layers.base import Layer

Array = NDArray[np.float64]
Twin = Callable[[Any, list[Array], dict[str, Array], bool], Array]


def padded(picture: Array, pads: list[tuple[int, int]], value: float) -> Array:
    """One channel with a border."""
    return np.pad(picture, pads, constant_values=value)


def border(length: int, size: int, stride: int, dilation: int, padding: str, told: tuple[int, int]) -> tuple[int, int]:
    """How much is padded before and after an axis."""
    reach = dilation * (size - 1) + 1
    if padding == "valid":
        return 0, 0
    if padding == "explicit":
        return told
    if padding == "full":
        return reach - 1, reach - 1
    wanted = math.ceil(length / stride)
    missing = max(0, (wanted - 1) * stride + reach - length)
    return missing // 2, math.ceil(missing / 2)


def _as_image(x: Array) -> Array:
    """A signal as an image of one row."""
    return x[:, :, None, :] if x.ndim == 3 else x


def _like(y: Array, x: Array) -> Array:
    return y[:, :, 0, :] if x.ndim == 3 else y


def _pair(numbers: tuple[int, ...], trivial: int = 1) -> tuple[int, int]:
    return (trivial, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])


def convolution(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    """Windows cut out of the padded image, multiplied and summed."""
    x = _as_image(inputs[0])
    weight = parameters["weight"]
    weight = weight[:, :, None, :] if weight.ndim == 3 else weight
    (stride_i, stride_j), (dilation_i, dilation_j) = _pair(layer.stride), _pair(layer.dilation)
    pads = (0, layer.pads[0], 0, layer.pads[1]) if len(layer.pads) == 2 else layer.pads
    rows, columns = weight.shape[2:]
    pad_i = border(x.shape[2], rows, stride_i, dilation_i, layer.padding, (pads[0], pads[2]))
    pad_j = border(x.shape[3], columns, stride_j, dilation_j, layer.padding, (pads[1], pads[3]))
    if inputs[0].ndim == 3:
        pad_i = (0, 0)
    per_group_in, per_group_out = x.shape[1] // layer.groups, layer.channels // layer.groups
    maps = []
    for sample in x:
        for o in range(layer.channels):
            first = (o // per_group_out) * per_group_in
            seen = np.stack([padded(sample[first + c], [pad_i, pad_j], 0.0) for c in range(per_group_in)])
            places = []
            for i in range(0, seen.shape[1] - dilation_i * (rows - 1), stride_i):
                for j in range(0, seen.shape[2] - dilation_j * (columns - 1), stride_j):
                    cut = seen[:, i : i + dilation_i * rows : dilation_i, j : j + dilation_j * columns : dilation_j]
                    cut = cut[:, :rows, :columns]
                    places.append(float((cut * weight[o]).sum()))
            width = len(range(0, seen.shape[2] - dilation_j * (columns - 1), stride_j))
            bias = parameters["bias"][o] if layer.bias else 0.0
            maps.append(np.array(places).reshape(-1, width) + bias)
    y = np.stack(maps).reshape(len(x), layer.channels, *maps[0].shape)
    return _like(y, inputs[0])


def depthwise(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    """Each channel through the convolution by itself, one after the other."""
    maps = []
    for c in range(inputs[0].shape[1]):
        own = slice(c * layer.multiplier, (c + 1) * layer.multiplier)
        settings = {name: value for name, value in layer.config().items() if name != "multiplier"}
        alone = layer.kind(channels=layer.multiplier, **settings)
        weights = {name: array[own] for name, array in parameters.items()}
        maps.append(convolution(alone, [inputs[0][:, c : c + 1]], weights, training))
    return np.concatenate(maps, axis=1)


def transposed_convolution(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    """Every input number paints its kernel; then the border is cut off."""
    x, weight = _as_image(inputs[0]), _as_image(parameters["weight"])
    (stride_i, stride_j), (dilation_i, dilation_j) = _pair(layer.stride), _pair(layer.dilation)
    (cut_i, cut_j), (more_i, more_j) = _pair(layer.padding, 0), _pair(layer.output_padding, 0)
    rows, columns = weight.shape[2:]
    height = (x.shape[2] - 1) * stride_i + dilation_i * (rows - 1) + 1 + more_i
    width = (x.shape[3] - 1) * stride_j + dilation_j * (columns - 1) + 1 + more_j
    y = np.zeros((len(x), layer.channels, height, width))
    per_group_in, per_group_out = x.shape[1] // layer.groups, layer.channels // layer.groups
    for b, c, i, j in np.ndindex(x.shape):
        first = c // per_group_in * per_group_out
        for u, v in np.ndindex(rows, columns):
            p, q = i * stride_i + u * dilation_i, j * stride_j + v * dilation_j
            y[b, first : first + per_group_out, p, q] += x[b, c, i, j] * weight[c, :, u, v]
    if layer.bias:
        y += parameters["bias"][None, :, None, None]
    return _like(y[:, :, cut_i : height - cut_i, cut_j : width - cut_j], inputs[0])


def pooling(reduce: Callable[[Array], float]) -> Twin:
    """Windows cut out of the image with a border of NaN, which is left out."""

    def twin(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
        x = _as_image(inputs[0])
        (size_i, size_j), (stride_i, stride_j) = _pair(layer.size), _pair(layer.stride)
        pads = (0, layer.pads[0], 0, layer.pads[1]) if len(layer.pads) == 2 else layer.pads
        pad_i = border(x.shape[2], size_i, stride_i, 1, layer.padding, (pads[0], pads[2]))
        pad_j = border(x.shape[3], size_j, stride_j, 1, layer.padding, (pads[1], pads[3]))
        samples = []
        for sample in x:
            channels = []
            for channel in sample:
                seen = padded(channel, [pad_i, pad_j], math.nan)
                channels.append(
                    [
                        [
                            reduce(seen[i : i + size_i, j : j + size_j])
                            for j in range(0, seen.shape[1] - size_j + 1, stride_j)
                        ]
                        for i in range(0, seen.shape[0] - size_i + 1, stride_i)
                    ]
                )
            samples.append(channels)
        return _like(np.array(samples), inputs[0])

    return twin


def stochastic_pooling(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    """`parameters["winner"]` is which place p 2^bits + q of the input was drawn; -1 where there is nothing to draw."""
    x = _as_image(inputs[0])
    (size_i, size_j), (stride_i, stride_j) = _pair(layer.size), _pair(layer.stride)
    pads = (0, layer.pads[0], 0, layer.pads[1]) if len(layer.pads) == 2 else layer.pads
    before_i = border(x.shape[2], size_i, stride_i, 1, layer.padding, (pads[0], pads[2]))[0]
    before_j = border(x.shape[3], size_j, stride_j, 1, layer.padding, (pads[1], pads[3]))[0]
    pitch = 2 ** math.ceil(math.log2(x.shape[3]))
    y = np.zeros((len(x), *_as_image(np.zeros((1, *layer.output_shape(inputs[0].shape[1:])))).shape[1:]))
    winner = parameters["winner"].reshape(y.shape) if training else None
    for b, c, i, j in np.ndindex(y.shape):
        rows = range(max(0, i * stride_i - before_i), min(x.shape[2], i * stride_i - before_i + size_i))
        columns = range(max(0, j * stride_j - before_j), min(x.shape[3], j * stride_j - before_j + size_j))
        above = {(p, q): x[b, c, p, q] for p in rows for q in columns if x[b, c, p, q] > 0}
        if winner is None:
            y[b, c, i, j] = sum(a * a for a in above.values()) / sum(above.values()) if above else 0.0
        elif above:
            y[b, c, i, j] = above[int(winner[b, c, i, j] // pitch), int(winner[b, c, i, j] % pitch)]
        else:
            assert winner[b, c, i, j] == -1
    return _like(y, inputs[0])


def dense(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    rows = []
    for sample in inputs[0]:
        row = []
        for o in range(layer.units):
            value = parameters["bias"][o] if layer.bias else 0.0
            for k, number in enumerate(sample):
                value += parameters["weight"][o, k] * number
            row.append(value)
        rows.append(row)
    return np.array(rows)


def number_by_number(function: Callable[[Any, float], float]) -> Twin:
    """A function of the layer and one number."""

    def twin(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
        return np.array([function(layer, float(number)) for number in inputs[0].ravel()]).reshape(inputs[0].shape)

    return twin


def softmax(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    powers = np.exp(inputs[0])
    y = np.empty_like(powers)
    for index in np.ndindex(powers.shape):
        y[index] = powers[index] / powers[(index[0], slice(None), *index[2:])].sum()
    return y


def prelu(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    y = inputs[0].copy()
    for index in np.ndindex(y.shape):
        if y[index] < 0:
            y[index] *= parameters["slope"][0 if layer.shared else index[1]]
    return y


def affine(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    y = inputs[0].copy()
    for c in range(y.shape[1]):
        y[:, c] = parameters["weight"][c] * y[:, c] + parameters["bias"][c]
    return y


def maxout(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    x = inputs[0]
    groups = range(0, x.shape[1], layer.pieces)
    return np.stack([x[:, first : first + layer.pieces].max(axis=1) for first in groups], axis=1)


def batch_norm(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    y = np.empty_like(inputs[0])
    for c in range(y.shape[1]):
        numbers = inputs[0][:, c]
        mean, variance = parameters["running_mean"][c], parameters["running_variance"][c]
        if training and not layer.frozen:
            mean = sum(numbers.ravel()) / numbers.size
            variance = sum((number - mean) ** 2 for number in numbers.ravel()) / numbers.size
        y[:, c] = parameters["scale"][c] * (numbers - mean) / math.sqrt(variance + layer.epsilon)
        y[:, c] += parameters["shift"][c]
    return y


def group_norm(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    x = inputs[0]
    groups = layer.groups if layer.name == "group_norm" else 1
    y = np.empty_like(x)
    for b in range(len(x)):
        for channels in np.split(np.arange(x.shape[1]), groups):
            numbers = x[b, channels].ravel()
            mean = sum(numbers) / len(numbers)
            variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
            for c in channels:
                y[b, c] = (x[b, c] - mean) / math.sqrt(variance + layer.epsilon)
                y[b, c] = parameters["scale"][c] * y[b, c] + parameters["shift"][c]
    return y


def global_average_pool(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    return np.array([[sum(channel.ravel()) / channel.size for channel in sample] for sample in inputs[0]])


def global_max_pool(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    return np.array([[max(channel.ravel()) for channel in sample] for sample in inputs[0]])


def flatten(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    return np.array([list(sample.ravel()) for sample in inputs[0]])


def reshape(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    return np.array([np.array(list(sample.ravel())).reshape(layer.output_shape(sample.shape)) for sample in inputs[0]])


def upsample(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    """Along one axis after the other; NumPy's own interpolation stands at the ends by itself."""
    y = inputs[0]
    for axis, factor in zip(range(2, y.ndim), layer.factor[4 - y.ndim :], strict=True):
        length = y.shape[axis]
        if layer.method == "nearest":
            y = np.stack([y.take(i // factor, axis) for i in range(length * factor)], axis)
        else:
            places = {
                "middles": (np.arange(length * factor) + 0.5) / factor - 0.5,
                "corners": np.linspace(0, length - 1, length * factor),
                "firsts": np.arange(length * factor) / factor,
            }[layer.alike]
            y = np.apply_along_axis(lambda row, places=places: np.interp(places, range(len(row)), row), axis, y)
    return y


def zero_padding(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    top, left, bottom, right = layer.pads
    sides = [(left, right)] if inputs[0].ndim == 3 else [(top, bottom), (left, right)]
    if layer.fill not in ("zeros", "constant"):
        return np.pad(inputs[0], [(0, 0), (0, 0), *sides], mode=layer.fill)
    number = layer.value if layer.fill == "constant" else 0.0
    return np.array([[padded(channel, sides, number) for channel in sample] for sample in inputs[0]])


def reduce(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    x = inputs[0]
    chosen = [layer.channels, layer.height, layer.width]
    chosen = {2: chosen[:1], 3: [layer.channels, layer.width], 4: chosen}[x.ndim]
    function = {"mean": np.mean, "sum": np.sum, "maximum": np.max}[layer.method]
    for axis in reversed(range(1, x.ndim)):
        if chosen[axis - 1]:
            x = np.apply_along_axis(function, axis, x)
            x = np.expand_dims(x, axis) if layer.keep else x
    return x if x.ndim > 1 else x[:, None]


def transpose(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    if inputs[0].ndim == 3:
        return np.array([sample.T for sample in inputs[0]])
    axes = dict(zip("chw", inputs[0].shape[1:], strict=True))
    y = np.zeros((len(inputs[0]), *(axes[letter] for letter in layer.axes)))
    for b, *places in np.ndindex(y.shape):
        place = dict(zip(layer.axes, places, strict=True))
        y[(b, *places)] = inputs[0][b, place["c"], place["h"], place["w"]]
    return y


def slice_(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    y = inputs[0]
    for axis, part in enumerate({2: [0], 3: [0, 2], 4: [0, 1, 2]}[y.ndim], 1):
        kept = [
            k for k in range(y.shape[axis]) if k >= layer.start[part] and (not layer.end[part] or k < layer.end[part])
        ]
        y = np.take(y, kept, axis)
    return y


def zero_shortcut(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    y = np.zeros((len(inputs[0]), *layer.output_shape(inputs[0].shape[1:])))
    for index in np.ndindex(y.shape):
        if index[1] < inputs[0].shape[1]:
            y[index] = inputs[0][(*index[:2], *(layer.stride * place for place in index[2:]))]
    return y


def numbers_together(function: Callable[[list[float]], float]) -> Twin:
    """A function of one number of each input, where an axis of length 1 has one number for all places."""

    def twin(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
        y = np.zeros(tuple(max(lengths) for lengths in zip(*(x.shape for x in inputs), strict=True)))
        for index in np.ndindex(y.shape):
            places = [tuple(np.minimum(index, np.array(x.shape) - 1)) for x in inputs]
            y[index] = function([float(x[place]) for x, place in zip(inputs, places, strict=True)])
        return y

    return twin


def gate(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    h, t, x = inputs
    return x + t * (h - x)


def concatenate(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
    return np.array([[channel for x in inputs for channel in x[sample]] for sample in range(len(inputs[0]))])


def dropping(*together: int) -> Twin:
    """`parameters["mask"]` is what the layer drew: it must hold nothing but 0 and 1 / (1 - rate), and be the same
    along the axes from 1 (channels) on that are dropped together."""

    def twin(layer: Any, inputs: list[Array], parameters: dict[str, Array], training: bool) -> Array:
        if not training:
            return inputs[0]
        mask = parameters["mask"]
        assert np.all((mask == 0) | np.isclose(mask, 1 / (1 - layer.rate), rtol=1e-6))
        axes = tuple(axis for axis in together if axis < mask.ndim)
        assert np.all(mask == mask.max(axis=axes, keepdims=True))
        return inputs[0] * mask

    return twin


LAYERS: dict[str, Twin] = {
    "conv1d": convolution,
    "conv2d": convolution,
    "depthwise_conv1d": depthwise,
    "depthwise_conv2d": depthwise,
    "transposed_conv1d": transposed_convolution,
    "transposed_conv2d": transposed_convolution,
    "max_pool1d": pooling(lambda cut: float(np.nanmax(cut))),
    "max_pool2d": pooling(lambda cut: float(np.nanmax(cut))),
    "average_pool1d": pooling(lambda cut: float(np.nanmean(cut))),
    "average_pool2d": pooling(lambda cut: float(np.nanmean(cut))),
    "stochastic_pool1d": stochastic_pooling,
    "stochastic_pool2d": stochastic_pooling,
    "global_average_pool": global_average_pool,
    "global_max_pool": global_max_pool,
    "dense": dense,
    "relu": number_by_number(lambda layer, x: max(0.0, x)),
    "leaky_relu": number_by_number(lambda layer, x: x if x > 0 else layer.slope * x),
    "sigmoid": number_by_number(lambda layer, x: 1 / (1 + math.exp(-x))),
    "tanh": number_by_number(lambda layer, x: (math.exp(x) - math.exp(-x)) / (math.exp(x) + math.exp(-x))),
    "bipolar_sigmoid": number_by_number(lambda layer, x: (1 - math.exp(-x)) / (1 + math.exp(-x))),
    "hard_sigmoid": number_by_number(lambda layer, x: min(1, max(0, layer.slope * x + layer.middle))),
    "elu": number_by_number(lambda layer, x: x if x > 0 else layer.alpha * (math.exp(x) - 1)),
    "selu": number_by_number(
        lambda layer, x: 1.0507009873554805 * (x if x > 0 else 1.6732632423543772 * (math.exp(x) - 1))
    ),
    "swish": number_by_number(lambda layer, x: x / (1 + math.exp(-x))),
    "gelu": number_by_number(
        lambda layer, x: (
            x * NormalDist().cdf(x)
            if layer.form == "exact"
            else x / (1 + math.exp(-math.sqrt(8 / math.pi) * (x + 0.044715 * x**3)))
        )
    ),
    "softplus": number_by_number(lambda layer, x: math.log(1 + math.exp(x))),
    "symmetric_log": number_by_number(lambda layer, x: math.copysign(math.log(1 + abs(x)), x)),
    "prelu": prelu,
    "hard_swish": number_by_number(lambda layer, x: x * min(1, max(0, x / 6 + 0.5))),
    "mish": number_by_number(lambda layer, x: x * math.tanh(math.log(1 + math.exp(x)))),
    "softsign": number_by_number(lambda layer, x: x / (1 + abs(x))),
    "absolute": number_by_number(lambda layer, x: abs(x)),
    "negative": number_by_number(lambda layer, x: -x),
    "sign": number_by_number(lambda layer, x: (x > 0) - (x < 0)),
    "square_root": number_by_number(lambda layer, x: math.sqrt(x)),
    "exponential": number_by_number(lambda layer, x: math.exp(x)),
    "logarithm": number_by_number(lambda layer, x: math.log(x)),
    "reciprocal": number_by_number(lambda layer, x: 1 / x),
    "power": number_by_number(lambda layer, x: x**layer.exponent),
    "clip": number_by_number(lambda layer, x: min(layer.high, max(layer.low, x))),
    "linear": number_by_number(lambda layer, x: x),
    "step": number_by_number(lambda layer, x: 1 if x >= 0 else int(layer.low)),
    "maxout": maxout,
    "softmax": softmax,
    "log_softmax": lambda *given: np.log(softmax(*given)),
    "affine": affine,
    "batch_norm": batch_norm,
    "layer_norm": group_norm,
    "group_norm": group_norm,
    "dropout": dropping(),
    "spatial_dropout": dropping(2, 3),
    "drop_path": dropping(1, 2, 3),
    "flatten": flatten,
    "reshape": reshape,
    "upsample": upsample,
    "zero_padding": zero_padding,
    "zero_shortcut": zero_shortcut,
    "reduce": reduce,
    "transpose": transpose,
    "slice": slice_,
    "constant": lambda layer, inputs, parameters, training: parameters["value"][None],
    "add": numbers_together(sum),
    "multiply": numbers_together(math.prod),
    "subtract": numbers_together(lambda numbers: numbers[0] - numbers[1]),
    "divide": numbers_together(lambda numbers: numbers[0] / numbers[1]),
    "maximum": numbers_together(max),
    "minimum": numbers_together(min),
    "mean": numbers_together(lambda numbers: sum(numbers) / len(numbers)),
    "scale": number_by_number(lambda layer, x: layer.factor * x + layer.offset),
    "gate": gate,
    "concatenate": concatenate,
}


def layer_output(layer: Layer, inputs: list[Array], parameters: dict[str, Array], training: bool = True) -> Array:
    """What the layer must give for (sample, *shape) inputs."""
    return LAYERS[layer.name](layer, inputs, parameters, training)


# -- losses: the loss of each sample


def cross_entropy(loss: Any, outputs: Array, targets: Array) -> list[float]:
    found = []
    for z, t in zip(outputs, targets, strict=True):
        chances = np.exp(z) / np.exp(z).sum()
        smooth = [(1 - loss.label_smoothing) * one + loss.label_smoothing / len(z) for one in t]
        found.append(-sum(smooth[k] * math.log(chances[k]) for k in range(len(z))))
    return found


def mean_squared_error(loss: Any, outputs: Array, targets: Array) -> list[float]:
    pairs = zip(outputs, targets, strict=True)
    return [sum((y - t) ** 2 for y, t in zip(*pair, strict=True)) / len(pair[0]) for pair in pairs]


def mean_absolute_error(loss: Any, outputs: Array, targets: Array) -> list[float]:
    pairs = zip(outputs, targets, strict=True)
    return [sum(abs(y - t) for y, t in zip(*pair, strict=True)) / len(pair[0]) for pair in pairs]


def huber(loss: Any, outputs: Array, targets: Array) -> list[float]:
    def one(error: float) -> float:
        return error**2 / 2 if error <= loss.delta else loss.delta * (error - loss.delta / 2)

    return [float(np.mean([one(error) for error in row])) for row in np.abs(outputs - targets)]


def hinge(loss: Any, outputs: Array, targets: Array) -> list[float]:
    if outputs.shape[1] == 1:
        return [
            max(0.0, loss.margin - (z if t == 1 else -z)) for z, t in zip(outputs[:, 0], targets[:, 0], strict=True)
        ]
    found = []
    for z, t in zip(outputs, targets, strict=True):
        wrong = [k for k in range(len(z)) if t[k] == 0]
        found.append(sum(max(0.0, loss.margin - z[t == 1][0] + z[k]) for k in wrong) / len(z))
    return found


def perceptron(loss: Any, outputs: Array, targets: Array) -> list[float]:
    wrong = (outputs > 0.5) != (targets == 1)
    return [float(row.mean()) for row in np.where(wrong, np.abs(outputs - 0.5), 0.0)]


def binary_cross_entropy(loss: Any, outputs: Array, targets: Array) -> list[float]:
    chances = 1 / (1 + np.exp(-outputs)) if loss.from_logits else outputs
    surprise = -(targets * np.log(chances) + (1 - targets) * np.log(1 - chances))
    return [float(row.mean()) for row in surprise]


LOSSES: dict[str, Callable[[Any, Array, Array], list[float]]] = {
    "cross_entropy": cross_entropy,
    "mean_squared_error": mean_squared_error,
    "mean_absolute_error": mean_absolute_error,
    "huber": huber,
    "hinge": hinge,
    "perceptron": perceptron,
    "binary_cross_entropy": binary_cross_entropy,
}


# -- optimisers: weights after following a list of gradients


def sgd(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    velocity = np.zeros_like(weights)
    for gradient in gradients:
        pull = gradient + optimizer.weight_decay * weights
        velocity = optimizer.momentum * velocity + pull
        step = pull + optimizer.momentum * velocity if optimizer.nesterov else velocity
        weights = weights - optimizer.learning_rate * step
    return weights


def adam(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for t, gradient in enumerate(gradients, start=1):
        pull = gradient + optimizer.weight_decay * weights
        mean = optimizer.beta1 * mean + (1 - optimizer.beta1) * pull
        square = optimizer.beta2 * square + (1 - optimizer.beta2) * pull**2
        unbiased = mean / (1 - optimizer.beta1**t), square / (1 - optimizer.beta2**t)
        weights = weights - optimizer.learning_rate * unbiased[0] / (np.sqrt(unbiased[1]) + optimizer.epsilon)
    return weights


def adamw(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for t, gradient in enumerate(gradients, start=1):
        weights = weights - optimizer.learning_rate * optimizer.weight_decay * weights
        mean = optimizer.beta1 * mean + (1 - optimizer.beta1) * gradient
        square = optimizer.beta2 * square + (1 - optimizer.beta2) * gradient**2
        unbiased = mean / (1 - optimizer.beta1**t), square / (1 - optimizer.beta2**t)
        weights = weights - optimizer.learning_rate * unbiased[0] / (np.sqrt(unbiased[1]) + optimizer.epsilon)
    return weights


def adagrad(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    squares = np.zeros_like(weights)
    for gradient in gradients:
        pull = gradient + optimizer.weight_decay * weights
        squares = squares + pull**2
        weights = weights - optimizer.learning_rate * pull / (np.sqrt(squares) + optimizer.epsilon)
    return weights


def rmsprop(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    mean, square, velocity = np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(weights)
    for gradient in gradients:
        pull = gradient + optimizer.weight_decay * weights
        mean = optimizer.alpha * mean + (1 - optimizer.alpha) * pull
        square = optimizer.alpha * square + (1 - optimizer.alpha) * pull**2
        size = np.sqrt(square - mean**2 if optimizer.centered else square) + optimizer.epsilon
        velocity = optimizer.momentum * velocity + pull / size
        weights = weights - optimizer.learning_rate * velocity
    return weights


def perceptron_rule(optimizer: Any, weights: Array, gradients: list[Array]) -> Array:
    for gradient in gradients:
        weights = weights - optimizer.learning_rate * (gradient + optimizer.weight_decay * weights)
    return weights


OPTIMIZERS: dict[str, Callable[[Any, Array, list[Array]], Array]] = {
    "perceptron": perceptron_rule,
    "sgd": sgd,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
}
