"""Tables of what people share: pieces, suggestions, who is willing to answer, collections.

Words are sealed from the first draft on; who wrote a piece is sealed for good.
"""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField


class Piece(models.Model):
    """A question, an answer, a strategy, how one went, or a story.

    about -- the question an answer is to, the strategy that was tried, or the answer a
    strategy was made of. whose, whose_sealed -- whose it is (authors.py asks, nothing
    else does). whose_words -- finds the same words of the same person sent twice.
    sent_at -- when its author sent it; of a draft, when the desk asked for it.
    *_since -- since when each stage is given. told -- what the desk wrote to its author.
    had_trouble -- it was held, declined or hidden once. is_resting -- its author is leaving
    the house and may still think again. look_again_on -- when somebody
    should read a strategy again.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    about = models.ForeignKey("self", models.SET_NULL, null=True, related_name="around")
    title = SealedTextField(max_length=200, blank=True, default="")
    words = SealedTextField(max_length=12000, blank=True, default="")
    did = SealedTextField(max_length=3000, blank=True, default="")
    went = SealedTextField(max_length=1500, blank=True, default="")
    cautions = SealedTextField(max_length=1000, blank=True, default="")
    name_shown = models.CharField(max_length=40, blank=True, default="")
    topic = models.CharField(max_length=30, default="any")
    notes = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    stance = models.CharField(max_length=10, blank=True, default="")
    group = models.ForeignKey(
        "groups.Group", models.SET_NULL, null=True, related_name="+"
    )
    group_since = models.DateTimeField(null=True)
    commons_since = models.DateTimeField(null=True)
    public_since = models.DateTimeField(null=True)
    print_since = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    look_again_on = models.DateField(null=True)
    helped = models.BooleanField(default=False)
    had_trouble = models.BooleanField(default=False)
    is_resting = models.BooleanField(default=False)
    told = SealedTextField(max_length=600, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    whose = BlindIndex(blank=True, default="")
    whose_sealed = SealedTextField(max_length=20, blank=True, default="")
    whose_words = BlindIndex(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whose_words"], name="commons_the_same_words_once"
            ),
        ]
        indexes = [
            models.Index(fields=["whose"], name="commons_pieces_of_mark"),
            models.Index(
                fields=["kind", "state", "-published_at"], name="commons_pieces_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Suggestion(models.Model):
    """Other words the desk would rather see: the author takes them, or does not."""

    piece = models.OneToOneField(Piece, models.CASCADE, related_name="suggestion")
    title = SealedTextField(max_length=200, blank=True, default="")
    words = SealedTextField(max_length=12000, blank=True, default="")
    did = SealedTextField(max_length=3000, blank=True, default="")
    went = SealedTextField(max_length=1500, blank=True, default="")
    cautions = SealedTextField(max_length=1000, blank=True, default="")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Willing(models.Model):
    """Somebody lived with this and does not mind being asked; sealed, until a day."""

    whose = BlindIndex(unique=True)
    whose_sealed = SealedTextField(max_length=20)
    topics = SealedTextField(max_length=400)
    until = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Asked(models.Model):
    """A question was shown to somebody who is willing. Nobody else learns to whom."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="asked")
    whose = BlindIndex()
    asked_at = models.DateTimeField()
    put_away = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "whose"], name="commons_asked_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Collection(models.Model):
    """Strategies put together at the desk, such as "first week home"."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    title = models.CharField(max_length=80, unique=True)
    words = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Collected(models.Model):
    """One piece in a collection, in its place."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="collected")
    piece = models.ForeignKey(Piece, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "piece"], name="commons_collected_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
