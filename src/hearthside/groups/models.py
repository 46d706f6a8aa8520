"""Tables of groups: the directory, who belongs, what they promised, who leads."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField
from hearthside.engines import words


class Feed(models.Model):
    """Somebody else's list of groups that we show, and when we last read it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=120, unique=True)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, default="meeting-guide")
    zone = models.CharField(max_length=64)
    fetched_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


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
    """One person's place in one group, under the name chosen for it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name_here = models.CharField(max_length=40)
    skeleton = models.CharField(max_length=80)
    agreement_number = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
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


class ImportRun(models.Model):
    """One reading of a feed: how far it is, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        BROKEN = "broken"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs")
    by_person_id = models.BigIntegerField(null=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    made_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=64)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tally: models.JSONField[Any, Any] = models.JSONField(default=dict)
    asked_to_stop = models.BooleanField(default=False)
    fault = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=models.Q(state="running"),
                name="groups_one_reading_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
