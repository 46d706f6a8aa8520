"""When somebody reads what is told here, in one honest sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hearthside.organisation.wording import House
from hearthside.safety.practice import Ways


def hours_sentence(house: House) -> str:
    """Return the organisation's own words about its hours, or what is always true."""
    return house.honest_hours or _("Nobody may read this tonight.")


def first_look_sentence(ways: Ways) -> str:
    """Return by when a safeguarding lead looks, and that this is not emergency cover."""
    return _(
        "A safeguarding lead means to look within %(hours)d hours, and within %(minutes)d "
        "minutes when somebody may be in danger. This is not emergency cover: leads are "
        "people, and they sleep."
    ) % {"hours": ways.first_look_hours, "minutes": ways.danger_minutes}
