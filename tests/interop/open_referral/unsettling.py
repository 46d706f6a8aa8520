"""Gives a running demo what life gives: dates called off and moved, a pause, secrets.

Runs as a program, with the settings of that house.
"""

from __future__ import annotations

import os
from datetime import timedelta

import django


def unsettle() -> None:
    """Change a few dates of the first groups; pause one, and withhold two addresses."""
    from django.utils.timezone import now

    from hearthside.groups.models import Group
    from hearthside.meetings.models import Meeting

    groups = list(Group.objects.filter(feed=None, state="listed").order_by("id")[:5])
    for group in groups[:2]:
        off, moved, there = Meeting.objects.filter(
            group=group, starts_at__gt=now() + timedelta(days=1)
        ).order_by("starts_at")[:3]
        off.state = Meeting.State.CALLED_OFF
        moved.starts_at += timedelta(hours=25)
        moved.ends_at += timedelta(hours=25)
        there.place_note = "In the library"
        for date in (off, moved, there):
            date.version, date.changed_at = date.version + 1, now()
            date.save()
    Group.objects.filter(id=groups[2].pk).update(state="paused")
    Group.objects.filter(id__in=[group.pk for group in groups[3:]]).update(
        address_withheld=True
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearthside.settings.django"
    django.setup()
    unsettle()
