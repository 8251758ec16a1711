"""Makes pytorch_*.onnx: python make_pytorch.py FOLDER."""

import sys

import torch
from torch import nn

torch.manual_seed(0)
out = sys.argv[1]


class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv1 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.conv2 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + x)


class SmallResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 6, 3, stride=2, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
        )
        self.layer1 = Residual(6)
        self.fc = nn.Linear(6, 4)

    def forward(self, x):
        x = self.layer1(self.stem(x))
        x = nn.functional.adaptive_avg_pool2d(x, 1)
        return self.fc(torch.flatten(x, 1))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 5)
        self.conv2 = nn.Conv2d(4, 6, 5)
        self.fc1 = nn.Linear(96, 16)
        self.fc2 = nn.Linear(16, 10)
        self.drop = nn.Dropout(0.25)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = nn.functional.max_pool2d(torch.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return nn.functional.log_softmax(self.fc2(self.drop(torch.relu(self.fc1(x)))), dim=1)


class SqueezeExcite(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.fc1 = nn.Conv2d(c, 2, 1)
        self.fc2 = nn.Conv2d(2, c, 1)

    def forward(self, x):
        s = nn.functional.adaptive_avg_pool2d(x, 1)
        return x * torch.nn.functional.hardsigmoid(self.fc2(torch.relu(self.fc1(s))))


class Mobile(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 4, 3, 2, 1, bias=False),
            nn.BatchNorm2d(4),
            nn.Hardswish(),
            nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False),
            nn.BatchNorm2d(4),
            nn.ReLU6(),
            SqueezeExcite(4),
            nn.Conv2d(4, 8, 1),
            nn.SiLU(),
        )
        self.classifier = nn.Linear(8, 3)

    def forward(self, x):
        return self.classifier(self.features(x).mean([2, 3]))


class Signal(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv1d(2, 4, 5, padding=2),
            nn.GroupNorm(2, 4),
            nn.PReLU(4),
            nn.AvgPool1d(2),
            nn.Conv1d(4, 6, 3),
            nn.BatchNorm1d(6),
            nn.LeakyReLU(0.2),
            nn.AdaptiveMaxPool1d(1),
            nn.Flatten(),
            nn.Linear(6, 5),
        )

    def forward(self, x):
        return self.net(x)


class Perceptron(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(7, 12),
            nn.LayerNorm(12),
            nn.GELU(),
            nn.Linear(12, 8),
            nn.Tanh(),
            nn.Linear(8, 3),
            nn.Softmax(dim=1),
        )

    def forward(self, x):
        return self.net(x)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.lift = nn.Linear(6, 32)
        self.net = nn.Sequential(
            nn.ConvTranspose2d(8, 4, 4, 2, 1),
            nn.ELU(),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(4, 2, 3, padding=1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.net(self.lift(x).reshape(-1, 8, 2, 2))


models = {
    "resnet": (SmallResNet(), (3, 24, 24)),
    "lenet": (LeNet(), (1, 28, 28)),
    "mobile": (Mobile(), (3, 12, 12)),
    "signal": (Signal(), (2, 20)),
    "perceptron": (Perceptron(), (7,)),
    "decoder": (Decoder(), (6,)),
}
for name, (m, shape) in models.items():
    # running statistics that are not 0 and 1
    m.train()
    with torch.no_grad():
        for _ in range(3):
            m(torch.randn(8, *shape))
    m.eval()
    x = torch.randn(2, *shape)
    for dynamo in (False, True):
        path = f"{out}/pytorch_{name}_{'dynamo' if dynamo else 'script'}.onnx"
        try:
            if dynamo:
                torch.onnx.export(
                    m,
                    (x,),
                    path,
                    dynamo=True,
                    external_data=False,
                    dynamic_shapes=({0: torch.export.Dim("batch")},),
                    verbose=False,
                )
            else:
                torch.onnx.export(
                    m,
                    (x,),
                    path,
                    dynamo=False,
                    input_names=["input"],
                    output_names=["output"],
                    dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}},
                )
            print(path)
        except Exception as e:
            print("FAILED", path, type(e), str(e)[:300])
