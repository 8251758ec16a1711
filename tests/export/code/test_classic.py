"""The network of many first tutorials, as different tutorials write it: 308,426 parameters each time."""

from __future__ import annotations

from textwrap import indent

import pytest

from lab.export.code.reading import read

OLD_KERAS = """
from keras.models import Sequential
from keras.layers import Convolution2D, MaxPooling2D, Flatten, Dense

net = Sequential()
net.add(Convolution2D(32, 3, 3, border_mode='valid', input_shape=(64, 64, 3), activation='relu'))
net.add(MaxPooling2D(pool_size=(2, 2)))
net.add(Flatten())
net.add(Dense(output_dim=10, activation='softmax'))
net.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
"""

LIST = """
import tensorflow as tf
from tensorflow.keras import layers

net = tf.keras.Sequential([
    layers.Input(shape=(64, 64, 3)),
    layers.Conv2D(32, (3, 3), activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, "softmax"),
])
"""

FUNCTIONAL = """
from tensorflow import keras
from tensorflow.keras.layers import *

start = keras.Input(shape=(64, 64, 3))
h = Conv2D(32, 3)(start)
h = Activation("relu")(h)
h = MaxPool2D(2)(h)
end = Dense(10, activation="softmax")(Flatten()(h))
net = keras.Model(inputs=start, outputs=end)
"""

SUBCLASS = """
import keras
from keras import layers

class Pictures(keras.Model):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.flat = layers.Flatten()
        self.out = layers.Dense(classes, activation="softmax")

    def call(self, x):
        return self.out(self.flat(self.pool(self.conv(x))))

net = Pictures()
net.build((None, 64, 64, 3))
"""

TORCH_ROW = """
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 32, kernel_size=3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(32 * 31 * 31, 10),
    nn.Softmax(dim=1),
)
"""

TORCH_CLASS = """
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(3, 32, 3)
        self.fc = nn.Linear(32 * 31 * 31, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = torch.flatten(x, 1)
        return F.log_softmax(self.fc(x), dim=1)

net = Net()
"""

CODES = [OLD_KERAS, LIST, FUNCTIONAL, SUBCLASS, TORCH_ROW, TORCH_CLASS]


@pytest.mark.parametrize("code", CODES)
def test_parameters_and_layers(code: str) -> None:
    reading = read(code)
    assert reading.model is not None
    assert not reading.troubles
    assert reading.name == "net"
    assert reading.analysis.parameters == 308_426
    kinds = [node.kind for node in reading.model.graph]
    assert kinds == ["input", "conv2d", "relu", "max_pool2d", "flatten", "dense"]
    outputs = [reading.analysis.nodes[node.id].output for node in reading.model.graph]
    assert (outputs[0], outputs[-1]) == ((3, 64, 64), (10,))
    assert reading.model.setup.loss.name == "cross_entropy"
    data = reading.model.setup.dataset.config()
    assert (data["size"], data["colour"], data["kinds"]) == (64, True, 10)


@pytest.mark.parametrize("code", CODES)
def test_code_copied_from_a_notebook_or_out_of_a_function(code: str) -> None:
    magic = read(f"!pip install something\n%matplotlib inline\n{code}")
    assert magic.analysis.parameters == 308_426
    indented = read(indent(code, "        "))
    assert indented.analysis.parameters == 308_426
    [plain] = {read(code).spans["conv2d1"]}
    moved = indented.spans["conv2d1"]
    assert (moved.line, moved.column) == (plain.line, plain.column + 8)


def test_text_that_is_no_code_is_told_where_it_begins() -> None:
    [trouble] = read("model = Sequential()\nmodel.add(Dense(10)\n").troubles
    assert trouble.span.line == 2
    assert "Python cannot read this" in str(trouble.message)


def test_a_ready_made_network_is_named() -> None:
    code = "from keras.applications import VGG16\nmodel = keras.Sequential([VGG16(), keras.layers.Dense(3)])"
    [trouble] = read(code).troubles
    assert "VGG16" in str(trouble.message)
    assert trouble.span.line == 2
