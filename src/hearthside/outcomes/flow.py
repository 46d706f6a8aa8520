"""Flow: how many were asked, said yes and answered each wave; small numbers left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.engines import disclosure
from hearthside.outcomes.models import Participant, Sitting, Withdrawn
from hearthside.outcomes.waves import WAVES

REGISTERED = "registered"
CONSENTED = "consented"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the flow. shown -- rounded to five; None where it is hidden."""

    name: str
    shown: int | None


def exact(study_id: int) -> dict[str, int]:
    """Return the true counts, for a frozen dataset; three queries.

    Named registered, consented, withdrawn, and wave_0 to wave_12. Those who left stay counted
    where they were asked and said yes.
    """
    counts = Participant.objects.filter(study_id=study_id).aggregate(
        codes=Count("id"), agreed=Count("id", filter=~Q(agreed_to=""))
    )
    gone = Withdrawn.objects.filter(study_id=study_id).aggregate(
        codes=Count("id"), agreed=Count("id", filter=Q(had_agreed=True))
    )
    sent = dict(
        Sitting.objects.filter(participant__study_id=study_id, is_sent=True)
        .values_list("wave")
        .annotate(people=Count("id"))
        .order_by()
    )
    return {
        REGISTERED: counts["codes"] + gone["codes"],
        CONSENTED: counts["agreed"] + gone["agreed"],
        "withdrawn": gone["agreed"],
        **{f"wave_{wave}": sent.get(wave, 0) for wave in WAVES},
    }


def shown(actor: Actor, *, study_id: int) -> list[Step]:
    """Return the flow as it may leave the room; three queries.

    Under eight people a step is hidden, else it is rounded to five: one person more or less
    changes nothing, but at the edge of a five.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    counts = exact(study_id)
    steps: list[Step] = []
    for name in (REGISTERED, CONSENTED, *(f"wave_{wave}" for wave in WAVES)):
        steps.append(Step(name, disclosure.shown(counts[name])))
    return steps
