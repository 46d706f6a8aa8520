"""Tables of the guide: cards, who may see them, what they touch on, and how old the index is."""

from __future__ import annotations

from typing import Final

from django.db import models

LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 20_000
# Stems of the text, and those of the title twice.
LONGEST_TERMS: Final = 60_000


class Card(models.Model):
    """A copy of one thing people published, or of one part of it, laid out to be found.

    generation -- the number the index had when this copy was made; another one is another
    copy. points, sentence_points -- where its passages and its sentences lie in meaning,
    as bytes; empty until somebody laid them out.
    """

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=80)
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(max_length=LONGEST_TEXT)
    language = models.CharField(max_length=8)
    terms = models.TextField(max_length=LONGEST_TERMS)
    generation = models.BigIntegerField(db_index=True)
    points = models.BinaryField(default=b"")
    sentence_points = models.BinaryField(default=b"")
    has_points = models.BooleanField(default=False, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "url"], name="guide_card_once"
            )
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"


class Audience(models.Model):
    """Somebody a card is for: "everyone", "members", "group:" and a public id."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="audiences")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "key"], name="guide_audience_once")
        ]

    def __str__(self) -> str:
        return f"audience {self.pk}"


class Note(models.Model):
    """Something a card touches on that some people would rather not meet unasked."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="notes")
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "word"], name="guide_note_once")
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Generation(models.Model):
    """One row: how often the index has changed. Whoever laid cards out asks whether it is still so."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"generation {self.number}"
