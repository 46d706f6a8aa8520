"""Tables of what a report carries out of a circle: sealed on the device, for leads alone."""

from __future__ import annotations

from django.db import models

from hearthside.safety.models.contacts import KeyholderKey
from hearthside.safety.models.reports import Report

# The largest of the sizes a device pads to, and what sealing adds.
LARGEST_BOX = 131_072 + 29


class SealedWords(models.Model):
    """Chosen words of a circle, sealed by whoever reported them. We cannot open it.

    tag -- 16 bytes the device drew, as letters: by it the same words sent again are known.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sealed_words")
    tag = models.CharField(max_length=22)
    box = models.BinaryField(max_length=LARGEST_BOX)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "tag"], name="safety_sealed_words_once"
            )
        ]

    def __str__(self) -> str:
        return f"sealed words {self.pk}"


class SealedWordsKey(models.Model):
    """What opens them, sealed to the key of one lead who may read that report."""

    words = models.ForeignKey(SealedWords, models.CASCADE, related_name="keys")
    key = models.ForeignKey(KeyholderKey, models.CASCADE, related_name="+")
    sealed = models.BinaryField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["words", "key"], name="safety_sealed_to_a_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"key of sealed words {self.pk}"
