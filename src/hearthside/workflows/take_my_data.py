"""Take my data: the clock puts one person's own copy together, and nobody else's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.module_loading import import_string

from hearthside.circles import taking as circles
from hearthside.commons import taking as commons
from hearthside.core import taking as core
from hearthside.core.actor import Actor
from hearthside.engines.takeaway import (
    Filled,
    Kind,
    Part,
    Row,
    Whole,
    fill,
    pack,
    schema_of,
)
from hearthside.groups import taking as groups
from hearthside.meetings import taking as meetings
from hearthside.organisation import taking as organisation
from hearthside.organisation.wording import the_house
from hearthside.outcomes import taking as outcomes
from hearthside.people import copies, study
from hearthside.people import taking as people
from hearthside.safety import taking as safety

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.copying.build"


def _my_answers(person_id: int) -> list[Row]:
    """Return every answer under every code of this person, with the words of the question."""
    return [
        {"code": place.code, **answer}
        for place in study.mine(person_id)
        for answer in outcomes.answers_of(place.code)
    ]


# The one part two rooms make together: whose a code is, and what stands under it.
STUDY_ANSWERS: Final = Part(
    "study_answers", "What I answered in studies",
    "Under your code, with the month after you began. Where an answer was changed, the "
    "last one counts.",
    "people.studyplace",
    {"code": Kind.TEXT, "month": Kind.NUMBER, "question": Kind.TEXT, "answer": Kind.TEXT},
    _my_answers,
)  # fmt: skip


def _my_sentences(person_id: int) -> list[Row]:
    """Return the sentence this person left in each study, with its uses."""
    return [
        {"code": place.code, **said}
        for place in study.mine(person_id)
        for said in outcomes.sentence_of(place.code)
    ]


STUDY_SENTENCES: Final = Part(
    "study_sentences", "Sentences I left for the report of a study",
    "For which uses, and as it may be used: somebody takes out names first.",
    "people.studyplace",
    {"code": Kind.TEXT, "sentence": Kind.TEXT, "uses": Kind.TEXT, "as_it_is_used": Kind.TEXT},
    _my_sentences,
)  # fmt: skip
# In the order somebody reads them: first what everybody has.
PARTS: Final[tuple[Part, ...]] = (
    *people.TAKES,
    *groups.TAKES,
    *meetings.TAKES,
    *circles.TAKES,
    *commons.TAKES,
    *safety.TAKES,
    STUDY_ANSWERS,
    STUDY_SENTENCES,
    *outcomes.TAKES,
    *organisation.TAKES,
    *core.TAKES,
)
LEFT_OUT: Final[dict[str, str]] = {
    **people.NOT_TAKEN,
    **groups.NOT_TAKEN,
    **meetings.NOT_TAKEN,
    **circles.NOT_TAKEN,
    **commons.NOT_TAKEN,
    **safety.NOT_TAKEN,
    **outcomes.NOT_TAKEN,
    **organisation.NOT_TAKEN,
    **core.NOT_TAKEN,
}
ALSO_LEFT_OUT: Final = (
    "What others said or wrote. It is theirs.",
    "Your password and your keys. Whoever finds this file must not get in with it.",
    "How many came to an evening. We never knew who.",
    "Words you left in a group when you left it. No name is on them.",
    "Names you do not want to meet. You see them under Mine.",
    "What stays on your own devices: groups kept there, and an evening on your phone.",
)

Clock = Callable[[], datetime]
Look = Callable[[], Mapping[str, bytes]]


def ask(actor: Actor, *, now: datetime) -> None:
    """Have the clock build the actor's copy; one that is being built goes on."""
    with transaction.atomic():
        if public_id := copies.begin(actor, total=len(PARTS), now=now):
            import_string(JOB).enqueue(public_id)


def carry_out(public_id: str, *, look: Look, clock: Clock) -> None:
    """Build one copy, part after part; the work of the clock.

    look -- hands over the style and the letters, by their path.
    """
    person_id = copies.whose(public_id)
    if person_id is None:
        return
    try:
        filled: list[Filled] = []
        for part in PARTS:
            filled.append(fill(part, person_id))
            if not copies.beat(public_id, now=clock()):
                return
        whole = pack(_whole(filled, look=look(), made_at=clock()))
        copies.finish(public_id, whole=whole, now=clock())
    except Exception:
        copies.broke(public_id, now=clock())
        raise


def schema() -> dict[str, Any]:
    """Return the schema of a copy, as docs/develop/my-data.schema.json has it."""
    return schema_of(PARTS)


def _whole(
    filled: list[Filled], *, look: Mapping[str, bytes], made_at: datetime
) -> Whole:
    words = {
        "title": "What is kept of me",
        "lead": "Everything this house keeps of you, as it was on the day you asked. "
        "Anybody who has this folder can read it.",
        "nothing": "nothing",
        "left_out": "What is not in here",
        "language": "en-GB",
        "tab": the_house().tab_title,
    }
    left_out = (*LEFT_OUT.values(), *ALSO_LEFT_OUT)
    return Whole(filled, left_out, words, look, made_at)
