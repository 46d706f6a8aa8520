"""The darkroom: run by itself, reads one photo, writes two pictures made from its pixels.

Started as a file, so it must not import anything of ours. Nothing of the photo but its
pixels comes out: no place, no time, no camera, no profile, no thumbnail, no remark.
"""

from __future__ import annotations

import base64
import io
import json
import re
import resource
import sys
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL import Image

MEMORY: Final = 400 << 20
PROCESSOR_SECONDS: Final = 6
FORMATS: Final = ("JPEG", "PNG", "WEBP")
# A phone's largest photo, and what else unpacks to about 100 MB. A JPEG is made smaller
# while it is read, so it may have more of them.
MOST_PIXELS: Final = {"JPEG": 110_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
LONGEST_SIDE: Final = 16_000
SHORTEST_SIDE: Final = 300
# In a page and beside it; no side is longer.
SIDES: Final = {"large": 1200, "small": 600}
QUALITY: Final = {"large": 78, "small": 74}
# A photo that can be opened as something else as well.
_ALSO: Final = re.compile(rb"(?i)<script[\s>]|<!doctype\s+html|<html[\s>]|%PDF-\d\.\d")


class Spoilt(Exception):
    """No picture comes out, and why: one word of developing.Why."""


def main() -> None:
    """Answer with two pictures as JSON, or with the reason there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    try:
        made: dict[str, Any] = developed(sys.stdin.buffer.read())
    except Spoilt as spoilt:
        made = {"why": str(spoilt)}
    json.dump(made, sys.stdout)


def developed(raw: bytes) -> dict[str, Any]:
    """Return the large and the small picture: width, height, and WebP in base64.

    Raises Spoilt.
    """
    # Only now, so that loading it is bounded too.
    from PIL import Image, ImageOps  # noqa: PLC0415

    if _ALSO.search(raw) or zipfile.is_zipfile(io.BytesIO(raw)):
        raise Spoilt("two_things")
    Image.MAX_IMAGE_PIXELS = None
    try:
        photo = Image.open(io.BytesIO(raw), formats=FORMATS)
    except Exception as no_photo:
        raise Spoilt("no_photo") from no_photo
    _look_at_the_frame(photo)
    try:
        # Some phones put a second exposure behind the first: the first is the photo.
        photo.draft("RGB", (SIDES["large"], SIDES["large"]))
        photo.load()
        plain = _plain(ImageOps.exif_transpose(photo))
    except MemoryError as too_much:
        raise Spoilt("too_many_pixels") from too_much
    except Exception as torn:
        raise Spoilt("torn") from torn
    return {name: _printed(plain, name) for name in SIDES}


def _look_at_the_frame(photo: Image.Image) -> None:
    """Look at what the photo says of itself, before a pixel of it is unpacked."""
    kind = "JPEG" if photo.format == "MPO" else str(photo.format)
    if kind != "JPEG" and getattr(photo, "n_frames", 1) > 1:
        raise Spoilt("moves")
    wide, high = photo.size
    if wide * high > MOST_PIXELS[kind] or max(photo.size) > LONGEST_SIDE:
        raise Spoilt("too_many_pixels")
    if min(photo.size) < SHORTEST_SIDE:
        raise Spoilt("too_small")


def _plain(photo: Image.Image) -> Image.Image:
    """Return the pixels alone, on white, in the colours every screen knows."""
    from PIL import Image, ImageCms  # noqa: PLC0415

    profile = photo.info.get("icc_profile") if photo.mode == "RGB" else None
    is_clear = "A" in photo.getbands() or "transparency" in photo.info
    photo = photo.convert("RGBA" if is_clear else "RGB")
    # Small first: whatever follows takes the less room.
    photo.thumbnail((SIDES["large"], SIDES["large"]), Image.Resampling.LANCZOS)
    if is_clear:
        white = Image.new("RGBA", photo.size, "white")
        photo = Image.alpha_composite(white, photo).convert("RGB")
    elif profile:
        # A profile nobody can read: the colours stay as they are written.
        with suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            photo = _in_usual_colours(photo, profile)
    # A new picture knows nothing of where it comes from.
    return Image.frombytes("RGB", photo.size, photo.tobytes())


def _in_usual_colours(photo: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms  # noqa: PLC0415

    usual = ImageCms.createProfile("sRGB")
    there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    turned = ImageCms.profileToProfile(photo, there, usual, outputMode="RGB")
    return photo if turned is None else turned


def _printed(plain: Image.Image, name: str) -> dict[str, Any]:
    from PIL import Image  # noqa: PLC0415

    picture = plain.copy()
    picture.thumbnail((SIDES[name], SIDES[name]), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=QUALITY[name], method=4)
    return {
        "width": picture.width,
        "height": picture.height,
        "bytes": base64.b64encode(written.getvalue()).decode("ascii"),
    }


if __name__ == "__main__":
    main()
