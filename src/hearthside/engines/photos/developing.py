"""Asking the darkroom for two pictures: another process, little time, little memory."""

from __future__ import annotations

import base64
import json
import subprocess  # nosec B404 - our own file, run by our own interpreter
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

DARKROOM: Final = Path(__file__).parent / "darkroom.py"
SECONDS: Final = 8
AT_ONCE: Final = 1
_darkrooms: Final = threading.BoundedSemaphore(AT_ONCE)


class Why(StrEnum):
    """Why no picture came out of a photo."""

    NO_PHOTO = "no_photo"
    TWO_THINGS = "two_things"
    MOVES = "moves"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TORN = "torn"
    NOT_NOW = "not_now"


class CannotDevelop(Exception):
    """No picture came out; `why` says what was the matter with the photo, or with us."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture made from a photo.

    width, height -- pixels. content -- WebP, 8 bits, sRGB, without metadata.
    """

    width: int
    height: int
    content: bytes


def develop(
    photo: bytes, *, darkroom: Path = DARKROOM, seconds: int = SECONDS
) -> tuple[Picture, Picture]:
    """Return a large picture (no side over 1200 pixels) and a small one (600) of a photo.

    photo -- a JPEG, PNG or WebP file as somebody sent it. Nothing of it but its pixels,
    turned the right way up, is in what comes back; the same photo gives the same bytes.

    Raises CannotDevelop.
    """
    if not _darkrooms.acquire(timeout=seconds):
        raise CannotDevelop(Why.NOT_NOW)
    try:
        # In a process of its own: a photo made to break its reader breaks nobody's page,
        # and finds no key or address of ours.
        done = subprocess.run(  # noqa: S603  # nosec B603
            [sys.executable, "-I", str(darkroom)],
            input=photo,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as slow:
        raise CannotDevelop(Why.TOO_MANY_PIXELS) from slow
    except OSError as broken:
        raise CannotDevelop(Why.NOT_NOW) from broken
    finally:
        _darkrooms.release()
    if done.returncode:
        # Whatever ended its reader: too much of it, or an attack on the reader.
        raise CannotDevelop(Why.TORN)
    said = json.loads(done.stdout)
    if "why" in said:
        raise CannotDevelop(Why(said["why"]))
    large, small = (
        Picture(one["width"], one["height"], base64.b64decode(one["bytes"]))
        for one in (said["large"], said["small"])
    )
    return large, small
