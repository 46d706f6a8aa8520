"""A meeting of the Tuesday group in this very hour, in writing; Fern and Idris lead it.

Run as a script inside the house's own environment; prints the public id of the date.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

GROUP = "Tuesday Evening, Headingley"
NEWCOMER = "Wrenna"


def lay(starts_in_minutes: int) -> str:
    """Return a date of its own; the group meets from home, and Wrenna has an account."""
    from django.utils import timezone

    from hearthside.cli.demo.planting import PASSWORD
    from hearthside.groups.models import Group, Ways
    from hearthside.meetings import rota
    from hearthside.meetings.models import Meeting
    from hearthside.people.models import Person
    from hearthside.people.signing_up import welcome

    now = timezone.now()
    group = Group.objects.get(name=GROUP)
    Group.objects.filter(id=group.pk).update(attendance="hybrid")
    Ways.objects.filter(group=group).update(talk=Ways.Talk.OFF)
    taken = set(Meeting.objects.filter(group=group).values_list("on", flat=True))
    days = (now.date() - timedelta(days=back) for back in range(60))
    on = next(day for day in days if day not in taken)
    starts = now + timedelta(minutes=starts_in_minutes)
    date = Meeting.objects.create(
        group=group, on=on, starts_at=starts, usual_start=starts,
        ends_at=starts + timedelta(minutes=90),
    )  # fmt: skip
    for name in ("Fern", "Idris"):
        who = Person.objects.get(called=name)
        who.set_password(PASSWORD)
        who.save(update_fields=["password"])
        rota.put_down(meeting_id=date.pk, person_id=who.pk)
    if not Person.objects.filter(called=NEWCOMER).exists():
        welcome(called=NEWCOMER, password=PASSWORD, email="")
    return date.public_id


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearthside.settings.django"
    django.setup()
    sys.stdout.write(lay(int(sys.argv[1])))
