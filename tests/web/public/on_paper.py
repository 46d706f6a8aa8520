"""Asking for papers, and reading what came out."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

from hearthside.groups.models import Group

# Of the house, the group (four), its help lines.
MOST_QUERIES = 7


def poster(browser, group) -> Any:
    return browser.get(f"/groups/{group.public_id}/poster.pdf")


def leaflet(browser, locality="leeds") -> Any:
    return browser.get(f"/groups/list/{locality}.pdf")


def reader_of(answer) -> PdfReader:
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words_of(answer) -> str:
    pages = reader_of(answer).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def has_address_of(group, said: str) -> bool:
    # Whoever reads the file back puts a space where two letters stand close.
    return f"/groups/{group.public_id}" in said.replace(" ", "")


def change(group, **columns) -> None:
    Group.objects.filter(id=group.pk).update(**columns)
