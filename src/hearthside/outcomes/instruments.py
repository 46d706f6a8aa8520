"""Instruments: the questionnaires this house may ask, and the ones a charity supplied."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core.refusals import Refusal
from hearthside.engines.instruments import NotAPack, Pack, ours, read_any, read_ours
from hearthside.outcomes.models import Instrument, Part

LANGUAGE: Final = "en"
# What somebody else answers, or what an evening asks: no study of people's own answers.
NOT_FOR_STUDIES: Final = frozenset({"facilitator-pulse", "session-pulse"})
# The default: three to four minutes. A recovery slot takes the place of the two own questions.
BATTERY: Final = ("hope-and-say", "phq-8", "loneliness-4")
# An answer to these above the lowest may tell of danger.
DANGER: Final[Mapping[str, frozenset[str]]] = {
    "phq-9": frozenset({"9"}),
    "core-10": frozenset({"6"}),
    "reqol-10": frozenset({"6"}),
}


class CannotLoad(Refusal):
    """A file is no questionnaire this house may ask."""


class CannotAsk(Refusal):
    """A questionnaire cannot be asked or scored: it is not what was checked."""


@dataclass(frozen=True, slots=True)
class OnOffer:
    """One questionnaire a study may ask."""

    pack_id: str
    name: str
    items: int
    is_validated: bool
    needs_responder: bool


def load(raw: bytes, *, now: datetime) -> Pack:
    """Keep a questionnaire whose words the charity supplied.

    The same file twice is kept once.

    Raises CannotLoad.
    """
    try:
        pack = read_any(raw)
    except NotAPack as no:
        raise CannotLoad(" ".join(no.findings)) from None
    if pack.is_empty_slot or LANGUAGE not in pack.wordings:
        raise CannotLoad(
            "This file has no words in English yet, so nobody can be asked."
        )
    digest = hashlib.sha256(raw).hexdigest()
    with transaction.atomic():
        row, _made = Instrument.objects.get_or_create(
            pack_id=pack.id,
            version=pack.version,
            defaults={
                "raw": raw.decode(),
                "sha256": digest,
                "loaded_at": now,
            },
        )
    if row.sha256 != digest:
        raise CannotLoad(
            f"Another file is already kept as {pack.id} {pack.version}. "
            "Give the changed one a new version."
        )
    return pack


def on_offer() -> list[OnOffer]:
    """Return what a study may ask, by name: what comes with the house, and what was supplied."""
    found = {}
    for name in ours():
        pack = read_ours(name)
        if name not in NOT_FOR_STUDIES and LANGUAGE in pack.wordings:
            found[name] = pack
    for row in Instrument.objects.order_by("id"):
        found[row.pack_id] = _opened(row)
    return sorted(
        (
            OnOffer(
                one.id,
                one.name,
                len(one.items),
                one.is_validated,
                one.needs_responder,
            )
            for one in found.values()
        ),
        key=lambda one: one.name,
    )


def newest(pack_id: str) -> Pack:
    """Return a questionnaire in its newest words.

    Raises CannotAsk: there is none, or its file was changed.
    """
    row = Instrument.objects.filter(pack_id=pack_id).order_by("-id").first()
    if row is not None:
        return _opened(row)
    if pack_id not in ours() or pack_id in NOT_FOR_STUDIES:
        raise CannotAsk("There is no questionnaire of this name here.")
    return _checked_ours(pack_id)


def pack_of(part: Part) -> Pack:
    """Return the questionnaire as a study asks it.

    Raises CannotAsk: its words are no longer the ones that were asked, so it is neither asked
    nor scored.
    """
    row = Instrument.objects.filter(pack_id=part.pack_id, version=part.version).first()
    pack = _opened(row) if row else _checked_ours(part.pack_id)
    wording = pack.wordings.get(part.language)
    if wording is None or wording.sha256 != part.wording:
        raise CannotAsk(
            f"The words of {pack.name} are not those this study began with, so nobody is "
            "asked and nothing is scored. Ask whoever runs this house."
        )
    return pack


def may_tell_of_danger(pack: Pack, item: str, value: int | None) -> bool:
    """Return whether this answer is above the lowest of a question about death."""
    if value is None or item not in DANGER.get(pack.id, frozenset()):
        return False
    lowest = next(pack.values_of(one)[0] for one in pack.items if one.id == item)
    return value > lowest


def _opened(row: Instrument) -> Pack:
    raw = row.raw.encode()
    if hashlib.sha256(raw).hexdigest() != row.sha256:
        raise CannotAsk(
            f"The file of {row.pack_id} was changed after it was checked, so nobody is "
            "asked and nothing is scored. Load it again."
        )
    try:
        return read_any(raw)
    except NotAPack as no:
        raise CannotAsk(" ".join(no.findings)) from None


def _checked_ours(pack_id: str) -> Pack:
    try:
        return read_ours(pack_id)
    except (NotAPack, KeyError):
        raise CannotAsk(
            f"The file of {pack_id} is not the one that came with this house, so nobody "
            "is asked and nothing is scored."
        ) from None
