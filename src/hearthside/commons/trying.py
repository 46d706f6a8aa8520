"""How a strategy went for others: in their words, and in sums too rough to find anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from hearthside.commons import showing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind
from hearthside.commons.showing import Shown
from hearthside.engines.disclosure.rounding import shown


@dataclass(frozen=True, slots=True)
class HowItWent:
    """What others say. worked, did_not -- about how many, or None where too few to say.

    worked_words, did_not_words -- what some of them wrote, oldest first: never a ranking.
    """

    worked: int | None
    did_not: int | None
    worked_words: tuple[Shown, ...]
    did_not_words: tuple[Shown, ...]


def how_it_went(piece_id: int, around: Sequence[Shown]) -> HowItWent:
    """Return how a strategy went for others; one query.

    around -- what `showing.around` gave this reader. The sums count what all readers
    together may see, under eight nothing, else rounded to five; where one of the two is
    hidden the other is too, so that nobody takes one from the other.
    """
    rows = Piece.objects.filter(showing.SHOWN, kind=Kind.TRIED, about_id=piece_id)
    counted = dict(rows.values_list("stance").annotate(many=Count("id")).order_by())
    worked, did_not = (shown(counted.get(one, 0)) for one in ("worked", "not"))
    if worked is None or did_not is None:
        worked = did_not = None
    return HowItWent(
        worked,
        did_not,
        tuple(one for one in around if one.stance == "worked"),
        tuple(one for one in around if one.stance == "not"),
    )
