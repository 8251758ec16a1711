"""Keras code of the kinds that tutorials print, old and new. Parameters are summed up by hand, layer by layer."""

from __future__ import annotations

from typing import Any

import pytest

from lab.export.code.reading import Reading, read

DIGITS_2016 = """
from __future__ import print_function
import numpy as np
from keras.datasets import mnist
from keras.models import Sequential
from keras.layers import Dense, Dropout, Activation, Flatten
from keras.layers import Convolution2D, MaxPooling2D
from keras.utils import np_utils
from keras import backend as K

batch_size = 128
nb_classes = 10
nb_epoch = 12
img_rows, img_cols = 28, 28
nb_filters = 32
pool_size = (2, 2)
kernel_size = (3, 3)

(X_train, y_train), (X_test, y_test) = mnist.load_data()
if K.image_dim_ordering() == 'th':
    X_train = X_train.reshape(X_train.shape[0], 1, img_rows, img_cols)
    input_shape = (1, img_rows, img_cols)
else:
    X_train = X_train.reshape(X_train.shape[0], img_rows, img_cols, 1)
    input_shape = (img_rows, img_cols, 1)
X_train = X_train.astype('float32')
X_train /= 255
Y_train = np_utils.to_categorical(y_train, nb_classes)

model = Sequential()
model.add(Convolution2D(nb_filters, kernel_size[0], kernel_size[1], border_mode='valid', input_shape=input_shape))
model.add(Activation('relu'))
model.add(Convolution2D(nb_filters, kernel_size[0], kernel_size[1]))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=pool_size))
model.add(Dropout(0.25))
model.add(Flatten())
model.add(Dense(128))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(nb_classes))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adadelta', metrics=['accuracy'])
model.fit(X_train, Y_train, batch_size=batch_size, nb_epoch=nb_epoch, verbose=1, validation_data=(X_test, Y_test))
score = model.evaluate(X_test, Y_test, verbose=0)
print('Test score:', score[0])
"""

FLOWERS = """
import pathlib
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.models import Sequential

img_height = 180
img_width = 180
train_ds = tf.keras.utils.image_dataset_from_directory("photos", image_size=(img_height, img_width), batch_size=32)
class_names = train_ds.class_names
num_classes = 5

data_augmentation = keras.Sequential([
    layers.RandomFlip("horizontal", input_shape=(img_height, img_width, 3)),
    layers.RandomRotation(0.1),
    layers.RandomZoom(0.1),
])

model = Sequential([
    data_augmentation,
    layers.Rescaling(1./255),
    layers.Conv2D(16, 3, padding='same', activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding='same', activation='relu'),
    layers.MaxPooling2D(),
    layers.Dropout(0.2),
    layers.Flatten(),
    layers.Dense(128, activation='relu'),
    layers.Dense(num_classes, name="outputs")
])
model.compile(optimizer='adam', loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
              metrics=['accuracy'])
model.summary()
epochs = 15
history = model.fit(train_ds, epochs=epochs)
"""

RESIDUAL = """
import keras
from keras import layers

def unit(x, filters, stride=1):
    shortcut = x
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False,
                      kernel_regularizer=keras.regularizers.l2(1e-4))(x)
    x = layers.BatchNormalization(momentum=0.9)(x)
    x = layers.ReLU()(x)
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    if stride > 1:
        shortcut = layers.Conv2D(filters, 1, strides=stride, use_bias=False)(shortcut)
    x = layers.add([x, shortcut])
    return layers.Activation("relu")(x)

inputs = keras.Input((32, 32, 3), name="pictures")
x = layers.Conv2D(8, 3, padding="same", name="stem")(inputs)
for i, filters in enumerate([8, 16]):
    x = unit(x, filters, stride=1 if i == 0 else 2)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(4, activation="softmax")(x)
model = keras.Model(inputs, outputs, name="small")
model.compile(keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, nesterov=True), "sparse_categorical_crossentropy")
model.fit(data, labels, batch_size=64, epochs=3, validation_split=0.2)
"""

SEPARABLE = """
from keras.models import Sequential
from keras.layers import *

model = Sequential()
model.add(Input(shape=(32, 32, 3)))
model.add(SeparableConv2D(16, (3, 3), padding="same", activation="relu"))
model.add(DepthwiseConv2D(3, depth_multiplier=2, padding="same"))
model.add(LeakyReLU(alpha=0.2))
model.add(AveragePooling2D(2))
model.add(SpatialDropout2D(0.1))
model.add(Conv2DTranspose(8, 3, strides=2, padding="same"))
model.add(ELU())
model.add(ZeroPadding2D(1))
model.add(UpSampling2D(2))
model.add(GlobalMaxPooling2D())
model.add(Dense(2, activation="sigmoid", kernel_initializer="he_normal"))
model.compile("rmsprop", "binary_crossentropy")
"""

SIGNALS = """
from tensorflow.keras.models import Model
from tensorflow.keras.layers import Input, Conv1D, MaxPooling1D, Flatten, Dense, concatenate

start = Input(shape=(128, 1))
a = MaxPooling1D(4)(Conv1D(8, 5, activation="tanh", padding="same")(start))
b = MaxPooling1D(4)(Conv1D(8, 9, activation="tanh", padding="same")(start))
both = Flatten()(concatenate([a, b]))
model = Model(inputs=[start], outputs=Dense(6, activation="softmax")(both))
"""

MLP = """
from keras.models import Sequential
from keras.layers import Dense
model = Sequential()
model.add(Dense(12, input_dim=8, init='uniform', activation='relu'))
model.add(Dense(8, activation='relu'))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
"""

GENERATOR = """
import tensorflow as tf
from tensorflow.keras import layers

def make_generator_model():
    model = tf.keras.Sequential()
    model.add(layers.Dense(7*7*32, use_bias=False, input_shape=(100,)))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(layers.Reshape((7, 7, 32)))
    assert model.output_shape == (None, 7, 7, 32)
    model.add(layers.Conv2DTranspose(16, (5, 5), strides=(1, 1), padding='same', use_bias=False))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(layers.Conv2DTranspose(1, (5, 5), strides=(2, 2), padding='same', use_bias=False, activation='tanh'))
    return model
"""

FIRST = """
import keras
model = keras.Sequential([
    keras.layers.Permute((3, 1, 2), input_shape=(3, 8, 12), data_format=None),
])
"""

CHANNELS_FIRST = """
from keras import Sequential, layers
model = Sequential([
    layers.Conv2D(4, 3, input_shape=(3, 20, 24), data_format="channels_first", activation="relu"),
    layers.GlobalAveragePooling2D(data_format="channels_first"),
    layers.Dense(3)])
"""

# name: code, input, output, parameters
CODES: dict[str, tuple[str, tuple[int, ...], tuple[int, ...], int]] = {
    "digits": (
        DIGITS_2016,
        (1, 28, 28),
        (10,),
        (9 * 1 + 1) * 32 + (9 * 32 + 1) * 32 + (12 * 12 * 32 + 1) * 128 + (128 + 1) * 10,
    ),
    "flowers": (
        FLOWERS,
        (3, 180, 180),
        (5,),
        (9 * 3 + 1) * 16 + (9 * 16 + 1) * 32 + (45 * 45 * 32 + 1) * 128 + (128 + 1) * 5,
    ),
    "residual": (
        RESIDUAL,
        (3, 32, 32),
        (4,),
        (27 + 1) * 8 + 2 * (9 * 8 * 8 + 2 * 8) + 9 * 8 * 16 + 9 * 16 * 16 + 2 * 2 * 16 + 8 * 16 + (16 + 1) * 4,
    ),
    "separable": (
        SEPARABLE,
        (3, 32, 32),
        (2,),
        9 * 3 + (3 + 1) * 16 + (9 + 1) * 32 + (9 * 32 + 0) * 8 + 8 + (8 + 1) * 2,
    ),
    "signals": (SIGNALS, (1, 128), (6,), (5 + 1) * 8 + (9 + 1) * 8 + (32 * 16 + 1) * 6),
    "dense": (MLP, (8,), (1,), (8 + 1) * 12 + (12 + 1) * 8 + (8 + 1)),
    "generator": (
        GENERATOR,
        (100,),
        (1, 14, 14),
        100 * 7 * 7 * 32 + 2 * 7 * 7 * 32 + 25 * 32 * 16 + 2 * 16 + 25 * 16,
    ),
    "channels first": (CHANNELS_FIRST, (3, 20, 24), (3,), (9 * 3 + 1) * 4 + (4 + 1) * 3),
}


def parsed(code: str) -> Reading:
    reading = read(code)
    assert reading.troubles == ()
    assert reading.model is not None
    return reading


@pytest.mark.parametrize("name", CODES)
def test_shapes_and_parameters(name: str) -> None:
    code, start, end, parameters = CODES[name]
    reading = parsed(code)
    assert reading.model is not None
    order = [reading.analysis.nodes[node.id].output for node in reading.model.graph.order()]
    assert (order[0], order[-1]) == (start, end)
    assert reading.analysis.parameters == parameters


def settings(reading: Reading, kind: str, number: int = 1) -> dict[str, Any]:
    assert reading.model is not None
    return reading.model.graph.node(f"{kind}{number}").layer.config()


def test_settings_mean_the_same() -> None:
    reading = parsed(RESIDUAL)
    assert settings(reading, "batch_norm")["momentum"] == pytest.approx(0.1)
    assert settings(reading, "batch_norm", 2) == {"frozen": False, "momentum": 0.01, "epsilon": 0.001}
    assert settings(reading, "conv2d", 1)["initializer"] == "xavier_uniform"
    reading = parsed(SEPARABLE)
    assert settings(reading, "leaky_relu") == {"slope": 0.2}
    assert settings(reading, "dense")["initializer"] == "he"
    assert settings(reading, "elu") == {"alpha": 1.0}


def test_names_are_labels() -> None:
    reading = parsed(RESIDUAL)
    assert reading.model is not None
    labels = {node.label for node in reading.model.graph}
    assert {"pictures", "stem"} <= labels
    assert "outputs" in {node.label for node in parsed(FLOWERS).model.graph}  # type: ignore[union-attr]


def test_compile_and_fit_are_the_setup() -> None:
    model = parsed(RESIDUAL).model
    assert model is not None
    optimizer = model.setup.optimizer.config()
    assert (optimizer["learning_rate"], optimizer["momentum"], optimizer["nesterov"]) == (0.1, 0.9, True)
    assert optimizer["weight_decay"] == pytest.approx(2e-4)
    run = model.setup.run
    assert (run.batch_size, run.epochs, run.validation) == (64, 3, 0.2)
    assert model.setup.loss.name == "cross_entropy"
    model = parsed(SEPARABLE).model
    assert model is not None
    assert model.setup.loss.config() == {"from_logits": False}
    assert model.setup.optimizer.config()["alpha"] == 0.9


def test_softmax_is_left_out_where_the_loss_does_it() -> None:
    kinds = [node.kind for node in parsed(RESIDUAL).model.graph]  # type: ignore[union-attr]
    assert "softmax" not in kinds
    kept = RESIDUAL.replace('"sparse_categorical_crossentropy"', '"mse"')
    assert "softmax" in [node.kind for node in parsed(kept).model.graph]  # type: ignore[union-attr]


def test_an_optimiser_that_is_not_here_is_told() -> None:
    assert any("adadelta" in str(note) for note in parsed(DIGITS_2016).notes)


DATA = """
import numpy as np
import tensorflow as tf
(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
x_train = np.expand_dims(x_train.astype("float32") / 255.0, -1)
x_test = x_test[..., tf.newaxis]
y_train = tf.keras.utils.to_categorical(y_train, 10)
assert x_test.shape == (10000, 28, 28, 1)
model = tf.keras.Sequential([
    tf.keras.layers.Flatten(input_shape=x_train.shape[1:]),
    tf.keras.layers.Dense(len(x_test) // 1000, activation="relu"),
    tf.keras.layers.Dense(y_train.shape[1]),
])
"""


def test_shapes_of_data_that_keras_brings_along() -> None:
    reading = parsed(DATA)
    assert reading.analysis.nodes["input1"].output == (1, 28, 28)
    assert reading.analysis.parameters == (784 + 1) * 10 + (10 + 1) * 10


def test_augmentation_is_told_and_left_out() -> None:
    reading = parsed(FLOWERS)
    assert any("RandomRotation" in str(note) for note in reading.notes)
    assert not {"scale", "reshape"} & {node.kind for node in reading.model.graph}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("make(2)", False),
        ("make(3)", True),
        ("keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(3)])", True),
    ],
)
def test_what_a_function_makes_twice_is_one_network_unless_it_is_longer(second: str, told: bool) -> None:
    reading = read(f"""
import keras
from keras import layers

def make(depth):
    return keras.Sequential([keras.Input((4,)), *[layers.Dense(3) for _ in range(depth)]])

first = make(2)
second = {second}
""")
    assert any("The code makes 2 networks." in str(note) for note in reading.notes) is told
