"""The files of Help now: each carries our mark, and one without it is not shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from hearthside.core import marks

FRONT: Final = "index"
_PURPOSE: Final = "help.page"
_LAST: Final = re.compile(rb"\n<!-- ([0-9a-f]{64}) -->\n\Z")


def marked(page: bytes, *, name: str) -> bytes:
    """Return a page with our mark as its last line.

    name -- of the page, so that one page cannot stand in for another.
    """
    found = marks.mark(page, purpose=f"{_PURPOSE}.{name}")
    return page + f"\n<!-- {found} -->\n".encode()


def read(folder: Path, *, name: str) -> bytes | None:
    """Return a page as the house wrote it; None where it is not there or not ours."""
    try:
        found = (folder / f"{name}.html").read_bytes()
    except OSError:
        # Not published yet, or the disk is in trouble: another may be there.
        return None
    return found if is_ours(found, name=name) else None


def is_ours(found: bytes, *, name: str) -> bool:
    """Return whether these are the bytes the house wrote under this name."""
    last = _LAST.search(found)
    if last is None:
        return False
    purpose = f"{_PURPOSE}.{name}"
    return marks.is_ours(last[1].decode(), found[: last.start()], purpose=purpose)
