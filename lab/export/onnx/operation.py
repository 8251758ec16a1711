"""One operator of a file: its name, its tensors and its attributes, read with their types."""

from __future__ import annotations

from copy import copy
from typing import Any

from onnx import AttributeProto, NodeProto, TensorProto, helper

from lab.export.onnx.refusal import Refused
from lab.export.onnx.tensors import shown
from lab.spec.message import Message

STANDARD = ("", "ai.onnx")  # names of the set of operators that every program knows

_KINDS = {
    AttributeProto.INT: "i",
    AttributeProto.FLOAT: "f",
    AttributeProto.STRING: "s",
    AttributeProto.INTS: "ints",
    AttributeProto.FLOATS: "floats",
    AttributeProto.STRINGS: "strings",
    AttributeProto.TENSOR: "t",
}


class Operation:
    """A node of the file's graph.

    Attributes:
        operator: what it does ("Conv"); with its domain in front where that is not ONNX' own.
        inputs, outputs: names of tensors; "" is one that is left out.
        version: of the operator set that it belongs to.
    """

    def __init__(self, node: NodeProto, version: int) -> None:
        self.operator = node.op_type if node.domain in STANDARD else f"{node.domain}.{node.op_type}"
        self.name = node.name
        self.inputs = list(node.input)
        self.outputs = list(node.output)
        self.version = version
        self._attributes: dict[str, AttributeProto] = {attribute.name: attribute for attribute in node.attribute}
        self._asked: set[str] = set()

    @property
    def shown_name(self) -> str:
        """What to call it in a sentence: its name, or that of its first output where it has none."""
        return shown(self.name or next((output for output in self.outputs if output), self.operator))

    def has(self, name: str) -> bool:
        """Whether the attribute is given."""
        return name in self._attributes

    def integer(self, name: str, default: int) -> int:
        """A whole number."""
        value: int = self._read(name, AttributeProto.INT, default)
        return value

    def number(self, name: str, default: float) -> float:
        """A number."""
        value: float = self._read(name, AttributeProto.FLOAT, default)
        return value

    def text(self, name: str, default: str) -> str:
        """A word."""
        value = self._read(name, AttributeProto.STRING, default)
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value

    def integers(self, name: str, default: tuple[int, ...] | None = None) -> tuple[int, ...] | None:
        """Whole numbers; the default where the attribute is not given."""
        value = self._read(name, AttributeProto.INTS, default)
        return None if value is None else tuple(value)

    def numbers(self, name: str) -> tuple[float, ...] | None:
        """Numbers; None where the attribute is not given."""
        value = self._read(name, AttributeProto.FLOATS, None)
        return None if value is None else tuple(value)

    def tensor(self, name: str) -> TensorProto | None:
        """A tensor; None where the attribute is not given."""
        value: TensorProto | None = self._read(name, AttributeProto.TENSOR, None)
        return value

    def along_the_last_axis(self) -> Operation | None:
        """The operator with its window along the last of two axes; None where it reaches over the first one."""
        narrow = copy(self)
        narrow._attributes = dict(self._attributes)
        for name, usual in (("kernel_shape", 1), ("strides", None), ("dilations", None), ("pads", 0)):
            given = self.integers(name)
            if given is None:
                continue
            rows, columns = given[: len(given) // 2], given[len(given) // 2 :]
            if name == "pads":
                rows, columns = given[::2], given[1::2]
            if len(given) not in (2, 4) or (usual is not None and set(rows) != {usual}):
                return None
            narrow._attributes[name] = helper.make_attribute(name, list(columns))
        return narrow

    def ignore(self, *names: str) -> None:
        """These attributes say nothing about what is computed here."""
        self._asked.update(names)

    def check_all_read(self) -> None:
        """Refused if there is an attribute that nobody has asked for: what it means is not known."""
        left = sorted(self._attributes.keys() - self._asked)
        if left:
            raise Refused(Message('its attribute "{name}" is not known.', name=shown(left[0])))

    def _read(self, name: str, kind: int, default: Any) -> Any:
        self._asked.add(name)
        attribute = self._attributes.get(name)
        if attribute is None:
            return default
        if attribute.type != kind or attribute.ref_attr_name:
            raise Refused(Message('its attribute "{name}" is of another type than it should be.', name=shown(name)))
        return getattr(attribute, _KINDS[attribute.type])
