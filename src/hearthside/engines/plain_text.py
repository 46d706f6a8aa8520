"""The bytes of a file somebody saved, as text; or why they are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

MOST_BYTES: Final = 50_000_000


def text_of(raw: bytes, refused: Callable[[str], Exception]) -> str:
    """Return what a file in UTF-8 says, without its byte order mark.

    raw -- the whole file, at most `MOST_BYTES`.
    refused -- the error to raise, made from one sentence fit to be shown.
    """
    if len(raw) > MOST_BYTES:
        raise refused("The file is larger than 50 MB.")
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise refused("The file is in UTF-16. Save it as UTF-8 and try again.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise refused(
            f"Line {line} is not in UTF-8. Save the file as UTF-8 and try again."
        ) from None
    if "\0" in text:
        raise refused("The file has bytes of zero in it, so it is not a text file.")
    if not text.strip():
        raise refused("The file is empty.")
    return text
