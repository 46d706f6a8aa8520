"""Tables of the safeguarding record: the record, its chained entries, what hangs on it."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField


def _person(**more: Any) -> Any:
    return models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", **more
    )


class Record(models.Model):
    """One matter and who sees it through. What was done stands in its entries.

    While it is open somebody holds it: the database says so too. Erased, this row and
    its entries stay, empty, so that the chain can still be checked.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    meeting_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    held_by = _person()
    held_since = models.DateTimeField()
    offered_to = _person()
    offered_at = models.DateTimeField(null=True)
    review_on = models.DateField()
    told_on = models.DateField(null=True)
    closing_by = _person()
    closing_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    erase_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(closed_at=None, held_by=None),
                name="safety_an_open_record_is_held",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Entry(models.Model):
    """One line of the record, chained over the line before it; never changed or deleted.

    digest -- SHA-256 of the sealed words. The migrations lay database triggers over this
    table and the next that refuse UPDATE and DELETE.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryWords(models.Model):
    """The sealed words of one entry: they may go once an entry says they were erased."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="said")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    body = models.TextField(max_length=60000)

    def __str__(self) -> str:
        return f"words of entry {self.entry_id}"


class Chain(models.Model):
    """The one row that makes writers of the record queue: its last hash, how many entries."""

    hash = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="safety_one_chain")
        ]

    def __str__(self) -> str:
        return "chain"


class Care(models.Model):
    """One offer of a talk to somebody who was there, and what they answered."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    record = models.ForeignKey(Record, models.CASCADE, related_name="cares")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    wants_a_talk = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person"], name="safety_one_offer_of_care_each"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Asked(models.Model):
    """Somebody asked what is kept of them: until when we answer, and what is taken out.

    hidden -- sealed JSON: names taken out everywhere, and sentences one by one.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    record = models.ForeignKey(Record, models.PROTECT, related_name="asked")
    asked_on = models.DateField()
    due_on = models.DateField()
    hidden = SealedTextField(max_length=20000, blank=True, default="")
    told_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id
