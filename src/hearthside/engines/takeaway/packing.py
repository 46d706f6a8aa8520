"""Packing: everything into one zip, with nothing in it but what it says it holds."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from hearthside.engines.takeaway.pages import first_page, page_of
from hearthside.engines.takeaway.parts import Filled
from hearthside.engines.takeaway.schema import FORM, schema_of

# Every file in it is as old as every other: when each was written is nobody's business.
_AT: Final = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that goes into the file.

    left_out -- what is not in it, and why: one sentence each.
    words -- what the pages say around it; look -- style and letters, by their path.
    """

    filled: Sequence[Filled]
    left_out: Sequence[str]
    words: Mapping[str, str]
    look: Mapping[str, bytes]
    made_at: datetime


def pack(whole: Whole) -> bytes:
    """Return the zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(whole):
            archive.writestr(zipfile.ZipInfo(name, _AT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    made_at = whole.made_at.astimezone(UTC)
    first = first_page(whole.filled, whole.left_out, words=whole.words, made_at=made_at)
    yield "index.html", first.encode()
    for one in whole.filled:
        page = page_of(one, words=whole.words)
        yield f"pages/{one.part.name}.html", page.encode()
    data = {
        "form": FORM,
        "made_at": made_at.isoformat(timespec="seconds"),
        "parts": {one.part.name: list(one.rows) for one in whole.filled},
    }
    yield "my-data.json", _json(data)
    yield "my-data.schema.json", _json(schema_of(one.part for one in whole.filled))
    for name, content in whole.look.items():
        yield f"look/{name}", content


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
