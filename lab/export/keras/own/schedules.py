"""Schedules that Keras does not have; word for word in the scripts that need them."""

import keras
import numpy as np
from keras import ops


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Up along half a cosine to the rate, then down along another, far below."""

    def __init__(self, rate, steps, rise, first, last):
        self.rate, self.first, self.last = rate, first, last
        self.peak, self.end = max(rise * steps - 1, 0), steps - 1

    def __call__(self, step):
        step = ops.cast(step, "float32")
        up = ops.clip(step / self.peak, 0, 1) if self.peak else 1.0
        down = ops.clip((step - self.peak) / max(self.end - self.peak, 1), 0, 1)
        rising = 1 + (self.first - 1) * (1 + ops.cos(np.pi * up)) / 2
        falling = self.last + (1 - self.last) * (1 + ops.cos(np.pi * down)) / 2
        return self.rate * ops.where(step <= self.peak, rising, falling)


class Plateau(keras.callbacks.Callback):
    """Multiplies the rate by gamma when the loss has not fallen for `patience` looks.

    It looks after every few epochs; a loss below (1 - threshold) best is a new best.
    During the first `warm_up` steps the rate rises to its full height.
    """

    def __init__(self, rate, gamma, patience, threshold, lowest, every=1, warm_up=0):
        super().__init__()
        self.rate, self.gamma, self.lowest = rate, gamma, lowest
        self.patience, self.threshold = patience, threshold
        self.every, self.warm_up = every, warm_up
        self.step, self.scale, self.waited, self.best = 0, 1.0, 0, float("inf")
        self.losses = []

    def on_train_begin(self, logs=None):
        self.step = int(self.model.optimizer.iterations)
        if self.step > self.warm_up:  # an earlier training goes on
            self.scale = float(self.model.optimizer.learning_rate) / self.rate

    def on_train_batch_begin(self, batch, logs=None):
        if self.step <= self.warm_up:
            if keras.backend.backend() == "jax":
                self.model.jax_state_sync()  # else the rate is seen an epoch later
            self.set_rate()
        self.step += 1

    def on_epoch_end(self, epoch, logs):
        self.losses.append(logs["loss"])
        if (epoch + 1) % self.every:
            return
        loss = logs.get("val_loss", sum(self.losses) / len(self.losses))
        self.losses, self.waited = [], self.waited + 1
        if loss < self.best * (1 - self.threshold):
            self.best, self.waited = loss, 0
        if self.waited > self.patience:
            self.scale, self.waited = max(self.scale * self.gamma, self.lowest), 0
            self.set_rate()

    def set_rate(self):
        height = min((self.step + 1) / self.warm_up, 1) if self.warm_up else 1
        self.model.optimizer.learning_rate = self.rate * height * self.scale


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """A rise over the first steps to the full height; then a rate or a schedule."""

    def __init__(self, steps, after):
        self.steps, self.after = steps, after

    def __call__(self, step):
        step = ops.cast(step, "float32")
        later = ops.maximum(step - self.steps, 0)
        rate = self.after(later) if callable(self.after) else self.after
        return rate * ops.minimum((step + 1) / max(self.steps, 1), 1)
