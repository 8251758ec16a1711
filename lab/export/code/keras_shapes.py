"""Keras' layers without weights: activations, dropout, shapes, merging, preprocessing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.export.code.activations import activation as named_activation
from lab.export.code.activations import behind, clipped
from lab.export.code.binding import Ignored, MaybeNumber, Number, Sizes, Whole, Word, reads
from lab.export.code.keras_common import channels_first
from lab.export.code.layers import layer, optional
from lab.export.code.operators import affine
from lab.export.code.slicing import transposed
from lab.export.code.tensors import Apply, Part, Tensor, merged, through
from lab.export.code.values import Refused
from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_FROM_BYTES = 255.0  # pictures are read as 0 to 255 in Keras, as 0 to 1 in the laboratory


def _part(reader: Reader, title: str, apply: Apply) -> Part:
    return Part(title, apply, reader.span, last=True)


def _as_is(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
    return tensors[0]


# -- activations


@reads("keras.layers.Activation")
def activation(reader: Reader, activation: Any) -> Part:
    return _part(reader, "Activation", behind(reader, _as_is, activation))


@reads("keras.layers.ReLU")
def relu(
    reader: Reader,
    max_value: MaybeNumber = None,
    negative_slope: Number = 0.0,
    threshold: Number = 0.0,
) -> Part:
    if threshold:
        raise Refused(Message("A ReLU with a threshold is not possible in the laboratory. Use a plain ReLU."))
    if max_value is not None:
        return _part(reader, "ReLU", through(clipped(0.0, max_value)))
    made = layer("leaky_relu", slope=negative_slope) if negative_slope else layer("relu")
    return _part(reader, "ReLU", through(made))


@reads("keras.layers.LeakyReLU")
def leaky_relu(reader: Reader, negative_slope: Number = 0.3) -> Part:
    return _part(reader, "LeakyReLU", through(layer("leaky_relu", slope=negative_slope)))


@reads("keras.layers.PReLU")
def prelu(
    reader: Reader,
    alpha_initializer: Ignored = "zeros",
    alpha_regularizer: Ignored = None,
    alpha_constraint: Ignored = None,
    shared_axes: Ignored = None,
) -> Part:
    if shared_axes is None:
        reader.note(
            Message(
                "PReLU learns a slope for each place in Keras, and one for each channel in the laboratory, as with "
                "shared_axes=[1, 2]."
            )
        )
    made = optional("prelu", "PReLU", start=0.0)
    return Part("PReLU", through(made), reader.span, weights=True, last=True)


@reads("keras.layers.ELU")
def elu(reader: Reader, alpha: Number = 1.0) -> Part:
    return _part(reader, "ELU", through(layer("elu", alpha=alpha)))


@reads("keras.layers.Softmax")
def softmax(reader: Reader, axis: Ignored = -1) -> Part:
    return _part(reader, "Softmax", through(layer("softmax")))


def _activation_function(name: str) -> None:
    @reads(f"keras.activations.{name}", f"tensorflow.nn.{name}", f"keras.ops.{name}", f"keras.backend.{name}")
    def apply(reader: Reader, x: Any, axis: Ignored = -1) -> Any:
        tensors = reader.tensors_of([x])
        return through(*named_activation(name))(reader, tensors) if tensors else x


for _name in [
    "relu",
    "relu6",
    "sigmoid",
    "tanh",
    "softmax",
    "elu",
    "selu",
    "softplus",
    "softsign",
    "swish",
    "silu",
    "gelu",
    "log_softmax",
]:
    _activation_function(_name)


# -- dropout and noise


@reads("keras.layers.Dropout", "keras.layers.AlphaDropout", "keras.layers.GaussianDropout")
def dropout(reader: Reader, rate: Number, noise_shape: Ignored = None, seed: Ignored = None) -> Part:
    return _part(reader, "Dropout", through(layer("dropout", rate=rate)))


@reads("keras.layers.SpatialDropout2D", "keras.layers.SpatialDropout1D")
def spatial_dropout(reader: Reader, rate: Number, data_format: Ignored = None, seed: Ignored = None) -> Part:
    return _part(reader, "SpatialDropout", through(layer("spatial_dropout", rate=rate)))


# -- shapes


@reads("keras.layers.Flatten")
def flatten(reader: Reader, data_format: Ignored = None) -> Part:
    return _part(reader, "Flatten", through(layer("flatten")))


@reads("keras.layers.Reshape")
def reshape(reader: Reader, target_shape: Sizes) -> Part:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        return reshaped(reader, x, tuple(-1 if side is None else side for side in target_shape), last=True)

    return _part(reader, "Reshape", apply)


def reshaped(reader: Reader, x: Tensor, sides: tuple[int, ...], *, last: bool) -> Tensor:
    """The same numbers in another shape, in which one side may be -1; `last` where the code counts channels last."""
    if x.shape is None and -1 in sides and len(sides) > 1:
        return reader.add(layer("reshape"), x)
    whole = 1
    for side in x.shape or ():
        whole *= side
    known = 1
    for side in sides:
        known *= side if side != -1 else 1
    sides = tuple(max(whole // max(known, 1), 1) if side == -1 else side for side in sides)
    if len(sides) == 1:
        if x.shape is not None and whole != sides[0]:
            reader.misfit(
                Message(
                    "{given} numbers arrive here, not {wanted}. Change one of the two.", given=whole, wanted=sides[0]
                )
            )
        return x if x.shape is not None and len(x.shape) == 1 else reader.add(layer("flatten"), x)
    if len(sides) > 3 or min(sides) < 1:
        raise Refused(Message("The laboratory has rows of numbers, signals and pictures. This is another shape."))
    wanted = channels_first(sides) if last else sides
    if x.shape == wanted:
        return x
    if last and wanted[0] > 1 and x.shape is not None and (len(x.shape) > 1 or not x.sources):
        reader.note(
            Message(
                "Reshape fills pictures channel after channel here, and pixel after pixel in Keras: the numbers come "
                "to lie in other places."
            )
        )
    names = ("channels", "height", "width") if len(sides) == 3 else ("channels", "length")
    form = "image" if len(sides) == 3 else "signal"
    return reader.add(layer("reshape", form=form, **dict(zip(names, wanted, strict=True))), x)


@reads("keras.layers.ZeroPadding2D")
def zero_padding2d(reader: Reader, padding: Any = (1, 1), data_format: Ignored = None) -> Part:
    pairs = padding if isinstance(padding, list | tuple) and len(padding) == 2 else (padding, padding)
    sides = [each if isinstance(each, list | tuple) and len(each) == 2 else (each, each) for each in pairs]
    flat = [sides[0][0], sides[1][0], sides[0][1], sides[1][1]]
    if not all(isinstance(side, int) and side >= 0 for side in flat):
        raise Refused(Message("Padding is given by whole numbers, such as (1, 1)."))
    return _part(reader, "ZeroPadding2D", through(layer("zero_padding", pads=tuple(flat))))


@reads("keras.layers.UpSampling2D", "keras.layers.UpSampling1D")
def up_sampling(reader: Reader, size: Any = 2, data_format: Ignored = None, interpolation: Word = "nearest") -> Part:
    methods = {"nearest": "nearest", "bilinear": "linear"}
    if interpolation not in methods:
        raise Refused(Message('The laboratory makes pictures larger by "nearest" or "bilinear".'))
    return _part(reader, "UpSampling", through(layer("upsample", factor=size, method=methods[interpolation])))


@reads("keras.layers.Permute")
def permute(reader: Reader, dims: Sizes) -> Part:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        count = len(dims)
        # Keras counts axes from 1, channels last: its axis k is ours k, and its last is ours 0.
        ours = [(each or 0) % count for each in dims]
        return transposed(reader, tensors[0], [ours[-1], *ours[:-1]])

    return _part(reader, "Permute", apply)


@reads("keras.layers.InputLayer")
def input_layer(reader: Reader, sparse: Ignored = None, shape: Any = None) -> Part:
    part = _part(reader, "InputLayer", _as_is)
    if shape is not None:
        from lab.export.code.keras_common import shape_of

        part.tells = shape_of(reader, shape)
    return part


# -- merging


def _merging(kind: str, *names: str) -> None:
    title, function = names

    @reads(f"keras.layers.{title}")
    def make(reader: Reader, axis: Ignored = -1) -> Part:
        return _part(reader, title, merged(optional(kind, title)))

    @reads(f"keras.layers.{function}", *({"keras.layers.merge"} if kind == "add" else ()))
    def apply(reader: Reader, inputs: Any, axis: Ignored = -1, name: Ignored = None) -> Any:
        tensors = reader.tensors_of([inputs])
        if not tensors:
            raise Refused(Message("Tensors are needed here, in a list."))
        return merged(optional(kind, title))(reader, tensors)


_merging("add", "Add", "add")
_merging("multiply", "Multiply", "multiply")
_merging("concatenate", "Concatenate", "concatenate")
_merging("subtract", "Subtract", "subtract")
_merging("maximum", "Maximum", "maximum")
_merging("minimum", "Minimum", "minimum")
_merging("mean", "Average", "average")


@reads("tensorflow.concat", "keras.ops.concatenate", "keras.backend.concatenate")
def concat(reader: Reader, values: Any, axis: Ignored = -1, name: Ignored = None) -> Any:
    return merged(layer("concatenate"))(reader, reader.tensors_of([values]))


@reads("tensorflow.add", "keras.ops.add", "tensorflow.math.add")
def add(reader: Reader, x: Any, y: Any, name: Ignored = None) -> Any:
    return merged(layer("add"))(reader, reader.tensors_of([x, y]))


# -- preprocessing


@reads("keras.layers.Rescaling")
def rescaling(reader: Reader, scale: Number, offset: Number = 0.0) -> Part:
    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        if x.sources:
            return affine(reader, x, scale, offset)
        factor = round(scale * _FROM_BYTES, 6)
        reader.note(
            Message("Pictures lie between 0 and 1 in the laboratory, not between 0 and 255: Rescaling was taken so.")
        )
        return affine(reader, x, factor, offset)

    return _part(reader, "Rescaling", apply)


def _augmentation(name: str) -> None:
    @reads(f"keras.layers.{name}")
    def make(reader: Reader, *settings: Ignored, **more: Ignored) -> Part:
        reader.note(
            Message(
                "{name} changes the pictures at random while training. It was left out of the network.",
                name=Verbatim(name),
            )
        )
        return _part(reader, name, _as_is)


for _name in [
    "RandomFlip",
    "RandomRotation",
    "RandomZoom",
    "RandomTranslation",
    "RandomContrast",
    "RandomBrightness",
    "RandomCrop",
    "RandomHeight",
    "RandomWidth",
    "GaussianNoise",
    "RandAugment",
    "RandomErasing",
    "CutMix",
    "MixUp",
]:
    _augmentation(_name)


@reads("keras.layers.Resizing", "keras.layers.CenterCrop")
def resizing(reader: Reader, height: Whole, width: Whole, **more: Ignored) -> Part:
    reader.note(Message("Pictures come in one size here: {name} was left out.", name="Resizing"))
    return _part(reader, "Resizing", _as_is)


@reads("keras.layers.Identity")
def identity(reader: Reader) -> Part:
    return _part(reader, "Identity", _as_is)
