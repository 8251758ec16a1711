"""Losses that Keras does not have; word for word in the scripts that need them.

Targets have the output's shape: one-hot rows, 0 or 1, or values.
"""

import keras
from keras import ops


class Hinge(keras.losses.Loss):
    """The sum of max(0, margin - z_c + z_k) over the wrong classes k, / all classes.

    c is the right class. Of a single output: max(0, margin - s z), with s = 1 or -1.
    """

    def __init__(self, margin, **others):
        super().__init__(**others)
        self.margin = margin

    def call(self, target, output):
        if output.shape[-1] == 1:
            return ops.mean(ops.relu(self.margin - (2 * target - 1) * output), -1)
        right = ops.sum(target * output, axis=-1, keepdims=True)
        return ops.mean((1 - target) * ops.relu(self.margin - right + output), -1)


class Perceptron(keras.losses.Loss):
    """How far wrong answers lie on the wrong side; the gradient is answer - target."""

    def call(self, target, output):
        answer = ops.cast(output > 0.5, output.dtype)
        return ops.mean((answer - target) * (output - 0.5), axis=-1)
