"""How many meetings somebody says they came to, where they want it kept beside their answers.

The house has no list of who came, and gets none: this is what a person says, in bands, under
their code, with a yes of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from hearthside.core.refusals import Refusal
from hearthside.outcomes import answering, codes, waves
from hearthside.outcomes.codes import Holder
from hearthside.outcomes.models import Came, Participant, Sitting

# How many meetings a band stands for in a dataset: its middle, and of the open one its foot.
MEETINGS: Final = (0, 2, 7, 14, 20)

IN_WORDS: Final = ("None", "1 to 4", "5 to 9", "10 to 19", "20 or more")


class CannotSay(Refusal):
    """This cannot be kept, or not now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one code now. band -- what they said at this wave, or None."""

    wave: int
    band: int | None


def why_not_say(who: Holder, *, today: date) -> str | None:
    """Return why somebody cannot be asked now how many meetings they came to, or None."""
    if why := answering.why_not_answer(who, today=today):
        return why
    window = waves.open_window(who.began_on, today=today)  # type: ignore[arg-type]
    if window is None or not window.wave:
        return "This is asked from the second time on. There is nothing to say yet."
    return None


def asked(who: Holder, *, today: date) -> Asked:
    """Return what is asked of this code now; one query.

    Raises CannotSay.
    """
    if why := why_not_say(who, today=today):
        raise CannotSay(why)
    window = waves.open_window(who.began_on, today=today)  # type: ignore[arg-type]
    if window is None:
        raise CannotSay("There are no questions for you now.")
    row = Came.objects.filter(participant_id=who.id, wave=window.wave).first()
    return Asked(window.wave, row.band if row else None)


def has_said(who: Holder) -> bool:
    """Return whether anything of this is kept of a code; one query."""
    return Came.objects.filter(participant_id=who.id).exists()


def say(code: str, *, wave: int, band: int, today: date) -> None:
    """Keep that somebody came to so many meetings since they last answered.

    band -- a place in MEETINGS. That they want it kept is asked before.

    Raises NotFound, CannotSay.
    """
    with transaction.atomic():
        who = codes.holder_of(code)
        Participant.objects.select_for_update().get(id=who.id)
        if asked(who, today=today).wave != wave:
            raise CannotSay(
                "These questions are over, so this cannot be kept any more."
            )
        if not 0 <= band < len(MEETINGS):
            raise CannotSay("Choose one of these.")
        Came.objects.update_or_create(
            participant_id=who.id, wave=wave, defaults={"band": band}
        )


def take_back(code: str) -> None:
    """Let go of all a code ever said of this; their answers stay.

    Raises NotFound.
    """
    Came.objects.filter(participant_id=codes.holder_of(code).id).delete()


def meetings(study_id: int) -> dict[str, dict[int, int]]:
    """Return by code and wave how many meetings somebody came to by then; two queries.

    Each time is since the time before. Where one of them was answered and this was not said,
    nothing is known from there on.
    """
    bands = {
        (code, wave): band
        for code, wave, band in Came.objects.filter(
            participant__study_id=study_id
        ).values_list("participant__code", "wave", "band")
    }
    sent = Sitting.objects.filter(
        participant__study_id=study_id, is_sent=True, wave__gt=0
    )
    found: dict[str, dict[int, int]] = defaultdict(dict)
    silent: set[str] = set()
    for code, wave in sent.order_by("participant__code", "wave").values_list(
        "participant__code", "wave"
    ):
        band = bands.get((code, wave))
        if band is None or code in silent:
            silent.add(code)
            continue
        before = max(found[code].values(), default=0)
        found[code][wave] = before + MEETINGS[band]
    return {code: by_wave for code, by_wave in found.items() if by_wave}


def how_many_came(study_id: int) -> int | None:
    """Return how many say they came at least once; None when nobody said anything. Two queries."""
    said = Came.objects.filter(participant__study_id=study_id)
    if not said.exists():
        return None
    return said.filter(band__gt=0).values("participant").distinct().count()
