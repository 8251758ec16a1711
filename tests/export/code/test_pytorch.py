"""PyTorch code of the kinds that tutorials print: what is read has the parameters and output of what PyTorch runs."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from lab.export.code.reading import Reading, read

START = """
import torch
import torch.nn as nn
import torch.nn.functional as F
from collections import OrderedDict
"""

LENET = """
class LeNet(nn.Module):
    def __init__(self):
        super(LeNet, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, self.count(x))
        x = F.relu(self.fc1(x))
        return self.fc3(F.relu(self.fc2(x)))

    def count(self, x):
        features = 1
        for side in x.size()[1:]:
            features *= side
        return features

model = LeNet()
"""

DIGITS = """
class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.drop = nn.Dropout2d()
        self.fc1 = nn.Linear(320, 50)
        self.fc2 = nn.Linear(50, 10)

    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.drop(self.conv2(x)), 2))
        x = x.view(-1, 320)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, training=self.training)
        x = self.fc2(x)
        return F.log_softmax(x, dim=1)

model = Digits()
"""

MLP = """
class Net(nn.Module):
    def __init__(self, hidden=(512, 256), classes=10):
        super().__init__()
        self.flatten = nn.Flatten()
        layers, before = [], 28 * 28
        for size in hidden:
            layers += [nn.Linear(before, size), nn.ReLU()]
            before = size
        layers.append(nn.Linear(before, classes))
        self.stack = nn.Sequential(*layers)

    def forward(self, x):
        x = self.flatten(x)
        logits = self.stack(x)
        return logits

device = "cuda" if torch.cuda.is_available() else "cpu"
model = Net().to(device)
"""

NAMED = """
model = nn.Sequential(OrderedDict([
    ("conv1", nn.Conv2d(3, 16, 3, padding=1)),
    ("norm1", nn.BatchNorm2d(16)),
    ("relu1", nn.ReLU(inplace=True)),
    ("pool", nn.AdaptiveAvgPool2d((1, 1))),
    ("flat", nn.Flatten()),
    ("out", nn.Linear(16, 5)),
]))
"""

VGG = """
PLAN = {"A": [8, "M", 16, "M", 32, 32, "M"]}

def make_layers(plan, batch_norm=False):
    layers = []
    channels = 3
    for v in plan:
        if v == "M":
            layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
        else:
            conv = nn.Conv2d(channels, v, kernel_size=3, padding=1)
            if batch_norm:
                layers += [conv, nn.BatchNorm2d(v), nn.ReLU(inplace=True)]
            else:
                layers += [conv, nn.ReLU(inplace=True)]
            channels = v
    return nn.Sequential(*layers)

class VGG(nn.Module):
    def __init__(self, features, num_classes=10):
        super(VGG, self).__init__()
        self.features = features
        self.classifier = nn.Sequential(
            nn.Linear(32 * 4 * 4, 64), nn.ReLU(True), nn.Dropout(), nn.Linear(64, num_classes))
        self._start()

    def forward(self, x):
        x = self.features(x)
        x = torch.flatten(x, 1)
        return self.classifier(x)

    def _start(self):
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out")
                if m.bias is not None:
                    m.bias.data.zero_()

model = VGG(make_layers(PLAN["A"], batch_norm=True))
"""

RESNET = """
def conv3x3(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, kernel_size=3, stride=stride, padding=1, bias=False)

class Block(nn.Module):
    expansion = 1

    def __init__(self, inputs, outputs, stride=1, downsample=None):
        super().__init__()
        self.conv1 = conv3x3(inputs, outputs, stride)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = conv3x3(outputs, outputs)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)

class ResNet(nn.Module):
    def __init__(self, block, layers, num_classes=10):
        super().__init__()
        self.inplanes = 8
        self.conv1 = nn.Conv2d(3, 8, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.layer1 = self._make_layer(block, 8, layers[0])
        self.layer2 = self._make_layer(block, 16, layers[1], stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(16 * block.expansion, num_classes)

    def _make_layer(self, block, planes, blocks, stride=1):
        downsample = None
        if stride != 1 or self.inplanes != planes * block.expansion:
            downsample = nn.Sequential(
                nn.Conv2d(self.inplanes, planes * block.expansion, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(planes * block.expansion),
            )
        layers = []
        layers.append(block(self.inplanes, planes, stride, downsample))
        self.inplanes = planes * block.expansion
        for i in range(1, blocks):
            layers.append(block(self.inplanes, planes))
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer2(self.layer1(x))
        x = self.avgpool(x)
        x = torch.flatten(x, 1)
        return self.fc(x)

model = ResNet(Block, [2, 2])
y = model(torch.randn(2, 3, 64, 64))
"""

INCEPTION = """
class Branches(nn.Module):
    def __init__(self, inputs, a, b, c):
        super().__init__()
        self.one = nn.Conv2d(inputs, a, 1)
        self.three = nn.Sequential(nn.Conv2d(inputs, b, 1), nn.ReLU(), nn.Conv2d(b, b, 3, padding=1))
        self.pool = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), nn.Conv2d(inputs, c, 1))

    def forward(self, x):
        ways = [self.one(x), self.three(x), self.pool(x)]
        return F.relu(torch.cat(ways, 1))

model = nn.Sequential(
    Branches(3, 4, 6, 2), Branches(12, 4, 4, 4), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, 7))
"""

MOBILE = """
class Depthwise(nn.Sequential):
    def __init__(self, inputs, outputs, stride):
        super().__init__(
            nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False),
            nn.BatchNorm2d(inputs),
            nn.ReLU6(),
            nn.Conv2d(inputs, outputs, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.Hardswish(),
        )

class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, 2, 1)
        self.blocks = nn.ModuleList([Depthwise(8, 16, 1), Depthwise(16, 16, 2)])
        self.out = nn.Linear(16, 4)

    def forward(self, x):
        x = F.silu(self.first(x))
        for block in self.blocks:
            x = block(x)
        x = x.mean([2, 3])
        return self.out(x)

model = Small()
"""

DENSE_BLOCKS = """
class Growing(nn.Module):
    def __init__(self, inputs, growth, count):
        super().__init__()
        self.layers = nn.ModuleList()
        for i in range(count):
            self.layers.append(nn.Conv2d(inputs + i * growth, growth, 3, padding="same"))

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            features.append(torch.relu(layer(torch.cat(features, dim=1))))
        return torch.cat(features, dim=1)

model = nn.Sequential(Growing(4, 3, 3), nn.AvgPool2d(2), nn.Flatten(start_dim=1), nn.Linear(13 * 8 * 8, 3))
"""

AUTOENCODER = """
class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU())
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1, output_padding=1), nn.LeakyReLU(0.1),
            nn.ConvTranspose2d(8, 1, 4, stride=2, padding=1), nn.Sigmoid())

    def forward(self, x):
        return self.decoder(self.encoder(x))

model = Autoencoder()
"""

SIGNALS = """
model = nn.Sequential(
    nn.Conv1d(1, 8, 5, stride=2), nn.ELU(), nn.MaxPool1d(2),
    nn.Conv1d(8, 12, 3, dilation=2), nn.Tanh(), nn.BatchNorm1d(12),
    nn.Flatten(), nn.Linear(12 * 27, 6))
"""

ALEX = """
class Alex(nn.Module):
    def __init__(self, num_classes: int = 1000) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, kernel_size=11, stride=4, padding=2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(8, 12, kernel_size=5, padding=2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )
        self.classifier = nn.Sequential(nn.Dropout(p=0.5), nn.Linear(12 * 6 * 6, num_classes))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.features(x)
        x = F.max_pool2d(x, 3, 2)
        x = torch.flatten(x, start_dim=1)
        x = self.classifier(x)
        return x

model = Alex(num_classes=20)
"""

SHAPES = """
class Shapes(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(12, 3 * 4 * 4)
        self.norm = nn.GroupNorm(1, 3)
        self.up = nn.Upsample(scale_factor=2)
        self.out = nn.Linear(3 * 8 * 8, 2)

    def forward(self, x):
        x = self.fc(x).view(x.size(0), 3, 4, 4)
        x = self.up(self.norm(x))
        b, c, h, w = x.shape
        x = x.reshape(b, c * h * w)
        return self.out(x) * 0.5

model = Shapes()
"""

ATTENTION = """
class Squeeze(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, channels // ratio, 1)
        self.expand = nn.Conv2d(channels // ratio, channels, 1)

    def forward(self, x):
        s = self.expand(F.relu(self.reduce(self.pool(x))))
        return x * torch.sigmoid(s)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1, padding_mode="reflect")
        self.squeeze = Squeeze(8, 4)
        self.prelu = nn.PReLU()
        self.classify = nn.Conv2d(8, 5, 1)

    def forward(self, x):
        x = (x - 0.5) / 0.25
        x = self.prelu(self.conv(x))
        x = self.squeeze(x)
        x = self.classify(1 - x)
        return F.adaptive_avg_pool2d(x, 1).squeeze(-1).squeeze(-1)

model = Net()
"""

BORDERS = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.border = nn.ReflectionPad2d(2)
        self.ceil = nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)
        self.mean = nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=True)
        self.mean_inside = nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False, ceil_mode=True)

    def forward(self, x):
        x = self.border(torch.tanh(x))
        x = F.pad(x, (1, 0, 2, 1), value=0.5)
        a = self.ceil(x)
        b = self.mean(x)
        x = self.mean_inside(torch.cat([a[:, :2, :7, :7], b[:, 1:, :7, :7]], dim=1) + 0.25)
        x = x.permute(0, 1, 3, 2).clamp(-0.5, 0.75)
        return x.sum(dim=1, keepdim=True).flatten(1)

model = Net()
model(torch.zeros(1, 3, 9, 10))
"""

UNET = """
def double(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, padding=1))

class UNet(nn.Module):
    def __init__(self, channels=1, classes=2, features=[4, 8]):
        super().__init__()
        self.downs, self.ups = nn.ModuleList(), nn.ModuleList()
        for feature in features:
            self.downs.append(double(channels, feature))
            channels = feature
        for feature in reversed(features):
            self.ups.append(nn.ConvTranspose2d(feature * 2, feature, kernel_size=2, stride=2))
            self.ups.append(double(feature * 2, feature))
        self.bottom = double(features[-1], features[-1] * 2)
        self.last = nn.Conv2d(features[0], classes, 1)

    def forward(self, x):
        skips = []
        for down in self.downs:
            x = down(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.bottom(x)
        skips = skips[::-1]
        for index in range(0, len(self.ups), 2):
            x = self.ups[index](x)
            x = self.ups[index + 1](torch.cat((skips[index // 2], x), dim=1))
        return self.last(x)

model = UNet()
"""

CODES = {
    "LeNet": (LENET, (1, 32, 32)),
    "digits": (DIGITS, (1, 28, 28)),
    "dense": (MLP, (1, 28, 28)),
    "OrderedDict": (NAMED, None),
    "VGG": (VGG, (3, 32, 32)),
    "ResNet": (RESNET, (3, 64, 64)),
    "Inception": (INCEPTION, None),
    "MobileNet": (MOBILE, None),
    "DenseNet": (DENSE_BLOCKS, (4, 16, 16)),
    "autoencoder": (AUTOENCODER, None),
    "signals": (SIGNALS, None),
    "AlexNet": (ALEX, None),
    "shapes": (SHAPES, (12,)),
    "attention": (ATTENTION, None),
    "borders": (BORDERS, (3, 9, 10)),
    "U-Net": (UNET, None),
}


def parsed(code: str) -> Reading:
    reading = read(START + dedent(code))
    assert reading.troubles == ()
    assert reading.model is not None
    return reading


@pytest.mark.parametrize("name", CODES)
def test_same_as_in_pytorch(name: str) -> None:
    torch = pytest.importorskip("torch")
    from lab.engine.torch_twin import TorchTwin

    code, shape = CODES[name]
    reading = parsed(code)
    start = reading.analysis.nodes["input1"].output
    assert start is not None
    assert shape in (None, start)
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(START + dedent(code), name, "exec"), names)  # code of this file, run to be compared with
    theirs = names["model"].eval()
    for module in theirs.modules():
        if isinstance(module, torch.nn.BatchNorm1d | torch.nn.BatchNorm2d):
            module.reset_running_stats()  # the code may have sent something through
    ours = TorchTwin(reading.graph)
    ours.evaluate()
    assert reading.analysis.parameters == sum(array.numel() for array in theirs.parameters())
    with torch.no_grad():
        for weights in (*theirs.parameters(), *ours.trainable()):  # of one shape: the same numbers
            weights.copy_(0.2 * torch.sin(torch.arange(weights.numel()) * 1.7).reshape(weights.shape))
        x = torch.rand(2, *start, generator=torch.Generator().manual_seed(1))
        y = theirs(x)
        outputs = ours(x)
    if name == "digits":  # the loss does it here
        outputs = torch.log_softmax(outputs, dim=1)
    torch.testing.assert_close(outputs, y, rtol=1e-4, atol=1e-5)


def test_size_that_code_does_not_say_is_told() -> None:
    assert any("1 × 32 × 32" in str(note) for note in parsed(LENET).notes)
    assert any("1 × 28 × 28" in str(note) for note in parsed(DIGITS).notes)


def test_layers_are_called_as_in_the_code() -> None:
    graph = parsed(RESNET).model.graph  # type: ignore[union-attr]
    labels = [node.label for node in graph]
    assert len(set(labels)) == len(labels)
    assert {"conv1", "bn1", "layer1.0.conv1", "layer2.0.bn2", "fc"} <= set(labels)


def test_what_the_code_says_of_training() -> None:
    code = (
        LENET
        + """
        import torch.optim as optim
        criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
        optimizer = optim.SGD(model.parameters(), lr=0.02, momentum=0.5, weight_decay=1e-4)
        for epoch in range(7):
            for i, (inputs, labels) in enumerate(loader):
                loss = criterion(model(inputs), labels)
                loss.backward()
                optimizer.step()
    """.replace("\n        ", "\n")
    )
    setup = parsed(code).model.setup  # type: ignore[union-attr]
    assert setup.loss.config() == {"label_smoothing": 0.1}
    assert setup.optimizer.name == "sgd"
    assert (setup.optimizer.learning_rate, setup.optimizer.momentum) == (0.02, 0.5)  # type: ignore[attr-defined]
    assert setup.run.epochs == 7


def test_loss_in_a_function_of_training() -> None:
    code = (
        DIGITS
        + """
def train(epoch):
    for data, target in loader:
        loss = F.nll_loss(model(data), target)
"""
    )
    model = parsed(code).model
    assert model is not None
    assert model.setup.loss.name == "cross_entropy"
    assert "log_softmax" not in {node.kind for node in model.graph}


@pytest.mark.parametrize(
    ("call", "start"),
    [("summary(model, (3, 48, 48))", (3, 48, 48)), ("model(torch.randn(1, 3, 40, 40))", (3, 40, 40))],
)
def test_size_from_what_is_sent_through(call: str, start: tuple[int, ...]) -> None:
    reading = parsed(NAMED + "\nfrom torchsummary import summary\n" + call)
    assert reading.analysis.nodes["input1"].output == start
    assert reading.notes == ()


def test_a_class_that_computes_nothing_is_told() -> None:
    reading = read(START + "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\nmodel = Net()")
    assert reading.model is None
    assert any("forward" in str(trouble.message) for trouble in reading.troubles)


def test_weights_that_two_places_share_are_told() -> None:
    code = "layer = nn.Linear(4, 4)\nmodel = nn.Sequential(layer, nn.ReLU(), layer)"
    [trouble] = read(START + code).troubles
    assert "used twice" in str(trouble.message)
