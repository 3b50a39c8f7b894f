"""Pictures of every mode come out as a person sees them: dark print on light paper."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.stages.render import shown


def printed(ink: int, paper: int) -> Image.Image:
    picture = Image.new("L", (60, 40), paper)
    ImageDraw.Draw(picture).rectangle((20, 10, 30, 20), fill=ink)
    return picture


def clear(ink: int) -> Image.Image:
    """Ink on clear ground, whose hidden colour is the ink's own."""
    picture = Image.new("RGBA", (60, 40), (ink, ink, ink, 0))
    ImageDraw.Draw(picture).rectangle((20, 10, 30, 20), fill=(ink, ink, ink, 255))
    return picture


def deep(scale: int) -> Image.Image:
    return Image.fromarray(np.asarray(printed(0, 255), dtype=np.uint16) * scale)


def palette_with_clear_ground() -> Image.Image:
    picture = Image.new("P", (60, 40), 1)
    picture.putpalette([0, 0, 0, 0, 0, 0])
    ImageDraw.Draw(picture).rectangle((20, 10, 30, 20), fill=0)
    picture.info["transparency"] = 1
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        printed(0, 255),
        printed(0, 255).convert("1"),
        printed(0, 255).convert("CMYK"),
        printed(0, 255).convert("P"),
        printed(0, 255).convert("LA"),
        deep(16),
        deep(257),
        deep(257).convert("I"),
        printed(0, 255).convert("F"),
        clear(0),
        palette_with_clear_ground(),
    ],
    ids=["L", "1", "CMYK", "P", "LA", "12 bits", "16 bits", "I", "F", "clear", "clear palette"],
)
def test_dark_ink_is_dark_on_light_paper(picture: Image.Image) -> None:
    pixels = shown(picture)
    assert pixels.shape == (40, 60, 3)
    assert pixels[15, 25].max() < 20
    assert pixels[2, 2].min() > 235


def test_light_ink_on_clear_ground_is_seen_on_dark() -> None:
    pixels = shown(clear(255))
    assert pixels[15, 25].min() == 255
    assert pixels[2, 2].max() == 0
