"""What an exported script consists of beside the network itself; `@name@` stands for what depends on the network."""

from __future__ import annotations

HEADER = '''\
"""@title@: a network made with CNN Lab, in Keras 3.

    python @script@                trains the network
    python @script@ --resume       goes on where the last training stopped
    python @script@ --evaluate     measures what has been learned
    python @script@ --predict      says what the network makes of the test samples

Beside this file lie @name@.safetensors, the weights that training begins with, and
@name@-data.npz, the samples. Training writes @name@-trained.safetensors, which
CNN Lab can import, and @name@-checkpoint.weights.h5, from which --resume goes on.
It needs keras, numpy, safetensors, and one of TensorFlow, JAX and PyTorch;
KERAS_BACKEND=jax says which.@otherwise@@use@
"""
'''

OTHERWISE = "The same seed gives nearly the same numbers as in CNN Lab; Keras does a little otherwise:"

USE = """

Other programs take the network with what it has learned:

    from @name@ import WEIGHTS, load_weights, network

    model = load_weights(network(), WEIGHTS)"""

IMPORTS = """\
import argparse
import math
import os
@deep@from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

if not find_spec("tensorflow"):  # Keras would look for it
    os.environ.setdefault("KERAS_BACKEND", "jax" if find_spec("jax") else "torch")

import keras
from keras import @modules@
"""

DEEP = "\nsys.setrecursionlimit(@limit@)  # Keras follows the layers by recursion\n"

WEIGHTS = '''\
def load_weights(model, path):
    """The model with the weights in a file, which are called "layer/variable"."""
    arrays = load_file(path)
    for layer in model.layers:
        for variable in layer.weights:
            variable.assign(arrays[f"{layer.name}/{variable.name}"])
    return model


def save_weights(model, path):
    """Write the weights; the file is whole, old or new, at any moment."""
    arrays = {
        f"{layer.name}/{variable.name}": ops.convert_to_numpy(variable)
        for layer in model.layers
        for variable in layer.weights
    }
    part = path.with_suffix(".part")
    save_file(arrays, part, metadata={"made by": "CNN Lab", "layout": "Keras"})
    part.replace(path)
'''

BATCHES = '''\
class Batches(keras.utils.PyDataset):
    """Samples in batches; in training every epoch has an order of its own."""

    def __init__(self, data, samples):
        super().__init__()
        self.inputs = @inputs@
        self.targets = @targets@
        self.scale, self.offset = float(data["scale"]), float(data["offset"])
        self.samples = self.order = samples

    def start_epoch(self, epoch):
        self.order = shuffled(self.samples, epoch)

    def __len__(self):
        return math.ceil(len(self.samples) / BATCH_SIZE)

    def __getitem__(self, number):
        chosen = self.order[number * BATCH_SIZE : (number + 1) * BATCH_SIZE]
        x = self.inputs[chosen].astype("float32") * self.scale + self.offset
        return x, self.targets[chosen]
'''

ACCURACY = '''\
def accuracy(target, output):
    """1 for each answer that is right."""
    return ops.cast(@right@, "float32")
'''

REGULARIZED = '''\
class Regularized@kind@(Regularized, @base@):
    """@kind@ with @words@."""

    l1, l2, biases = @l1@, @l2@, @biases@
'''

COMPILED = '''\
def compiled(model, optimizer="sgd"):
    """The model with its loss and what else is measured."""
    model.compile(
@arguments@    )
    return model
'''

KEEP = '''\
class Epochs(keras.callbacks.Callback):
    """Shuffles before every epoch; after every few, it writes what has been learned."""

    def __init__(self, batches, every):
        super().__init__()
        self.batches, self.every = batches, every

    def on_epoch_begin(self, epoch, logs=None):
        self.batches.start_epoch(epoch)

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % self.every == 0 or epoch + 1 == self.params["epochs"]:
            save_weights(self.model, TRAINED)
            self.model.save_weights(CHECKPOINT)  # with the optimiser's state
'''

TRAIN = '''\
def train(epochs, resume):
    """Train until so many epochs are done, and keep what is learned."""
    keras.utils.set_random_seed(SEED)
    data = read_data(DATA)
    batches = Batches(data, data["training"])
    steps = len(batches)
    model = load_weights(network(), WEIGHTS)
    model = compiled(model, make_optimizer(@given@))
    first = 0
    if resume:
        model.optimizer.build(model.trainable_variables)
        model.load_weights(CHECKPOINT)
        first = int(model.optimizer.iterations) // steps

    validation = Batches(data, data["validation"]) if len(data["validation"]) else None
    every = max(1, 20 // steps)  # epochs from one look at the loss to the next
    model.fit(
        batches,
        epochs=epochs,
        initial_epoch=first,
        shuffle=False,
        validation_data=validation,
        validation_freq=every,
        callbacks=@callbacks@,
    )
    if len(data["test"]):
        print("test:", measured(model, data, "test"))


def measured(model, data, part):
    """How good the model is on a part of the data, in words."""
    found = model.evaluate(Batches(data, data[part]), verbose=0, return_dict=True)
    return ", ".join(f"{name} {value:.4f}" for name, value in found.items())
'''

USE_IT = '''\
def trained():
    """The network as the last training left it, or as it came from CNN Lab."""
    path = TRAINED if TRAINED.exists() else WEIGHTS
    return compiled(load_weights(network(), path))


def evaluate():
    """Print how good the network is on each part of the data."""
    model, data = trained(), read_data(DATA)
    for part in ("training", "validation", "test"):
        if len(data[part]):
            print(f"{part}:", measured(model, data, part))


def predict(file):
    """Print what the network makes of the samples in a file of NumPy's (.npy, stored as
    in the data set), or of the test samples if the file is "test"."""
    data = read_data(DATA)
    if file != "test":
        data["inputs"] = np.load(file)
        data["targets"] = np.zeros(len(data["inputs"]), int)
        data["test"] = np.arange(len(data["inputs"]))
    output = trained().predict(Batches(data, data["test"]), verbose=0)
@print@

def main():
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
'''
