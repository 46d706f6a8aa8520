"""What names in groups look like, worked out again when the rules have changed."""

from __future__ import annotations

from django.db import transaction

from hearthside.groups.models import Membership
from hearthside.people.chosen_names import skeleton
from hearthside.people.shapes import Anew


def made_anew() -> Anew:
    """Keep what every name in a group looks like by the rules of today.

    A name that is at rest stays known by its old shape until it is let go of: of that
    one we have a mark, and not the name. May be done at any time, and again.
    """
    changed = 0
    with transaction.atomic():
        # Where one name waits for a shape another still has, the next pass finds it free.
        while moved := _one_pass():
            changed += moved
        return Anew(changed, len(_out_of_date()))


def _one_pass() -> int:
    moved = 0
    for place_id, group_id, has_left, shape in _out_of_date():
        here = Membership.objects.filter(group_id=group_id, left_at=None)
        # Only names in use must differ; whoever has left takes nobody's.
        if has_left or not here.filter(skeleton=shape).exists():
            moved += Membership.objects.filter(id=place_id).update(skeleton=shape)
    return moved


def _out_of_date() -> list[tuple[int, int, bool, str]]:
    rows = Membership.objects.order_by("id").values_list(
        "id", "group_id", "left_at", "name_here", "skeleton"
    )
    return [
        (place_id, group_id, left_at is not None, shape)
        for place_id, group_id, left_at, name, kept in rows.iterator()
        if (shape := skeleton(name)) != kept
    ]
