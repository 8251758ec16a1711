"""One name for each thing of a library, wherever and however it is imported from."""

from __future__ import annotations

# What short names stand for in code that was pasted without its imports.
USUAL = {
    "tf": "tensorflow",
    "tensorflow": "tensorflow",
    "keras": "keras",
    "layers": "keras.layers",
    "models": "keras.models",
    "optimizers": "keras.optimizers",
    "losses": "keras.losses",
    "regularizers": "keras.regularizers",
    "K": "keras.backend",
    "torch": "torch",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "optim": "torch.optim",
    "np": "numpy",
    "numpy": "numpy",
    "math": "math",
    "torchvision": "torchvision",
    "__name__": "__name__",
}
BARE = ("keras.layers", "keras", "torch.nn", "torch.optim", "keras.optimizers")  # where other names are looked for

BUILTINS = frozenset(
    [
        "range",
        "len",
        "list",
        "tuple",
        "dict",
        "zip",
        "enumerate",
        "reversed",
        "sorted",
        "print",
        "isinstance",
        "hasattr",
        "getattr",
        "setattr",
        "super",
        "set",
    ]
)


def canonical(path: str) -> str:
    """The name under which a handler is registered: "tensorflow.keras.layers.Conv2D" is "keras.layers.Conv2D"."""
    parts = path.split(".")
    if parts[0] == "tensorflow" and "keras" in parts[:4]:
        parts = parts[parts.index("keras") :]
    if parts[0] == "tf_keras":
        parts[0] = "keras"
    if parts[:2] == ["keras", "api"] or parts[:2] == ["keras", "src"]:
        del parts[1]
    if parts[0] == "keras":
        return _keras(parts)
    if parts[:2] == ["torch", "nn"]:
        return _torch(parts)
    return ".".join(parts)


def _keras(parts: list[str]) -> str:
    if parts[1:2] == ["engine"] or parts[-1] in ("Sequential", "Model", "Input", "Functional"):
        return f"keras.{parts[-1]}" if parts[-1][:1].isupper() else ".".join(parts)
    for module in ("layers", "optimizers", "losses", "regularizers", "initializers", "activations"):
        if parts[1:2] == [module] and len(parts) > 2 and "schedules" not in parts:
            return f"keras.{module}.{parts[-1]}"
    return ".".join(parts)


def _torch(parts: list[str]) -> str:
    if parts[2:3] == ["modules"] and len(parts) > 4:
        return f"torch.nn.{parts[-1]}"
    return ".".join(parts)
