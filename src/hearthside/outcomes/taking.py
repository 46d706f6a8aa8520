"""What stands under a study code, for whoever's code it is. A workflow that knows asks."""

from __future__ import annotations

from typing import Any, Final

from hearthside.core.refusals import NotFound
from hearthside.engines.takeaway import Part
from hearthside.outcomes import codes, instruments, meetings_said, quotes
from hearthside.outcomes.instruments import CannotAsk
from hearthside.outcomes.models import Answer, Came, Sitting

# No table of this room has a person, so none is taken by one.
TAKES: Final[tuple[Part, ...]] = ()
NOT_TAKEN: Final[dict[str, str]] = {}


def answers_of(code: str) -> list[dict[str, Any]]:
    """Return every answer of one code: its wave, the question in its words, what was said."""
    found = []
    rows = (
        Answer.objects.select_related("part", "sitting")
        .filter(sitting__participant__code=code)
        .order_by("sitting__wave", "id")
    )
    for row in rows:
        words, said = _in_words(row)
        found.append({"month": row.sitting.wave, "question": words, "answer": said})
    return found + [
        {
            "month": row.wave,
            "question": "How many meetings I came to since I last answered",
            "answer": meetings_said.IN_WORDS[row.band],
        }
        for row in Came.objects.filter(participant__code=code).order_by("wave")
    ]


def sentence_of(code: str) -> list[dict[str, Any]]:
    """Return the sentence one code left for a report, with its uses; none, or one."""
    try:
        mine = quotes.mine(codes.holder_of(code))
    except NotFound:
        # The code left by its own link: nothing of it is here.
        return []
    if mine is None:
        return []
    uses = ", ".join(use for use in quotes.USES if use in mine.uses)
    return [{"sentence": mine.words, "uses": uses, "as_it_is_used": mine.checked}]


def has_sent(code: str, wave: int) -> bool:
    """Return whether this code sent this wave; one query."""
    rows = Sitting.objects.filter(participant__code=code, wave=wave, is_sent=True)
    return rows.exists()


def _in_words(row: Answer) -> tuple[str, str | None]:
    try:
        pack = instruments.pack_of(row.part)
    except CannotAsk:
        # The words were changed since: what was said is still theirs.
        return f"{row.part.pack_id} {row.item}", None if row.value is None else str(
            row.value
        )
    wording = pack.wordings[row.part.language]
    item = next(one for one in pack.items if one.id == row.item)
    if row.value is None:
        return wording.items[row.item], None
    at = pack.values_of(item).index(row.value)
    return wording.items[row.item], wording.labels[item.answers][at]
