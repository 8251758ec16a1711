"""What an exported script consists of beside the network itself; `@name@` stands for what depends on the network."""

from __future__ import annotations

HEADER = '''\
"""@title@: a network made with CNN Lab, in PyTorch.

    python @script@                trains the network
    python @script@ --resume       goes on where the last training stopped
    python @script@ --evaluate     measures what has been learned on the test samples
    python @script@ --predict      says what the network makes of the test samples
    torchrun --nproc-per-node 2 @script@    trains in two processes at once

Beside this file lie @name@.safetensors, the weights that training begins with, and
@name@-data.npz, the samples. Training writes @name@-trained.safetensors, which
CNN Lab can import, and @name@-checkpoint.pt, from which --resume goes on.
It needs torch, numpy and safetensors.@use@
"""
'''

USE = """

Other programs take the network with what it has learned:

    from @name@ import Network, load_weights

    network = load_weights(Network())"""

IMPORTS = """\
import argparse
import math
import os
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, distributed, nn
@functional@from torch.nn.parallel import DistributedDataParallel
"""

PROCESSES = """\
# torchrun starts several processes: how many there are, and which of them this one is.
PROCESSES = int(os.environ.get("WORLD_SIZE", "1"))
RANK = int(os.environ.get("RANK", "0"))
"""

LOAD = '''\
def load_weights(network: Network, path: Path = WEIGHTS) -> Network:
    """The network with the weights in a file, ready to predict."""
    network.load_state_dict(load_file(path))
    return network.eval()
'''

SAMPLES = '''\
class Samples:
    """The data set on a device; batches are made of it when they are needed."""

    def __init__(self, device: torch.device) -> None:
        data = read_data(DATA)
        self.inputs = torch.from_numpy(data["inputs"]).to(device)
        self.targets = torch.from_numpy(data["targets"]).to(device)
        self.scale, self.offset = float(data["scale"]), float(data["offset"])
        self.classes = [str(name) for name in data["classes"]]
        self.training, self.validation = data["training"], data["validation"]
        self.test = data["test"]

    def prepared(self, stored: Tensor) -> Tensor:
        """Stored samples as the network sees them."""
        return stored.float() * self.scale + self.offset

    def batch(self, samples: np.ndarray) -> tuple[Tensor, Tensor]:
        """Inputs and @target_help@."""
        chosen = torch.from_numpy(samples).to(self.inputs.device)
        x = self.prepared(self.inputs[chosen])
        return x, @target@
'''

LOSS = """\
def loss_of(output: Tensor, target: Tensor) -> Tensor:
@help@@loss@"""

RIGHT = '''\
def count_right(output: Tensor, target: Tensor) -> Tensor:
    """How many of the answers are right."""
@right@'''

DECAYING = '''\
def decaying(network: nn.Module) -> list[nn.Parameter]:
    """What @penalties@ on: the weights, but no biases and no scales of norms."""
@chosen@'''

# Which parameters these are: of several axes, and where others have several as well, called "weight".
MATRICES = """\
    return [parameter for parameter in network.parameters() if parameter.ndim > 1]
"""
WEIGHTS_BY_NAME = """\
    named = network.named_parameters()
    return [each for name, each in named if name.endswith("weight") and each.ndim > 1]
"""


OPTIMIZER = """\
def make_optimizer(network: Network) -> torch.optim.Optimizer:
@help@@groups@@optimizer@"""

GROUPS = """\
    weights = decaying(network)
    others = [each for each in network.parameters() if @others@]
    parameters = [{"params": weights}, {"params": others, "weight_decay": 0.0}]
"""

FACTOR = '''\
def rate_factor(step: int, per_epoch: int, total: int) -> float:
    """What the learning rate is multiplied with at a step, from 0 to total - 1.

@help@    """
@lines@'''

LOOK = '''\
def look(memory: dict[str, float], loss: float) -> dict[str, float]:
    """What to remember after another look at the loss; its scale is one of the rate.

@help@    """
@lines@'''

STEP = '''\
def train_step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    samples: Samples,
    batch: np.ndarray,
) -> Tensor:
    """One step on a batch, which the processes share out among them; its loss."""
    own = batch[RANK::PROCESSES]
    # Gradients are averaged over the processes; so weighted, that is the whole batch's.
    weight = len(own) * PROCESSES / len(batch)
    x, target = samples.batch(own if len(own) else batch[:1])
    optimizer.zero_grad()
    loss = loss_of(model(x), target) * weight
    loss.backward()
@between@    optimizer.step()
    return loss.detach()
'''

L1 = """\
    for parameter in decaying(model):
        parameter.grad += @l1@ * parameter.detach().sign()
"""
CLIP = {
    "none": "",
    "norm": "    nn.utils.clip_grad_norm_(model.parameters(), @limit@)\n",
    "value": "    nn.utils.clip_grad_value_(model.parameters(), @limit@)\n",
}

EVALUATE = '''\
def total(sums: Tensor) -> Tensor:
    """The sums of all processes together."""
    if PROCESSES > 1:
        distributed.all_reduce(sums)
    return sums


@torch.no_grad()
def evaluate(network: Network, samples: Samples, part: np.ndarray) -> tuple[float, str]:
    """The mean loss over some samples, and what there is to say of them."""
    network.eval()
    sums = torch.zeros(@count@, device=samples.inputs.device)
    own = part[RANK::PROCESSES]
    for start in range(0, len(own), 256):
        x, target = samples.batch(own[start : start + 256])
        output = network(x)
        sums[0] += loss_of(output, target) * len(x)
@add_right@    @names@ = (total(sums) / len(part)).tolist()
    return loss, @words@
'''

START = '''\
def start_process() -> torch.device:
    """Join the other processes, if there are any; the device that this one works on."""
    if PROCESSES > 1:
        distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
        return device
    mps = PROCESSES == 1 and torch.backends.mps.is_available()
    return torch.device("mps" if mps else "cpu")


def say(words: str) -> None:
    """Print a line, once for all processes."""
    if RANK == 0:
        print(words, flush=True)


def show_progress(done: int, steps: int) -> None:
    """A bar on the terminal: how much of an epoch is done."""
    if RANK == 0 and sys.stderr.isatty():
        bar = "#" * (40 * done // steps)
        end = "\\r" if done < steps else "\\r" + " " * 42 + "\\r"
        print(f"[{bar:40}]", end=end, file=sys.stderr, flush=True)
'''

KEEP = '''\
def keep(
    network: Network,
    optimizer: torch.optim.Optimizer,
    epoch: int,
@memory_type@) -> None:
    """Write what has been learned; each file is whole, old or new, at any moment."""
    part = TRAINED.with_suffix(".part")
    save_file(network.state_dict(), part, metadata={"made by": "CNN Lab"})
    part.replace(TRAINED)
    checkpoint = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
@memory_entry@    }
    torch.save(checkpoint, part)
    part.replace(CHECKPOINT)
'''

TRAIN = '''\
def train(epochs: int, resume: bool) -> None:
    """Train until so many epochs are done, and keep what is learned."""
    device = start_process()
    samples = Samples(device)
    network = load_weights(Network(), WEIGHTS).to(device)
@sync@    optimizer = make_optimizer(network)
    first = 0
@memory@    if resume:
        if not CHECKPOINT.exists():
            raise SystemExit(f"There is nothing to go on from: no {CHECKPOINT.name}.")
        checkpoint = torch.load(CHECKPOINT, map_location=device, weights_only=True)
        network.load_state_dict(checkpoint["network"])
        optimizer.load_state_dict(checkpoint["optimizer"])
        first = checkpoint["epoch"]
@recall@    model = DistributedDataParallel(network) if PROCESSES > 1 else network

    per_epoch = math.ceil(len(samples.training) / BATCH_SIZE)
    every = max(1, 20 // per_epoch)  # epochs from one look at the loss to the next
    losses, steps = torch.zeros(1, device=device), 0  # since the last look
    for epoch in range(first, epochs):
        network.train()
        torch.manual_seed(SEED + 1000 * epoch + RANK)  # for all that is drawn by lot
        order = shuffled(samples.training, epoch)
        for number in range(per_epoch):
@set_rate@            batch = order[number * BATCH_SIZE : (number + 1) * BATCH_SIZE]
            losses += train_step(model, optimizer, samples, batch)
            steps += 1
            show_progress(number + 1, per_epoch)
        if (epoch + 1) % every and epoch + 1 < epochs:
            continue
        loss = float(total(losses)) / PROCESSES / steps
        losses, steps = torch.zeros_like(losses), 0
        if not math.isfinite(loss):
            raise SystemExit("The loss is no number any more. Lower LEARNING_RATE.")
        words = f"epoch {epoch + 1} of {epochs}: loss {loss:.4f}"
        if len(samples.validation):
            @loss_seen@, measured = evaluate(network, samples, samples.validation)
            words += f"; validation: {measured}"
@judge@        say(words)
        if RANK == 0:
            keep(network, optimizer, epoch + 1@memory_argument@)
    if len(samples.test):
        say(f"test: {evaluate(network, samples, samples.test)[1]}")
    if PROCESSES > 1:
        distributed.destroy_process_group()
'''

SYNC = """\
    if PROCESSES > 1 and device.type == "cuda":
        # Statistics of the whole batch; without GPUs each process has those of its part.
        network = nn.SyncBatchNorm.convert_sync_batchnorm(network)
"""
MEMORY = "    memory: dict[str, float] = {}  # what the schedule knows of the run\n"
RECALL = '        memory = checkpoint["memory"]\n'
JUDGE = "        if (epoch + 1) % every == 0:\n            memory = look(memory, loss)\n"
SET_RATE = """\
@rate@            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * @product@
"""
RATE = """\
            step = epoch * per_epoch + number
            factor = rate_factor(step, per_epoch, epochs * per_epoch)
"""

USE_IT = '''\
def trained(device: torch.device) -> Network:
    """The network as the last training left it, or as it came from CNN Lab."""
    path = TRAINED if TRAINED.exists() else WEIGHTS
    return load_weights(Network(), path).to(device)


def measure() -> None:
    """Print how good the network is on each part of the data."""
    device = start_process()
    samples, network = Samples(device), trained(device)
    for name in ("training", "validation", "test"):
        part = getattr(samples, name)
        if len(part):
            say(f"{name}: {evaluate(network, samples, part)[1]}")


@torch.no_grad()
def predict(file: str) -> None:
    """Print what the network makes of the samples in a file of NumPy's (.npy, stored as
    in the data set), or of the test samples if the file is "test"."""
    device = start_process()
    samples, network = Samples(device), trained(device)
    stored = samples.inputs[torch.from_numpy(samples.test).to(device)]
    if file != "test":
        stored = torch.from_numpy(np.load(file)).to(device)
    for start in range(0, len(stored), 256):
        output = network(samples.prepared(stored[start : start + 256]))
@print@

def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Trains and uses the network.")
'''
