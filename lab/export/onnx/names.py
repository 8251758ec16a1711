"""What layers are called: names of files made readable. "/features/features.0/Conv" is "features.0"."""

from __future__ import annotations

import re
from collections import Counter

from lab.export.onnx.operation import Operation

_LONGEST = 40
_ARRAYS = {
    "weight", "bias", "w", "b", "kernel", "gamma", "beta", "moving_mean", "moving_variance", "running_mean",
    "running_var", "scale", "slope",
}  # fmt: skip
_STEPS = {
    "Add", "AvgPool", "BatchNorm", "BiasAdd", "Conv1D", "Conv2D", "ExpandDims", "FusedBatchNorm", "FusedBatchNormV3",
    "MatMul", "MaxPool", "MaxPool2d", "Mul", "ReadVariableOp", "Squeeze", "Sub", "Tensordot", "batchnorm",
    "conv_transpose", "convolution", "depthwise",
}  # fmt: skip  # what TensorFlow calls the parts of a layer
_NOISE = re.compile(r"(:\d+|__\d+|_bias_add|_fused.*)$")


def readable(operation: Operation, array: str = "") -> str:
    """What to call the layer of an operator, `array` being its weights' name; "" where the file has no good name."""
    return _of_array(array) or _of_path(operation.name, operation.operator) or _of_tensor(operation)


def _of_array(name: str) -> str:
    """ "features.0.weight" is "features.0"."""
    parts = re.split(r"[./]", _NOISE.sub("", name))
    if len(parts) < 2 or parts[-1].lower() not in _ARRAYS or "::" in name:
        return ""
    return _cut(name[: len(".".join(parts[:-1]))].split("/")[-1])


def _of_path(name: str, operator: str) -> str:
    parts = [part for part in _NOISE.sub("", name).split("/") if part and part != "StatefulPartitionedCall"]
    while len(parts) > 1 and _is_step(parts[-1], operator):
        parts.pop()
    if not parts:
        return ""
    last = parts[-1].removeprefix("node_")
    if len(parts) == 1 and re.fullmatch(rf"({re.escape(operator)})?[_\d]*|n\d+", last, re.IGNORECASE):
        return ""
    return _cut(_module(parts) if name.startswith("/") else last)


def _module(parts: list[str]) -> str:
    """PyTorch's path of modules, which may begin like the one before: layer1/layer1.0/conv1 is layer1.0.conv1."""
    path = parts[0]
    for part in parts[1:]:
        path = part if part.startswith(f"{path}.") else f"{path}.{part}"
    return path


def _is_step(part: str, operator: str) -> bool:
    return re.sub(r"(_\d+)+$", "", part) in {*_STEPS, operator}


def _of_tensor(operation: Operation) -> str:
    name = operation.outputs[0] if operation.outputs and not operation.name else ""
    name = _NOISE.sub("", name).rstrip("/").split("/")[-1]
    return "" if re.fullmatch(r"[\W\d_]*", name) or "::" in name else _cut(name)


def _cut(label: str) -> str:
    label = "".join(character for character in label if character.isprintable()).strip()
    return label if len(label) <= _LONGEST else "…" + label[1 - _LONGEST :]


class Names:
    """Names of which each is given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: Counter[str] = Counter()  # number given behind each

    def like(self, wanted: str, stem: str) -> str:
        """The name, with the stem behind it where it is taken, and a number where that is: "block", "block relu"."""
        name = wanted if wanted not in self._taken else f"{wanted} {stem}"
        first = name
        while name in self._taken:
            self._last[first] += 1
            name = f"{first} {self._last[first] + 1}"
        self._taken.add(name)
        return name

    def give_back(self, name: str) -> None:
        """The name may be given again."""
        self._taken.discard(name)

    def numbered(self, stem: str) -> str:
        """The stem with the next number behind it: "relu1", "relu2"."""
        while True:
            self._last[stem] += 1
            name = f"{stem}{self._last[stem]}"
            if name not in self._taken:
                self._taken.add(name)
                return name
