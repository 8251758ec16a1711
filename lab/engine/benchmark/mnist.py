"""LeNet-5 on MNIST as a user trains it: five epochs of ours from the command line beside one epoch of PyTorch's."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import numpy as np

from lab.datasets.base import Samples
from lab.datasets.catalog import find_dataset
from lab.datasets.split import split
from lab.document.templates import template
from lab.engine.network import Network
from lab.engine.torch_twin import TorchTwin, has_torch

EPOCHS = 5


def run(folder: str, threads: int) -> dict[str, Any]:
    """JSON-ready: epochs, seconds (the whole command, evaluation included), test_accuracy; torch_epoch_seconds, the
    training of one epoch alone without evaluation, None without PyTorch.
    """
    command = [sys.executable, "-m", "lab", "train", "lenet5", "--data", folder, "--epochs", str(EPOCHS), "--json"]
    command += ["--threads", str(threads)]
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    taken = time.perf_counter() - started
    content = json.loads(done.stdout)
    return {
        "epochs": EPOCHS,
        "threads": threads,
        "seconds": taken,
        "test_accuracy": content["test_accuracy"],
        "torch_epoch_seconds": _torch_epoch(find_dataset(folder).load(), threads) if has_torch() else None,
    }


def _torch_epoch(samples: Samples, threads: int) -> float:
    """Seconds of one pass through the training samples, with the template's own settings; PyTorch warmed up."""
    import torch

    torch.set_num_threads(threads)
    model = template("lenet5")
    run, batch = model.setup.run, model.setup.run.batch_size
    indices = split(samples, run.validation, run.test, run.split_seed).training
    network = Network(model.graph, batch=1)
    network.initialize(run.seed)
    twin = TorchTwin(model.graph)
    twin.copy_weights(network)
    loss = torch.nn.CrossEntropyLoss()
    optimizer = eval(model.setup.optimizer.torch(), {"torch": torch, "parameters": twin.trainable()})  # our own text
    order = torch.from_numpy(np.random.default_rng(0).permutation(indices))
    inputs = torch.from_numpy(samples.inputs.reshape(len(samples), *samples.shape))
    targets = torch.from_numpy(samples.targets)

    def train(places: Any) -> None:
        x = inputs[places].float().mul_(samples.scale).add_(samples.offset)
        optimizer.zero_grad()
        loss(twin(x), targets[places]).backward()
        optimizer.step()

    for _ in range(5):
        train(order[:batch])
    started = time.perf_counter()
    for places in order.split(batch):
        train(places)
    return time.perf_counter() - started
