"""Holding each file a house serves against the one this release has at its address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final

from django.conf import settings

from hearthside.cli.verifying.asking import House
from hearthside.cli.verifying.findings import Finding, differs, same, unseen
from hearthside.core.fetching import PACKINGS, NotFetched, Seen

# The house's own list of what it serves, laid beside the files when they are laid out.
LIST: Final = "staticfiles.json"
MOST_LISTED: Final = 500
_KINDS: Final = {
    "js": ("text/javascript", "application/javascript"),
    "css": ("text/css",),
}
_AS: Final = {
    "identity": "as they are",
    "gzip": "packed with gzip",
    "br": "with Brotli",
}


def compare(
    house: House, files: Mapping[str, str], named: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare every file of this release, and whatever else the house names.

    files -- the SHA-256 of each, by address. named -- what pages load, and which page.
    """
    found = [(address, _trouble(house, address, files[address])) for address in files]
    wrong = [one for _address, one in found if one]
    if len(wrong) == len(files) and all(one.sentence == _ABSENT for one in wrong):
        yield differs(
            "files",
            "Not one file of this release is there: this is a house of another release, "
            "or none of Hearthside.",
        )
    else:
        yield from wrong
    yield from _others(house, files, named)
    if not wrong:
        yield same(
            "files",
            f"All {len(files)} scripts, styles, letters and drawings of this release are "
            "there byte for byte, as they are, with gzip and with Brotli.",
        )


_ABSENT: Final = "The house has no such file, and this release has."


def _trouble(house: House, address: str, ours: str) -> Finding | None:
    """Return what is wrong with a file, however it is packed on the way; None for nothing."""
    for packed in PACKINGS:
        try:
            answer = house.look(address, packed=packed)
        except NotFetched as no:
            return unseen(address, no.why)
        if answer.status in (404, 410):
            return differs(address, _ABSENT)
        if answer.status != 200:
            return unseen(address, f"The house answered {answer.status}.")
        theirs = _sum(answer)
        if theirs != ours:
            return differs(
                address,
                f"{_what_came(answer)}, {_AS[packed]}: SHA-256 {theirs} there, {ours} here.",
            )
        kinds = _KINDS.get(address.rpartition(".")[2])
        if kinds and answer.kind not in kinds:
            return differs(address, f"It is handed out as {answer.kind or 'nothing'}.")
    return None


def _what_came(answer: Seen) -> str:
    if answer.kind == "text/html":
        return "A web page came in its place"
    return "Its bytes are others"


def _others(
    house: House, files: Mapping[str, str], named: Mapping[str, str]
) -> Iterator[Finding]:
    """Return what the house serves and this release does not."""
    for address, page in named.items():
        if address not in files:
            yield _unknown(house, address, f"the page {page} loads it")
    try:
        listed = _listed(house)
    except NotFetched as no:
        yield unseen(f"{settings.STATIC_URL}{LIST}", no.why)
        return
    for address in sorted(listed - files.keys() - named.keys()):
        yield _unknown(house, address, "the house lists it")


def _unknown(house: House, address: str, why: str) -> Finding:
    told = f"This release has no such file, and {why}."
    try:
        answer = house.look(address)
    except NotFetched as no:
        return differs(address, f"{told} It could not be read: {no.why}")
    if answer.status != 200 or answer.kind == "text/html":
        return differs(address, f"{told} No file came ({answer.status}).")
    return differs(address, f"{told} It has {len(answer.raw):,} bytes: {_sum(answer)}.")


def _listed(house: House) -> set[str]:
    """Return the addresses of the house's own list.

    Raises NotFetched: there is none to be read.
    """
    answer = house.look(f"{settings.STATIC_URL}{LIST}")
    no = "The house shows no list of its files, so others than these stay unknown."
    if answer.status != 200:
        raise NotFetched(no)
    try:
        paths = json.loads(answer.raw)["paths"].values()
        listed = {f"{settings.STATIC_URL}{path}" for path in paths if path.isascii()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as odd:
        raise NotFetched("The house's list of its files cannot be read.") from odd
    if len(listed) > MOST_LISTED:
        raise NotFetched(
            f"The house lists over {MOST_LISTED} files, so none was looked at."
        )
    return listed


def _sum(answer: Seen) -> str:
    return hashlib.sha256(answer.raw).hexdigest()
