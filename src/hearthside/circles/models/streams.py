"""Tables of what stays open: tickets, sessions, and what wakes them."""

from __future__ import annotations

from typing import Final

from django.db import models

DIGEST: Final = 32


class StreamTicket(models.Model):
    """What opens a stream, once, within a minute. Whose, only the ticket itself says.

    digest -- SHA-256 of the ticket. sealed -- seats and person, under a key that comes
    from the ticket, which we do not keep.
    """

    digest = models.BinaryField(max_length=DIGEST, unique=True)
    sealed = models.BinaryField(max_length=16_384)
    until = models.BigIntegerField()

    def __str__(self) -> str:
        return f"stream ticket {self.pk}"


class LiveSession(models.Model):
    """That somebody's device may post and listen, for half a day; sealed as a ticket is."""

    digest = models.BinaryField(max_length=DIGEST, unique=True)
    sealed = models.BinaryField(max_length=16_384)
    until = models.BigIntegerField()

    def __str__(self) -> str:
        return f"live session {self.pk}"


class Wake(models.Model):
    """That a seat ended or a circle closed, for whoever holds streams open."""

    circle_id = models.BigIntegerField()
    seat_id = models.BigIntegerField(null=True)
    minute = models.BigIntegerField()

    def __str__(self) -> str:
        return f"wake {self.pk}"
