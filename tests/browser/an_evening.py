"""An evening of the demo house in this very hour, Fern and Idris on its rota.

Run as a script inside the house's own environment; prints the public id of the date.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

GROUP = "Shed Talk, Bradford"


def lay(starts_in_minutes: int) -> str:
    """Return a date of its own, whatever other evenings the group has."""
    from django.utils import timezone

    from hearthside.cli.demo.planting import PASSWORD
    from hearthside.groups.models import Group
    from hearthside.meetings import rota
    from hearthside.meetings.models import Meeting
    from hearthside.people.models import Person

    starts = timezone.now() + timedelta(minutes=starts_in_minutes)
    group = Group.objects.get(name=GROUP)
    # Each evening of these tests is a row of its own: the next day back that is free.
    taken = set(Meeting.objects.filter(group=group).values_list("on", flat=True))
    days = (starts.date() - timedelta(days=back) for back in range(60))
    on = next(day for day in days if day not in taken)
    date = Meeting.objects.create(
        group=group,
        on=on,
        starts_at=starts,
        usual_start=starts,
        ends_at=starts + timedelta(minutes=90),
    )
    for name in ("Fern", "Idris"):
        who = Person.objects.get(called=name)
        # The demo shows only one facilitator's way in; these tests need two.
        who.set_password(PASSWORD)
        who.save(update_fields=["password"])
        rota.put_down(meeting_id=date.pk, person_id=who.pk)
    return date.public_id


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearthside.settings.django"
    django.setup()
    sys.stdout.write(lay(int(sys.argv[1])))
