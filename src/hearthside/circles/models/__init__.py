"""Tables of circles: what nobody here can open, in what order, and for which seats.

No table says who sent a word. Times are whole minutes since 1970: `minute`.
"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from hearthside.circles.models.lines import Line, Side
from hearthside.circles.models.pictures import LARGEST_PICTURE, Picture
from hearthside.circles.models.rooms import OutTonight, Room
from hearthside.circles.models.streams import (
    DIGEST,
    LiveSession,
    StreamTicket,
    Wake,
)
from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField

__all__ = [
    "DIGEST",
    "LARGEST_COMMIT",
    "LARGEST_GROUP_INFO",
    "LARGEST_KEY_PACKAGE",
    "LARGEST_PICTURE",
    "LARGEST_WELCOME",
    "LARGEST_WORD",
    "Circle",
    "Frame",
    "FrankingKey",
    "GroupInfo",
    "KeyPackage",
    "Line",
    "LiveSession",
    "OutTonight",
    "Picture",
    "Room",
    "Seat",
    "Side",
    "SpentTicket",
    "StreamTicket",
    "Wake",
    "Welcome",
]

# What the largest sealed word may weigh: eight thousand bytes of padded text, and its envelope.
LARGEST_WORD: Final = 9_216
LARGEST_COMMIT: Final = 48_000
LARGEST_GROUP_INFO: Final = 64_000
LARGEST_WELCOME: Final = 32_000
LARGEST_KEY_PACKAGE: Final = 4_096


class Circle(models.Model):
    """One sealed conversation: its place in the order, and which turn of keys it is at.

    mls_id -- the group id its members' devices drew (RFC 9420 section 8.1).
    epoch, last_seq -- the turn of keys, and the number of the newest frame.
    """

    class Kind(models.TextChoices):
        GROUP = "group"
        LINE = "line"
        BUDDIES = "buddies"
        MEETING = "meeting"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.GROUP)
    group = models.ForeignKey(
        "groups.Group", models.CASCADE, null=True, related_name="circles"
    )
    mls_id = models.BinaryField(max_length=64, unique=True)
    epoch = models.BigIntegerField(default=0)
    last_seq = models.BigIntegerField(default=0)
    lifetime_days = models.PositiveSmallIntegerField(default=30)
    founded_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="group", group__isnull=False)
                | Q(~Q(kind="group"), group=None),
                name="circles_of_a_group_or_not",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(ended_on=None),
                name="circles_one_open_to_a_group",
            ),
            models.CheckConstraint(
                condition=Q(epoch__gte=0, last_seq__gte=0),
                name="circles_count_from_nought",
            ),
            models.CheckConstraint(
                condition=Q(lifetime_days__gte=1, lifetime_days__lte=180),
                name="circles_words_end",
            ),
        ]

    def __str__(self) -> str:
        return f"circle {self.pk}"


class Seat(models.Model):
    """One person's place in a circle, under an id of its own; whose it is, is sealed.

    from_seq -- what came after this frame is for them. None: no device of theirs is in
    the keys of the circle, so nothing is. member_id -- 16 bytes their own key has here, as
    their device said (docs/develop/sealed-objects.md); it stands in no other circle.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="seats")
    whose = BlindIndex(db_index=True)
    whose_here = BlindIndex()
    whose_sealed = SealedTextField(max_length=20)
    from_seq = models.BigIntegerField(null=True)
    member_id = models.BinaryField(max_length=16, null=True)
    taken_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "whose_here"],
                condition=Q(ended_on=None),
                name="circles_one_seat_each",
            ),
            models.UniqueConstraint(
                fields=["circle", "member_id"],
                condition=Q(ended_on=None, member_id__isnull=False),
                name="circles_one_seat_a_key",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(from_seq=None),
                name="circles_nothing_after_the_end",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class KeyPackage(models.Model):
    """What lets a device be added while it sleeps; handed out once (RFC 9420 section 10).

    body -- empty once it was handed out; the digest stays until it would have run out,
    so that the same one never lies on the shelf twice.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="key_packages")
    device = models.CharField(max_length=22)
    digest = models.BinaryField(max_length=DIGEST, unique=True)
    body = models.BinaryField(max_length=LARGEST_KEY_PACKAGE)
    until_minute = models.BigIntegerField()

    def __str__(self) -> str:
        return f"key package {self.pk}"


class FrankingKey(models.Model):
    """The key under which the house marks what was said, so that a report can be checked.

    key -- 32 bytes as base64url, sealed. One is in use; older ones stay as long as words
    may live that were marked with them.
    """

    key = SealedTextField(max_length=43)
    made_minute = models.BigIntegerField()
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["in_use"],
                condition=Q(in_use=True),
                name="circles_one_franking_key_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"franking key {self.pk}"


class Frame(models.Model):
    """One sealed thing in its order: a word, a commit. Never whose.

    id -- the order over all circles, by which a stream goes on where it ended.
    seq -- the order in this circle, without gaps. bucket -- a size it is not larger than.
    tag -- the house's mark on a word. once -- by what it is known when it comes again.
    """

    class Kind(models.IntegerChoices):
        WORD = 1
        COMMIT = 2

    circle = models.ForeignKey(
        Circle, models.CASCADE, related_name="frames", db_index=False
    )
    seq = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    epoch = models.BigIntegerField()
    minute = models.BigIntegerField()
    bucket = models.PositiveIntegerField()
    body = models.BinaryField(max_length=LARGEST_COMMIT)
    tag = models.BinaryField(max_length=DIGEST, null=True)
    frank = models.ForeignKey(FrankingKey, models.PROTECT, null=True, db_index=False)
    once = models.BinaryField(max_length=16, null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "id"], name="circles_frames_after")]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "seq"], name="circles_one_frame_a_number"
            ),
            models.UniqueConstraint(
                fields=["circle", "once"],
                condition=Q(once__isnull=False),
                name="circles_each_word_once",
            ),
            models.UniqueConstraint(
                fields=["circle", "epoch"],
                condition=Q(kind=2),
                name="circles_one_commit_an_epoch",
            ),
            models.CheckConstraint(
                condition=Q(kind=1, tag__isnull=False, frank__isnull=False)
                | Q(kind=2, tag=None, frank=None),
                name="circles_words_are_marked",
            ),
        ]

    def __str__(self) -> str:
        return f"frame {self.pk}"


class GroupInfo(models.Model):
    """What a circle's newest keys look like from outside, as its last commit left them."""

    circle = models.OneToOneField(Circle, models.CASCADE, related_name="group_info")
    epoch = models.BigIntegerField()
    body = models.BinaryField(max_length=LARGEST_GROUP_INFO)
    tree_hash = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return f"group info {self.pk}"


class Welcome(models.Model):
    """What a device needs to begin; kept with the commit that let it in, or not at all."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="welcomes")
    device = models.CharField(max_length=22)
    epoch = models.BigIntegerField()
    body = models.BinaryField(max_length=LARGEST_WELCOME)
    until_minute = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "device", "epoch"], name="circles_one_welcome_each"
            )
        ]

    def __str__(self) -> str:
        return f"welcome {self.pk}"


class SpentTicket(models.Model):
    """That an invitation was used, so that nobody uses it again; not by whom."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="spent_tickets")
    digest = models.BinaryField(max_length=DIGEST)
    spent_minute = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "digest"], name="circles_a_ticket_once"
            )
        ]

    def __str__(self) -> str:
        return f"spent ticket {self.pk}"
