"""Tables of reports: what was said, who reads round whom, every step, and what came of it.

Groups and places are pointers and no keys: this room does not see the room of groups.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField


class Report(models.Model):
    """Somebody says that something is wrong with a thing.

    kind, thing -- what it is about, in the words of the room that owns it.
    snapshot -- sealed; what was disclosed of it, as it was at that moment.
    reporter_mark -- the same for one person, and leads back to nobody without our secret.
    weight -- in halves: how much it counts towards protecting the thing by itself.
    for_leads -- coordinators do not read it. round_leads -- every lead is in it, so the
    host reads it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group_id = models.BigIntegerField(null=True)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=60, blank=True, default="")
    snapshot = SealedTextField(max_length=8000, blank=True, default="")
    wish = models.CharField(max_length=12, blank=True, default="")
    may_come_back = models.BooleanField(default=False)
    reporter_mark = models.CharField(max_length=64, blank=True, default="")
    weight = models.PositiveSmallIntegerField(default=0)
    for_leads = models.BooleanField(default=False)
    round_leads = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    first_read_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter_mark", "kind", "thing"],
                condition=models.Q(settled_at=None) & ~models.Q(reporter_mark=""),
                name="safety_one_open_report_each",
            )
        ]
        indexes = [
            models.Index(fields=["kind", "thing"], name="safety_reports_of_thing"),
            models.Index(fields=["reporter_mark"], name="safety_reports_of_mark"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Concerned(models.Model):
    """Whom a report may be about: hidden from them everywhere.

    is_subject -- it is about them, not only about where they help.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="concerned")
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, related_name="+"
    )
    place_id = models.BigIntegerField(null=True)
    is_subject = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(place_id=None),
                name="safety_concerned_one",
            )
        ]
        indexes = [models.Index(fields=["place_id"], name="safety_concerned_place")]

    def __str__(self) -> str:
        return f"concerned {self.pk}"


class Step(models.Model):
    """One thing that happened to a report. Written once, never changed."""

    class Kind(models.TextChoices):
        SAID = "said"
        OPENED = "opened"
        ANSWERED = "answered"
        TOLD = "told"
        SETTLED = "settled"
        HIDDEN = "hidden"
        SHOWN = "shown"
        APPEALED = "appealed"
        APPEAL_READ = "appeal_read"
        PASSED_ON = "passed_on"

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    rung = models.CharField(max_length=12, blank=True, default="")
    words = SealedTextField(max_length=4000, blank=True, default="")

    def __str__(self) -> str:
        return f"step {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("A step of a report is written once.")
        super().save(*args, **kwargs)


class Response(models.Model):
    """One rung of the ladder, towards one name or one person, with its reason and its end.

    stands -- what came of an appeal; None while nobody has read it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    report = models.ForeignKey(Report, models.CASCADE, related_name="responses")
    rung = models.CharField(max_length=12)
    group_id = models.BigIntegerField(null=True)
    place_id = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, related_name="+"
    )
    reason = SealedTextField(max_length=4000)
    decided_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    appeal = SealedTextField(max_length=4000, blank=True, default="")
    appealed_at = models.DateTimeField(null=True)
    appeal_read_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    appeal_read_at = models.DateTimeField(null=True)
    appeal_answer = SealedTextField(max_length=4000, blank=True, default="")
    stands = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(place_id=None),
                name="safety_response_to_one",
            )
        ]
        indexes = [models.Index(fields=["place_id"], name="safety_response_place")]

    def __str__(self) -> str:
        return self.public_id


class Protection(models.Model):
    """A thing hidden, or a name paused, because several people asked; until somebody looks."""

    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=60)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"],
                condition=models.Q(ended_at=None),
                name="safety_protected_once",
            )
        ]

    def __str__(self) -> str:
        return f"protection {self.pk}"


class Block(models.Model):
    """One name does not want to meet another in their group. Told to nobody."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    place_id = models.BigIntegerField()
    other_place_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place_id", "other_place_id"], name="safety_blocked_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(place_id=models.F("other_place_id")),
                name="safety_nobody_blocks_themselves",
            ),
        ]
        indexes = [models.Index(fields=["other_place_id"], name="safety_blocked_place")]

    def __str__(self) -> str:
        return self.public_id
