"""Weights come back: what was trained elsewhere is taken whole or not at all, whatever a file claims."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lab.cli.main import main
from lab.document.files import load, save
from lab.document.model import Model
from lab.document.templates import template
from lab.engine.evaluate import predict
from lab.export.base import Source
from lab.export.formats.pytorch import PyTorch
from lab.export.formats.pytorch_files import PyTorchFile
from lab.export.formats.safetensors import Safetensors
from lab.export.pytorch.naming import state_names
from lab.export.weights import weights_of
from lab.spec.errors import FileError

XOR = template("xor")


def exported(model: Model, folder: Path) -> Path:
    """The weights beside an exported program."""
    return PyTorch().write(Source(model, "some"), folder / "some.py").files[1]


def arrays(model: Model, seed: int = 0) -> dict[str, Any]:
    """Other weights by the names of the exported module."""
    random = np.random.default_rng(seed)
    names = state_names(model.graph)
    return {names[name]: random.random(array.shape, np.float32) for name, array in weights_of(model).items()}


def filled(model: Model, state: dict[str, Any], folder: Path) -> Model:
    """The network with weights from a file."""
    save_file(state, folder / "some.safetensors")
    return Safetensors().fill(model, folder / "some.safetensors").model


@pytest.mark.parametrize("name", ["xor", "residual-a", "resnext-c", "highway", "signals"])
def test_what_was_exported_comes_back(name: str, tmp_path: Path) -> None:
    start = template(name)
    back = Safetensors().fill(start, exported(start, tmp_path)).model
    wanted = weights_of(start)
    assert back.trained
    assert list(back.weights) == list(wanted)
    assert all(np.array_equal(back.weights[key], wanted[key]) for key in wanted)
    assert back.graph == start.graph


def test_a_trained_network_begins_anew_from_the_weights(tmp_path: Path) -> None:
    one = Model(
        XOR.graph, XOR.setup, weights_of(XOR), {"dense1/weight.velocity": np.zeros((4, 2), np.float32)}, {"step": 7}
    )
    state = arrays(one)
    back = filled(one, state, tmp_path)
    assert (back.optimizer, back.state, back.record) == ({}, {}, {})
    for ours, theirs in state_names(one.graph).items():
        assert np.array_equal(back.weights[ours], state[theirs])
    save(tmp_path / "back.cnnlab", back)
    assert load(tmp_path / "back.cnnlab") == back


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "module._orig_mod."])
def test_wrapped_modules_and_our_own_names(prefix: str, tmp_path: Path) -> None:
    state = arrays(XOR)
    wrapped = filled(XOR, {f"{prefix}{name}": array for name, array in state.items()}, tmp_path)
    names = state_names(XOR.graph)
    own = filled(XOR, {ours: state[theirs] for ours, theirs in names.items()}, tmp_path)
    assert all(np.array_equal(each.weights[ours], state[names[ours]]) for each in (wrapped, own) for ours in names)


@pytest.mark.parametrize("dtype", ["float64", "float16"])
def test_other_precisions(dtype: str, tmp_path: Path) -> None:
    state = {name: array.astype(dtype) for name, array in arrays(XOR).items()}
    back = filled(XOR, state, tmp_path)
    for ours, theirs in state_names(XOR.graph).items():
        assert back.weights[ours].dtype == np.float32
        assert np.array_equal(back.weights[ours], state[theirs].astype(np.float32))


def test_bfloat16(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import save_file as save_torch

    state = {name: torch.from_numpy(array).bfloat16() for name, array in arrays(XOR).items()}
    save_torch(state, tmp_path / "some.safetensors")
    back = Safetensors().fill(XOR, tmp_path / "some.safetensors").model
    for ours, theirs in state_names(XOR.graph).items():
        assert np.array_equal(back.weights[ours], state[theirs].float().numpy())


def test_everything_that_does_not_fit_is_said_at_once(tmp_path: Path) -> None:
    state = arrays(XOR)
    first, second, third, *_ = state
    wrong = {**state, "classifier.weight": state[first], second: np.zeros((9, 9), np.float32)}
    wrong[third] = state[third].astype(np.int32)
    wrong.pop(first)
    with pytest.raises(FileError) as caught:
        filled(XOR, wrong, tmp_path)
    words = str(caught.value)
    assert f"The network needs {first}, which the file does not have." in words
    assert "The file has classifier.weight, which the network does not have." in words
    assert f"{second} 9 × 9 (" in words
    assert f"{third} (I32)" in words


def test_numbers_that_are_not_finite(tmp_path: Path) -> None:
    state = {name: array.astype(np.float64) for name, array in arrays(XOR).items()}
    name = next(iter(state))
    state[name].flat[0] = 1e300
    with pytest.raises(FileError, match=f"{name} are not finite"):
        filled(XOR, state, tmp_path)


def header(entries: Any, numbers: bytes = b"", length: int | None = None) -> bytes:
    """A safetensors file as a stranger may write it."""
    text = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + numbers


def entry(shape: list[int], first: int, end: int, dtype: str = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [first, end]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\3\4",
        header({}, length=2**63),
        header({}, length=10**6),
        header(b"{"),
        header(b"[" * 100_000),
        header([1, 2]),
        header({"dense1.weight": 3}),
        header({"dense1.weight": entry([10**6, 10**6], 0, 16)}, bytes(16)),
        header({"dense1.weight": entry([4], 0, 10**12)}, bytes(16)),
        header({"dense1.weight": entry([4], 16, 0)}, bytes(16)),
        header({"dense1.weight": entry([4], 8, 24)}, bytes(16)),
        header({"dense1.weight": entry([-4], 0, 16)}, bytes(16)),
        header({"dense1.weight": entry([1] * 100, 0, 4)}, bytes(4)),
        header({"dense1.weight": entry([2**70, 0], 0, 0)}),
    ],
    ids=range(15),
)
def test_hostile_files_get_a_message(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.safetensors"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"some\.safetensors cannot be opened\."):
        Safetensors().fill(XOR, path)


def test_weights_are_no_network(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Open the network that they belong to"):
        Safetensors().read(tmp_path / "some.safetensors")


@pytest.mark.parametrize("suffix", PyTorchFile.suffixes)
def test_pickles_are_never_opened(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"some{suffix}"  # which is not even there
    for read in (PyTorchFile().read, lambda path: PyTorchFile().fill(XOR, path)):
        with pytest.raises(FileError, match="weights_only=True"):
            read(path)


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script, weights, out = (str(tmp_path / name) for name in ("xor.py", "xor.safetensors", "back.cnnlab"))
    assert main(["export", "xor", script, "--to", "pytorch", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == [script, weights, str(tmp_path / "xor-data.npz")]
    assert main(["import", weights, out, "--network", "xor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["parameters"] == sum(array.size for array in weights_of(XOR).values())
    assert all(np.array_equal(array, weights_of(XOR)[name]) for name, array in load(out).weights.items())
    assert main(["import", weights, out]) == 2
    assert "--network" in capsys.readouterr().err
    assert main(["import", weights, out, "--network", "lenet5"]) == 2
    assert "do not fit this network" in capsys.readouterr().err
    assert main(["import", script, out, "--network", "xor"]) == 2
    assert "leave out --network" in capsys.readouterr().err


def test_what_pytorch_learns_comes_back(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from tests.export.exported import export

    start = template("digits")
    samples = start.setup.dataset.load()
    module = export(start, tmp_path / "digits.py", samples)
    module.train(1, False)
    back = Safetensors().fill(start, module.TRAINED).model
    x = samples.inputs[:20].astype(np.float32) * np.float32(samples.scale) + np.float32(samples.offset)
    with torch.no_grad():
        wanted = torch.softmax(module.trained(torch.device("cpu"))(torch.from_numpy(x)), dim=1).numpy()
    np.testing.assert_allclose(predict(back, x), wanted, atol=1e-5)
    assert not np.allclose(predict(start, x), wanted, atol=1e-2)
    assert load_file(module.TRAINED).keys() == load_file(module.WEIGHTS).keys()
