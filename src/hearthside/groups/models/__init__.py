"""Tables of groups: the directory, who belongs, what they promised, who leads."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField
from hearthside.engines import words
from hearthside.groups.models.alike import Alike
from hearthside.groups.models.belonging import (
    Change,
    Farewell,
    FirstTalk,
    InLine,
    Voice,
    Ways,
)
from hearthside.groups.models.choosing import Ease, Shortlist, Waiting
from hearthside.groups.models.feeds import Feed, ImportRun
from hearthside.groups.models.names import NameAtRest, Suspension
from hearthside.groups.models.offers import RoleOffer
from hearthside.groups.models.photos import DoorPhoto

__all__ = [
    "Agreement",
    "Alike",
    "Change",
    "DoorPhoto",
    "Ease",
    "Farewell",
    "Feed",
    "FirstTalk",
    "Group",
    "ImportRun",
    "InLine",
    "Membership",
    "NameAtRest",
    "NobodyThere",
    "RoleHeld",
    "RoleOffer",
    "Said",
    "Shortlist",
    "Suspension",
    "Voice",
    "Waiting",
    "Ways",
]


class Group(models.Model):
    """A standing circle of people, ours or listed by somebody else."""

    class State(models.TextChoices):
        LISTED = "listed"
        PAUSED = "paused"
        UNLISTED = "unlisted"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, related_name="listings")
    feed_key = models.CharField(max_length=200, blank=True, default="")
    feed_hash = models.CharField(max_length=64, blank=True, default="")
    gone_from_feed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LISTED)
    confirmed_at = models.DateTimeField()
    # When what it says last changed; its dates keep their own.
    changed_at = models.DateTimeField()

    # -- what a newcomer reads
    name = models.CharField(max_length=120)
    one_line = models.CharField(max_length=140, blank=True, default="")
    about = models.TextField(max_length=4000, blank=True, default="")
    first_time = models.TextField(max_length=4000, blank=True, default="")
    who_meets_you = models.TextField(max_length=500, blank=True, default="")
    hours_note = models.TextField(max_length=500, blank=True, default="")
    seats = models.PositiveSmallIntegerField(default=14)

    # -- where
    attendance = models.CharField(
        max_length=10, choices=list(words.ATTENDANCE.items()), default=words.IN_PERSON
    )
    place_name = models.CharField(max_length=160, blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    address_withheld = models.BooleanField(default=False)
    district = models.CharField(max_length=80, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_approximate = models.BooleanField(default=False)
    directions = models.TextField(max_length=2000, blank=True, default="")
    access_notes = models.TextField(max_length=2000, blank=True, default="")
    door = models.CharField(max_length=300, blank=True, default="")
    online_link = SealedTextField(blank=True, default="")
    online_note = models.TextField(max_length=1000, blank=True, default="")

    # -- when: the usual pattern; dated meetings live in another room
    rule = models.CharField(max_length=200)
    starts_on = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)
    without: models.JSONField[Any, Any] = models.JSONField(default=list)
    also: models.JSONField[Any, Any] = models.JSONField(default=list)
    pauses: models.JSONField[Any, Any] = models.JSONField(default=list)
    weekdays = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    proposed_rule = models.CharField(max_length=200, blank=True, default="")
    proposed_words = models.CharField(max_length=200, blank=True, default="")
    proposal_settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "feed_key"],
                condition=models.Q(feed__isnull=False),
                name="groups_one_listing_per_feed_key",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__range=(-90.0, 90.0), longitude__range=(-180.0, 180.0)
                ),
                name="groups_on_this_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__range=(5, 1440)),
                name="groups_minutes_in_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "latitude"], name="groups_near"),
            models.Index(fields=["state", "next_at"], name="groups_soon"),
            # How many meet from home is asked with every place.
            models.Index(
                fields=["attendance", "state", "confirmed_at"], name="groups_from_home"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Said(models.Model):
    """One word a group says of itself, from the closed vocabulary."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="said")
    word = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "word"], name="groups_said_once")
        ]
        indexes = [models.Index(fields=["word", "group"], name="groups_said_word")]

    def __str__(self) -> str:
        return self.word


class Agreement(models.Model):
    """One version of what members of a group promise one another."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    promises: models.JSONField[Any, Any] = models.JSONField(default=list)
    adopted_on = models.DateField()
    # Why it changed, in a sentence of the group; empty for the first.
    why = models.CharField(max_length=300, blank=True, default="")
    at_a_meeting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], name="groups_agreement_numbers"
            )
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class Membership(models.Model):
    """One person's place in one group, under the name chosen for it.

    Whose place it is stands here three times, and never so that a thief of the tables
    could read it: seats.py makes these columns and is the only one to ask them.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    # From a person to their places; another mark in every place of one person.
    whose = BlindIndex(db_index=True)
    # From a person and a group to the place there.
    whose_here = BlindIndex()
    # From a place to the person.
    whose_sealed = SealedTextField(max_length=20)
    name_here = models.CharField(max_length=40)
    skeleton = models.CharField(max_length=80)
    agreement_number = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    # A break: the seat is kept until then. Nothing says why, or since when.
    kept_until = models.DateTimeField(null=True)
    # How somebody takes part: theirs alone to read.
    takes_part = SealedTextField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whose_here"],
                condition=models.Q(left_at=None),
                name="groups_one_open_place_each",
            ),
            models.UniqueConstraint(
                fields=["group", "skeleton"],
                condition=models.Q(left_at=None),
                name="groups_one_name_each",
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.pk}"


class RoleHeld(models.Model):
    """One role a person holds, for one group, one locality, or everywhere."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    locality = models.ForeignKey(
        "organisation.Locality", models.CASCADE, null=True, related_name="+"
    )
    given_at = models.DateTimeField()
    # When it will be over; the clock ends it then, and no gate believes it after.
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at=None, group=None, locality=None),
                name="groups_role_everywhere_once",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "group"],
                condition=models.Q(ended_at=None),
                name="groups_role_in_a_group_once",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "locality"],
                condition=models.Q(ended_at=None),
                name="groups_role_in_a_locality_once",
            ),
            models.CheckConstraint(
                condition=models.Q(group=None) | models.Q(locality=None),
                name="groups_role_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"role {self.pk}"


class NobodyThere(models.Model):
    """Somebody went, and nobody was there. Nothing about who said so is kept."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="cautions")
    on = models.DateField()
    said_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"], name="groups_one_caution_a_date"
            )
        ]

    def __str__(self) -> str:
        return f"caution {self.pk}"
