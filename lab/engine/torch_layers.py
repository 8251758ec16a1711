"""Layers that PyTorch does not have, in its own words: for the tests' twin, and word for word in exported scripts."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (as PyTorch's documents call it)


class Affine(nn.Module):
    """y = weight x + bias, with one weight and one bias for each channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        across = (-1,) + (1,) * (x.ndim - 2)
        return self.weight.view(across) * x + self.bias.view(across)


class Constant(nn.Module):
    """Numbers that are the same for every sample."""

    def __init__(self, shape: tuple[int, ...], learned: bool = True) -> None:
        super().__init__()
        if learned:
            self.value = nn.Parameter(torch.zeros(shape))
        else:
            self.register_buffer("value", torch.zeros(shape))

    def forward(self) -> Tensor:
        return self.value.unsqueeze(0)


class DropPath(nn.Module):
    """While training, sets a whole sample to zero with probability `rate`, and scales the others up."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        one_a_sample = (len(x),) + (1,) * (x.ndim - 1)
        kept = torch.rand(one_a_sample, device=x.device) >= self.rate
        return x * kept / (1 - self.rate)


class FrozenBatchNorm(nn.Module):
    """Batch norm that never uses the batch: mean and variance stay as they were loaded."""

    def __init__(self, channels: int, eps: float = 1e-5) -> None:
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        statistics = self.running_mean, self.running_var
        return F.batch_norm(x, *statistics, self.weight, self.bias, eps=self.eps)


class StochasticPool(nn.Module):
    """Pooling by lot: a number wins with its share of the window's sum, where those below 0 count as 0.

    Once training is over every number is weighted with its chance. Source: Zeiler and Fergus 2013.
    """

    def __init__(
        self,
        size: tuple[int, ...],
        stride: tuple[int, ...],
        padding: tuple[int, ...] = (),
    ) -> None:
        super().__init__()
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, x: Tensor) -> Tensor:
        windows = F.pad(x.clamp(min=0), self.padding)
        for axis, (size, stride) in enumerate(zip(self.size, self.stride, strict=True)):
            windows = windows.unfold(2 + axis, size, stride)
        windows = windows.flatten(-len(self.size))
        total = windows.sum(dim=-1, keepdim=True)
        if not self.training:
            return (windows * windows).sum(dim=-1) / total.squeeze(-1).clamp(min=1e-30)
        drawn = torch.rand(total.shape, device=x.device) * total
        winner = (windows.cumsum(dim=-1) <= drawn).sum(dim=-1, keepdim=True)
        winner = winner.clamp(max=windows.shape[-1] - 1)
        return windows.gather(-1, winner).squeeze(-1)
