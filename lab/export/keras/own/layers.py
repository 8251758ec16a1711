"""Layers that Keras does not have; word for word in scripts that need them."""

import keras
import numpy as np
from keras import layers, ops


class Affine(layers.Layer):
    """weight x + bias, with a weight and a bias for each channel."""

    def build(self, shape):
        self.weight = self.add_weight(shape[-1:], "ones", name="weight")
        self.bias = self.add_weight(shape[-1:], "zeros", name="bias")

    def call(self, x):
        return self.weight * x + self.bias


class AveragePooling(layers.Layer):
    """Average pooling of a padded input; what was padded does not count.

    Keras' own, where it pads one side more than the other, counts it with PyTorch.
    """

    def __init__(self, size, strides, pads, **others):
        super().__init__(**others)
        self.size, self.strides, self.pads = size, strides, pads

    def call(self, x):
        return self.mean(x) / self.mean(ops.ones_like(x))

    def mean(self, x):
        padded = ops.pad(x, [(0, 0), *self.pads, (0, 0)])
        return ops.average_pool(padded, self.size, self.strides)


class Constant(layers.Layer):
    """Numbers that are the same for every sample; x says how many of them there are."""

    def __init__(self, sample, learned=True, **others):
        super().__init__(**others)
        self.sample = sample
        self.value = self.add_weight(sample, "zeros", trainable=learned, name="value")

    def call(self, x):
        return ops.broadcast_to(self.value, (ops.shape(x)[0], *self.sample))


class Divide(layers.Layer):
    """The first input divided by the second."""

    def call(self, inputs):
        return inputs[0] / inputs[1]


class FrozenBatchNormalization(layers.BatchNormalization):
    """Uses the running mean and variance in training too, and does not change them."""

    def call(self, inputs, training=None, mask=None):
        return super().call(inputs, training=False, mask=mask)


class Gate(layers.Layer):
    """H T + x (1 - T): H is the new signal, T its share, x the signal carried past."""

    def call(self, inputs):
        new, share, carried = inputs
        return new * share + carried * (1 - share)


class Interpolation(layers.Layer):
    """Larger by whole factors: cells between two of the input are mixed of both.

    What lies in the same places: the middles of the "corners", of the "firsts" alone,
    or of the whole input and output ("middles").
    """

    def __init__(self, factors, alike, **others):
        super().__init__(**others)
        self.factors, self.alike = factors, alike

    def call(self, x):
        for axis, factor in enumerate(self.factors, start=1):
            last = x.shape[axis] - 1
            places = np.arange((last + 1) * factor) / factor
            if self.alike == "corners":
                places = np.linspace(0, last, len(places))
            elif self.alike == "middles":
                places = places + 0.5 / factor - 0.5
            places = np.clip(places, 0, last)
            low = np.floor(places).astype("int32")
            share = (places - low).astype("float32")
            share = ops.reshape(share, (-1, *[1] * (len(x.shape) - axis - 1)))
            before = ops.take(x, low, axis)
            after = ops.take(x, np.minimum(low + 1, last), axis)
            x = before + share * (after - before)
        return x


class Maxout(layers.Layer):
    """The largest of every few neighbouring channels."""

    def __init__(self, pieces, **others):
        super().__init__(**others)
        self.pieces = pieces

    def call(self, x):
        groups = x.shape[-1] // self.pieces
        x = ops.reshape(x, (-1, *x.shape[1:-1], groups, self.pieces))
        return ops.max(x, axis=-1)


class Step(layers.Layer):
    """1 where x >= 0, else `low`; the gradient is 0, or that of y."""

    def __init__(self, low, straight_through=False, **others):
        super().__init__(**others)
        self.low, self.straight_through = low, straight_through

    def call(self, x):
        y = ops.where(x < 0, self.low, 1.0)
        return y + (x - ops.stop_gradient(x) if self.straight_through else 0 * x)


class StochasticPooling(layers.Layer):
    """One number of each window, drawn while training; its chance is its share.

    Afterwards each number is weighted by its chance. Numbers below 0 count as 0.
    """

    def __init__(self, size, strides, padding="valid", **others):
        super().__init__(**others)
        self.size, self.strides, self.padding = size, strides, padding
        self.seed = keras.random.SeedGenerator()

    def call(self, x, training=False):
        signal = len(x.shape) == 3  # a picture of one row
        x = x[:, None] if signal else x
        patches = ops.image.extract_patches
        windows = patches(x, self.size, strides=self.strides, padding=self.padding)
        shape = (-1, *windows.shape[1:3], self.size[0] * self.size[1], x.shape[-1])
        windows = ops.reshape(windows, shape)
        numbers = ops.relu(windows)
        whole = ops.sum(numbers, axis=-2, keepdims=True)
        if training:
            mark = whole * keras.random.uniform(ops.shape(whole), seed=self.seed)
            end = ops.cumsum(numbers, axis=-2)
            drawn = (end - numbers <= mark) & (mark < end)
            shares = ops.cast(drawn, x.dtype)
        else:
            shares = numbers / ops.maximum(whole, 1e-30)
        y = ops.sum(shares * numbers, axis=-2)
        return y[:, 0] if signal else y


class Surrounded(layers.Layer):
    """The input amid its "edge", its mirror image ("reflect") or its other end."""

    def __init__(self, pads, way, **others):
        super().__init__(**others)
        self.pads, self.way = pads, way

    def call(self, x):
        for axis, (before, after) in enumerate(self.pads, start=1):
            last = x.shape[axis] - 1
            places = np.arange(-before, last + 1 + after)
            ways = {
                "edge": places.clip(0, last),
                "reflect": last - np.abs(last - np.abs(places)),
                "wrap": places % (last + 1),
            }
            x = ops.take(x, ways[self.way], axis)
        return x


class TransposedConvolution(layers.Layer):
    """A transposed convolution with groups, or with strides and dilation at once.

    The output is longer by `output_padding` at its end; then `crop` cells are cut off
    at each end.
    """

    def __init__(
        self,
        filters,
        kernel_size,
        strides,
        dilation_rate,
        groups,
        output_padding,
        crop,
        use_bias=True,
        **others,
    ):
        super().__init__(**others)
        self.filters, self.groups, self.use_bias = filters, groups, use_bias
        self.kernel_size, self.strides = kernel_size, strides
        self.dilation_rate, self.output_padding = dilation_rate, output_padding
        self.crop = crop

    def build(self, shape):
        shape = (*self.kernel_size, self.filters // self.groups, shape[-1])
        self.kernel = self.add_weight(shape, name="kernel")
        if self.use_bias:
            self.bias = self.add_weight((self.filters,), "zeros", name="bias")

    def call(self, x):
        pads = [(0, 0)]
        for axis, stride in enumerate(self.strides, start=1):
            x = self.spread(x, axis, stride)
            reach = self.dilation_rate[axis - 1] * (self.kernel_size[axis - 1] - 1)
            pads.append((reach, reach + self.output_padding[axis - 1]))
        x = ops.pad(x, [*pads, (0, 0)])
        y = ops.conv(x, self.turned(), dilation_rate=self.dilation_rate)
        y = y + self.bias if self.use_bias else y
        for axis, cut in enumerate(self.crop, start=1):
            y = ops.take(y, range(cut, y.shape[axis] - cut), axis=axis)
        return y

    def spread(self, x, axis, stride):
        """The cells along an axis with stride - 1 zeros between them."""
        shape = (-1, *x.shape[1:axis], x.shape[axis] * stride, *x.shape[axis + 1 :])
        x = ops.expand_dims(x, axis + 1)
        zeros = [(0, 0)] * len(x.shape)
        zeros[axis + 1] = (0, stride - 1)
        x = ops.reshape(ops.pad(x, zeros), shape)
        return ops.take(x, range(shape[axis] - stride + 1), axis=axis)

    def turned(self):
        """The kernel turned round, as a convolution has it: places, inputs, outputs."""
        places = tuple(range(len(self.kernel_size)))
        kernel = ops.flip(self.kernel, axis=places)
        inputs = kernel.shape[-1] // self.groups
        kernel = ops.reshape(kernel, (*kernel.shape[:-1], self.groups, inputs))
        kernel = ops.transpose(kernel, (*places, -1, -2, -3))
        return ops.reshape(kernel, (*self.kernel_size, inputs, self.filters))


class ZeroShortcut(layers.Layer):
    """Every stride-th cell, then channels of zeros: a shortcut without weights."""

    def __init__(self, channels, stride, **others):
        super().__init__(**others)
        self.channels, self.stride = channels, stride

    def call(self, x):
        axes = len(x.shape) - 2
        x = x[(slice(None), *axes * [slice(None, None, self.stride)])]
        return ops.pad(x, [*(axes + 1) * [(0, 0)], (0, self.channels - x.shape[-1])])


def bipolar_sigmoid(x):
    """(1 - e^-x) / (1 + e^-x)."""
    return ops.tanh(x / 2)


def symmetric_log(x):
    """A log scale that also takes zero and negative numbers."""
    # Neither sign nor absolute, whose gradients are 0 at x = 0, where it is 1.
    size = ops.log1p(ops.where(x < 0, -x, x))
    return ops.where(x < 0, -size, size)
