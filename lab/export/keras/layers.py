"""Layers that Keras does not have, in its own words; word for word in the scripts that need them."""

import keras


class Affine(keras.layers.Layer):
    """weight x + bias, with a weight and a bias for each channel."""

    def build(self, shape):
        self.weight = self.add_weight(name="weight", shape=shape[-1:], initializer="ones")
        self.bias = self.add_weight(name="bias", shape=shape[-1:], initializer="zeros")

    def call(self, x):
        return self.weight * x + self.bias


class AveragePooling(keras.layers.Layer):
    """Average pooling of a padded input. What was padded does not count; with PyTorch below, Keras' own counts it."""

    def __init__(self, size, strides, pads, **others):
        super().__init__(**others)
        self.size, self.strides, self.pads = size, strides, pads

    def call(self, x):
        pads = [(0, 0), *self.pads, (0, 0)]
        inside = keras.ops.pad(keras.ops.ones_like(x), pads)
        mean, share = (keras.ops.average_pool(y, self.size, self.strides) for y in (keras.ops.pad(x, pads), inside))
        return mean / share


class FrozenBatchNormalization(keras.layers.BatchNormalization):
    """Uses the running mean and variance in training too, and leaves them as they are."""

    def call(self, inputs, training=None, mask=None):
        return super().call(inputs, training=False, mask=mask)


class Gate(keras.layers.Layer):
    """H T + x (1 - T) of its inputs H, the new signal, T, its share, and x, the signal that is carried past."""

    def call(self, inputs):
        new, share, carried = inputs
        return new * share + carried * (1 - share)


class Maxout(keras.layers.Layer):
    """The largest of every few neighbouring channels."""

    def __init__(self, pieces, **others):
        super().__init__(**others)
        self.pieces = pieces

    def call(self, x):
        return keras.ops.max(keras.ops.reshape(x, (-1, *x.shape[1:-1], x.shape[-1] // self.pieces, self.pieces)), -1)


class Step(keras.layers.Layer):
    """1 where x >= 0, else `low`. The gradient is 0; `straight_through` hands it on unchanged."""

    def __init__(self, low, straight_through=False, **others):
        super().__init__(**others)
        self.low, self.straight_through = low, straight_through

    def call(self, x):
        y = keras.ops.where(x < 0, self.low, 1.0)
        return y + (x - keras.ops.stop_gradient(x) if self.straight_through else 0 * x)


class StochasticPooling(keras.layers.Layer):
    """While training one number of each window, drawn by chance; a number's chance is its share of the window's sum.

    Afterwards each number is weighted by its chance. Numbers below 0 count as 0.
    """

    def __init__(self, size, strides, padding="valid", **others):
        super().__init__(**others)
        self.window = {"size": size, "strides": strides, "padding": padding}
        self.seed = keras.random.SeedGenerator()

    def call(self, x, training=False):
        signal = len(x.shape) == 3  # a picture of one row
        windows = keras.ops.image.extract_patches(x[:, None] if signal else x, **self.window)
        rows, columns = self.window["size"]
        windows = keras.ops.reshape(windows, (-1, *windows.shape[1:-1], rows * columns, x.shape[-1]))
        chances = keras.ops.relu(windows)
        whole = keras.ops.sum(chances, axis=-2, keepdims=True)
        if training:
            mark = whole * keras.random.uniform(keras.ops.shape(whole), seed=self.seed)
            end = keras.ops.cumsum(chances, axis=-2)
            shares = keras.ops.cast((end - chances <= mark) & (mark < end), x.dtype)
        else:
            shares = chances / keras.ops.maximum(whole, 1e-30)
        y = keras.ops.sum(shares * chances, axis=-2)
        return y[:, 0] if signal else y


class TransposedConvolution(keras.layers.Layer):
    """A transposed convolution with groups, or with strides and dilation at once: each cell paints the kernel.

    y is longer than Keras' own by `output_padding` at its end; then `crop` cells are cut off at each end.
    """

    def __init__(
        self, filters, kernel_size, strides, dilation_rate, groups, output_padding, crop, use_bias=True, **others
    ):
        super().__init__(**others)
        self.filters, self.kernel_size, self.groups, self.use_bias = filters, kernel_size, groups, use_bias
        self.strides, self.dilation_rate = strides, dilation_rate
        self.output_padding, self.crop = output_padding, crop

    def build(self, shape):
        self.kernel = self.add_weight(
            name="kernel", shape=(*self.kernel_size, self.filters // self.groups, shape[-1]), initializer="he_normal"
        )
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=(self.filters,), initializer="zeros")

    def call(self, x):
        pads = []
        for axis, stride in enumerate(self.strides, start=1):  # stride - 1 zeros behind each cell
            length = x.shape[axis]
            x = keras.ops.expand_dims(x, axis + 1)
            x = keras.ops.pad(x, [(0, stride - 1) if each == axis + 1 else (0, 0) for each in range(len(x.shape))])
            x = keras.ops.reshape(x, (-1, *x.shape[1:axis], length * stride, *x.shape[axis + 2 :]))
            reach = self.dilation_rate[axis - 1] * (self.kernel_size[axis - 1] - 1)
            pads.append((reach, reach + self.output_padding[axis - 1]))
            x = keras.ops.take(x, range(length * stride - stride + 1), axis=axis)
        x = keras.ops.pad(x, [(0, 0), *pads, (0, 0)])
        # The kernel turned round: (places, outputs of a group, inputs) becomes (places, inputs of a group, outputs).
        places = len(self.kernel_size)
        kernel = keras.ops.flip(self.kernel, axis=tuple(range(places)))
        kernel = keras.ops.reshape(kernel, (*kernel.shape[:-1], self.groups, kernel.shape[-1] // self.groups))
        kernel = keras.ops.transpose(kernel, (*range(places), places + 2, places + 1, places))
        kernel = keras.ops.reshape(kernel, (*self.kernel_size, -1, self.filters))
        y = keras.ops.conv(x, kernel, padding="valid", dilation_rate=self.dilation_rate)
        y = y + self.bias if self.use_bias else y
        return y[
            (slice(None), *(slice(cut, length - cut) for cut, length in zip(self.crop, y.shape[1:-1], strict=True)))
        ]


class ZeroShortcut(keras.layers.Layer):
    """Every stride-th cell, then channels of zeros: a shortcut that fits without a single weight."""

    def __init__(self, channels, stride, **others):
        super().__init__(**others)
        self.channels, self.stride = channels, stride

    def call(self, x):
        places = len(x.shape) - 2
        x = x[(slice(None), *places * [slice(None, None, self.stride)])]
        return keras.ops.pad(x, [*(1 + places) * [(0, 0)], (0, self.channels - x.shape[-1])])


def bipolar_sigmoid(x):
    """(1 - e^-x) / (1 + e^-x)."""
    return keras.ops.tanh(x / 2)


def symmetric_log(x):
    """A log scale that also takes zero and negative numbers."""
    return keras.ops.sign(x) * keras.ops.log1p(keras.ops.absolute(x))
