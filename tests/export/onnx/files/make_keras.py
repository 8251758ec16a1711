"""Makes keras_*.onnx: python make_keras.py tensorflow FOLDER, or torch instead of tensorflow."""

import os
import sys

import numpy as np

backend, out = sys.argv[1], sys.argv[2]
os.environ["KERAS_BACKEND"] = backend
import keras  # noqa: E402  (the backend is chosen before)
from keras import layers  # noqa: E402

keras.utils.set_random_seed(0)


def cnn():
    i = keras.Input((16, 16, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1)(i)
    x = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.MaxPooling2D()(x)
    y = layers.Conv2D(4, 3, strides=2, padding="same")(x)
    y = layers.LeakyReLU(negative_slope=0.1)(y)
    z = layers.AveragePooling2D(2, padding="same")(x)
    x = layers.Concatenate()([y, z])
    x = layers.SeparableConv2D(6, 3, padding="same")(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Dense(8, activation="elu")(x)
    return keras.Model(i, layers.Dense(4, activation="softmax")(x))


def mlp():
    return keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), layers.Dense(6, activation="relu"), layers.Dense(10)]
    )


def signal():
    return keras.Sequential(
        [
            keras.Input((30, 2)),
            layers.Conv1D(4, 5, activation="tanh"),
            layers.MaxPooling1D(2),
            layers.Conv1D(3, 3, padding="same"),
            layers.GlobalAveragePooling1D(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def decoder():
    return keras.Sequential(
        [
            keras.Input((5,)),
            layers.Dense(48),
            layers.Reshape((4, 4, 3)),
            layers.Conv2DTranspose(4, 3, strides=2, padding="same", activation="relu"),
            layers.UpSampling2D(2),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    )


for f in (cnn, mlp, signal, decoder):
    m = f()
    w = m.get_weights()
    rng = np.random.default_rng(1)
    m.set_weights(
        [
            np.abs(a + 0.1 * rng.standard_normal(a.shape)).astype("f4")
            if "variance" in str(v.path)
            else (a + 0.1 * rng.standard_normal(a.shape)).astype("f4")
            for a, v in zip(w, m.weights, strict=True)
        ]
    )
    m(np.zeros((1, *m.input_shape[1:]), "f4"))
    path = f"{out}/keras_{f.__name__}_{backend}.onnx"
    try:
        m.export(path, format="onnx", verbose=False)
        print(path)
    except Exception as e:
        print("FAILED", path, type(e), str(e)[:500])
