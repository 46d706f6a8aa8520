"""Asking the press for a sheet: another process, with little time and little memory."""

from __future__ import annotations

import json
import subprocess  # nosec B404 - our own file, run by our own interpreter
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .press import NO_LETTERS

HERE: Final = Path(__file__).parent
PRESS: Final = HERE / "press.py"
SECONDS: Final = 10
LONGEST: Final = 200_000
# Each press takes about 50 MB while it runs, so the others wait their turn.
AT_ONCE: Final = 2
_presses: Final = threading.BoundedSemaphore(AT_ONCE)


class CannotPrint(Exception):
    """No paper came out: too long, too slow, or the press is not there."""


class NoLetters(CannotPrint):
    """Our typefaces have no letters for some of these words."""


def pdf(
    sheet: str,
    words: Mapping[str, object],
    *,
    every_letter: bool = False,
    longest: int = LONGEST,
    press: Path = PRESS,
    seconds: int = SECONDS,
) -> bytes:
    """Return a PDF of this sheet with these words in it.

    sheet -- the name of a layout in sheets/, such as "evening".
    words -- what JSON can say. Text stays text: nothing in it is read as layout. With an
    "address" in it, its QR code is there too, as "squares".
    every_letter -- rather no paper than a box in place of a letter; such a file keeps
    PDF/UA-1 (ISO 14289-1).
    longest -- more than so many letters of words are not taken.

    Raises CannotPrint, and NoLetters when every letter was asked for.
    """
    standard = "ua-1" if every_letter else []
    order = {"sheet": sheet, "words": words, "standard": standard}
    asked = json.dumps(order).encode()
    if len(asked) > longest:
        raise CannotPrint("too long")
    if not _presses.acquire(timeout=seconds):
        raise CannotPrint("the presses are busy")
    try:
        # In a process of its own: a layout that never ends, or takes all the memory there
        # is, takes nobody's page with it. It gets no variable of ours: no key, no address.
        done = subprocess.run(  # noqa: S603  # nosec B603
            [sys.executable, "-I", str(press)],
            input=asked,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
        )
    except (OSError, subprocess.TimeoutExpired) as broken:
        raise CannotPrint(type(broken).__name__) from broken
    finally:
        _presses.release()
    if done.returncode == NO_LETTERS:
        raise NoLetters("letters are missing")
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise CannotPrint(f"the press ended with {done.returncode}")
    return done.stdout
