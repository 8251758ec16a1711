"""Makes sklearn_mlp.onnx: python make_sklearn.py FOLDER."""

import sys
from pathlib import Path

from skl2onnx import to_onnx
from sklearn.datasets import load_iris
from sklearn.neural_network import MLPClassifier

x, y = load_iris(return_X_y=True)
m = MLPClassifier((8,), activation="tanh", random_state=0, max_iter=400).fit(x, y)
made = to_onnx(m, x[:1].astype("f4"), options={"zipmap": False}, target_opset=17)
Path(sys.argv[1], "sklearn_mlp.onnx").write_bytes(made.SerializeToString())
