"""Samples as pictures for the eye, and picture files as inputs for a network."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.spec.errors import DataError
from lab.spec.message import Message
from lab.spec.units import format_shape

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 50_000_000  # pixels of a picture file
Background = Literal["dark", "light", "keep"]


def sample_picture(samples: Samples, index: int) -> NDArray[np.uint8]:
    """One sample as `picture` shows it."""
    values: NDArray[Any] = samples.inputs[index].astype(np.float32) * samples.scale + samples.offset
    return picture(values)


def picture(values: NDArray[Any]) -> NDArray[np.uint8]:
    """A sample as the network sees it, (*shape), as (height, width) grey or (height, width, 3) red, green, blue.

    0 is black and 1 is white; the scale is widened to the sample's own smallest and greatest value where these lie
    outside. Three channels are colours, other numbers of channels stand side by side, a signal has its channels below
    each other, and features are one row.
    """
    if values.ndim == 3:
        channels = len(values)
        values = np.moveaxis(values, 0, -1) if channels == 3 else np.concatenate(list(values), axis=1)
    elif values.ndim == 1:
        values = values[np.newaxis]
    values = np.nan_to_num(values.astype(np.float64))
    low, high = min(0.0, values.min()), max(1.0, values.max())
    return np.ascontiguousarray(((values - low) * (255 / (high - low))).round().astype(np.uint8))


def read_picture(path: Path, shape: tuple[int, ...], background: Background = "dark") -> NDArray[np.float32]:
    """A picture file as a network's input of that shape, (*shape) float32 from 0 (black) to 1 (white).

    The picture is fitted into the shape with its proportions kept. Its colours are inverted where that makes its
    background `background`, which is what most pictures of the training data have; "keep" never inverts.

    Errors: DataError for a file that is no picture, is damaged or too large, or a shape that no picture has.
    """
    channels, height, width = _picture_shape(shape)
    try:
        image = _open(path)
    except DataError:
        raise
    except FileNotFoundError:
        raise DataError(Message("The file {path} does not exist.", path=path)) from None
    except Exception as error:  # decoders raise whatever they come across in a damaged file
        raise DataError(
            Message("{path} cannot be read as a picture. Use a whole PNG, JPEG, BMP or GIF file.", path=path)
        ) from error
    from PIL import Image, ImageOps

    image = image.convert("L" if channels == 1 else "RGB")
    colour = _border(image)
    if background != "keep" and (np.mean(colour) > 127.5) != (background == "light"):
        image, colour = ImageOps.invert(image), tuple(255 - part for part in colour)
    fill = colour[0] if channels == 1 else colour
    fitted = ImageOps.pad(image, (width, height), Image.Resampling.LANCZOS, color=fill)
    pixels = np.asarray(fitted, np.float32).reshape(height, width, channels) / np.float32(255)
    values: NDArray[np.float32] = np.moveaxis(pixels, -1, 0).reshape(shape)
    return np.ascontiguousarray(values)


def _picture_shape(shape: tuple[int, ...]) -> tuple[int, int, int]:
    """(channels, height, width); features whose number is a square are the pixels of a square picture."""
    if len(shape) == 3 and shape[0] in (1, 3):
        return shape[0], shape[1], shape[2]
    if len(shape) == 1 and (side := math.isqrt(shape[0])) ** 2 == shape[0]:
        return 1, side, side
    raise DataError(
        Message(
            "This network's input is {shape}, which no picture has. It must be 1 or 3 channels × height × width, "
            "or as many features as a square picture has pixels.",
            shape=format_shape(shape),
        )
    )


def _open(path: Path) -> Image:
    """The decoded picture, upright, without transparency, 8 bits a channel."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        if image.width * image.height > LARGEST:
            raise DataError(
                Message(
                    "{path} has {width} × {height} pixels. Make it smaller than {limit} million pixels.",
                    path=path,
                    width=image.width,
                    height=image.height,
                    limit=LARGEST // 1_000_000,
                )
            )
        image.load()
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith(("I", "F")):  # 16 bits or more: convert() would cut instead of scaling
        deep = np.asarray(upright, np.float64)
        top = 65535 if upright.mode.startswith("I") else max(deep.max(), 1.0)
        return Image.fromarray((deep.clip(0, top) * (255 / top)).astype(np.uint8))
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    return upright


def _border(image: Image) -> tuple[int, ...]:
    """The median colour along the picture's edge."""
    pixels = np.asarray(image).reshape(image.height, image.width, -1)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return tuple(int(part) for part in np.median(edge, axis=0))
