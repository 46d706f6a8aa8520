"""The files of a report in one column: zipped, sealed at rest, and opened again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from hearthside.core.refusals import Refusal
from hearthside.core.seal import CannotOpen, seal_bytes, unseal_bytes

PAPERS: Final = "outcomes.report.papers"
EXPORTS: Final = "outcomes.report.exports"
KINDS: Final = "outcomes.report.kinds"
# A zip of the same files is the same bytes, whenever it is made.
_DAY_OF_A_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16


class CannotTake(Refusal):
    """There is no such file to take, or not any more."""


def seal(files: Mapping[str, bytes], *, purpose: str) -> bytes:
    """Return files by their name, fit for a binary column."""
    return seal_bytes(zipped(files), purpose=purpose)


def opened(sealed: bytes | memoryview[int] | None, *, purpose: str) -> dict[str, bytes]:
    """Return the files again; none where there are none.

    Raises CannotTake: they were sealed with a secret this house no longer has.
    """
    if sealed is None:
        return {}
    with zipfile.ZipFile(io.BytesIO(raw_of(sealed, purpose=purpose))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def raw_of(sealed: bytes | memoryview[int] | None, *, purpose: str) -> bytes:
    """Return the bytes that were sealed.

    Raises CannotTake.
    """
    try:
        return unseal_bytes(bytes(sealed or b""), purpose=purpose)
    except CannotOpen as other_key:
        raise CannotTake(
            "This opens no more. Please build the report again."
        ) from other_key


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files; the same files, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in sorted(files.items()):
            one = zipfile.ZipInfo(name, date_time=_DAY_OF_A_ZIP)
            one.external_attr = _READABLE
            one.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(one, raw)
    return out.getvalue()
